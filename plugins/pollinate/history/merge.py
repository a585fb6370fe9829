# What a merge commit does to line owners: per path the parent that has the same text, else line by
# line. Source: git's own order in `git blame` (a parent with the same blob takes all, the first one
# first), and git-diff(1) on combined diffs. Must not know: how ordinary commits are replayed.
"""Combine the states of a merge's parents."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from pollinate.history.line_state import (
    EMPTY,
    Change,
    Changes,
    FileState,
    State,
    line_key,
    no_lines,
)
from pollinate.history.log import NULLS, MergeChange
from pollinate.history.owners import Runs
from pollinate.history.patch import CombinedHunk, as_combined, read_combined, read_patches
from pollinate.history.survival import settle_merged
from pollinate.history.text_changes import CommitAnswers, Patches, of_nothing
from pollinate.model.git import RULE_BITS


class Merging(NamedTuple):
    """One merge under way."""

    changes: Changes
    number: int
    states: list[State]
    runs: Runs
    answers: CommitAnswers
    sha: str

    def apply(self, doubtful: set[bytes]) -> dict[bytes, FileState]:
        """Return the entries that differ from the first parent's; paths that git leaves unexplained
        go to `doubtful`.

        Most merges only take, and git need not be asked what they made of their own.
        """
        made: dict[bytes, FileState] = {}
        left: list[bytes] = []
        for change in self.answers.merge(self.sha):
            path = change.path
            if change.status == b"D":
                made[path] = self._deleted(path)
                continue
            taken = next(
                (s[path] for s in self.states if path in s and s[path].blob == change.new), None
            )
            if taken is None:
                left.append(path)
            else:
                made[path] = self._taken(path, taken)
        if left:
            changes, patch = self.answers.combined(self.sha)
            hunks, patches = read_combined(patch), None
            for one in changes:
                if one.path in made:
                    continue
                own = hunks.get(one.blobs, [])
                if not own and one.blobs[-1] not in (*one.blobs[:-1], *NULLS):
                    # By some attribute it is binary, and a combined diff goes by attributes.
                    if patches is None:
                        patches = read_patches(self.answers.by_parent(self.sha))
                    own = _from_patches(one.blobs, patches)
                made[one.path] = self._combined(one, own)
            doubtful.update(path for path in left if path not in made)
        return made

    def _deleted(self, path: bytes) -> FileState:
        past = [state[path].past for state in self.states if path in state]
        return EMPTY._replace(past=self._remember(path, tuple(past), changed=False))

    def _taken(self, path: bytes, taken: FileState) -> FileState:
        return taken._replace(past=self._remember(path, (taken.past,), changed=False))

    def _combined(self, change: MergeChange, hunks: list[CombinedHunk]) -> FileState:
        *blobs, result = change.blobs
        if result in NULLS:
            return self._deleted(change.path)
        sides = [
            state.get(source, EMPTY) if blob not in NULLS else EMPTY
            for state, source, blob in zip(self.states, change.sources, blobs, strict=True)
        ]
        if result in blobs:
            return self._taken(change.path, sides[blobs.index(result)])._replace(blob=result)
        new = combine(sides, hunks, self.number, self.runs)
        changed = self.number in new.blame
        past = self._remember(change.path, tuple(side.past for side in sides), changed=changed)
        return new._replace(blob=result, past=past)

    def _remember(self, path: bytes, sides: tuple[int, ...], *, changed: bool) -> int:
        first = self.states[0].get(path, EMPTY)
        prev = tuple(dict.fromkeys(past for past in (first.past, *sides) if past >= 0))
        brought = brought_in(self.changes, prev, first.past)
        if not changed and not brought and len(prev) == 1:
            return prev[0]
        self.changes.append(
            Change(prev, self.number, False, changed, first.blob, array("Q"), no_lines(), brought)
        )
        return len(self.changes) - 1


def _from_patches(blobs: Sequence[bytes], patches: Patches) -> list[CombinedHunk]:
    """Return how a merge's text differs from each parent's, from one diff with each."""
    *olds, new = blobs
    return as_combined(
        [
            of_nothing(patches, new, before=False) if old in NULLS else patches.get((old, new), [])
            for old in olds
        ]
    )


def combine(
    sides: list[FileState], hunks: list[CombinedHunk], number: int, runs: Runs
) -> FileState:
    """Return who owns each line of a combined text: the first parent that has it, else the merge;
    of a line that none has, each word of a parent's stays its writer's.
    """
    blame, credit, keys = no_lines(), no_lines(), array("Q")
    first, done = sides[0], 0
    at = [0] * len(sides)
    for starts, result, lines in hunks:
        # Outside hunks every parent has every line.
        gap = slice(at[0], at[0] + result - done)
        blame.extend(first.blame[gap])
        credit.extend(first.credit[gap])
        keys.extend(first.keys[gap])
        at = list(starts)
        done = result
        gone: list[tuple[list[bytes], list[int]]] = [([], []) for _ in sides]
        added: list[bytes] = []
        places: list[int] = []
        for line in lines:
            columns = line[: len(sides)]
            if b"-" in columns:
                for n, mark in enumerate(columns):
                    if mark == 45:
                        gone[n][0].append(line[len(sides) :])
                        gone[n][1].append(sides[n].credit[at[n]])
                        at[n] += 1
                continue
            done += 1
            owner = next((n for n, mark in enumerate(columns) if mark == 32), None)
            if owner is None:
                blame.append(number)
                added.append(line[len(sides) :])
                places.append(len(credit))
                credit.append(number << RULE_BITS)
                keys.append(line_key(line[len(sides) :]))
            else:
                blame.append(sides[owner].blame[at[owner]])
                credit.append(sides[owner].credit[at[owner]])
                keys.append(sides[owner].keys[at[owner]])
            for n, mark in enumerate(columns):
                at[n] += mark == 32
        settle_merged(credit, places, added, gone, number << RULE_BITS, runs)
    rest = slice(at[0], None)
    blame.extend(first.blame[rest])
    credit.extend(first.credit[rest])
    keys.extend(first.keys[rest])
    return FileState(b"", blame, credit, keys, -1)


def brought_in(changes: Changes, tips: tuple[int, ...], known: int) -> tuple[int, ...]:
    """Return the commits on one file that are reachable from some tips but not from a known one.

    Walks both sides in falling order, as `git rev-list A --not B` does, so it costs what the branch
    is long.
    """
    heap = [-tip for tip in tips if tip != known]
    new = set(tips) - {known}
    old: set[int] = {known} if known >= 0 else set()
    if known >= 0:
        heap.append(-known)
    heapq.heapify(heap)
    found: set[int] = set()
    seen: set[int] = set()
    while heap and new - old - seen:
        at = -heapq.heappop(heap)
        if at in seen:
            continue
        seen.add(at)
        for prev in changes[at].prev:
            (old if at in old else new).add(prev)
            heapq.heappush(heap, -prev)
        if at not in old:
            found.add(changes[at].commit)
    return tuple(sorted(found))

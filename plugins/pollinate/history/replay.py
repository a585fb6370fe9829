# Replays every patch over the whole DAG and keeps, for each live commit, who owns each line of
# each file. Why so: docs/developers/decisions/replay.md. A commit's state goes to its last child
# in place and is copied for the others; so memory holds the tips that are still needed, never all
# of history. What comes out equals `git blame`. Must not know: people, lessons' meaning, how
# commits are printed.
"""Replay history into line owners."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence

from pollinate.history import rules
from pollinate.history.cache.columns import own
from pollinate.history.line_state import (
    EMPTY,
    Change,
    Changes,
    CommitList,
    Delta,
    FileState,
    Mined,
    Restored,
    State,
    line_keys,
    same,
)
from pollinate.history.log import MODULE, NOTHING, NULLS, Combined, RawChange, RawCommit
from pollinate.history.merge import Merging
from pollinate.history.patch import Hunk, read_patches
from pollinate.model.git import RULE_BITS


class Replay:
    """A replay under way: feed it commits, parents first, then read the state of the last one."""

    def __init__(
        self,
        is_lesson: Callable[[bytes], bool],
        ignored: frozenset[str],
        parents: Mapping[str, list[str]],
    ) -> None:
        self.changes: Changes = []
        self.index = rules.LineIndex()
        self.live: dict[str, State] = {}
        self.deltas: dict[int, Delta] = {}
        """What each of the newest commits changed in the state of its first parent."""
        self.keep_deltas_from = 0
        self.doubtful: set[bytes] = set()
        """Paths for which git's own outputs disagreed; none is known to happen."""
        self.blobs: set[bytes] = set()
        self.renames: dict[bytes, bytes] = {}
        """Old path -> new path, the newest rename of each."""
        self._common: Sequence[int] = ()
        """Lines that an earlier run found too common to tell where a text comes from."""
        self.is_lesson, self._ignored = is_lesson, ignored
        self._children: dict[str, int] = {}
        """How many children of a commit are still to come."""
        for parent in (p for ps in parents.values() for p in ps):
            self._children[parent] = self._children.get(parent, 0) + 1

    def resume(self, earlier: Restored) -> None:
        """Go on where an earlier run stopped."""
        self.live.update(earlier.tips)
        self.changes, self.deltas = earlier.changes, dict(earlier.deltas)
        self.blobs, self.renames = set(earlier.blobs), dict(earlier.renames)
        self._common = earlier.common
        self.index = rules.LineIndex(lambda index: self._fill(index, earlier), earlier.keys)

    def mined(self, commits: CommitList, head: str) -> Mined:
        """Return all that is known after the last commit."""
        return Mined(
            commits=commits,
            state=self.live[head],
            changes=self.changes,
            deltas=self.deltas,
            renames=self.renames,
            common=sorted({*self._common, *self.index.common()}),
            doubtful=bool(self.doubtful),
        )

    def _fill(self, index: rules.LineIndex, earlier: Restored) -> None:
        """Tell an index where lines stood, in any state that can be restored."""
        for path, entry in earlier.newest.items():
            if self.is_lesson(path):
                index.add(path, entry.keys)
        for path, old, new in (one for delta in earlier.deltas.values() for one in delta):
            if self.is_lesson(path):
                index.add(path, new.keys)
                index.add(path, old.keys if old else ())
        index.mark_common(earlier.common)

    def feed(
        self,
        commit: RawCommit,
        number: int,
        first_parent_changes: Sequence[RawChange] = (),
        combined: Callable[[], Combined] = lambda: NOTHING,
    ) -> None:
        """Take one commit and keep the state after it for its children; `combined` tells what a
        merge made of its own.
        """
        states = [self._of_parent(parent, first=not i) for i, parent in enumerate(commit.parents)]
        state = states[0] if states else {}
        made: dict[bytes, FileState] = {}
        if len(states) > 1:
            made = Merging(self.changes, number, states).apply(
                first_parent_changes, combined, self.doubtful
            )
        elif commit.changes:
            made = self._apply(commit, number, state)
        if number >= self.keep_deltas_from and made:
            self.deltas[number] = [(path, state.get(path), entry) for path, entry in made.items()]
        state.update(made)
        if len(states) > 1:
            for path, entry in made.items():
                if entry.blob not in self.blobs and self.is_lesson(path):
                    self.index.add(path, entry.keys)
        self.blobs.update(entry.blob for entry in made.values())
        self.live[commit.sha] = state

    def _of_parent(self, sha: str, *, first: bool) -> State:
        """Return a parent's state; the first parent's is handed over to its last child and copied
        for the others.
        """
        left = self._children[sha] = self._children[sha] - 1
        if left:
            return self.live[sha].copy() if first else self.live[sha]
        return self.live.pop(sha)

    def _apply(self, commit: RawCommit, number: int, state: State) -> dict[bytes, FileState]:
        """Return the entries that an ordinary commit makes."""
        patches = read_patches(commit.patch)
        fresh: list[tuple[rules.FreshRun, FileState]] = []
        made: dict[bytes, FileState] = {}
        for change in commit.changes:
            if change.status == b"R":
                made.setdefault(change.source, EMPTY)
                self.renames[change.source] = change.path
        for change in commit.changes:
            old = state.get(change.source, EMPTY)
            if change.status == b"D" or change.mode == MODULE:
                if old.blob:
                    made[change.path] = EMPTY._replace(
                        past=self._remember(number, old, range(len(old.keys)))
                    )
                continue
            if change.status in (b"A", b"T") or not old.blob:
                old = EMPTY._replace(past=old.past)
                hunks = next(
                    (patches[none, change.new] for none in NULLS if (none, change.new) in patches),
                    [],
                )
            else:
                hunks = (
                    patches.get((change.old, change.new), []) if change.old != change.new else []
                )
            made[change.path] = self._changed(commit, number, change, old, hunks, fresh)
            if change.status in (b"R", b"C") and self.is_lesson(change.path):
                self.index.add(change.path, made[change.path].keys)
        if fresh:
            moved = rules.Moved(self.index, state.get, number << RULE_BITS)
            for run, entry in fresh:
                moved.apply(run, entry.keys, entry.credit)
            for run, entry in fresh:
                self.index.add(run.path, entry.keys[run.at : run.at + len(run.lines)])
        return made

    def _changed(
        self,
        commit: RawCommit,
        number: int,
        change: RawChange,
        old: FileState,
        hunks: list[Hunk],
        fresh: list[tuple[rules.FreshRun, FileState]],
    ) -> FileState:
        """Return a file's entry after one commit, and note its new lines for the rule `moved`."""
        if not hunks:
            past = self._remember(number, old, (), changed=not old.blob)
            return FileState(change.new, old.blame, old.credit, old.keys, past)
        blame, credit, keys = _spliced(old, hunks, number)
        new = FileState(change.new, blame, credit, keys, old.past)
        plain = number << RULE_BITS
        ignored, lesson = commit.sha in self._ignored, self.is_lesson(change.path)
        shift = 0
        gone: list[int] = []
        for hunk in hunks:
            at = hunk.start + shift
            shift += len(hunk.lines) - hunk.size
            if hunk.size:
                gone.extend(range(hunk.start, hunk.start + hunk.size))
                if hunk.lines:
                    rules.within_hunk(hunk, old, new, at)
            if ignored:
                rules.through_ignored(hunk, old, new.credit, at, plain)
            if lesson and hunk.lines:
                fresh.append((rules.FreshRun(change.path, at, hunk.lines), new))
        reverts = b"This reverts commit" in commit.message
        if old.past >= 0 and (
            reverts
            or (change.new in self.blobs and rules.had_blob(old.past, self.changes, change.new))
        ):
            rules.bring_back(old.past, self.changes, new, plain)
        return FileState(change.new, blame, credit, keys, self._remember(number, old, gone))

    def _remember(
        self, number: int, old: FileState, gone: Sequence[int], *, changed: bool = True
    ) -> int:
        """Add a change to the past, and return its index."""
        prev = (old.past,) if old.past >= 0 else ()
        keys, credit = array("Q"), array("I")
        if gone:
            keys.extend([old.keys[n] for n in gone])
            credit.extend([old.credit[n] for n in gone])
        self.changes.append(Change(prev, number, not old.blob, changed, old.blob, keys, credit))
        return len(self.changes) - 1


def _spliced(
    old: FileState, hunks: list[Hunk], number: int
) -> tuple[array[int], array[int], array[int]]:
    """Return new owners, credits and keys, in which the lines of each hunk belong to the commit."""
    blame, credit, keys = own("I", old.blame), own("I", old.credit), own("Q", old.keys)
    # From the end, so that the places of earlier hunks stay right.
    for start, size, lines, _ in reversed(hunks):
        place, count = slice(start, start + size), len(lines)
        blame[place] = same(number, count)
        credit[place] = same(number << RULE_BITS, count)
        keys[place] = line_keys(lines)
    return blame, credit, keys

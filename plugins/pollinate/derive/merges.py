# Which merges are somebody's decision to take in the work of others. Who pulls, or brings a branch
# up to date, decides nothing; nor does a merge on a side branch, one of two histories that have
# nothing in common, or one that sweeps over the whole garden. Why here: roles, dates and the
# defence of a name must all see the same merges.
# Must not know: people, roles.
"""Tell decisions from updates among merges."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from pollinate.model.git import Commit, Commits, FileHistory, History
from pollinate.paths import RepoPath

MANY = 50
"""A merge that brought something to more lessons than this is no decision on each of them."""
TARGETS = frozenset({"main", "master", "trunk", "develop", "default"})
"""What the branch that everybody works towards is mostly called."""
_PULLED = re.compile(
    r"Merge (?:branch|(?P<remote>remote-tracking branch)) '(?P<name>[^']+)'"
    r"(?: of \S+)?(?: into (?P<into>\S+))?$"
)


def with_decisions(history: History, branch: str = "") -> History:
    """Return a history in which only merges that are decisions bring in the work of others.

    `branch` is what the garden's own branch is called, where that is known.
    """
    merges = [number for number, commit in enumerate(history.commits) if len(commit.parents) > 1]
    if not merges:
        return history
    names = TARGETS | {branch} - {""}
    mainline, strange = _mainline(history), _of_strangers(history.commits)
    void = {
        number
        for number in merges
        if history.commits[number].merged > MANY
        or number not in mainline
        or number in strange
        or is_update(history.commits[number], names)
    }
    return replace(history, files=_Files(history.files, void)) if void else history


def is_update(commit: Commit, targets: Collection[str]) -> bool:
    """Tell by the words of Git and of forges whether a merge brought a branch up to date."""
    found = _PULLED.match(commit.subject.strip())
    if not found:
        return False
    name = found["name"].partition("/")[2] if found["remote"] else found["name"]
    return name in targets or name == found["into"]


def _mainline(history: History) -> set[int]:
    """Return the commits that HEAD's first parents lead to."""
    numbers = {commit.sha: number for number, commit in enumerate(history.commits)}
    found: set[int] = set()
    sha = history.head
    while sha is not None and sha in numbers:
        found.add(numbers[sha])
        parents = history.commits[numbers[sha]].parents
        sha = parents[0] if parents else None
    return found


def _of_strangers(commits: Commits) -> set[int]:
    """Return the merges of histories that have no beginning in common."""
    roots: dict[str, int] = {}
    found: set[int] = set()
    count = 0
    for number, commit in enumerate(commits):
        known: Sequence[int] = [roots.get(parent, 0) for parent in commit.parents]
        if not known:
            known = [1 << count]
            count += 1
        elif len(known) > 1 and not any(known[0] & one for one in known[1:]):
            found.add(number)
        roots[commit.sha] = 0
        for one in known:
            roots[commit.sha] |= one
    return found


class _Files(Mapping[RepoPath, FileHistory]):
    """Histories of files in which some merges brought nothing."""

    def __init__(self, files: Mapping[RepoPath, FileHistory], void: Collection[int]) -> None:
        self._files, self._void = files, void
        self._made: dict[RepoPath, FileHistory] = {}

    def __getitem__(self, path: RepoPath) -> FileHistory:
        if path not in self._made:
            file = self._files[path]
            if any(change.brought and change.commit in self._void for change in file.changes):
                changes = tuple(
                    change._replace(brought=()) if change.commit in self._void else change
                    for change in file.changes
                )
                file = replace(file, changes=changes)
            self._made[path] = file
        return self._made[path]

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def __iter__(self) -> Iterator[RepoPath]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

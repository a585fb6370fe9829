# What an ordinary commit did to the files that are followed: git's answer, cut down to them, and
# asked again where attributes, or a crowd of files, kept git from telling all.
# Why here: no switch for speed, and no other file of the repository, may decide who wrote a line.
# Must not know: whose a line is, how a process is run.
"""Choose what a commit did to texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from pollinate.history.log import LINK, MODULE, MOST_PAIRS, NULLS, Combined, RawChange, RawCommit
from pollinate.history.patch import Blobs, Hunk, read_patches
from pollinate.history.texts import Texts

EMPTY_BLOBS = (
    b"e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    b"473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
)
"""The ids of an empty file, in repositories of either kind: it has no line to tell of."""

AWAY = b"L"
"""The status of a text that was moved away in a commit that left a link in its place."""
Patches = Mapping[Blobs, list[Hunk]]


class CommitAnswers(Protocol):
    """What git answers about one commit (streams.py)."""

    def merge(self, sha: str, /) -> Sequence[RawChange]: ...

    def combined(self, sha: str, /) -> Combined: ...

    def by_parent(self, sha: str, /) -> bytes: ...

    def patch(self, sha: str, /) -> bytes: ...

    def exhaustive(self, sha: str, /) -> tuple[list[RawChange], bytes]: ...


class TextChanges:
    """The changes of one history's ordinary commits."""

    def __init__(self, texts: Texts, answers: CommitAnswers) -> None:
        self._texts, self._answers = texts, answers
        self.doubts_origins = False
        """A file that was not followed may have become one that is: who wrote its lines is not
        known. Git compares two files more closely where both are followed.
        """

    def of(self, commit: RawCommit) -> tuple[list[RawChange], Patches]:
        """Return what a commit did to texts, and its patches by the blobs before and after."""
        changes, patch = commit.changes, commit.patch
        found = self._chosen(changes)
        if len(changes) > MOST_PAIRS and _is_crowd(changes):
            changes, patch = self._answers.exhaustive(commit.sha)
            found = self._chosen(changes)
        patches = read_patches(patch) if found else {}
        holds = self._texts.holds
        if any(holds(one.source) and _is_untold(one, patches) for one in found):
            patches.update(read_patches(self._answers.patch(commit.sha)))
        return _linked_back(found), patches

    def _chosen(self, changes: Sequence[RawChange]) -> list[RawChange]:
        holds = self._texts.holds
        found = []
        came = went = False
        for one in changes:
            if holds(one.path):
                found.append(one)
                came = came or one.status == b"A"
                if one.source != one.path and not holds(one.source):
                    came = went = True
            elif one.status == b"D":
                went = True
            elif one.source != one.path and one.status == b"R" and holds(one.source):
                # It goes on under a name that no lesson has. Git has told no patch of that.
                found.append(one._replace(status=b"D", new=one.old, path=one.source))
        self.doubts_origins = self.doubts_origins or (came and went)
        return found


def _linked_back(changes: list[RawChange]) -> list[RawChange]:
    """Return changes in which a text that was moved away, with a link left in its place, comes from
    there: to git, the path is still in use, so the file is a new one.
    """
    left = {one.old: one.path for one in changes if one.status == b"T" and one.mode == LINK}
    if not left:
        return changes
    return [
        one._replace(status=AWAY, old=one.new, source=left[one.new])
        if one.status == b"A" and one.new in left
        else one
        for one in changes
    ]


def _is_crowd(changes: Sequence[RawChange]) -> bool:
    """Return whether git has left files uncompared: what is neither old nor new to it is more than
    it compares.
    """
    created = sum(one.status == b"A" for one in changes)
    return created * sum(one.status == b"D" for one in changes) > MOST_PAIRS**2


def _is_untold(change: RawChange, patches: Patches) -> bool:
    """Return whether git has called a text binary."""
    if change.old == change.new or change.mode == MODULE:
        return False
    if change.status in (b"A", b"T"):
        return change.new not in EMPTY_BLOBS and not of_nothing(patches, change.new, before=False)
    if change.status == b"D":
        return change.old not in EMPTY_BLOBS and not of_nothing(patches, change.old, before=True)
    return not patches.get((change.old, change.new))


def of_nothing(patches: Patches, blob: bytes, *, before: bool) -> list[Hunk]:
    """Return the hunks of a file that came out of nothing, or was there before and is no more."""
    for none in NULLS:
        key = (blob, none) if before else (none, blob)
        if key in patches:
            return patches[key]
    return []

# What earlier changes took away, as text. Of the past only the keys of lines are kept; the few
# commits that bring text back with other words in it ask git once more, by the commit that took it.
# Why here: reverts.py judges texts and knows no git. Must not know: whose a word is.
"""Read again what a change took away."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from pollinate.history.line_state import Change, line_keys
from pollinate.history.patch import Hunk, read_patches
from pollinate.history.text_changes import CommitAnswers

KEPT = 8
"""Commits whose patches are kept: one that brings many files back asks for the
same few, and so does the next."""


class GoneTexts:
    """The lines that changes took away."""

    def __init__(self, answers: CommitAnswers, sha: Callable[[int], str]) -> None:
        """Take what answers for git, and what gives the id of a commit by its number."""
        self._sha = sha

        @lru_cache(maxsize=KEPT)
        def patches(commit: str) -> dict[bytes, list[list[Hunk]]]:
            found: dict[bytes, list[list[Hunk]]] = {}
            for (old, *_), hunks in read_patches(answers.patch(commit)).items():
                found.setdefault(old, []).append(hunks)
            return found

        self._patches = patches

    def of(self, change: Change) -> list[bytes]:
        """Return the lines; none where git now tells of others than it told then."""
        for hunks in self._patches(self._sha(change.commit)).get(change.blob, ()):
            lines = [line[1:] for hunk in hunks for line in hunk.gone]
            if line_keys(lines) == change.gone:
                return lines
        return []

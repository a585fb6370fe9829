# What a review does not repeat: lines that hold a password, a number of a person or a name that is
# kept out. The finding says where they are; a page that a build server keeps, or a bot's comment,
# must not be one more place. Must not know: what else a review says.
"""Leave out what must not be repeated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pollinate.checks.files.personal_data import fold
from pollinate.checks.files.rules import LASTING
from pollinate.checks.files.run import check_words
from pollinate.emails import without_addresses
from pollinate.paths import RepoPath

UNSAID = "[a line that should not be repeated]"
_NOWHERE = RepoPath("")


class Unsaid:
    """Words that are not repeated, by the rules of `check` and the organisation's own list."""

    def __init__(self, words: Sequence[re.Pattern[str]]) -> None:
        self._words = words
        self._known: dict[str, str] = {}

    def text(self, text: str) -> str:
        """Return a text without the lines that must not be repeated; it has as many lines."""
        found = {
            one.line for one in check_words(_NOWHERE, text, self._words) if one.code in LASTING
        }
        # A name may run over the end of a line; to fold a text may change how long a line is.
        folded = "\n".join(map(fold, text.split("\n"))) if self._words else ""
        for pattern in self._words:
            for match in pattern.finditer(folded):
                start, end = (folded.count("\n", 0, at) + 1 for at in match.span())
                found |= set(range(start, end + 1))
        if not found:
            return text
        lines = text.split("\n")
        for line in found:
            if 0 < line <= len(lines):
                lines[line - 1] = UNSAID
        return "\n".join(lines)

    def words(self, text: str) -> str:
        """Return a few lines without addresses and without what must not be repeated."""
        return without_addresses(self.text(text))

    def path(self, path: RepoPath) -> RepoPath:
        """Return a path without addresses, or a few words in its place."""
        return RepoPath(self.line(path))

    def line(self, text: str) -> str:
        """Return one line without addresses, or a few words in its place."""
        if text not in self._known:
            self._known[text] = self.words(" ".join(text.split()))
        return self._known[text]

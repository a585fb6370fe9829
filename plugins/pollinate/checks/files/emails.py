# Points out e-mail addresses that a lesson's own text holds: they stay, since the author wrote
# them, but are looked at. Why here: no address out of git is ever shown; one in a text may be
# meant, or may have slipped in. It is not repeated. Must not know: anything but the text.
"""Find addresses in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from pollinate.checks.files.rules import finding
from pollinate.checks.files.text import Text
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath

_ADDRESS = re.compile(
    r"(?<![\w.+/:@-])[\w.+-]{1,64}@(?!example\.)(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w@])"
)
_DOCUMENTATION = re.compile(
    r"@(?:[\w-]+\.)*(?:example\.\w+|[\w-]+\.(?:example|test|invalid|localhost))$|^git@", re.I
)

_KEY = re.compile(r"([\w-]+)\s*:")
_IDENTITIES = "git"
"""The key under which people say their own addresses, which no page shows."""
_CURE = "Leave it if it is meant to be public; else name the person or the team."


def find_addresses(text: Text) -> Iterator[Diagnostic]:
    """Yield an advice for each line of a text that holds an address."""
    if "@" not in text.whole and "&#" not in text.whole:
        return
    key = ""
    for number, line in enumerate(text.whole.split("\n"), 1):
        if number < text.front.body_line and (told := _KEY.match(line)):
            key = told[1]
        if (number < text.front.body_line and key == _IDENTITIES) or not _holds_one(line):
            continue
        message = "this line holds an e-mail address, which the site will show"
        yield finding("address-in-text", text.path, number, message, _CURE)


def find_addresses_in(path: RepoPath, whole: str) -> Iterator[Diagnostic]:
    """Yield one advice for a file of data that holds addresses."""
    count = sum(map(_holds_one, whole.split("\n"))) if "@" in whole else 0
    if count:
        lines = "a line" if count == 1 else f"{count} lines"
        message = f"{lines} of this file hold{'s' if count == 1 else ''} an e-mail address"
        yield finding("address-in-text", path, 0, message, _CURE)


def _holds_one(line: str) -> bool:
    # A browser reads `&#64;` as it reads the sign.
    return any(not _DOCUMENTATION.search(m[0]) for m in _ADDRESS.finditer(unescape(line)))

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

_ADDRESS = re.compile(
    r"(?<![\w.+/:@-])[\w.+-]{1,64}@(?!example\.)(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w@])"
)
_DOCUMENTATION = re.compile(
    r"@(?:[\w-]+\.)*(?:example\.\w+|[\w-]+\.(?:example|test|invalid|localhost))$|^git@", re.I
)


def find_addresses(text: Text) -> Iterator[Diagnostic]:
    """Yield an advice for each line of a text that holds an address."""
    if "@" not in text.whole and "&#" not in text.whole:
        return
    for number, line in enumerate(text.body.split("\n"), text.front.body_line):
        # A browser reads `&#64;` as it reads the sign.
        if any(not _DOCUMENTATION.search(m[0]) for m in _ADDRESS.finditer(unescape(line))):
            message = "this line holds an e-mail address, which the site will show"
            cure = "Leave it if it is meant to be public; else name the person or the team."
            yield finding("address-in-text", text.path, number, message, cure)

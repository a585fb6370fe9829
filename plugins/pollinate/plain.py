# One line of plain text for a terminal or a log: no control sign, no sign that turns the writing
# around, no line break, and no beginning that a CI system takes for a command. Why here: names of
# files and people go to both edges, and neither may be commanded by them. Must not know: where the
# line goes.
"""Make texts fit for a terminal."""

from __future__ import annotations

import re

_COMMAND = re.compile(r"\s*(?=::|##(?:\[|vso))")


def plain(text: str) -> str:
    """Return a text as one line that commands neither a terminal nor a CI system."""
    line = "".join(c if c.isprintable() else " " for c in text.encode("utf-8", "replace").decode())
    return f"./{line.lstrip()}" if _COMMAND.match(line) else line

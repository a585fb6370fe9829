# One line of plain text for a terminal or a log: no control sign, no sign that turns the writing
# around, no line break, and nothing that a CI system takes for a command. Why here: names of
# files and people go to both edges, and neither may be commanded by them. Must not know: where the
# line goes.
"""Make texts fit for a terminal."""

from __future__ import annotations

import re

_COMMAND = re.compile(r"\s*::")
_INNER = re.compile(r"##(?=\[|vso|teamcity)", re.IGNORECASE)
"""What the agents of GitHub, Azure and TeamCity look for anywhere in a line."""
_JOINERS = "\u200c\u200d"
_IDLE = re.compile(
    # Letters of India and Persia and pictures need theirs: without one a word is two, or another.
    "(?<![\u0590-\u1fff\u2190-\u2fff\u3001-\ufefe\U00010000-\U000dffff])[\u200c\u200d]"
    r"|[\u200c\u200d](?![^\s\u200c\u200d])"
)


def without_idle_joiners(text: str) -> str:
    """Return a text with a blank for each joiner that nothing beside it needs: it only hides."""
    return _IDLE.sub(" ", text)


def plain(text: str) -> str:
    """Return a text as one line that commands neither a terminal nor a CI system."""
    line = text.encode("utf-8", "replace").decode()
    line = "".join(c if c.isprintable() or c in _JOINERS else " " for c in line)
    line = without_idle_joiners(line)
    line = without_commands(line)
    return f"./{line.lstrip()}" if _COMMAND.match(line) else line


def without_commands(text: str, instead: str = "# #") -> str:
    """Return a text without what commands a CI system from the middle of a line."""
    return _INNER.sub(instead, text) if "##" in text else text

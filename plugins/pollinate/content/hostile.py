# Leaves out of a text what would keep Markdown busy for minutes: its work grows with the square of what is never closed.
# Each paragraph's work is estimated in one linear pass; one that costs too much becomes blank lines, so that
# the lines of all others stay where they are. Must not know: what the text is read for.
"""Make a text safe to parse."""

from __future__ import annotations

import re

MAX_BODY = 1_000_000
MAX_WORK = 2_000_000
"""Steps that one text may cost: about half a second."""

_MARK = re.compile(r"\\.|[\[\]]", re.DOTALL)
_HEADING = re.compile(r"^(?:[=-]+[ \t]*$|#)", re.MULTILINE)
_OPEN_TAG = re.compile(r"<(?=[A-Za-z/!?])[^<>]*(?=<|\Z)")
_DEEP = re.compile(r"^[ \t]*(?:(?:[-+*>]|\d{1,9}\.)[ \t]*){40}", re.MULTILINE)
_GAP = re.compile(r"(\n[ \t]*\n)")
Skipped = list[tuple[int, str]]
"""Line, from 1, and reason."""


def defuse(text: str) -> tuple[str, Skipped]:
    """Return the text without its hostile paragraphs, and what was left out."""
    if len(text) > MAX_BODY:
        return "", [(1, "the text is larger than 1 MB")]
    if _is_plain(text):
        return text, []
    kept: list[str] = []
    skipped: Skipped = []
    line, work = 1, 0
    for part in _GAP.split(text):
        cost, reason = _cost(part, len(text))
        work += cost
        if work > MAX_WORK and cost > 10_000 or reason == _NESTED:
            skipped.append((line, reason))
            kept.append("\n" * part.count("\n"))
            work -= cost
        else:
            kept.append(part)
        line += part.count("\n")
    return "".join(kept), skipped


_NESTED = "it is nested too deeply"


def _is_plain(text: str) -> bool:
    marks = text.count("[") + 10 * text.count("<") + text.count("\n=") + text.count("\n-") + text.count("\n#")
    return marks * len(text) < MAX_WORK and not _DEEP.search(text)


def _cost(part: str, total: int) -> tuple[int, str]:
    """Return the steps that a paragraph costs, and what costs most."""
    if _DEEP.search(part):
        return 0, _NESTED
    tags = sum(10 if found.group().startswith("<!") else 1 for found in _OPEN_TAG.finditer(part))
    return max(
        (_bracket_steps(part), "too many square brackets that are never closed"),
        (len(_HEADING.findall(part)) * len(part) // 4, "too many headings without blank lines"),
        (tags * total // 4 if tags > 2 else 0, "too many HTML tags that are never closed"),
    )


def _bracket_steps(part: str) -> int:
    """Return how far a parser looks in all: from each opening bracket to its end, or to the end of the paragraph."""
    waiting: list[int] = []
    steps = 0
    for found in _MARK.finditer(part):
        if found.group() == "[":
            waiting.append(found.start())
        elif found.group() == "]" and waiting:
            steps += found.start() - waiting.pop()
    return steps + sum(len(part) - start for start in waiting)

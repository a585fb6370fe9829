# Leaves out of a text what would keep Markdown busy for minutes: its work grows with the square of
# what is never closed. Each paragraph's work is estimated in one linear pass; one that costs too
# much becomes blank lines, so that the lines of all others stay where they are. Must not know: what
# the text is read for.
"""Make a text safe to parse."""

from __future__ import annotations

import re

MAX_BODY = 1_000_000
MAX_LINES = 60_000
MAX_FENCES = 10_000
MAX_WORK = 2_000_000
"""Steps that one text may cost: about half a second."""

_MARK = re.compile(r"\\.|\]\(|[\[\]()]", re.DOTALL)
_INLINE = re.compile(r"\]\(|\]\[|\[\[|[`*_<&\\]")
_BLOCK = re.compile(
    r"^(?:[=-]+[ \t]*$|#|\[\^|[ \t]*(?:===|!!!|\?\?\?)|(?:[*_-][ \t]*){3,}$)", re.MULTILINE
)
_OPEN_TAG = re.compile(r"<(?=[A-Za-z/!?])[^<>]*(?=<|\Z)")
_ITEM = re.compile(r"^(?=[ \t]*(?:[-+*]|\d{1,9}\.)[ \t])", re.MULTILINE)
_TABLE = re.compile(r"[^\n]*\|[^\n]*\n[ \t|:-]+(?:\n|\Z)")
_DEEP = re.compile(r"^[ \t]*(?:>[ \t]*|(?:[-+*]|\d{1,9}\.)[ \t]+){40}", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_GAP = re.compile(r"(\n[ \t]*\n)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_NESTED = "it is nested too deeply"
_UNCLOSED = "too many HTML tags that are never closed"
Skipped = list[tuple[int, str]]
"""Line, from 1, and reason."""


def defuse(text: str) -> tuple[str, Skipped]:
    """Return the text without its hostile paragraphs, and what was left out; control characters,
    which no page can hold, become `\ufffd` for all to see.
    """
    text = _CONTROLS.sub("\ufffd", text)
    if len(text) > MAX_BODY:
        return "", [(1, "the text is larger than 1 MB")]
    if text.count("\n") > MAX_LINES or (
        len(text) > MAX_FENCES and len(_FENCE.findall(text)) > MAX_FENCES
    ):
        return "\n" * text.count("\n"), [(1, "the text has too many lines or blocks of code")]
    if _is_plain(text):
        return text, []
    kept: list[str] = []
    skipped: Skipped = []
    line, work = 1, 0
    tags = len(text) * sum(1 for _ in _OPEN_TAG.finditer(text)) // 4
    tags = tags if tags > MAX_WORK // 10 else 0
    notes = text.count("[^")
    for part in _GAP.split(text):
        cost, reason = _cost(part, len(text) if tags else 0, notes)
        if (
            reason == _NESTED
            or (tags > MAX_WORK and reason == _UNCLOSED)
            or (work + cost > MAX_WORK and cost > 10_000)
        ):
            skipped.append((line, reason))
            kept.append("\n" * part.count("\n"))
        else:
            work += cost
            kept.append(part)
        line += part.count("\n")
    return "".join(kept), skipped


def _is_plain(text: str) -> bool:
    marks = (
        text.count("[")
        + text.count("(")
        + 10 * text.count("<")
        + len(_BLOCK.findall(text))
        + len(_INLINE.findall(text)) // 40
    )
    return max(marks * len(text), text.count("[^") ** 2) < MAX_WORK and not _DEEP.search(text)


def _cost(part: str, tag_reach: int, notes: int) -> tuple[int, str]:
    """Return the steps that a paragraph costs, and what costs most; `notes` are the references to
    footnotes in the whole text, since each is compared with all others.
    """
    if _DEEP.search(part):
        return 0, _NESTED
    tags = (
        sum(10 if found.group().startswith("<!") else 1 for found in _OPEN_TAG.finditer(part))
        if tag_reach
        else 0
    )
    pieces = _pieces(part)
    return max(
        (
            # A bracket that is never closed is looked at twice: as a link, and as a picture.
            2 * sum(_bracket_steps(piece) for piece in pieces),
            "too many brackets that are never closed",
        ),
        (
            sum(len(_INLINE.findall(piece)) * len(piece) for piece in pieces) // 40,
            "too many links and marks in one paragraph",
        ),
        (
            len(_BLOCK.findall(part)) * len(part) // 4,
            "too many headings, rules or footnotes without blank lines",
        ),
        (tags * tag_reach // 4, _UNCLOSED),
        (part.count("[^") * notes, "too many references to footnotes"),
    )


def _pieces(part: str) -> list[str]:
    """Return what is read as one run of text each: a row of a table, an entry of a list, or all."""
    if _TABLE.match(part):
        return part.split("\n")
    return _ITEM.split(part) if _ITEM.match(part) else [part]


def _bracket_steps(part: str) -> int:
    """Return how far a parser looks in all: from each opening bracket to its end, or to the end of
    the text.
    """
    squares: list[int] = []
    rounds: list[tuple[int, bool]] = []
    steps = 0
    for found in _MARK.finditer(part):
        mark, here = found.group(), found.start()
        if mark == "[":
            squares.append(here)
        elif mark == ")":
            if rounds:
                start, counts = rounds.pop()
                steps += (here - start) * counts
        elif mark[0] == "]" and squares:
            steps += here - squares.pop()
        if mark in ("(", "]("):
            rounds.append((here, mark == "]("))
    steps += sum(len(part) - start for start, counts in rounds if counts)
    return steps + sum(len(part) - start for start in squares)

# Earlier versions of a text, made by undoing changes on the final one, latest first.
# Why here: the texts lie on disk once, as they end; what they were is said by the changes alone.
# Undoing whatever is not in a set gives every branch its own version, so a merge is the union of
# two sets. Must not know: git, or in which order commits are made.
"""Derive the text of a file from its final text and the changes that came later."""

from __future__ import annotations

from collections.abc import Iterable

from pollinate_cli.demo.story import Edit, Restyle, Span


class StoryError(LookupError):
    """A history names a line that its text does not have, or has twice: a mistake in the demo
    itself.
    """


def undo(text: str, change: Edit | Restyle) -> str:
    """Return the text as it was before the change."""
    lines = text.split("\n")
    if isinstance(change, Restyle):
        lines = ["* " + line[2:] if line.startswith("- ") else line for line in lines]
    else:
        lines = _undo_edit(lines, change)
    return "\n".join(_without_double_blanks(lines))


def _undo_edit(lines: list[str], edit: Edit) -> list[str]:
    for below, old in edit.cuts:
        at = _find(lines, below, edit.doc) + 1
        lines = [*lines[:at], *old.split("\n"), *lines[at:]]
    for piece, old in edit.rewrites:
        at = _find(lines, piece, edit.doc)
        lines = [*lines[:at], *old.split("\n"), *lines[at + 1 :]]
    for span in edit.adds:
        start, stop = _find_span(lines, span, edit.doc)
        lines = lines[:start] + lines[stop:]
    return lines


def _find_span(lines: list[str], span: Span, doc: str) -> tuple[int, int]:
    first, last = (span, span) if isinstance(span, str) else span
    start = _find(lines, first, doc)
    return start, start + _find(lines[start:], last, doc) + 1


def _find(lines: list[str], piece: str, doc: str) -> int:
    found = [number for number, line in enumerate(lines) if piece in line]
    if len(found) != 1:
        raise StoryError(f"{doc}: {piece!r} is on {len(found)} lines")
    return found[0]


def _without_double_blanks(lines: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line or not kept or kept[-1]:
            kept.append(line)
    return kept

# What changes in a text, word by word, with some words around each change: what a moderator reads
# in the place of a diff of lines, in which one letter marks a paragraph. The words are aligned as
# credit aligns them, so that both tell the same. Must not know: files, git, how it is shown.
"""Tell how a text changes, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pollinate.history.align import align
from pollinate.model.review import Passage, Piece, PieceKind

AROUND = 6
"""Words that are shown on each side of a change."""
MOST_LETTERS = 2_000
"""Of one piece: what is longer is cut in its middle."""
_WORD = re.compile(r"\S+")


def word_changes(before: str, after: str) -> tuple[list[Passage], int, int]:
    """Return the passages that change, and how many words are new and gone."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces = list(_pieces(old, new))
    return list(_passages(pieces)), _count(pieces, PieceKind.NEW), _count(pieces, PieceKind.GONE)


def _count(pieces: Sequence[tuple[PieceKind, Sequence[str]]], kind: PieceKind) -> int:
    """Return how many words are of a kind; a sign alone is none."""
    told = (word for one, words in pieces if one is kind for word in words)
    return sum(any(map(str.isalnum, word)) for word in told)


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[PieceKind, Sequence[str]]]:
    at_old, at_new = 0, 0
    sides = [[word.encode("utf-8", "replace") for word in side] for side in (old, new)]
    for block in (*align(sides[0], sides[1]), None):
        to_old, to_new = (block.old, block.new) if block else (len(old), len(new))
        if to_old > at_old:
            yield PieceKind.GONE, old[at_old:to_old]
        if to_new > at_new:
            yield PieceKind.NEW, new[at_new:to_new]
        if block:
            at_old, at_new = block.old + block.size, block.new + block.size
            yield PieceKind.SAME, new[block.new : at_new]


def _passages(pieces: Sequence[tuple[PieceKind, Sequence[str]]]) -> Iterator[Passage]:
    """Yield changes with the words around them; those that stand close are one passage."""
    passage: list[Piece] = []
    for number, (kind, words) in enumerate(pieces):
        if kind is not PieceKind.SAME:
            passage.append(Piece(kind, _cut(" ".join(words))))
            continue
        first, last = number == 0, number == len(pieces) - 1
        if not first and not last and len(words) <= 2 * AROUND:
            passage.append(Piece(kind, " ".join(words)))
            continue
        if passage:
            told = " ".join(words[:AROUND]) + ("" if len(words) <= AROUND else " …")
            yield (*passage, Piece(kind, told))
            passage = []
        if not last:
            told = ("" if len(words) <= AROUND else "… ") + " ".join(words[-AROUND:])
            passage = [Piece(kind, told)]
    if any(piece.kind is not PieceKind.SAME for piece in passage):
        yield tuple(passage)


def _cut(text: str) -> str:
    half = MOST_LETTERS // 2
    return text if len(text) <= MOST_LETTERS else f"{text[:half]} … {text[-half:]}"

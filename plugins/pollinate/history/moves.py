# The rule `moved` for words that went from one place and came to another in the same commit: their
# owners go with them. What went once comes to one place, the one that has most of it.
# All depends on a commit's ancestors only. What counts as enough is text, not a number of words: a
# character of a script without blanks is less than a word (docs/developers/decisions/words.md).
# Must not know: git processes, people, where in a text a line stands but in its hunk.
"""Find words that moved."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import NamedTuple

from pollinate.history.cache.columns import Numbers
from pollinate.history.owners import Runs, owners_of, passed, put_owners
from pollinate.model.git import Rule
from pollinate.words import WORD, words_by_line, worth

MOVED_WORDS = 6
"""Words in a row that went from one place and came to another: fewer may be chance."""
PLACES = 8
"""Places of the same words that are looked at."""
_ROW = bytes(MOVED_WORDS)
"""As many words in a row of which none survived."""
_KNOWN_ROW = b"\1" * MOVED_WORDS
_LOST = bytes([1, *bytes(255)])
"""Turns what survived into what did not."""

_TWO_BYTES = bytes(range(0xE0))
"""What letters of at most two bytes are made of in UTF-8; no character that is a word is."""

Row = tuple[bytes, ...]


@dataclass(slots=True, kw_only=True)
class Added:
    """New lines of one hunk, and whose their words are; words are found when they are asked for."""

    at: int
    lines: list[bytes]
    credit: Numbers
    words: list[bytes] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)

    def read(self, runs: Runs) -> None:
        """Find the words."""
        if self.counts:
            return
        self.words, self.counts = words_by_line(self.lines)
        told = self.credit[self.at : self.at + len(self.lines)]
        self.owners = owners_of(told, self.counts, runs)

    def may_have(self, words: int, owner: int) -> bool:
        """Tell whether so many words may be of an owner."""
        return not self.counts or self.owners.count(owner) >= words

    def write(self, runs: Runs) -> None:
        """Put the owners of words where those of lines stand."""
        places = range(self.at, self.at + len(self.counts))
        put_owners(self.credit, places, self.counts, self.owners, runs)


@dataclass(slots=True, kw_only=True)
class Gone:
    """Words that a hunk took away; those are marked that survived in their place, or have come to
    another.
    """

    lines: list[bytes]
    credit: Numbers
    words: list[bytes] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    survived: bytearray = field(default_factory=bytearray)
    taken: bytearray = field(default_factory=bytearray)

    def read(self, runs: Runs) -> None:
        """Find the words."""
        if self.owners:
            return
        self.words, self.counts = words_by_line(self.lines)
        self.owners = owners_of(self.credit, self.counts, runs)
        self.survived, self.taken = bytearray(len(self.words)), bytearray(len(self.words))


class _Move(NamedTuple):
    """So many words that stand in a row on both sides."""

    size: int
    gone: Gone
    place: int
    added: Added
    at: int


Places = dict[Row, list[tuple[Gone, int]]]
"""Where each row of words stood that went, the last place first."""


def find_moved(gone: Sequence[Gone], added: Sequence[Added], fresh: int, runs: Runs) -> None:
    """Give words that went from one place and came to another their owners back."""
    if not gone or not added:
        return
    added = [one for one in added if one.may_have(MOVED_WORDS, fresh)]
    left: list[Gone] = []
    for one in gone if added else ():
        one.read(runs)
        if _ROW in one.survived:
            left.append(one)
    if not left:
        return
    lost = {word for one in left for word in compress(one.words, one.survived.translate(_LOST))}
    for new in added:
        new.read(runs)
    # Nearly nothing moves, and this is the quickest way to see it.
    added = [one for one in added if _KNOWN_ROW in bytes(map(lost.__contains__, one.words))]
    if any(_has_characters(new.words) for new in added):
        # Their rows are slow to make, and each of them begins with this one.
        begun = {row for one in left for row in _sixes(one.words)}
        added = [one for one in added if not begun.isdisjoint(_sixes(one.words))]
    wanted = {row for new in added for row in _rows(new.words)}
    places = _places(left, wanted) if wanted else {}
    moves = [
        move
        for new in added
        if places
        for move in _moves(new, slice(0, len(new.words)), places, fresh)
    ]
    # The longest first: a phrase that went with its page goes to no other that says it too.
    again = [move for move in sorted(moves, key=lambda one: -one.size) if not _take(move, fresh)]
    for move in again:
        for other in _moves(move.added, slice(move.at, move.at + move.size), places, fresh):
            _take(other, fresh)
    for new in {id(move.added): move.added for move in moves}.values():
        new.write(runs)


def _places(gone: Sequence[Gone], wanted: Container[Row]) -> Places:
    """Return where the rows stood that came to some place, as few of those that went do."""
    places: Places = {}
    for one in reversed(gone):
        rows = [(at, row) for at, row in enumerate(_rows(one.words)) if row in wanted]
        for at, row in reversed(rows):
            if not one.survived[at]:
                places.setdefault(row, []).append((one, at))
    return places


def _moves(added: Added, where: slice, places: Places, fresh: int) -> Iterator[_Move]:
    """Yield the longest moves to some words, one after the other, out of what is left."""
    words, first = added.words[where], where.start
    if places.keys().isdisjoint(_rows(words)):
        return
    done = 0
    for at, row in enumerate(_rows(words)):
        if at < done or row not in places or added.owners[first + at] != fresh:
            continue
        found = max(
            (
                (_length(one, place, words, at), one, place)
                for one, place in _left(places[row], len(row))
            ),
            key=lambda told: told[0],
            default=None,
        )
        if found is not None:
            yield _Move(*found, added, first + at)
            done = at + found[0]


def _left(known: list[tuple[Gone, int]], size: int) -> Iterator[tuple[Gone, int]]:
    """Yield the first places of so many words that have come nowhere yet."""
    while known and known[-1][0].taken[known[-1][1]]:
        known.pop()
    for one, place in known[: -PLACES - 1 : -1]:
        if 1 not in one.taken[place : place + size]:
            yield one, place


def _take(move: _Move, fresh: int) -> bool:
    """Hand owners on, unless some of the words have come elsewhere."""
    size, gone, place, added, at = move
    if 1 in gone.taken[place : place + size]:
        return False
    gone.taken[place : place + size] = b"\1" * size
    for step in range(size):
        if added.owners[at + step] == fresh:
            added.owners[at + step] = passed(gone.owners[place + step], Rule.MOVED)
    return True


def _rows(words: list[bytes]) -> Iterable[Row]:
    """Return for each word the shortest row from there that makes a move, as far as there is
    enough.
    """
    return _rows_by_worth(words) if _has_characters(words) else _sixes(words)


def _sixes(words: list[bytes]) -> Iterable[Row]:
    return zip(*(words[n:] for n in range(MOVED_WORDS)), strict=False)


def _has_characters(words: list[bytes]) -> bool:
    """Tell whether a character may be a word."""
    return bool(b"".join(words).translate(None, _TWO_BYTES))


def _rows_by_worth(words: list[bytes]) -> Iterator[Row]:
    much = [worth(word) for word in words]
    end = held = 0
    for at, first in enumerate(much):
        while held < MOVED_WORDS * WORD:
            if end == len(words):
                return
            held += much[end]
            end += 1
        yield tuple(words[at:end])
        held -= first


def _length(gone: Gone, place: int, words: Sequence[bytes], at: int) -> int:
    """Return how many words from two places are the same, and have come nowhere yet."""
    most = min(len(gone.words) - place, len(words) - at)
    length = 0
    while (
        length < most
        and gone.words[place + length] == words[at + length]
        and not gone.taken[place + length]
    ):
        length += 1
    return length

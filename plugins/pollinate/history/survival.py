# The rules for the words of one commit: those that survived in a changed line keep their owners
# (`kept`); those that went from one place and came to another keep them too (`moved`); an ignored
# commit owns none that took the place of others (`ignored-commit`); all else is the commit's.
# Source: docs/guide/credit.md. All depends on a commit's ancestors only.
# Must not know: git processes, people, where in a text a line stands but in its hunk.
"""Decide whose the words of a commit are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from pollinate.history.align import align
from pollinate.history.cache.columns import Numbers
from pollinate.history.line_state import FileState
from pollinate.history.owners import Runs, kept, passed
from pollinate.history.passages import passages
from pollinate.history.patch import Hunk
from pollinate.model.git import Rule
from pollinate.words import words_by_line

MOVED_WORDS = 6
"""Words in a row that went from one place and came to another: fewer may be chance."""
MOST_TEXT = 4_000_000
"""Bytes of one side of a hunk that are read word by word: a book has a million."""
PLACES = 8
"""Places of the same words that are looked at."""
_ROW = bytes(MOVED_WORDS)
"""As many words in a row of which none survived."""
_KNOWN_ROW = b"\1" * MOVED_WORDS
_LOST = bytes([1, *bytes(255)])
"""Turns what survived into what did not."""


@dataclass(slots=True, kw_only=True)
class _Added:
    """New lines of one hunk, and whose their words are; words are found when they are asked for."""

    at: int
    lines: list[bytes]
    credit: Numbers
    words: list[bytes]
    counts: list[int]
    owners: list[int]

    def read(self, runs: Runs) -> None:
        if self.counts:
            return
        self.words, self.counts = words_by_line(self.lines)
        self.owners = _owners(self.credit[self.at : self.at + len(self.lines)], self.counts, runs)

    def may_have(self, words: int, owner: int) -> bool:
        """Tell whether so many words may be of an owner."""
        return not self.counts or self.owners.count(owner) >= words

    def write(self, runs: Runs) -> None:
        """Put the owners of words where those of lines stand."""
        start = 0
        for line, count in enumerate(self.counts, self.at):
            if count:
                self.credit[line] = runs.credit(self.owners[start : start + count])
                start += count


@dataclass(slots=True)
class _Gone:
    """Words that a hunk took away; those that survived in their place are marked."""

    lines: list[bytes]
    credit: Numbers
    words: list[bytes]
    owners: list[int]
    survived: bytearray

    def read(self, runs: Runs) -> None:
        if self.owners:
            return
        self.words, counts = words_by_line(self.lines)
        self.owners = _owners(self.credit, counts, runs)
        self.survived = bytearray(len(self.words))


def _owners(credit: Sequence[int], counts: Sequence[int], runs: Runs) -> list[int]:
    found: list[int] = []
    for one, count in zip(credit, counts, strict=True):
        found += runs.owners(one, count)
    return found


class CommitWords:
    """The words of one commit, or of a merge against one of its parents: give it each file, then
    let it look for what moved.
    """

    def __init__(self, runs: Runs, fresh: int, *, ignored: bool = False) -> None:
        """Start; `fresh` is the credit of a word that no rule has claimed."""
        self._runs, self._fresh, self._ignored = runs, fresh, ignored
        self._added: list[_Added] = []
        self._gone: list[_Gone] = []

    def take(self, hunks: Sequence[Hunk], old: FileState, credit: Numbers, *, lesson: bool) -> None:
        """Settle the hunks of one file; `credit` is that of its lines after the commit.

        What a lesson gained and lost is kept for the search of moved words.
        """
        shift = 0
        for hunk in passages(hunks, old.keys):
            at = hunk.start + shift
            shift += len(hunk.lines) - hunk.size
            before = old.credit[hunk.start : hunk.start + hunk.size]
            gone = _Gone(hunk.gone, before, [], [], bytearray())
            added = _Added(at=at, lines=hunk.lines, credit=credit, words=[], counts=[], owners=[])
            if max(_size(hunk.lines), _size(hunk.gone)) > MOST_TEXT:
                # Its words are the commit's; a file of this size is told and left out of credits.
                continue
            if hunk.size and hunk.lines:
                self._survive(gone, added)
            if lesson and hunk.size:
                self._gone.append(gone)
            if lesson and hunk.lines:
                self._added.append(added)

    def lose(self, hunks: Sequence[Hunk], old: FileState) -> None:
        """Take the text of a lesson that is gone."""
        for hunk in hunks:
            before = old.credit[hunk.start : hunk.start + hunk.size]
            self._gone.append(_Gone(hunk.gone, before, [], [], bytearray()))

    def _survive(self, gone: _Gone, added: _Added) -> None:
        gone.read(self._runs)
        added.read(self._runs)
        owners, before = added.owners, gone.owners
        for block in align(gone.words, added.words):
            for step in range(block.size):
                if owners[block.new + step] == self._fresh:
                    owners[block.new + step] = kept(before[block.old + step])
                gone.survived[block.old + step] = 1
        if self._ignored and before:
            self._hand_on(owners, before)
        added.write(self._runs)

    def _hand_on(self, owners: list[int], before: Sequence[int]) -> None:
        """Give the new words of an ignored commit to whoever wrote what stands before them, else
        what stood in their place.
        """
        last: int | None = None
        for number, owner in enumerate(owners):
            if owner != self._fresh:
                last = owner
                continue
            told = before[number * len(before) // len(owners)] if last is None else last
            owners[number] = passed(told, Rule.IGNORED_COMMIT)

    def find_moved(self) -> None:
        """Give words that went from one place and came to another in this commit their owners
        back.
        """
        if not self._gone or not self._added:
            return
        added = [one for one in self._added if one.may_have(MOVED_WORDS, self._fresh)]
        gone: list[_Gone] = []
        for one in self._gone if added else ():
            one.read(self._runs)
            if _ROW in one.survived:
                gone.append(one)
        if not gone:
            return
        lost = {word for one in gone for word in compress(one.words, one.survived.translate(_LOST))}
        for new in added:
            new.read(self._runs)
        # Nearly nothing moves, and this is the quickest way to see it.
        added = [one for one in added if _KNOWN_ROW in bytes(map(lost.__contains__, one.words))]
        places: dict[tuple[bytes, ...], list[tuple[_Gone, int]]] = {}
        for one in gone if added else ():
            for at, row in enumerate(_rows(one.words)):
                if not one.survived[at]:
                    known = places.setdefault(row, [])
                    if len(known) < PLACES:
                        known.append((one, at))
        for new in added if places else ():
            self._search(new, places)

    def _search(
        self, added: _Added, places: dict[tuple[bytes, ...], list[tuple[_Gone, int]]]
    ) -> None:
        changed, done = False, 0
        rows = _rows(added.words)
        if places.keys().isdisjoint(rows):
            return
        for at, row in enumerate(_rows(added.words)):
            if at < done or row not in places or added.owners[at] != self._fresh:
                continue
            length, one, start = max(
                ((_length(one, place, added, at), one, place) for one, place in places[row]),
                key=lambda found: found[0],
            )
            for step in range(length):
                if added.owners[at + step] == self._fresh:
                    added.owners[at + step] = passed(one.owners[start + step], Rule.MOVED)
            changed, done = True, at + length
        if changed:
            added.write(self._runs)


def _size(lines: Sequence[bytes]) -> int:
    return sum(map(len, lines))


def settle_merged(
    credit: Numbers,
    places: Sequence[int],
    lines: Sequence[bytes],
    gone: Sequence[tuple[list[bytes], list[int]]],
    fresh: int,
    runs: Runs,
) -> None:
    """Give the words of lines that a merge made to the first parent that has them.

    `places` are where the lines stand in `credit`, `gone` the lines that each parent had instead,
    with their credit.
    """
    if not lines or not any(texts for texts, _ in gone):
        return
    words, counts = words_by_line(lines)
    owners = [fresh] * len(words)
    for texts, told in gone:
        if not texts:
            continue
        before, numbers = words_by_line(texts)
        known = _owners(told, numbers, runs)
        for block in align(before, words):
            for step in range(block.size):
                if owners[block.new + step] == fresh:
                    owners[block.new + step] = kept(known[block.old + step])
    start = 0
    for place, count in zip(places, counts, strict=True):
        if count:
            credit[place] = runs.credit(owners[start : start + count])
            start += count


def _rows(words: list[bytes]) -> zip[tuple[bytes, ...]]:
    """Return each row of so many words as make a move."""
    return zip(*(words[n:] for n in range(MOVED_WORDS)), strict=False)


def _length(gone: _Gone, place: int, added: _Added, at: int) -> int:
    length = MOVED_WORDS
    while (
        place + length < len(gone.words)
        and at + length < len(added.words)
        and gone.words[place + length] == added.words[at + length]
    ):
        length += 1
    return length

# The rules for the words of one commit: those that survived in a changed line keep their owners
# (`kept`); those that moved keep them too (moves.py); an ignored commit owns none that took the
# place of others (`ignored-commit`); all else is the commit's.
# Source: docs/guide/credit.md. All depends on a commit's ancestors only.
# Must not know: git processes, people, where in a text a line stands but in its hunk.
"""Decide whose the words of a commit are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pollinate.history.align import align
from pollinate.history.cache.columns import Numbers
from pollinate.history.line_state import FileState
from pollinate.history.moves import Added, Gone, find_moved
from pollinate.history.owners import Runs, kept, owners_of, passed, put_owners
from pollinate.history.passages import passages
from pollinate.history.patch import Hunk
from pollinate.model.git import Rule
from pollinate.words import words_by_line

REORDERED_WORDS = 4
"""Words of a line that stand there in another order: fewer may be chance."""
MOST_TEXT = 4_000_000
"""Bytes of one side of a hunk that are read word by word: a book has a million."""


class CommitWords:
    """The words of one commit, or of a merge against one of its parents: give it each file, then
    let it look for what moved.
    """

    def __init__(self, runs: Runs, fresh: int, *, ignored: bool = False) -> None:
        """Start; `fresh` is the credit of a word that no rule has claimed."""
        self._runs, self._fresh, self._ignored = runs, fresh, ignored
        self._added: list[Added] = []
        self._gone: list[Gone] = []

    def take(self, hunks: Sequence[Hunk], old: FileState, credit: Numbers, *, lesson: bool) -> None:
        """Settle the hunks of one file; `credit` is that of its lines after the commit.

        What a lesson gained and lost is kept for the search of moved words.
        """
        shift = 0
        for hunk in passages(hunks, old.keys):
            at = hunk.start + shift
            shift += len(hunk.lines) - hunk.size
            before = old.credit[hunk.start : hunk.start + hunk.size]
            gone = Gone(lines=hunk.gone, credit=before)
            added = Added(at=at, lines=hunk.lines, credit=credit)
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
            self._gone.append(Gone(lines=hunk.gone, credit=before))

    def _survive(self, gone: Gone, added: Added) -> None:
        gone.read(self._runs)
        added.read(self._runs)
        owners, before = added.owners, gone.owners
        for block in align(gone.words, added.words):
            for step in range(block.size):
                if owners[block.new + step] == self._fresh:
                    owners[block.new + step] = kept(before[block.old + step])
                gone.survived[block.old + step] = 1
        if self._fresh in owners and 0 in gone.survived:
            self._reorder(gone, added)
        if self._ignored and before:
            self._hand_on(owners, before)
        added.write(self._runs)

    def _reorder(self, gone: Gone, added: Added) -> None:
        """Keep the words of a line that has the same ones as before in another order."""
        known = {(count, size): row for count, size, row in _line_rows(gone.words, gone.counts)}
        for count, size, start in _line_rows(added.words, added.counts):
            before = known.get((count, size))
            if before is None:
                continue
            old, new = range(before, before + count), range(start, start + count)
            if sorted(gone.words[n] for n in old) != sorted(added.words[n] for n in new):
                continue
            left = {gone.words[n]: n for n in old}
            for n in new:
                if added.owners[n] == self._fresh:
                    there = left[added.words[n]]
                    added.owners[n] = kept(gone.owners[there])
                    gone.survived[there] = 1

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
        """Look for words that went from one place and came to another in this commit."""
        find_moved(self._gone, self._added, self._fresh, self._runs)


def _line_rows(words: Sequence[bytes], counts: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield of each line with enough words how many, of how many bytes, and where they begin."""
    start = 0
    for count in counts:
        if count >= REORDERED_WORDS:
            yield count, sum(map(len, words[start : start + count])), start
        start += count


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
        known = owners_of(told, numbers, runs)
        for block in align(before, words):
            for step in range(block.size):
                if owners[block.new + step] == fresh:
                    owners[block.new + step] = kept(known[block.old + step])
    put_owners(credit, places, counts, owners, runs)

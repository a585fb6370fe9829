# Whose the words of a line are: one owner as long as all its words have the same, which nearly all
# lines have; else a number in a table of runs, so that a line is one number either way.
# Must not know: how an owner is decided, what a word is.
"""Keep the owners of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from pollinate.history.cache.columns import Numbers
from pollinate.model.git import MIXED, RULE_MASK, Rule


def passed(credit: int, rule: Rule) -> int:
    """Return an older credit of a word as handed on by a rule."""
    return credit & ~RULE_MASK | rule


def kept(credit: int) -> int:
    """Return the credit of a word that survived a change of its line; how it came there before
    that says more.
    """
    return credit if credit & RULE_MASK else credit | Rule.KEPT


class Runs:
    """The mixed lines of a history: successive words of one owner, as owner and number."""

    def __init__(self, table: Iterable[Numbers] = ()) -> None:
        self.table: list[Numbers] = list(table)
        self._known: dict[tuple[int, ...], int] = {}

    def owners(self, credit: int, count: int) -> list[int]:
        """Return the owner of each of a line's words."""
        if not credit & MIXED:
            return [credit] * count
        flat = self.table[credit ^ MIXED]
        return [owner for at in range(0, len(flat), 2) for owner in [flat[at]] * flat[at + 1]]

    def credit(self, owners: Sequence[int]) -> int:
        """Return what stands for the owners of a line's words, of which there is one at least."""
        first = owners[0]
        if owners.count(first) == len(owners):
            return first
        flat = tuple(x for owner, run in groupby(owners) for x in (owner, len(list(run))))
        number = self._known.setdefault(flat, len(self.table))
        if number == len(self.table):
            self.table.append(list(flat))
        return number | MIXED


def is_unclaimed(credit: int, fresh: int, runs: Runs) -> bool:
    """Tell whether a line of a commit may be found elsewhere yet: also one of which a phrase has
    moved, since another lesson may have said it all and be gone; none of which words survived in
    their place.
    """
    if not credit & MIXED:
        return credit == fresh
    owners = set(runs.table[credit ^ MIXED][::2])
    return fresh in owners and all(
        owner == fresh or owner & RULE_MASK != Rule.KEPT for owner in owners
    )


def owners_of(credit: Sequence[int], counts: Sequence[int], runs: Runs) -> list[int]:
    """Return the owner of each word of some lines."""
    found: list[int] = []
    for one, count in zip(credit, counts, strict=True):
        found += runs.owners(one, count)
    return found


def put_owners(
    credit: Numbers, places: Iterable[int], counts: Iterable[int], owners: Sequence[int], runs: Runs
) -> None:
    """Put the owners of words where those of their lines stand; a line without words keeps its."""
    start = 0
    for place, count in zip(places, counts, strict=True):
        if count:
            credit[place] = runs.credit(owners[start : start + count])
            start += count

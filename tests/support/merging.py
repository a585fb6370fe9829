# A three-way merge of lines as people do it: what one side changed is taken, conflicts are settled
# in any way.
"""Merge lines."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

Lines = tuple[bytes, ...]


def _kept(base: Lines, side: Lines) -> list[int]:
    """Return for each base line where it stands in a side, -1 for one that is gone."""
    found = [-1] * len(base)
    for a, b, size in SequenceMatcher(None, base, side, autojunk=False).get_matching_blocks():
        for n in range(size):
            found[a + n] = b + n
    return found


def merge3(
    rng: random.Random, base: Lines, ours: Lines, theirs: Lines, fresh: Callable[[], bytes]
) -> Lines:
    """Return the merged lines; a conflict becomes one side, both, or something new."""
    if ours == base or ours == theirs:
        return theirs
    if theirs == base:
        return ours
    in_ours, in_theirs = _kept(base, ours), _kept(base, theirs)
    stable = [n for n in range(len(base)) if in_ours[n] >= 0 and in_theirs[n] >= 0]
    merged: list[bytes] = []
    at = a = b = 0
    for n in [*stable, len(base)]:
        end_a, end_b = (in_ours[n], in_theirs[n]) if n < len(base) else (len(ours), len(theirs))
        merged += _settled(rng, base[at:n], ours[a:end_a], theirs[b:end_b], fresh)
        if n < len(base):
            merged.append(base[n])
        at, a, b = n + 1, end_a + 1, end_b + 1
    return tuple(merged)


def _settled(
    rng: random.Random, base: Lines, ours: Lines, theirs: Lines, fresh: Callable[[], bytes]
) -> Sequence[bytes]:
    if ours == base or ours == theirs:
        return theirs
    if theirs == base:
        return ours
    return rng.choice(
        (
            ours,
            theirs,
            (*ours, *theirs),
            (*theirs, *ours),
            (*ours[:1], fresh(), *theirs[-1:]),
            (fresh(),),
        )
    )

# Which words of a text survived a change: the longest common subsequence of both sides, after what
# is common at the beginning and end, less what only chance has put there. Why so: written anew, a
# paragraph still shares its small words with the one before (docs/developers/decisions/words.md).
# Must not know: whose the words are.
"""Align the words of two texts."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

LARGEST = 400_000_000
"""Pairs of words that are compared one by one at most: some 10 ms, some 50 MB."""
SHINGLE = 5
"""Words in a row that are looked for in texts larger than that."""
DENSE = 0.8
"""Part of the longer side from which so many words survived that no chance is left."""
GAP = 0.5
"""What a word that did not survive takes from the weight of those around it."""
ENOUGH = 3.0
"""Weight from which words that survived close to one another are no chance."""
SMALL = 3
"""Letters of a small word, which weighs half."""


class Block(NamedTuple):
    """Some words in a row that stand on both sides."""

    old: int
    new: int
    size: int


def align(old: list[bytes], new: list[bytes]) -> list[Block]:
    """Return the words that survived, in order."""
    if old == new:
        return [Block(0, 0, len(old))] if old else []
    blocks = _common(old, new, 0, 0)
    survived = sum(block.size for block in blocks)
    if survived >= DENSE * max(len(old), len(new)):
        return blocks
    return list(_without_chance(list(_joined(blocks)), old, new))


def _common(old: list[bytes], new: list[bytes], at_old: int, at_new: int) -> list[Block]:
    """Return the words in common; the texts begin at `at_old` and `at_new` of larger ones."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    found = [Block(at_old, at_new, start)] if start else []
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if middle_old and middle_new and not set(middle_old).isdisjoint(middle_new):
        many = len(middle_old) * len(middle_new) > LARGEST
        between = _between_anchors if many else _subsequence
        found += between(middle_old, middle_new, at_old + start, at_new + start)
    if end:
        found.append(Block(at_old + len(old) - end, at_new + len(new) - end, end))
    return found


def _subsequence(old: list[bytes], new: list[bytes], at_old: int, at_new: int) -> list[Block]:
    # Loaded when it is needed: most builds find everything in the cache.
    from rapidfuzz.distance import LCSseq

    blocks = LCSseq.editops(old, new).as_matching_blocks()
    return [Block(at_old + b.a, at_new + b.b, b.size) for b in blocks if b.size]


def _between_anchors(
    old: list[bytes], new: list[bytes], at_old: int, at_new: int
) -> Iterator[Block]:
    """Align two very large texts at what stands once in both, and between that.

    Source: patience diff (Bram Cohen): the longest rising row of unique places.
    """
    places_old, places_new = _unique(old), _unique(new)
    pairs = sorted(
        (place, places_new[key]) for key, place in places_old.items() if key in places_new
    )
    done_old = done_new = 0
    for place_old, place_new in [*_rising(pairs), (len(old), len(new))]:
        if place_old < done_old or place_new < done_new:
            continue
        part_old, part_new = old[done_old:place_old], new[done_new:place_new]
        if len(part_old) * len(part_new) <= LARGEST:
            yield from _common(part_old, part_new, at_old + done_old, at_new + done_new)
        size = 0
        while (
            place_old + size < len(old)
            and place_new + size < len(new)
            and old[place_old + size] == new[place_new + size]
        ):
            size += 1
        if size:
            yield Block(at_old + place_old, at_new + place_new, size)
        done_old, done_new = place_old + size, place_new + size


def _unique(words: Sequence[bytes]) -> dict[tuple[bytes, ...], int]:
    """Return where each row of words stands that stands only once."""
    rows = list(zip(*(words[n:] for n in range(SHINGLE)), strict=False))
    counts = Counter(rows)
    return {row: place for place, row in enumerate(rows) if counts[row] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest row of pairs in which both numbers rise (patience sorting)."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, new) in enumerate(pairs):
        pile = bisect_left(tops, new)
        before.append(at[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(new)
            at.append(number)
        else:
            tops[pile], at[pile] = new, number
    found, number = [], at[-1] if at else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    last: Block | None = None
    for block in blocks:
        if last and last.old + last.size == block.old and last.new + last.size == block.new:
            last = last._replace(size=last.size + block.size)
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _without_chance(
    blocks: list[Block], old: Sequence[bytes], new: Sequence[bytes]
) -> Iterator[Block]:
    """Yield the blocks that stand close enough together to be no chance.

    Words add their weight, gaps between them take from it: what rises to ENOUGH is kept, up to its
    highest point. In a short text less is enough.
    """
    enough = min(ENOUGH, max(0.5, min(len(old), len(new)) * 0.34))
    held: list[Block] = []
    weight = best = 0.0
    kept = 0
    for block in blocks:
        if held:
            last = held[-1]
            gap = max(block.old - last.old - last.size, block.new - last.new - last.size)
            weight -= GAP * gap
            if weight <= 0:
                yield from held[:kept]
                held, weight, best, kept = [], 0.0, 0.0, 0
        held.append(block)
        for word in new[block.new : block.new + block.size]:
            weight += 0.5 if len(word) <= SMALL else 1.0
        if weight > best and weight >= enough:
            best, kept = weight, len(held)
    yield from held[:kept]

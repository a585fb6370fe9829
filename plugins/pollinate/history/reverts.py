# The rule `revert`: text that comes back to a file has the owners that it had when it went.
# All depends on a commit's ancestors only, never on the order of replay.
# Must not know: git processes, people, other rules, how a text of the past is read again.
"""Bring back the owners of restored text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from pollinate.history.align import align
from pollinate.history.cache.columns import Numbers
from pollinate.history.line_state import Change, Changes, FileState
from pollinate.history.owners import Runs, owners_of, passed, put_owners
from pollinate.model.git import MIXED, Rule
from pollinate.words import words_by_line

LOOKED_AT = 4
"""Changes that took something away, the newest first, of which one may be the reverted one."""
MOST_TEXT = 4_000_000
"""Bytes of a text that is compared word by word."""


def had_blob(past: int, changes: Changes, blob: bytes) -> bool:
    """Return whether a file had this very blob before, on any way back."""
    return any(change.blob == blob for change in walk(past, changes))


def bring_back(past: int, changes: Changes, new: FileState, fresh: int) -> None:
    """Give fresh lines that were deleted from this file earlier the credit they had then."""
    places: dict[int, list[int]] = {}
    for line, credit in enumerate(new.credit):
        if credit == fresh and new.keys[line]:
            places.setdefault(new.keys[line], []).append(line)
    for change in walk(past, changes):
        if not places:
            break
        gone = set(change.gone)
        for key in [key for key in places if key in gone]:
            credit = change.gone_credit[list(change.gone).index(key)]
            for line in places.pop(key):
                new.credit[line] = credit if credit & MIXED else passed(credit, Rule.REVERT)


def bring_back_words(
    past: Sequence[Change],
    lines: Sequence[tuple[int, bytes]],
    credit: Numbers,
    fresh: int,
    runs: Runs,
    text_of: Callable[[Change], list[bytes]],
) -> None:
    """Give fresh words that come back in lines that are not the same the credit they had; `lines`
    are the new ones of a file, and `past` those of its changes that may have taken them away.
    """
    if sum(len(line) for _, line in lines) > MOST_TEXT:
        return
    words, counts = words_by_line([line for _, line in lines])
    owners = owners_of([credit[at] for at, _ in lines], counts, runs)
    for change in past:
        wanted = {word for word, owner in zip(words, owners, strict=True) if owner == fresh}
        if not wanted:
            break
        gone = text_of(change)
        if sum(map(len, gone)) > MOST_TEXT:
            continue
        before, numbers = words_by_line(gone)
        if wanted.isdisjoint(before):
            continue
        known = owners_of(change.gone_credit, numbers, runs)
        for block in align(before, words):
            for step in range(block.size):
                if owners[block.new + step] == fresh:
                    owners[block.new + step] = passed(known[block.old + step], Rule.REVERT)
    put_owners(credit, [at for at, _ in lines], counts, owners, runs)


def takers(past: int, changes: Changes) -> list[Change]:
    """Return the newest changes of a file that took something away."""
    return list(islice((change for change in walk(past, changes) if change.gone), LOOKED_AT))


def taken_back(changes: Sequence[tuple[int, Change]], blob: bytes) -> set[int]:
    """Return which changes of a file were taken back whole, with those that took them back: after
    them the file was what it had been before. `blob` is what it is after the last change.

    Only where one change follows the other: a branch between says nothing of what it took back.
    """
    found: set[int] = set()
    known: dict[bytes, int] = {}
    for place, (at, change) in enumerate(changes):
        last = place + 1 == len(changes)
        if not last and changes[place + 1][1].prev != (at,):
            # A merge follows, or another branch: what this change left is nowhere told.
            known.clear()
            continue
        now = blob if last else changes[place + 1][1].blob
        if change.created or not place or change.prev != (changes[place - 1][0],):
            known.clear()
        if change.created or not change.changed:
            continue
        known.setdefault(change.blob, place)
        if now in known:
            found.update(number for number, _ in changes[known[now] : place + 1])
            known = {now: place + 1}
    return found


def walk(past: int, changes: Changes) -> Iterator[Change]:
    """Yield a file's changes, newest first on each way back."""
    waiting, seen = [past], set[int]()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        yield changes[at]
        waiting.extend(reversed(changes[at].prev))

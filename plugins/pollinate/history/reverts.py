# The rule `revert`: text that comes back to a file has the owners that it had when it went.
# All depends on a commit's ancestors only, never on the order of replay.
# Must not know: git processes, people, other rules.
"""Bring back the owners of restored text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pollinate.history.line_state import Change, Changes, FileState
from pollinate.history.owners import passed
from pollinate.model.git import MIXED, Rule


def had_blob(past: int, changes: Changes, blob: bytes) -> bool:
    """Return whether a file had this very blob before, on any way back."""
    return any(change.blob == blob for change in _walk(past, changes))


def bring_back(past: int, changes: Changes, new: FileState, fresh: int) -> None:
    """Give fresh lines that were deleted from this file earlier the credit they had then."""
    places: dict[int, list[int]] = {}
    for line, credit in enumerate(new.credit):
        if credit == fresh and new.keys[line]:
            places.setdefault(new.keys[line], []).append(line)
    for change in _walk(past, changes):
        if not places:
            break
        gone = set(change.gone)
        for key in [key for key in places if key in gone]:
            credit = change.gone_credit[list(change.gone).index(key)]
            for line in places.pop(key):
                new.credit[line] = credit if credit & MIXED else passed(credit, Rule.REVERT)


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


def _walk(past: int, changes: Changes) -> Iterator[Change]:
    """Yield a file's changes, newest first on each way back."""
    waiting, seen = [past], set[int]()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        yield changes[at]
        waiting.extend(reversed(changes[at].prev))

# The rules on top of blame: what each line's credit is when a commit only moved, reshaped or
# brought back text. Sources: docs/guide/credit.md; `git blame --ignore-rev` for looking through a
# commit. Each rule is named in model.git and shown by `pollinate why`. All depend on a commit's
# ancestors only, never on the order of replay. Must not know: git processes, people.
"""Decide to which commit a new line's credit goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pollinate.history.cache.columns import Numbers
from pollinate.history.line_state import Change, Changes, FileState, is_long
from pollinate.history.patch import Hunk
from pollinate.model.git import RULE_BITS, Rule

MOVED_LINES, MOVED_LETTERS = 3, 40
COMMON = 32
"""A line that stood in more lessons than this starts no search for a moved text."""


def passed(credit: int, rule: Rule) -> int:
    """Return an older credit as handed on by a rule."""
    return credit >> RULE_BITS << RULE_BITS | rule


def within_hunk(hunk: Hunk, old: FileState, new: FileState, at: int) -> None:
    """Give lines that are equal but for white space their old credit (rule `whitespace`)."""
    before = old.keys[hunk.start : hunk.start + hunk.size]
    if set(before).isdisjoint(new.keys[at : at + len(hunk.lines)]):
        return
    waiting: dict[int, list[int]] = {}
    for line, key in enumerate(before, hunk.start):
        if key:
            waiting.setdefault(key, []).append(line)
    for offset in range(at, at + len(hunk.lines)):
        if lines := waiting.get(new.keys[offset]):
            new.credit[offset] = passed(old.credit[lines.pop(0)], Rule.WHITESPACE)


def through_ignored(hunk: Hunk, old: FileState, credit: Numbers, at: int, fresh: int) -> None:
    """Hand on the lines of an ignored commit to whoever owned what they were made from (rule
    `ignored-commit`).
    """
    if not hunk.size:
        return
    old_words = [set(line[1:].split()) for line in hunk.gone]
    count = len(hunk.lines)
    for number, line in enumerate(hunk.lines):
        if credit[at + number] != fresh:
            credit[at + number] = passed(credit[at + number], Rule.IGNORED_COMMIT)
            continue
        words, place = set(line.split()), number * hunk.size // count
        best = max(range(hunk.size), key=lambda i: (len(words & old_words[i]), -abs(i - place)))
        credit[at + number] = passed(old.credit[hunk.start + best], Rule.IGNORED_COMMIT)


def had_blob(past: int, changes: Changes, blob: bytes) -> bool:
    """Return whether a file had this very blob before, on any way back."""
    return any(change.blob == blob for change in _walk(past, changes))


def bring_back(past: int, changes: Changes, new: FileState, fresh: int) -> None:
    """Give fresh lines that were deleted from this file earlier the credit they had then (rule
    `revert`).
    """
    places: dict[int, list[int]] = {}
    for line, credit in enumerate(new.credit):
        if credit == fresh and new.keys[line]:
            places.setdefault(new.keys[line], []).append(line)
    for change in _walk(past, changes):
        if not places:
            break
        for key in places.keys() & set(change.gone):
            for line in places.pop(key):
                new.credit[line] = passed(
                    change.gone_credit[list(change.gone).index(key)], Rule.REVERT
                )


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


class FreshRun(NamedTuple):
    """Successive new lines of one lesson."""

    path: bytes
    at: int
    lines: list[bytes]


class LineIndex:
    """In which lessons a long line ever stood: a superset, always checked against the parent's own
    lines.
    """

    def __init__(
        self,
        fill: Callable[[LineIndex], None] | None = None,
        stored: Callable[[], set[int]] | None = None,
    ) -> None:
        """Start empty, or after loading a cache with what `fill` adds when a line of those `stored`
        comes up again.
        """
        self._paths: dict[int, int | set[int]] = {}
        self._numbers: dict[bytes, int] = {}
        self._names: list[bytes] = []
        self._fill, self._stored = fill, stored
        self._stored_keys: set[int] | None = None

    def add(self, path: bytes, keys: Sequence[int]) -> None:
        """Remember lines of a lesson."""
        number = self._numbers.setdefault(path, len(self._names))
        if number == len(self._names):
            self._names.append(path)
        paths = self._paths
        for key in keys:
            if not key >> 63:
                continue
            known = paths.setdefault(key, number)
            if known != number:
                if isinstance(known, int):
                    paths[key] = {known, number}
                elif len(known) <= COMMON:
                    known.add(number)

    def common(self) -> list[int]:
        """Return the lines that stood in too many lessons to tell anything."""
        return sorted(
            key
            for key, known in self._paths.items()
            if isinstance(known, set) and len(known) > COMMON
        )

    def mark_common(self, keys: Sequence[int]) -> None:
        """Take over what an earlier run found too common."""
        for key in keys:
            self._paths[key] = set(range(-1, COMMON))

    def starts(self, path: bytes, keys: Sequence[int]) -> list[int]:
        """Return which of some new lines of a lesson may stand in another: most don't, and this
        tells it quickly.
        """
        if self._fill is not None and self._asks_for_stored(keys):
            fill, self._fill = self._fill, None
            fill(self)
        own, get = self._numbers.get(path, -1), self._paths.get
        return [
            n
            for n, key in enumerate(keys)
            if (known := get(key)) is not None
            and known != own
            and (isinstance(known, int) or len(known) <= COMMON)
        ]

    def _asks_for_stored(self, keys: Sequence[int]) -> bool:
        if self._stored_keys is None:
            self._stored_keys = self._stored() if self._stored else set()
        return any(is_long(key) and key in self._stored_keys for key in keys)

    def paths(self, key: int) -> list[bytes]:
        """Return in which lessons a line may stand; none when it is too common to tell anything."""
        known = self._paths.get(key)
        if known is None:
            return []
        numbers = [known] if isinstance(known, int) else known
        return sorted(self._names[n] for n in numbers) if len(numbers) <= COMMON else []


class Moved(NamedTuple):
    """The rule `moved` for one commit: where to look, and in what state."""

    lines: LineIndex
    before: Callable[[bytes], FileState | None]
    """A lesson's entry in the parent, None where it had none."""
    fresh: int
    """The credit of a line that no other rule has claimed."""

    def apply(self, run: FreshRun, keys: Numbers, credit: Numbers) -> None:
        """Give a run's lines that stood in another lesson their credit there."""
        starts = self.lines.starts(run.path, keys[run.at : run.at + len(run.lines)])
        if not starts:
            return
        lines = [
            n for n in range(run.at, run.at + len(run.lines)) if keys[n] and credit[n] == self.fresh
        ]
        hopeful = {run.at + n for n in starts}
        at = 0
        while at < len(lines):
            if lines[at] not in hopeful:
                at += 1
                continue
            length, start, origin = self._longest(run.path, lines, at, keys)
            if origin is not None and self._enough(run, lines[at : at + length]):
                solid = [n for n, key in enumerate(origin.keys) if key]
                for step in range(length):
                    credit[lines[at + step]] = passed(
                        origin.credit[solid[start + step]], Rule.MOVED
                    )
                at += length
            else:
                at += 1

    def _longest(
        self, path: bytes, lines: list[int], at: int, keys: Numbers
    ) -> tuple[int, int, FileState | None]:
        best: tuple[int, int, FileState | None] = (0, 0, None)
        first = keys[lines[at]]
        for other in self.lines.paths(first):
            entry = self.before(other) if other != path else None
            if entry is None or not entry.blob:
                continue
            solid = [key for key in entry.keys if key]
            for start, key in enumerate(solid):
                if key != first:
                    continue
                length = 1
                while (
                    at + length < len(lines)
                    and start + length < len(solid)
                    and keys[lines[at + length]] == solid[start + length]
                ):
                    length += 1
                if length > best[0]:
                    best = length, start, entry
        return best

    @staticmethod
    def _enough(run: FreshRun, lines: list[int]) -> bool:
        text = b"".join(run.lines[n - run.at] for n in lines)
        return (
            len(lines) >= MOVED_LINES
            or sum(map(str.isalpha, text.decode("utf-8", "replace"))) >= MOVED_LETTERS
        )

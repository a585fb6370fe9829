# The rule `moved` for text that was copied and still stands where it stood: several lines of
# another lesson keep their owners in the copy. What stands in more lessons is boilerplate, and
# stays with whoever committed it.
# All depends on a commit's ancestors only, never on the order of replay, nor on what a cache kept.
# Must not know: git processes, people, other rules.
"""Find the owners of copied text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from pollinate.history.cache.columns import Numbers
from pollinate.history.line_state import FileState, is_long
from pollinate.history.owners import Runs, is_unclaimed, passed
from pollinate.model.git import MIXED, Rule
from pollinate.words import count_words

COPIED_LINES, COPIED_WORDS = 2, 25
"""How many lines and words make a copy, at least."""
PLACES = 8
"""Places of the same line in one lesson that are looked at."""
BOILERPLATE = 2
"""What stands in so many other lessons comes from none of them."""


class FreshRun(NamedTuple):
    """Successive new lines of one lesson."""

    path: bytes
    at: int
    lines: list[bytes]
    entry: FileState


class Origin(NamedTuple):
    """Where lines stood: their keys, their credit there, and the rule that hands it on."""

    keys: Numbers
    credit: Numbers
    rule: Rule


class Copies:
    """The rule for one commit: where to look, and in what state."""

    def __init__(
        self,
        index: LineIndex,
        before: Callable[[bytes], FileState | None],
        fresh: int,
        brought: Sequence[FreshRun],
        runs: Runs,
    ) -> None:
        """Take the lines that one commit brought; `before` gives a lesson's entry in its parent,
        `fresh` is the credit of a word that no other rule has claimed.
        """
        self._index, self._before, self._fresh = index, before, fresh
        self._brought, self._runs = brought, runs
        self._origins: dict[int, FileState | None] = {}
        self._times_brought: Counter[int] | None = None

    def apply(self) -> None:
        """Give lines that stand in one other lesson their credit there."""
        for run in self._brought:
            keys = run.entry.keys[run.at : run.at + len(run.lines)]
            starts = self._index.starts(run.path, keys)
            if len(starts) >= COPIED_LINES:
                hopeful = {run.at + n for n in starts}
                hand_on(run, hopeful, self._fresh, self._runs, self._found, _enough)

    def _found(self, path: bytes, key: int) -> Origin | None:
        found = self._origin(path, key)
        return Origin(found.keys, found.credit, Rule.MOVED) if found else None

    def _origin(self, path: bytes, key: int) -> FileState | None:
        """Return the one other lesson in which a line stands; None where it stands in none, or in
        more.
        """
        if key in self._origins:
            return self._origins[key]
        found: FileState | None = None
        places = 0
        for other in self._index.paths(key):
            entry = self._before(other) if other != path else None
            if entry is not None and entry.blob and key in entry.keys:
                found, places = entry, places + 1
                if places == BOILERPLATE:
                    break
        if places == 1 and self._times(key) > 1:
            found = None
        self._origins[key] = found if places == 1 else None
        return self._origins[key]

    def _times(self, key: int) -> int:
        """Return to how many lessons this commit brought a line."""
        if self._times_brought is None:
            told = {
                (run.path, brought)
                for run in self._brought
                for brought in run.entry.keys[run.at : run.at + len(run.lines)]
            }
            self._times_brought = Counter(brought for _, brought in told)
        return self._times_brought[key]


def _enough(lines: Sequence[bytes]) -> bool:
    return len(lines) >= COPIED_LINES and sum(count_words(lines)) >= COPIED_WORDS


def hand_on(
    run: FreshRun,
    hopeful: Container[int],
    fresh: int,
    runs: Runs,
    origin_of: Callable[[bytes, int], Origin | None],
    enough: Callable[[Sequence[bytes]], bool],
) -> None:
    """Give the lines of a run that stood in a row elsewhere the credit they had there; the search
    begins at the `hopeful` ones, and `enough` tells of lines whether they may be no chance.
    """
    keys, credit = run.entry.keys, run.entry.credit
    lines = [n for n in range(run.at, run.at + len(run.lines)) if keys[n]]
    unclaimed = {n for n in lines if is_unclaimed(credit[n], fresh, runs)}
    at = 0
    while at < len(lines):
        origin = None
        if lines[at] in unclaimed and lines[at] in hopeful:
            origin = origin_of(run.path, keys[lines[at]])
        if origin is None:
            at += 1
            continue
        pairs = longest(origin.keys, lines, at, keys, unclaimed)
        taken = [(line, place) for line, place in pairs if line in unclaimed]
        if enough([run.lines[line - run.at] for line, _ in taken]):
            for line, place in taken:
                told = origin.credit[place]
                credit[line] = told if told & MIXED else passed(told, origin.rule)
        at = lines.index(pairs[-1][0], at) + 1


def longest(
    origin: Numbers, lines: Sequence[int], at: int, keys: Numbers, unclaimed: Container[int]
) -> list[tuple[int, int]]:
    """Return which of some lines, blank ones left out, stand in a row in a lesson, from one of them
    on, and where; a line that a rule has claimed whole parts no row.
    """
    solid = [n for n, key in enumerate(origin) if key]
    best: list[tuple[int, int]] = []
    places = (place for place, n in enumerate(solid) if origin[n] == keys[lines[at]])
    for start in islice(places, PLACES):
        found: list[tuple[int, int]] = []
        there = start
        for number in range(at, len(lines)):
            line = lines[number]
            if there < len(solid) and keys[line] == origin[solid[there]]:
                found.append((line, solid[there]))
                there += 1
            elif line in unclaimed:
                break
        if len(found) > len(best):
            best = found
    return best


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
                else:
                    known.add(number)

    def starts(self, path: bytes, keys: Sequence[int]) -> list[int]:
        """Return which of some new lines of a lesson may stand in another: most don't, and this
        tells it quickly.
        """
        self._fill_for(keys)
        own, get = self._numbers.get(path, -1), self._paths.get
        return [n for n, key in enumerate(keys) if (known := get(key)) is not None and known != own]

    def known(self, keys: Sequence[int]) -> list[int]:
        """Return which of some new lines may have stood in any lesson."""
        self._fill_for(keys)
        return [n for n, key in enumerate(keys) if key in self._paths]

    def _fill_for(self, keys: Sequence[int]) -> None:
        if self._fill is not None and self._asks_for_stored(keys):
            fill, self._fill = self._fill, None
            fill(self)

    def _asks_for_stored(self, keys: Sequence[int]) -> bool:
        if self._stored_keys is None:
            self._stored_keys = self._stored() if self._stored else set()
        return any(is_long(key) and key in self._stored_keys for key in keys)

    def paths(self, key: int) -> Iterator[bytes]:
        """Yield in which lessons a line may stand, in no order."""
        known = self._paths.get(key, ())
        for number in (known,) if isinstance(known, int) else known:
            yield self._names[number]

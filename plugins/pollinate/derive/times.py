# When things happened: git's dates as instants for sorting, as days and months for showing.
# Why here: dates carry offsets, so text does not sort; and published dates are days or months,
# never times. Must not know: what happened.
"""Order and shorten dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

from pollinate.model.git import Commits, History


@lru_cache(maxsize=100_000)
def instant(text: str) -> float:
    """Return seconds since 1970 of an ISO 8601 date, of a month its beginning; infinite for one
    that can't be read.
    """
    try:
        moment = datetime.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    except ValueError:
        return float("inf")
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, ValueError):
        return float("inf")


def day(text: str) -> str:
    """Return the day of an ISO 8601 date, as its author's calendar had it."""
    return text[:10]


class _Orders(dict[int, tuple[float, str]]):
    """Sorting keys by commit, each made when first asked for."""

    def __init__(self, commits: Commits) -> None:
        self._commits = commits

    def __missing__(self, commit: int) -> tuple[float, str]:
        one = self._commits[commit]
        self[commit] = key = (instant(one.when), one.sha)
        return key


class Times:
    """The instants of a history's commits, each worked out once."""

    def __init__(self, history: History) -> None:
        self.order: Callable[[int], tuple[float, str]] = _Orders(history.commits).__getitem__
        """Returns a key that sorts commits in time, the same however they were replayed."""

    def instant(self, commit: int) -> float:
        """Return when a commit was written."""
        return self.order(commit)[0]

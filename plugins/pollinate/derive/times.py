# When things happened: git's dates as instants for sorting, as days and months for showing.
# Why here: dates carry offsets, so text does not sort; and published dates are days or months, never times.
# Must not know: what happened.
"""Order and shorten dates."""

from __future__ import annotations

from datetime import UTC, datetime

from pollinate.model import History


def instant(text: str) -> float:
    """Return seconds since 1970 of an ISO 8601 date; infinite for one that can't be read."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return float("inf")
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, ValueError):
        return float("inf")


def day(text: str) -> str:
    """Return the day of an ISO 8601 date, as its author's calendar had it."""
    return text[:10]


class Times:
    """The instants of a history's commits, each worked out once."""

    def __init__(self, history: History) -> None:
        self._commits = history.commits
        self._orders: dict[int, tuple[float, str]] = {}

    def instant(self, commit: int) -> float:
        """Return when a commit was written."""
        return self.order(commit)[0]

    def order(self, commit: int) -> tuple[float, str]:
        """Return a key that sorts commits in time, the same however they were replayed."""
        if commit not in self._orders:
            one = self._commits[commit]
            self._orders[commit] = (instant(one.when), one.sha)
        return self._orders[commit]

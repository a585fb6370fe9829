# Dates: as instants for sorting, since they carry offsets, and as they may be shown. Why a type: a
# text of full precision can be cut in one place and forgotten in another; this one is cut when it
# is made, so nobody can show more than it holds. Must not know: whose date it is, how dates are
# worded.
"""Order dates, and define those that may be shown."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import IntEnum
from functools import lru_cache


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


class Precision(IntEnum):
    """How much of a date may be said, in letters of ISO 8601."""

    MONTH = 7
    DAY = 10


class When(str):
    """A day (`2026-03-14`), a month (`2026-03`), or nothing: never more than may be said.

    Sorted as text, a month comes before its days, so order tells no more than the words do.
    """

    __slots__ = ()

    @classmethod
    def at(cls, moment: str, precision: Precision = Precision.DAY) -> When:
        """Return as much of an ISO 8601 date as may be said."""
        return cls(moment[:precision])

    @property
    def month(self) -> str:
        """The month, or nothing."""
        return self[: Precision.MONTH]

    @property
    def day(self) -> str:
        """The day; empty where only the month may be said."""
        return str(self) if len(self) >= Precision.DAY else ""

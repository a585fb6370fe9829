# A date as it may be shown. Why a type: a text of full precision can be cut in one place and
# forgotten in another; this one is cut when it is made, so nobody can show more than it holds.
# Must not know: whose date it is, how dates are worded.
"""Define dates that may be shown."""

from __future__ import annotations

from enum import IntEnum


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

# What is known of a lesson's truth from its use: when somebody last said that it holds, when it is
# due for a second look, and since when somebody doubts it. Why here: pages, documents and the
# command line must say the same of one lesson.
# Must not know: how any of it is worked out, today's date, HTML.
"""Define how lessons stand between two looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pollinate.paths import SrcUri


class LookState(StrEnum):
    """What a lesson needs, from its use."""

    IN_TIME = "in-time"
    DUE = "due"
    NOT_ASKED = "not-asked"
    """Nobody has said yet whether it holds: no date, and never late."""
    UNPLANNED = "unplanned"
    """It held, and nobody said when to look again."""
    RECORD = "record"
    """Kept for the record: no longer current."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """How one lesson stands between two looks; each date is a day, or a month where that is all
    that may be told.
    """

    lesson: SrcUri
    state: LookState
    looked: str = ""
    """When somebody last said that it holds: the newest proof."""
    due: str = ""
    """Since when, or from when on, it is due for a second look."""
    doubted: str = ""
    """When somebody said, since the newest proof, that it does not hold."""
    waits: bool = False
    """A proof lies there that nobody has committed yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Somebody to ask for a second look, and why this one."""

    name: str
    why: str
    """`reviewer` (front matter), `keeper` (of the topic), `owner` (CODEOWNERS), `used` (said last
    that it holds) or `wrote`.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLesson:
    """One lesson that somebody should look at again."""

    upkeep: Upkeep
    title: str
    path: str
    """From the repository root."""
    topic: str
    applied: int
    """How many notes say that somebody applied it."""
    grew: int
    """How many lessons say that they were learned from it."""
    reasons: tuple[str, ...]
    """Why it is listed: `doubted`, and `due`, `due-soon` or `not-asked`."""
    ask: tuple[Keeper, ...]
    """Whom to ask, the nearest first."""
    week: int
    """In which of the weeks to look, from 0; -1 for later."""

    @property
    def used(self) -> int:
        """Return how much others rely on it."""
        return self.applied + self.grew


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePlan:
    """Which lessons to look at in which week."""

    day: str
    """The day from which it counts."""
    weeks: tuple[str, ...]
    """The first day of each week, which begins on the weekday of `day`."""
    due: tuple[DueLesson, ...]
    """By week, those that are doubted first, then those most used."""
    not_asked: tuple[DueLesson, ...]
    """Likewise those that nobody was asked about yet."""
    waiting: tuple[SrcUri, ...]
    """Left out: somebody looked at them, and has not committed the note yet."""

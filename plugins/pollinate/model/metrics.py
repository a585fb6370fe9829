# What a garden gives its organisation, as figures that may be published as they stand. A count of
# people exists here only after rounding (docs/developers/decisions/value-figures.md), so no output
# can give more than that.
# Must not know: how a figure is worked out, HTML, JSON.
"""Define the values of the page about value."""

from __future__ import annotations

from dataclasses import dataclass

from pollinate.model.stages import Outcome
from pollinate.paths import SrcUri

STEP = 5
"""Counts of people are rounded down to a multiple of this; below it they are "under 5"."""
WAYS = ("write", "ask", "apply", "review", "thank", "teach")
"""The six ways to take part, in the order of the doors."""
OTHER_TEAMS = ""
"""Stands for all teams that are too small to be named."""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A count that is rounded down to a multiple of five; 0 says "under 5"."""

    number: int

    def __post_init__(self) -> None:
        if self.number < 0 or self.number % STEP:
            raise ValueError("a count of people must be rounded before it is kept")


@dataclass(frozen=True, slots=True)
class Flow:
    """How many lessons of one team say that they were learned from another."""

    taught: str
    learned: str
    lessons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of one period."""

    start: str
    """The first month, `2025-12`."""
    end: str
    """The last month."""
    outcomes: tuple[tuple[Outcome, tuple[SrcUri, ...]], ...]
    """Each outcome with its applied notes, newest first."""
    goals: tuple[tuple[str, tuple[SrcUri, ...]], ...]
    """Each goal of the settings that a lesson helped, with the notes that say so."""
    people: tuple[tuple[str, AtLeast], ...]
    """Each way, with the people who took it."""
    answered: tuple[SrcUri, ...]
    """Questions that got their first answer; none where they are fewer than five."""
    days: float | None
    """Median of days to it, of questions and answers whose days may be said; None below five of
    them.
    """
    flows: tuple[Flow, ...]
    """In order of the teams' names, the small ones last."""

    @property
    def applied(self) -> int:
        """Return how many times somebody applied a lesson and said how it went."""
        return sum(len(notes) for _, notes in self.outcomes)

    @property
    def learned(self) -> int:
        """Return how many times one team learned from another."""
        return sum(flow.lessons for flow in self.flows)


@dataclass(frozen=True, slots=True)
class Freshness:
    """All lessons by what to do about them, each in order of path."""

    in_time: tuple[SrcUri, ...]
    due: tuple[SrcUri, ...]
    not_asked: tuple[SrcUri, ...]
    """Nobody has applied them or looked again yet: never late."""
    unplanned: tuple[SrcUri, ...]
    """They held, and nobody said when to look at them again."""
    record: tuple[SrcUri, ...]
    """Kept for the record: no longer current."""

    @property
    def living(self) -> int:
        """Return how many lessons are there to be used."""
        return sum(map(len, (self.in_time, self.due, self.not_asked, self.unplanned)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a garden gives its organisation."""

    audience: str
    goals: tuple[str, ...]
    behaviours: tuple[str, ...]
    told: tuple[SrcUri, ...]
    """Applied notes with words of their own, newest first."""
    now: Figures | None
    """None: too few people or notes for figures."""
    before: Figures | None
    """The twelve months before, where both periods have enough."""
    freshness: Freshness | None
    """None wherever there are no figures."""

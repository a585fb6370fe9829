# What happened in a garden since a day, for a newsletter.
# Must not know: what is chosen and why, how it is written.
"""Define the values of a digest."""

from __future__ import annotations

from dataclasses import dataclass

from pollinate.model.credits import Acknowledgement
from pollinate.model.notes import PlacedNote, PlacedTrail
from pollinate.paths import Slug, SrcUri


@dataclass(frozen=True, slots=True)
class Planted:
    """A lesson that came."""

    lesson: SrcUri
    by: tuple[Slug, ...]
    when: str
    """A day, or a month where somebody among them is private."""


@dataclass(frozen=True, slots=True)
class FirstTimes:
    """What somebody did for the first time."""

    who: Slug
    acts: tuple[Acknowledgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What happened, each in order of time, people in order of name."""

    since: str
    until: str
    """The day of the newest commit; empty without history."""
    planted: tuple[Planted, ...]
    applied: tuple[PlacedNote, ...]
    open: tuple[PlacedNote, ...]
    """Questions without an answer, whenever they were asked, on lessons that still stand."""
    answered: tuple[tuple[PlacedNote, tuple[PlacedNote, ...]], ...]
    """Questions with the answers that came."""
    thanks: tuple[PlacedNote, ...]
    firsts: tuple[FirstTimes, ...]
    trails: tuple[PlacedTrail, ...]
    to_thank: tuple[Acknowledgement, ...]
    """First lessons of people to whom no thanks note was ever written."""

# The words that files choose from: stage, level, status, outcome. Each is the very text that stands
# in a file, in JSON and in a CSS class, and answers questions about itself, so that nobody else
# lists them. Why here: lessons, trails and notes share them.
# Must not know: how a word is read or shown.
"""Define the words of files."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """How far a lesson has grown, the youngest first."""

    SEEDLING = "seedling"
    BUDDING = "budding"
    EVERGREEN = "evergreen"


class Level(StrEnum):
    """For whom a lesson or a trail is, the first steps first."""

    NEWCOMER = "newcomer"
    PRACTITIONER = "practitioner"
    EXPERT = "expert"


class Status(StrEnum):
    """Whether a lesson is there to be used."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"

    @property
    def is_current(self) -> bool:
        """Whether it is there to be used; else it is kept for the record."""
        return self is Status.CURRENT


class Outcome(StrEnum):
    """What came of applying a lesson, the best first."""

    WORKED = "worked"
    PARTLY = "partly"
    DID_NOT_WORK = "did-not-work"


class SecondLook(StrEnum):
    """What a review found."""

    STILL_TRUE = "still-true"
    CHANGED = "changed"
    RETIRED = "retired"

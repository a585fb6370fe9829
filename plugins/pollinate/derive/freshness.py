# Which lessons hold, as those say who used them or looked again: notes of kind `review` and
# `applied` are the only proof. A commit, a rename, a formatter, a trailer or the day of planting
# proves nothing, so a lesson that nobody spoke of is not yet asked, and never late. A note that
# says "did not work" is no proof, but a reason to look soon. Must not know: today's date. The
# caller says up to when, so that a page is the same whenever it is built.
"""Derive how fresh lessons are."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from pollinate.model.content import NEVER, Lesson
from pollinate.model.metrics import Freshness
from pollinate.model.notes import NoteKind, PlacedNote
from pollinate.model.public import PublicGarden
from pollinate.model.stages import Outcome, SecondLook
from pollinate.model.upkeep import LookState, Upkeep
from pollinate.paths import SrcUri

PROOFS = frozenset({Outcome.WORKED, Outcome.PARTLY, SecondLook.STILL_TRUE, SecondLook.CHANGED})
"""Outcomes that say: it holds, or holds again."""
DOUBTS = frozenset({Outcome.DID_NOT_WORK, SecondLook.RETIRED})
"""Outcomes that are a reason to look soon."""
_SPEAKS = (NoteKind.REVIEW, NoteKind.APPLIED)
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def derive_freshness(garden: PublicGarden, end: str) -> Freshness:
    """Return all lessons by what to do about them on a day (ISO 8601)."""
    groups: dict[LookState, list[SrcUri]] = {state: [] for state in LookState}
    for uri, one in sorted(upkeep_of(garden, end).items()):
        groups[one.state].append(uri)
    return Freshness(
        in_time=tuple(groups[LookState.IN_TIME]),
        due=tuple(groups[LookState.DUE]),
        not_asked=tuple(groups[LookState.NOT_ASKED]),
        unplanned=tuple(groups[LookState.UNPLANNED]),
        record=tuple(groups[LookState.RECORD]),
    )


def upkeep_of(garden: PublicGarden, end: str) -> Mapping[SrcUri, Upkeep]:
    """Return how each lesson stands on a day (ISO 8601), or on the first of a month."""
    notes: dict[SrcUri, list[PlacedNote]] = defaultdict(list)
    for note in garden.notes:
        if note.kind in _SPEAKS:
            notes[note.page].append(note)
    day = first_day(end[:10])
    lessons = garden.content.lessons.items()
    return {uri: _upkeep(lesson, notes.get(uri, ()), day) for uri, lesson in lessons}


def _upkeep(lesson: Lesson, notes: Iterable[PlacedNote], end: str) -> Upkeep:
    uri = lesson.src_uri
    if not lesson.status.is_current:
        return Upkeep(lesson=uri, state=LookState.RECORD)
    # Of people under alias only the month is told: a proof counts from its first day and a doubt
    # until its last, so that a lesson is looked at early rather than late.
    proofs = [n.when for n in notes if n.when and n.outcome in PROOFS]
    looked = max(proofs, key=lambda when: (first_day(when), len(when)), default="")
    doubts = [n.when for n in notes if n.when and n.outcome in DOUBTS]
    doubted = max(doubts, key=lambda when: (_last_day(when), len(when)), default="")
    if looked and _last_day(doubted) <= first_day(looked):
        doubted = ""
    waits = any(not n.when and n.outcome in PROOFS for n in notes)
    every = lesson.review.every if lesson.review else ""
    state, due = _state(looked, doubted, every, end)
    return Upkeep(lesson=uri, state=state, looked=looked, due=due, doubted=doubted, waits=waits)


def _state(looked: str, doubted: str, every: str, end: str) -> tuple[LookState, str]:
    if not looked:
        return LookState.NOT_ASKED, ""
    if every == NEVER:
        return LookState.IN_TIME, ""
    # A clock that ran ahead must not put off the next look for years.
    start = min(first_day(looked), end) if end else first_day(looked)
    due = due_day(start, every)
    if not due:
        return LookState.UNPLANNED, ""
    if doubted and first_day(doubted) < first_day(due):
        due = doubted
    return (LookState.DUE if first_day(due) <= end else LookState.IN_TIME), due


def first_day(when: str) -> str:
    """Return the first day that a date may mean: a month's first one."""
    return f"{when}-01" if len(when) == len("2026-11") else when[:10]


def _last_day(when: str) -> str:
    return f"{when}-31" if len(when) == len("2026-11") else when[:10]


def due_day(last: str, every: str) -> str:
    """Return the day on which a lesson is due again; empty where no day can be told."""
    try:
        start = date.fromisoformat(last)
        count, _, unit = every.partition(" ")
        unit = unit.rstrip("s")
        if unit in _DAYS:
            return (start + timedelta(days=int(count) * _DAYS[unit])).isoformat()
        months = start.year * 12 + start.month - 1 + int(count) * _MONTHS[unit]
        year, month = divmod(months, 12)
        return date(
            year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1])
        ).isoformat()
    except (ValueError, KeyError, OverflowError):
        return ""

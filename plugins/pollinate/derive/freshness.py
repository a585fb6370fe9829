# Which lessons were looked at again in time, which are due, which are kept for the record only.
# A second look is a review note or a Reviewed-by trailer; until the first one, the day of planting
# counts. Must not know: today's date. The caller says up to when, so that a page is the same
# whenever it is built.
"""Derive how fresh lessons are."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from pollinate.model.metrics import Freshness
from pollinate.model.notes import NoteKind
from pollinate.model.public import PublicGarden
from pollinate.paths import SrcUri

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def derive_freshness(garden: PublicGarden, end: str) -> Freshness:
    """Return all lessons by what to do about them on a day (ISO 8601)."""
    looks = last_looks(garden)
    groups: dict[str, list[SrcUri]] = {"in_time": [], "due": [], "unplanned": [], "record": []}
    for uri, lesson in sorted(garden.content.lessons.items()):
        every = lesson.review.every if lesson.review else ""
        if not lesson.status.is_current:
            groups["record"].append(uri)
        elif not every:
            groups["unplanned"].append(uri)
        else:
            due = due_day(looks.get(uri, ""), every)
            groups["due" if due and due <= end[:10] else "in_time"].append(uri)
    return Freshness(*(tuple(groups[name]) for name in ("in_time", "due", "unplanned", "record")))


def last_looks(garden: PublicGarden) -> Mapping[SrcUri, str]:
    """Return the day on which each lesson was planted or last looked at again."""
    looks = {uri: _start(one.first) for uri, one in garden.credits.items()}
    # Where somebody is shown by alias only the month is said: the lesson is due a few days early
    # rather than late.
    reviews = [note for note in garden.notes if note.kind is NoteKind.REVIEW and note.when]
    seen = [(note.page, _start(note.when)) for note in reviews]
    seen += [
        (a.lesson, a.day or _start(a.month))
        for a in garden.acknowledgements
        if a.kind == "reviewed"
    ]
    for uri, day in seen:
        looks[uri] = max(looks.get(uri, ""), day)
    return looks


def _start(when: str) -> str:
    return f"{when}-01" if len(when) == 7 else when


def due_day(last: str, every: str) -> str:
    """Return the day on which a lesson is due again; empty where the last look is unknown."""
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
    except (ValueError, OverflowError):
        return ""

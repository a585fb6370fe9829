# What happened in a garden since a day or a commit, for a newsletter; and which newcomers nobody
# has thanked yet. Whatever touches somebody who is shown by alias or not at all is dated, chosen
# and ordered by its month alone, so that a digest of a few days can't give the day away. A span
# counts back from the newest commit, so the same garden gives the same digest on any day. Must not
# know: counts, Markdown, addresses.
"""Derive digests."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pollinate.model.credits import Acknowledgement, Role
from pollinate.model.digest import Digest, FirstTimes, Planted
from pollinate.model.notes import NoteKind, PlacedNote
from pollinate.model.people import ContributorKind, Show
from pollinate.model.public import PublicGarden
from pollinate.model.when import Precision
from pollinate.paths import Slug, SrcUri

FIRSTS = ("first-lesson", "first-applied", "first-review", "first-answer")
_SPAN = re.compile(r"(\d{1,5}) *(day|week|month|year)s?")
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


def since_day(text: str, newest: str) -> str | None:
    """Return the day or month that `2026-11-01`, `2026-11` or `30 days` means; None for anything
    else.

    A span counts back from `newest`. Raises ValueError for a day that no calendar has, or a span
    without anything to count from.
    """
    if _DAY.fullmatch(text):
        date.fromisoformat(f"{text}-01"[:10])
        return text
    span = _SPAN.fullmatch(text.strip().lower())
    if span is None:
        return None
    end, count = date.fromisoformat(f"{newest}-01"[:10]), int(span[1])
    try:
        if span[2] in ("day", "week"):
            return (end - timedelta(days=count * (7 if span[2] == "week" else 1))).isoformat()
        year, month = divmod(
            end.year * 12 + end.month - 1 - count * (12 if span[2] == "year" else 1), 12
        )
        return date(
            year, month + 1, min(end.day, calendar.monthrange(year, month + 1)[1])
        ).isoformat()
    except OverflowError as error:
        raise ValueError("this lies before the calendar") from error


def derive_digest(garden: PublicGarden, since: str, until: str = "") -> Digest:
    """Return what happened since a month, a day (both included) or a moment (ISO 8601; only what
    came after it).
    """
    since = since[: Precision.DAY]
    notes = [note for note in garden.notes if note.when and _is_since(note.when, since)]
    trails = [t for t in garden.trails.values() if t.when and _is_since(t.when, since)]
    return Digest(
        since=since,
        until=until,
        planted=_planted(garden, since),
        applied=tuple(n for n in notes if n.kind is NoteKind.APPLIED and n.page),
        open=tuple(_open(garden)),
        answered=tuple(_answered(garden, notes)),
        thanks=tuple(n for n in notes if n.kind is NoteKind.THANKS),
        firsts=tuple(_first_times(garden, since)),
        trails=tuple(sorted(trails, key=lambda t: (t.when, t.trail.src_uri))),
        to_thank=tuple(_to_thank(garden, since)),
    )


def _is_since(when: str, since: str) -> bool:
    """Return whether a date is in: what is known less finely than the border is in where it may
    be.
    """
    return when[: len(since)] >= since[: len(when)]


def _planted(garden: PublicGarden, since: str) -> tuple[Planted, ...]:
    found = []
    for uri, lesson in garden.content.lessons.items():
        one = garden.credits.get(uri)
        if one is None or not one.first or not lesson.status.is_current:
            continue
        if _is_since(one.first, since):
            writers = [c.contributor for c in one.credits if Role.AUTHOR in c.roles]
            writers += [
                c.contributor
                for c in one.credits
                if Role.CO_AUTHOR in c.roles and Role.AUTHOR not in c.roles
            ]
            found.append(Planted(uri, tuple(writers), one.first))
    return tuple(sorted(found, key=lambda one: (one.when, one.lesson)))


def _open(garden: PublicGarden) -> Iterable[PlacedNote]:
    answered = {note.answers for note in garden.notes if note.kind is NoteKind.ANSWER}
    for note in garden.notes:
        lesson = garden.content.lessons.get(note.page)
        if (
            note.kind is NoteKind.QUESTION
            and note.src_uri not in answered
            and (lesson is None or lesson.status.is_current)
        ):
            yield note


def _answered(
    garden: PublicGarden, notes: Sequence[PlacedNote]
) -> Iterable[tuple[PlacedNote, tuple[PlacedNote, ...]]]:
    answers: dict[SrcUri, list[PlacedNote]] = {}
    for note in notes:
        if note.kind is NoteKind.ANSWER and note.answers:
            answers.setdefault(note.answers, []).append(note)
    questions = {note.src_uri: note for note in garden.notes if note.src_uri in answers}
    for uri, found in answers.items():
        if uri in questions:
            yield questions[uri], tuple(found)


def _first_times(garden: PublicGarden, since: str) -> Iterable[FirstTimes]:
    found: dict[Slug, list[Acknowledgement]] = {}
    for one in garden.acknowledgements:
        if one.kind in FIRSTS and _is_since(one.day or one.month, since):
            found.setdefault(one.who, []).append(one)
    for slug in sorted(found, key=lambda slug: (garden.contributors[slug].name.casefold(), slug)):
        yield FirstTimes(slug, tuple(sorted(found[slug], key=lambda one: FIRSTS.index(one.kind))))


def _to_thank(garden: PublicGarden, since: str) -> Iterable[Acknowledgement]:
    thanked = {slug for note in garden.notes if note.kind is NoteKind.THANKS for slug in note.to}
    new = [
        one
        for one in garden.acknowledgements
        if one.kind == "first-lesson" and _is_since(one.day or one.month, since)
    ]
    for one in sorted(new, key=lambda one: (garden.contributors[one.who].name.casefold(), one.who)):
        who = garden.contributors[one.who]
        if (
            who.show is not Show.HIDDEN
            and who.kind is ContributorKind.PERSON
            and one.who not in thanked
        ):
            yield one

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

from pollinate.derive.times import instant
from pollinate.model.credits import Acknowledgement, Role
from pollinate.model.digest import Digest, FirstTimes, Planted
from pollinate.model.garden import Garden
from pollinate.model.notes import NoteKind, PlacedNote
from pollinate.model.people import ContributorKind, Show
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
    end, count = date.fromisoformat(newest[:10]), int(span[1])
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


def derive_digest(garden: Garden, since: str, until: str = "") -> Digest:
    """Return what happened since a month, a day (both included) or a moment (ISO 8601; only what
    came after it).
    """
    notes = [note for note in _ordered(garden.notes) if note.when and _is_since(_when(note), since)]
    trails = [
        t
        for t in garden.trails.values()
        if t.when and _is_since(_dated(garden, t.when, t.by), since)
    ]
    return Digest(
        since=since,
        until=until,
        planted=_planted(garden, since),
        applied=tuple(n for n in notes if n.kind is NoteKind.APPLIED and n.page),
        open=tuple(_open(garden)),
        answered=tuple(_answered(garden, notes)),
        thanks=tuple(n for n in notes if n.kind is NoteKind.THANKS),
        firsts=tuple(_first_times(garden, since)),
        trails=tuple(
            sorted(trails, key=lambda t: (_key(_dated(garden, t.when, t.by)), t.trail.src_uri))
        ),
        to_thank=tuple(_to_thank(garden, since)),
    )


def _is_since(when: str, since: str) -> bool:
    """Return whether a date is in: what is known less finely than the border is in where it may
    be.
    """
    if len(when) <= 10 or len(since) <= 10:
        return when[: len(since)] >= since[: min(10, len(when))]
    return instant(when) > instant(since)


def _when(note: PlacedNote) -> str:
    return note.when[:7] if note.private else note.when


def _dated(garden: Garden, when: str, people: Iterable[Slug]) -> str:
    return (
        when[:7]
        if any(garden.contributors[slug].show is not Show.NAME for slug in people)
        else when
    )


def _key(when: str) -> float:
    return instant(f"{when}-01" if len(when) == 7 else when)


def _ordered(notes: Iterable[PlacedNote]) -> list[PlacedNote]:
    return sorted(
        notes, key=lambda note: (_key(_when(note)), note.anchor if note.private else note.src_uri)
    )


def _planted(garden: Garden, since: str) -> tuple[Planted, ...]:
    found = []
    for uri, lesson in garden.content.lessons.items():
        one = garden.credits.get(uri)
        if one is None or not one.first or not lesson.status.is_current:
            continue
        when = _dated(garden, one.first, (c.contributor for c in one.credits))
        if _is_since(when, since):
            writers = [c.contributor for c in one.credits if Role.AUTHOR in c.roles]
            writers += [
                c.contributor
                for c in one.credits
                if Role.CO_AUTHOR in c.roles and Role.AUTHOR not in c.roles
            ]
            found.append((_key(when), Planted(uri, tuple(writers), when[:10])))
    return tuple(one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].lesson)))


def _open(garden: Garden) -> Iterable[PlacedNote]:
    answered = {note.answers for note in garden.notes if note.kind is NoteKind.ANSWER}
    for note in _ordered(garden.notes):
        lesson = garden.content.lessons.get(note.page)
        if (
            note.kind is NoteKind.QUESTION
            and note.src_uri not in answered
            and (lesson is None or lesson.status.is_current)
        ):
            yield note


def _answered(
    garden: Garden, notes: Sequence[PlacedNote]
) -> Iterable[tuple[PlacedNote, tuple[PlacedNote, ...]]]:
    answers: dict[SrcUri, list[PlacedNote]] = {}
    for note in notes:
        if note.kind is NoteKind.ANSWER and note.answers:
            answers.setdefault(note.answers, []).append(note)
    questions = {note.src_uri: note for note in garden.notes if note.src_uri in answers}
    for uri, found in answers.items():
        if uri in questions:
            yield questions[uri], tuple(found)


def _first_times(garden: Garden, since: str) -> Iterable[FirstTimes]:
    found: dict[Slug, list[Acknowledgement]] = {}
    for one in garden.acknowledgements:
        if one.kind in FIRSTS and _is_since(_moment(garden, one), since):
            found.setdefault(one.who, []).append(one)
    for slug in sorted(found, key=lambda slug: (garden.contributors[slug].name.casefold(), slug)):
        yield FirstTimes(slug, tuple(sorted(found[slug], key=lambda one: FIRSTS.index(one.kind))))


def _moment(garden: Garden, one: Acknowledgement) -> str:
    """Return when a first time was, as finely as it is known and may be used."""
    if not one.day:
        return one.month
    credits = (
        garden.credits[one.lesson].credits
        if one.kind == "first-lesson" and one.lesson in garden.credits
        else ()
    )
    exact = [c.first for c in credits if c.contributor == one.who]
    exact += [note.when for note in garden.notes if one.detail and note.src_uri == one.detail]
    return (
        exact[0]
        if exact and not any(note.private for note in garden.notes if note.src_uri == one.detail)
        else one.day
    )


def _to_thank(garden: Garden, since: str) -> Iterable[Acknowledgement]:
    thanked = {slug for note in garden.notes if note.kind is NoteKind.THANKS for slug in note.to}
    new = [
        one
        for one in garden.acknowledgements
        if one.kind == "first-lesson" and _is_since(_moment(garden, one), since)
    ]
    for one in sorted(new, key=lambda one: (garden.contributors[one.who].name.casefold(), one.who)):
        who = garden.contributors[one.who]
        if (
            who.show is not Show.HIDDEN
            and who.kind is ContributorKind.PERSON
            and one.who not in thanked
        ):
            yield one

# Who is thanked by name for what, month by month: thanks, first times, reviews, help, writing
# together. Why here: newcomers who get one named thank-you stay more often,
# so firsts are found for them. Must not know: counters. There is no total beside a name here, and
# there never will be.
"""Derive acknowledgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pollinate.derive.times import Times
from pollinate.derive.withdrawn import trailers_left
from pollinate.model.content import Lesson
from pollinate.model.credits import Acknowledgement, LessonCredits, Role
from pollinate.model.git import History, TrailerKind
from pollinate.model.notes import NoteKind, PlacedNote
from pollinate.model.people import People, Show
from pollinate.model.when import day, instant
from pollinate.paths import Slug, SrcUri

KINDS = (
    "first-lesson", "thanked", "first-applied", "first-review", "first-answer", "reviewed",
    "helped", "co-authored",
)  # fmt: skip
_OF_TRAILER = {
    TrailerKind.REVIEWER: "reviewed",
    TrailerKind.HELPER: "helped",
    TrailerKind.CO_AUTHOR: "co-authored",
}
Dated = tuple[str, Acknowledgement]
"""An acknowledgement with its full date, for finding first times."""


def acknowledge(
    lessons: Mapping[SrcUri, Lesson],
    credits: Mapping[SrcUri, LessonCredits],
    history: History,
    people: People,
    times: Times,
    notes: Sequence[PlacedNote] = (),
) -> tuple[Acknowledgement, ...]:
    """Return all acknowledgements, newest month first, by kind, then in order of name."""
    reviewed = [*_trailers(lessons, history, people), *_reviews(notes, lessons, people)]
    found = dict.fromkeys(
        [
            *_firsts(lessons, credits, history, people),
            *(one for _, one in reviewed),
            *_thanks(notes, people),
            *_first_times([d for d in reviewed if d[1].kind == "reviewed"], "first-review"),
            *_first_times(list(_answers(notes, lessons, people)), "first-answer"),
            *_first_times(list(_applied(notes, credits, people)), "first-applied"),
        ]
    )
    order = {kind: n for n, kind in enumerate(KINDS)}
    name = {slug: person.name.casefold() for slug, person in people.contributors.items()}
    ordered = sorted(found, key=lambda a: (order[a.kind], name[a.who], a.day, a.lesson, a.detail))
    return tuple(sorted(ordered, key=lambda a: a.month, reverse=True))


def _firsts(
    lessons: Mapping[SrcUri, Lesson],
    credits: Mapping[SrcUri, LessonCredits],
    history: History,
    people: People,
) -> Iterable[Acknowledgement]:
    """Yield the first lesson of each person: the earliest that a person planted. Only commits
    count, not notes on it.
    """
    firsts: dict[Slug, tuple[float, str, SrcUri]] = {}
    for uri in lessons:
        one = credits.get(uri)
        if one is None:
            continue
        for credit in one.credits:
            if Role.AUTHOR in credit.roles and credit.commits and credit.first:
                when = history.commits[credit.commits[0]].when
                moment = (instant(when), when, uri)
                if credit.contributor not in firsts or moment < firsts[credit.contributor]:
                    firsts[credit.contributor] = moment
    for slug, (_, when, uri) in firsts.items():
        if _shown(slug, people):
            yield _acknowledgement("first-lesson", when, slug, uri, people)


def _trailers(
    lessons: Mapping[SrcUri, Lesson], history: History, people: People
) -> Iterable[Dated]:
    for uri, lesson in lessons.items():
        file = history.files.get(lesson.repo_path)
        commits = trailers_left(lesson, history.commits, people)
        for change in file.changes if file else ():
            commit = commits[change.commit]
            if (
                not commit.trailers
                or commit.ignored
                or change.void
                or not (change.changed or change.brought)
            ):
                continue
            author = people.of(commit.author)
            for trailer in commit.trailers:
                slug = people.of(trailer.who)
                kind = _OF_TRAILER.get(trailer.kind)
                others = slug != author or len(commit.parents) > 1
                if kind and slug and _shown(slug, people) and others:
                    yield (
                        commit.when,
                        _acknowledgement(kind, commit.when, slug, uri, people),
                    )


def _reviews(
    notes: Iterable[PlacedNote], lessons: Mapping[SrcUri, Lesson], people: People
) -> Iterable[Dated]:
    for note in notes:
        if note.kind is NoteKind.REVIEW and note.when and note.page in lessons:
            for slug in note.by:
                if _shown(slug, people):
                    yield (
                        note.when,
                        _acknowledgement("reviewed", note.when, slug, note.page, people),
                    )


def _answers(
    notes: Iterable[PlacedNote], lessons: Mapping[SrcUri, Lesson], people: People
) -> Iterable[Dated]:
    for note in notes:
        if note.kind is NoteKind.ANSWER and note.when and note.page in lessons:
            for slug in note.by:
                if _shown(slug, people):
                    yield (
                        note.when,
                        _acknowledgement(
                            "first-answer", note.when, slug, note.page, people, note.src_uri
                        ),
                    )


def _applied(
    notes: Iterable[PlacedNote], credits: Mapping[SrcUri, LessonCredits], people: People
) -> Iterable[Dated]:
    """Yield for each author that somebody else applied a lesson."""
    for note in notes:
        if note.kind is not NoteKind.APPLIED or not note.when or note.page not in credits:
            continue
        for credit in credits[note.page].credits:
            if (
                Role.AUTHOR in credit.roles
                and credit.contributor not in note.by
                and _shown(credit.contributor, people)
            ):
                yield (
                    note.when,
                    _acknowledgement(
                        "first-applied",
                        note.when,
                        credit.contributor,
                        note.page,
                        people,
                        note.src_uri,
                    ),
                )


def _thanks(notes: Iterable[PlacedNote], people: People) -> Iterable[Acknowledgement]:
    for note in notes:
        if note.kind is NoteKind.THANKS and note.when:
            for slug in note.to:
                if _shown(slug, people):
                    yield _acknowledgement(
                        "thanked", note.when, slug, note.page, people, note.src_uri, note.private
                    )


def _first_times(dated: list[Dated], kind: str) -> Iterable[Acknowledgement]:
    """Yield the earliest act of each person, under the name of a first time."""
    from dataclasses import replace

    firsts: dict[Slug, tuple[tuple[float, SrcUri], Acknowledgement]] = {}
    for when, one in dated:
        moment = (instant(when), one.lesson)
        if one.who not in firsts or moment < firsts[one.who][0]:
            firsts[one.who] = moment, one
    for _, one in firsts.values():
        yield replace(one, kind=kind)


def _shown(slug: Slug, people: People) -> bool:
    return people.contributors[slug].show is not Show.HIDDEN


def _acknowledgement(
    kind: str,
    when: str,
    who: Slug,
    uri: SrcUri,
    people: People,
    detail: str = "",
    private: bool = False,
) -> Acknowledgement:
    named = people.contributors[who].show is Show.NAME and not private
    return Acknowledgement(
        kind=kind,
        month=when[:7],
        day=day(when) if named else "",
        who=who,
        lesson=uri,
        detail=detail,
    )

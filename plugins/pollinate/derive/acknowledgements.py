# Who is thanked by name for what, month by month: first lessons, reviews, help, writing together.
# Why here: newcomers who get one named thank-you stay more often (design.md section 1), so firsts are found for them.
# Must not know: counters. There is no total beside a name here, and there never will be.
"""Derive acknowledgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pollinate.derive.people import People
from pollinate.derive.times import Times, day
from pollinate.model import Acknowledgement, History, Lesson, LessonCredits, Role, Show, TrailerKind
from pollinate.paths import Slug, SrcUri

KINDS = ("first-lesson", "reviewed", "helped", "co-authored")
_OF_TRAILER = {TrailerKind.REVIEWER: "reviewed", TrailerKind.HELPER: "helped", TrailerKind.CO_AUTHOR: "co-authored"}


def acknowledge(
    lessons: Mapping[SrcUri, Lesson], credits: Mapping[SrcUri, LessonCredits], history: History, people: People, times: Times
) -> tuple[Acknowledgement, ...]:
    """Return all acknowledgements, newest month first, by kind, then in order of name."""
    found = dict.fromkeys([*_firsts(lessons, credits, people), *_trailers(lessons, history, people, times)])
    order = {kind: n for n, kind in enumerate(KINDS)}
    name = {slug: person.name.casefold() for slug, person in people.contributors.items()}
    ordered = sorted(found, key=lambda a: (order[a.kind], name[a.who], a.day, a.lesson))
    return tuple(sorted(ordered, key=lambda a: a.month, reverse=True))


def _firsts(
    lessons: Mapping[SrcUri, Lesson], credits: Mapping[SrcUri, LessonCredits], people: People
) -> Iterable[Acknowledgement]:
    """Yield the first lesson of each person: the earliest that a person planted."""
    from pollinate.derive.times import instant

    firsts: dict[Slug, tuple[float, str, SrcUri]] = {}
    for uri in lessons:
        one = credits.get(uri)
        if one is None:
            continue
        for credit in one.credits:
            if Role.AUTHOR in credit.roles and credit.commits and credit.first:
                moment = (instant(credit.first), credit.first, uri)
                if credit.contributor not in firsts or moment < firsts[credit.contributor]:
                    firsts[credit.contributor] = moment
    for slug, (_, when, uri) in firsts.items():
        if people.contributors[slug].show is not Show.HIDDEN:
            yield _acknowledgement("first-lesson", when, slug, uri, people)


def _trailers(lessons: Mapping[SrcUri, Lesson], history: History, people: People, times: Times) -> Iterable[Acknowledgement]:
    for uri, lesson in lessons.items():
        file = history.files.get(lesson.repo_path)
        for change in file.changes if file else ():
            commit = history.commits[change.commit]
            if not commit.trailers or commit.ignored or not (change.changed or change.brought):
                continue
            author = people.of(commit.author)
            for trailer in commit.trailers:
                slug = people.of(trailer.who)
                if slug and people.contributors[slug].show is not Show.HIDDEN and (slug != author or len(commit.parents) > 1):
                    yield _acknowledgement(_OF_TRAILER[trailer.kind], commit.when, slug, uri, people)


def _acknowledgement(kind: str, when: str, who: Slug, uri: SrcUri, people: People) -> Acknowledgement:
    named = people.contributors[who].show is Show.NAME
    return Acknowledgement(kind, when[:7], day(when) if named else "", who, uri)

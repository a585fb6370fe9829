# First times: what somebody did here for the first time, oldest first, so that the page of a person
# ends with a path and not with figures.
# Must not know: HTML.
"""Tell the first times of somebody."""

from __future__ import annotations

from dataclasses import dataclass

from pollinate.model.content import SourceKind
from pollinate.model.credits import Credit, Role
from pollinate.model.notes import NoteKind
from pollinate.model.people import Contributor
from pollinate.model.when import instant
from pollinate.pages.notes_view import NoteIndex
from pollinate.pages.parts import LessonRef, Lookup
from pollinate.paths import Slug

FIRSTS = {
    Role.AUTHOR: ("first-planted", "sprout"),
    Role.REVIEWER: ("first-reviewed", "eye-check-outline"),
    Role.HELPER: ("first-helped", "hand-heart-outline"),
    Role.EDITOR: ("first-edited", "pencil-outline"),
}


FIRST_NOTES = {
    NoteKind.QUESTION: ("first-asked", "help-circle-outline"),
    NoteKind.ANSWER: ("first-answered", "help-circle-outline"),
    NoteKind.APPLIED: ("first-applied-one", "check-circle-outline"),
}
FIRST_LAID = ("first-laid", "map-marker-path")
FIRST_THANKED = ("first-thanked", "hand-heart-outline")


@dataclass(frozen=True, slots=True)
class First:
    """A first time."""

    what: str
    icon: str
    lesson: LessonRef
    month: str


def first_times(
    look: Lookup, notes: NoteIndex, one: Contributor, credits: list[Credit]
) -> tuple[First, ...]:
    """Return the first times of a person, oldest first."""
    firsts = []
    for role, (what, icon) in FIRSTS.items():
        dated = [c for c in credits if role in c.roles and c.dates(role)[0]]
        if dated:
            first_in_role = min(dated, key=lambda c: (instant(c.dates(role)[0]), c.lesson))
            when = first_in_role.dates(role)[0]
            firsts.append((when, First(what, icon, look.lesson(first_in_role.lesson), when[:7])))
    grew = [
        (look.first(link.source), link.source)
        for c in credits
        if Role.AUTHOR in c.roles
        for link in look.lineages.grew(SourceKind.LESSON, c.lesson)
        if one.slug not in look.writers(link.source)
    ]
    if grew:
        when, source = min(grew)
        firsts.append((when, First("first-taught", "leaf", look.lesson(source), when[:7])))
    for kind, (what, icon) in FIRST_NOTES.items():
        first = next(
            (
                n
                for n in notes.by_person.get(one.slug, ())
                if n.kind is kind and n.when and n.page in look.garden.credits
            ),
            None,
        )
        if first is not None:
            firsts.append((first.when, First(what, icon, look.lesson(first.page), first.when[:7])))
    firsts += _first_laid(notes, one.slug)
    firsts += _first_thanked(look, notes, one.slug)
    firsts += _first_applied_by_others(look, notes, one.slug, credits)
    return tuple(
        first for _, first in sorted(firsts, key=lambda pair: (instant(pair[0]), pair[1].what))
    )


def _first_laid(notes: NoteIndex, slug: Slug) -> list[tuple[str, First]]:
    laid = [trail for trail in notes.laid_by.get(slug, ()) if trail.when]
    first = min(laid, key=lambda trail: (instant(trail.when), trail.trail.src_uri), default=None)
    if first is None:
        return []
    shown = LessonRef(title=first.trail.title, page=first.trail.src_uri)
    return [(first.when, First(*FIRST_LAID, shown, first.when[:7]))]


def _first_thanked(look: Lookup, notes: NoteIndex, slug: Slug) -> list[tuple[str, First]]:
    thanks = [
        note
        for note in notes.to_person.get(slug, ())
        if note.kind is NoteKind.THANKS and note.when and note.page in look.garden.credits
    ]
    first = min(thanks, key=lambda note: (instant(note.when), note.src_uri), default=None)
    if first is None:
        return []
    return [(first.when, First(*FIRST_THANKED, look.lesson(first.page), first.when[:7]))]


def _first_applied_by_others(
    look: Lookup, notes: NoteIndex, slug: Slug, credits: list[Credit]
) -> list[tuple[str, First]]:
    planted = {c.lesson for c in credits if Role.AUTHOR in c.roles}
    applied = [
        n
        for uri in planted
        for n in notes.by_page.get(uri, ())
        if n.kind is NoteKind.APPLIED and n.when and slug not in n.by
    ]
    by_others = min(applied, key=lambda n: (instant(n.when), n.src_uri), default=None)
    if by_others is None:
        return []
    shown = First(
        "first-applied-by-others",
        "check-circle-outline",
        look.lesson(by_others.page),
        by_others.when[:7],
    )
    return [(by_others.when, shown)]

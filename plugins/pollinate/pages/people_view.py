# What the pages about people show: effect on others first, then what they wrote and helped with,
# then first times. No number stands on any of these pages, and order never means rank.
# Must not know: HTML.
"""Make the views of people."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from pollinate.contribute.forge import edit_url
from pollinate.model.content import SourceKind
from pollinate.model.credits import Credit, Role
from pollinate.model.notes import NoteKind
from pollinate.model.people import Contributor, Show
from pollinate.model.when import instant
from pollinate.pages.notes_view import NoteIndex, NotesView, NoteView, TrailRow
from pollinate.pages.parts import Door, LessonRef, Lookup, PersonRef, Relation
from pollinate.paths import RepoPath, Slug, SrcUri

MANY = 30
"""From so many people on the index has letters."""
HELPING = (Role.REVIEWER, Role.HELPER, Role.MODERATOR, Role.EDITOR, Role.KEEPER)
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
class Help:
    """One thing somebody did for a lesson."""

    what: str
    lesson: LessonRef
    month: str


@dataclass(frozen=True, slots=True)
class First:
    """A first time."""

    what: str
    icon: str
    lesson: LessonRef
    month: str


@dataclass(frozen=True, slots=True)
class Writing:
    """A lesson somebody wrote, and with whom."""

    lesson: LessonRef
    others: tuple[PersonRef, ...]
    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person's page."""

    slug: Slug
    name: str
    team: str
    ask_about: tuple[str, ...]
    text: tuple[str, ...]
    since: str
    keeps: tuple[tuple[str, SrcUri], ...]
    taught: tuple[Relation, ...]
    wrote: tuple[Writing, ...]
    helped: tuple[Help, ...]
    applied: tuple[NoteView, ...]
    asked: tuple[NoteView, ...]
    """Questions and answers, newest first."""
    laid: tuple[TrailRow, ...]
    thanks: tuple[NoteView, ...]
    thanked: tuple[NoteView, ...]
    """Thanks to others."""
    notes: NotesView
    """What is said about the person on this very page."""
    learned: tuple[Relation, ...]
    firsts: tuple[First, ...]
    index: SrcUri
    attribution: SrcUri
    feed: str
    doors: tuple[Door, ...]
    change: str
    """Where the forge edits the profile; empty for who has none, or is shown by alias: the name of
    the file can be a person's.
    """
    months: Mapping[str, SrcUri]
    """Where the acknowledgements of a month stand, of those that the page names."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One name on the people index."""

    person: PersonRef
    ask_about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The people index: by letter from thirty people on."""

    entries: tuple[IndexEntry, ...]
    letters: tuple[tuple[str, tuple[IndexEntry, ...]], ...]
    """Empty for a short index."""
    topics: tuple[tuple[str, SrcUri], ...]


def view_person(
    look: Lookup,
    notes: NoteIndex,
    slug: Slug,
    topics: dict[str, tuple[str, SrcUri]],
    index: SrcUri,
    attribution: SrcUri,
    months: Mapping[str, SrcUri],
    feed: str = "",
    doors: tuple[Door, ...] = (),
) -> PersonView:
    """Return the view of one person."""
    one = look.contributor(slug)
    credits = sorted(look.credits_of.get(slug, []), key=lambda c: (instant(c.first), c.lesson))
    wrote = [c for c in credits if slug in look.writers(c.lesson)]
    own, kinds = look.person(slug).page, (SourceKind.PERSON, SourceKind.LESSON)
    planted = [c.lesson for c in wrote if Role.AUTHOR in c.roles]
    relations = [
        relation
        for lesson in planted
        for relation in look.learned(lesson)
        if relation.target.kind in kinds
    ]
    learned = {relation.target: relation for relation in relations if relation.target.page != own}
    profile = (
        look.garden.content.people.get(posixpath.basename(one.profile).rsplit(".", 1)[0])
        if one.profile
        else None
    )
    said = _said(notes, slug)
    named = {note.when[:7] for note in (*said.thanks, *said.thanked)}
    return PersonView(
        slug=slug,
        name=one.name,
        team=one.team,
        ask_about=one.ask_about,
        text=_paragraphs(profile.body if profile else ""),
        since=one.first[:7],
        keeps=tuple(topics[t.strip("/")] for t in one.keeps if t.strip("/") in topics),
        taught=look.grew(SourceKind.PERSON, slug),
        wrote=tuple(_work(look, slug, credit) for credit in reversed(wrote)),
        helped=tuple(
            Help(f"role-{role.value}", look.lesson(credit.lesson), when[:7])
            for when, role, credit in _helped([c for c in credits if c not in wrote])
        ),
        applied=said.applied,
        asked=said.asked,
        laid=said.laid,
        thanks=said.thanks,
        thanked=said.thanked,
        notes=said.about,
        learned=tuple(learned.values()),
        firsts=_firsts(look, notes, one, credits),
        index=index,
        attribution=attribution,
        feed=feed,
        doors=doors,
        change=_change(look, one, profile.repo_path if profile else None),
        months={month: page for month, page in months.items() if month in named},
    )


def _change(look: Lookup, one: Contributor, path: RepoPath | None) -> str:
    if path is None or one.show is not Show.NAME:
        return ""
    return edit_url(look.settings, path)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What notes and trails say of a person."""

    applied: tuple[NoteView, ...]
    asked: tuple[NoteView, ...]
    laid: tuple[TrailRow, ...]
    thanks: tuple[NoteView, ...]
    thanked: tuple[NoteView, ...]
    about: NotesView
    """What stands on the person's page."""


def _said(notes: NoteIndex, slug: Slug) -> _Said:
    """Return what a person said, and what is said about the person."""
    own = list(reversed(notes.by_person.get(slug, ())))
    applied = tuple(notes.view(n) for n in own if n.kind is NoteKind.APPLIED)
    asked = tuple(notes.view(n) for n in own if n.kind in (NoteKind.QUESTION, NoteKind.ANSWER))
    about = notes.on_person(slug)
    here = {note.anchor for note in about.thanks}
    thanks = tuple(
        v
        for n in reversed(notes.to_person.get(slug, ()))
        if (v := notes.view(n)).page or v.anchor not in here
    )
    thanked = tuple(notes.view(n) for n in own if n.kind is NoteKind.THANKS)
    return _Said(
        applied=applied,
        asked=asked,
        laid=tuple(map(notes.row, notes.laid_by.get(slug, ()))),
        thanks=thanks,
        thanked=thanked,
        about=about,
    )


def _paragraphs(body: str) -> tuple[str, ...]:
    """Return a profile's own words as plain paragraphs; a heading repeats the name and is left
    out.
    """
    blocks = (" ".join(block.split()) for block in body.split("\n\n"))
    return tuple(block for block in blocks if block and not block.startswith("#"))


def _work(look: Lookup, slug: Slug, credit: Credit) -> Writing:
    others = tuple(look.person(other) for other in look.writers(credit.lesson) if other != slug)
    return Writing(look.lesson(credit.lesson), others, look.first(credit.lesson)[:7])


def _helped(credits: list[Credit]) -> list[tuple[str, Role, Credit]]:
    """Return what somebody did for lessons of others, the last first; what has no date comes last
    of all.
    """
    found = []
    for credit in credits:
        role = next((role for role in HELPING if role in credit.roles), None)
        if role is not None:
            found.append((credit.dates(role)[1], role, credit))
    return sorted(found, key=lambda one: (-instant(one[0]) if one[0] else 0.0, one[2].lesson))


def _firsts(
    look: Lookup, notes: NoteIndex, one: Contributor, credits: list[Credit]
) -> tuple[First, ...]:
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


def view_people(look: Lookup, topics: dict[str, tuple[str, SrcUri]]) -> PeopleView:
    """Return the view of the people index."""
    people = [
        c
        for c in look.garden.contributors.values()
        if c.show is not Show.HIDDEN and look.person(c.slug).page
    ]
    people.sort(key=lambda c: (_sort_key(c.name), c.slug))
    entries = tuple(IndexEntry(look.person(c.slug), c.ask_about) for c in people)
    letters: dict[str, list[IndexEntry]] = {}
    for entry in entries if len(entries) >= MANY else ():
        letter = _sort_key(entry.person.name)[:1].upper()
        letters.setdefault(letter if "A" <= letter <= "Z" else "#", []).append(entry)
    return PeopleView(
        entries,
        tuple((k, tuple(v)) for k, v in sorted(letters.items())),
        tuple(
            v
            for k, v in topics.items()
            if k in {le.topic for le in look.garden.content.lessons.values()}
        )[:12],
    )


def _sort_key(name: str) -> str:
    """Return what a name sorts by: its letters without accents, from its beginning, since surnames
    can't be known.
    """
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().lstrip()

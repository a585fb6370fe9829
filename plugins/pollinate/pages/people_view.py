# What the pages about people show: effect on others first, then what they wrote and helped with,
# then first times. No number stands on any of these pages, and order never means rank.
# Must not know: HTML.
"""Make the views of people."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pollinate.contribute.forge import edit_url
from pollinate.model.content import SourceKind
from pollinate.model.credits import Credit, Role
from pollinate.model.notes import NoteKind
from pollinate.model.people import Contributor, Show
from pollinate.model.when import instant
from pollinate.pages.effects import LessonEffect, effects_of
from pollinate.pages.first_times import First, first_times
from pollinate.pages.folding import FoldedRows, folded
from pollinate.pages.notes_view import NoteIndex, NotesView, NoteView, TrailRow
from pollinate.pages.parts import Door, LessonRef, Lookup, PersonRef, Relation
from pollinate.paths import RepoPath, Slug, SrcUri


class _AboutLesson(Protocol):
    @property
    def lesson(self) -> LessonRef: ...


L = TypeVar("L", bound=_AboutLesson)
TOPICS = 40
"""So many topics are named to whoever looks for somebody who knows."""
MANY = 30
"""From so many people on the index has letters."""
HELPING = (Role.REVIEWER, Role.HELPER, Role.MODERATOR, Role.EDITOR, Role.KEEPER)


@dataclass(frozen=True, slots=True)
class Help:
    """One thing somebody did for a lesson."""

    what: str
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
    effects: FoldedRows[LessonEffect]
    """What came of the lessons of this person."""
    wrote: FoldedRows[Writing]
    helped: FoldedRows[Help]
    applied: FoldedRows[NoteView]
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
    leave: str
    """Who is asked to change the page or take it down; empty where nobody is named."""
    policy: SrcUri | None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlace:
    """Where a person's page stands among others: what it links to."""

    topics: Mapping[str, tuple[str, SrcUri]]
    index: SrcUri
    attribution: SrcUri
    months: Mapping[str, SrcUri]
    feed: str = ""
    doors: tuple[Door, ...] = ()
    policy: SrcUri | None = None


def view_person(look: Lookup, notes: NoteIndex, slug: Slug, place: PersonPlace) -> PersonView:
    """Return the view of one person."""
    one = look.contributor(slug)
    credits = sorted(look.credits_of.get(slug, []), key=lambda c: (instant(c.first), c.lesson))
    wrote = [c for c in credits if slug in look.writers(c.lesson)]
    profile = (
        look.garden.content.people.get(posixpath.basename(one.profile).rsplit(".", 1)[0])
        if one.profile
        else None
    )
    said = _said(notes, slug)

    def fold(rows: Iterable[L]) -> FoldedRows[L]:
        return folded(rows, lambda row: topic_of(look, row.lesson.page), place.topics)

    named = {note.when[:7] for note in (*said.thanks, *said.thanked)}
    return PersonView(
        slug=slug,
        name=one.name,
        team=one.team,
        ask_about=one.ask_about,
        text=_paragraphs(profile.body if profile else ""),
        since=one.first[:7],
        keeps=tuple(place.topics[t.strip("/")] for t in one.keeps if t.strip("/") in place.topics),
        taught=look.grew(SourceKind.PERSON, slug),
        effects=fold(effects_of(look, notes, slug, [c.lesson for c in wrote])),
        wrote=fold(_work(look, slug, credit) for credit in reversed(wrote)),
        helped=fold(
            Help(f"role-{role.value}", look.lesson(credit.lesson), when[:7])
            for when, role, credit in _helped([c for c in credits if c not in wrote])
        ),
        applied=folded(said.applied, lambda note: topic_of(look, note.page), place.topics),
        asked=said.asked,
        laid=said.laid,
        thanks=said.thanks,
        thanked=said.thanked,
        notes=said.about,
        learned=_learned(look, slug, wrote),
        firsts=first_times(look, notes, one, credits),
        index=place.index,
        attribution=place.attribution,
        feed=place.feed,
        doors=place.doors,
        leave=look.settings.policy.contact.who,
        policy=place.policy,
        change=_change(look, one, profile.repo_path if profile else None),
        months={month: page for month, page in place.months.items() if month in named},
    )


def _learned(look: Lookup, slug: Slug, wrote: list[Credit]) -> tuple[Relation, ...]:
    """Return which people and lessons somebody's own lessons were learned from, each once."""
    own, kinds = look.person(slug).page, (SourceKind.PERSON, SourceKind.LESSON)
    relations = [
        relation
        for credit in wrote
        if Role.AUTHOR in credit.roles
        for relation in look.learned(credit.lesson)
        if relation.target.kind in kinds
    ]
    learned = {relation.target: relation for relation in relations if relation.target.page != own}
    return tuple(learned.values())


def topic_of(look: Lookup, page: SrcUri) -> str:
    """Return the topic of a lesson; empty for any other page."""
    lesson = look.garden.content.lessons.get(page)
    return lesson.topic if lesson else ""


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
        tuple(topics[topic] for topic in topics if topic and topic in look.by_topic)[:TOPICS],
    )


def _sort_key(name: str) -> str:
    """Return what a name sorts by: its letters without accents, from its beginning, since surnames
    can't be known.
    """
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().lstrip()

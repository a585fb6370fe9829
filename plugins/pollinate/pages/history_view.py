# The history of a lesson as a story, oldest first: planted, changed (why, in the words of the
# commit), moved, reviewed, applied, what grew from it, and how it ended. Each row is one act of a
# commit, a note or the lesson's own front matter, with the date of that act and no other.
# Must not know: HTML.
"""Make the view of a lesson's history."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pollinate.model.content import Lesson, SourceKind
from pollinate.model.credits import Role
from pollinate.model.notes import NoteKind
from pollinate.model.public import PublicMove
from pollinate.model.stages import Outcome, SecondLook
from pollinate.model.when import instant
from pollinate.pages.notes_view import NoteIndex
from pollinate.pages.parts import LessonRef, Lookup, PersonRef
from pollinate.pages.topics_view import topic_title
from pollinate.paths import Slug, SrcUri

SHOWN = 60
"""So many rows are told; of more, the first one and the newest."""
TOLD = {
    NoteKind.APPLIED: "applied", NoteKind.REVIEW: "looked", NoteKind.QUESTION: "asked",
}  # fmt: skip
"""Kinds of notes that are part of the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One thing that happened to a lesson."""

    what: str
    """`planted`, `changed`, `moved`, `moved-changed`, `readdressed` (within its topic),
    `reviewed`, `applied`, `looked`, `asked`, `grew`, `superseded`, `retired` or `withdrawn`.
    """
    when: str
    """A day, or a month where somebody is shown by alias or not at all; empty where none is
    known.
    """
    people: tuple[PersonRef, ...] = ()
    words: str = ""
    """Why, in somebody's own words; empty where they may not be said."""
    url: str = ""
    """Where the forge shows the change."""
    anchor: str = ""
    """Of the note on this page."""
    outcome: Outcome | SecondLook | None = None
    lesson: LessonRef | None = None
    """The lesson that grew from it, or took its place."""
    place: tuple[str, str] = ("", "")
    """From which topic to which it was moved, by their titles; empty where that may not be said."""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The story of one lesson."""

    rows: tuple[HistoryRow, ...] = ()
    left: bool = False
    """Some between the first and the newest are not told."""

    def __bool__(self) -> bool:
        return len(self.rows) > 1


def view_history(look: Lookup, index: NoteIndex, lesson: Lesson) -> HistoryView:
    """Return the story of a lesson, oldest first; what has no date comes last."""
    notes = list(_notes(look, index, lesson.src_uri))
    looked = {(one, row.when[:7]) for row in notes if row.what == "looked" for one in row.people}
    found = [
        *_commits(look, lesson.src_uri),
        # A note of a second look is a review, too, and says more.
        *(row for row in _reviews(look, lesson.src_uri) if not set(_acts(row)) <= looked),
        *notes,
        *_grown(look, lesson.src_uri),
        *_end(look, lesson),
    ]
    found.sort(key=lambda row: (row.what != "planted", _told_at(row)))
    if len(found) <= SHOWN:
        return HistoryView(tuple(found))
    return HistoryView((found[0], *found[1 - SHOWN :]), left=True)


def _acts(row: HistoryRow) -> Iterator[tuple[PersonRef, str]]:
    for one in row.people:
        yield one, row.when[:7]


def _told_at(row: HistoryRow) -> str:
    """Return what a row is ordered by: its day; a month alone comes after the days of it."""
    if not row.when:
        return "9999"
    return row.when[:10] if len(row.when) > len("2026-11") else f"{row.when}-99"


def _people(look: Lookup, slugs: Iterable[Slug]) -> tuple[PersonRef, ...]:
    return tuple(map(look.person, dict.fromkeys(slugs)))


def _commits(look: Lookup, uri: SrcUri) -> Iterator[HistoryRow]:
    """Yield the changes of those whose words stand, each once with everybody who made it, and the
    moves; a commit that did both is one row.
    """
    one = look.garden.credits.get(uri)
    if one is None:
        return
    moves = {move.commit: _moved(look, move) for move in look.garden.moves.get(uri, ())}
    by: dict[int, list[Slug]] = {}
    for credit in one.credits:
        for number in credit.commits:
            by.setdefault(number, []).append(credit.contributor)
    told = {number: look.commit(number) for number in by}
    first = min(told, key=lambda number: (instant(told[number].when), number), default=None)
    # Whom the byline names first: somebody else's commit may have made the file, or theirs may be
    # one that nobody is shown.
    is_told, planter = False, [one.planter] if one.planter else []
    for number in sorted({*told, *moves}):
        if number not in told:
            yield moves[number]
            continue
        commit, move = told[number], moves.get(number)
        planted = number == first and commit.when[:7] == one.first[:7]
        planted = planted and set(planter) <= set(by[number])
        is_told = is_told or planted
        both = move is not None and move.what == "moved" and not planted
        yield HistoryRow(
            what="planted" if planted else "moved-changed" if both else "changed",
            when=commit.when,
            people=_people(look, by[number]),
            words=commit.words,
            url=commit.url,
            place=move.place if move and both else ("", ""),
        )
    if one.first and not is_told:
        yield HistoryRow(what="planted", when=one.first, people=_people(look, planter))


def _moved(look: Lookup, move: PublicMove) -> HistoryRow:
    known = look.garden.contributors
    commit = look.commit(move.commit) if move.commit in look.garden.commits else None
    old, new = (None if uri is None else posixpath.dirname(uri) for uri in (move.old, move.new))
    titles = tuple("" if one is None else topic_title(look, one) for one in (old, new))
    if old != new and titles[0] == titles[1]:
        titles = (old or "", new or "")
    stays = old is not None and old == new
    return HistoryRow(
        what="readdressed" if stays else "moved",
        when=move.when,
        people=tuple(look.person(Slug(w)) if w in known else PersonRef(w) for w in move.by),
        words=commit.words if commit else "",
        url=commit.url if commit else "",
        place=("", "") if stays else (titles[0], titles[1]),
    )


def _reviews(look: Lookup, uri: SrcUri) -> Iterator[HistoryRow]:
    """Yield the reviews that commits tell of: the newest of each person."""
    one = look.garden.credits.get(uri)
    dates: dict[str, list[Slug]] = {}
    for credit in one.credits if one else ():
        if Role.REVIEWER in credit.roles and (last := credit.dates(Role.REVIEWER)[1]):
            dates.setdefault(last, []).append(credit.contributor)
    for when, slugs in dates.items():
        yield HistoryRow(what="reviewed", when=when, people=_people(look, slugs))


def _notes(look: Lookup, index: NoteIndex, uri: SrcUri) -> Iterator[HistoryRow]:
    for note in index.by_page.get(uri, ()):
        if note.kind in TOLD and note.when:
            yield HistoryRow(
                what=TOLD[note.kind],
                when=note.when,
                people=_people(look, note.by),
                words=note.text.split("\n")[0],
                anchor=note.anchor,
                outcome=note.outcome,
            )


def _grown(look: Lookup, uri: SrcUri) -> Iterator[HistoryRow]:
    for link in look.lineages.grew(SourceKind.LESSON, uri):
        if link.source in look.garden.content.lessons:
            grown = look.lesson(link.source)
            when = look.grown_at(link)
            yield HistoryRow(what="grew", when=when, people=grown.by, lesson=grown)


def _end(look: Lookup, lesson: Lesson) -> Iterator[HistoryRow]:
    """Yield how a lesson that is no longer current ended."""
    if not lesson.status.is_current:
        yield HistoryRow(
            what=lesson.status.value,
            when=lesson.on,
            words=lesson.reason,
            lesson=look.successor(lesson.src_uri),
        )

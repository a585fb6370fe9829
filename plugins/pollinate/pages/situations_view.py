# The pages "When…": every condition of every living lesson, by topic, so that whoever knows what is
# happening finds what fits without knowing a title.
# Must not know: HTML, how a list is filtered (static/pollinate-when.js).
"""View lessons by the situations they are for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pollinate.pages.notes_view import NoteIndex
from pollinate.pages.paging import PageOfRows, RowGroup, pages_of
from pollinate.pages.parts import GeneratedPaths, LessonRef, Lookup
from pollinate.paths import SrcUri

MOST = 400
"""Situations on one page: with 500 bytes each, a page stays under 250 KB."""
ON_HOME = 6


@dataclass(frozen=True, slots=True)
class Situation:
    """One condition of a lesson, as its author wrote it."""

    text: str
    lesson: LessonRef


@dataclass(frozen=True, slots=True)
class SituationPages:
    """Where situations stand; empty where no lesson says when it applies."""

    pages: dict[SrcUri, PageOfRows[Situation]]

    @property
    def index(self) -> SrcUri | None:
        """The first page."""
        return next(iter(self.pages), None)


def situation_pages(
    look: Lookup, notes: NoteIndex, topics: dict[str, tuple[str, SrcUri]], paths: GeneratedPaths
) -> SituationPages:
    """Return all pages of situations, the first one first."""
    found = _by_topic(look, notes)
    titles = {topic: topics[topic][0] if topic in topics else look.garden.name for topic in found}
    ordered = sorted(found, key=lambda topic: (titles[topic].casefold(), topic))
    groups = [RowGroup(titles[topic], tuple(found[topic])) for topic in ordered]
    return SituationPages(pages_of("when", groups, paths, MOST))


def situations_for_home(look: Lookup, notes: NoteIndex) -> tuple[Situation, ...]:
    """Return a few situations, the newest lesson of each topic first, so that each is another."""
    found = _by_topic(look, notes)
    newest: list[tuple[str, Situation]] = []
    for rows in found.values():
        row = max(rows, key=lambda one: (one.lesson.planted, one.lesson.page))
        newest.append((row.lesson.planted, row))
    newest.sort(key=lambda pair: (pair[0], pair[1].lesson.page), reverse=True)
    return tuple(row for _, row in newest[:ON_HOME])


def _by_topic(look: Lookup, notes: NoteIndex) -> dict[str, list[Situation]]:
    """Return the situations of living lessons, by the titles of these."""
    lessons = look.garden.content.lessons
    living = [notes.lesson_row(uri) for uri, one in lessons.items() if one.status.is_current]
    living.sort(key=lambda ref: (ref.title.casefold(), ref.page))
    found: dict[str, list[Situation]] = defaultdict(list)
    for ref in living:
        for text in dict.fromkeys(lessons[ref.page].applies_when):
            found[lessons[ref.page].topic].append(Situation(text, ref))
    return found

# Ways into a garden beside its topics: all lessons from A to Z, by tag, by level, and all questions
# that nobody answered yet. Each is a list over as many pages as it needs.
# Must not know: HTML, which of them a navigation holds.
"""View lessons in other orders than by topic."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pollinate.model.stages import Level
from pollinate.pages.notes_view import NoteIndex, NoteView
from pollinate.pages.paging import PageOfRows, RowGroup, pages_of
from pollinate.pages.parts import GeneratedPaths, LessonRef, Lookup
from pollinate.pages.topics_view import Topics, is_front, open_questions_on
from pollinate.paths import SrcUri

MOST = 400
"""Lessons on one page: with 250 bytes each, a page stays under 150 KB."""
MOST_QUESTIONS = 200
MOST_IN_TOPIC = 150
"""Lessons on the page of their topic, where each takes more room."""


@dataclass(frozen=True, slots=True)
class BrowsePages:
    """Where each list stands; empty where a garden has nothing for it."""

    lists: Mapping[str, Mapping[SrcUri, PageOfRows[LessonRef]]]
    """`a-to-z`, `tags` and `levels`, each with its pages, the first one first."""
    questions: Mapping[SrcUri, PageOfRows[NoteView]]
    topics: Mapping[str, Mapping[SrcUri, PageOfRows[LessonRef]]]
    """All lessons of each topic that has very many, by title."""

    def first(self, name: str) -> SrcUri | None:
        """Return the first page of a list."""
        found = self.questions if name == "open-questions" else self.lists.get(name, {})
        return next(iter(found), None)

    def ways(self) -> tuple[tuple[str, SrcUri], ...]:
        """Return each list that has anything, with its first page."""
        names = (*self.lists, "open-questions")
        return tuple((name, page) for name in names if (page := self.first(name)))


def browse_pages(
    look: Lookup, notes: NoteIndex, topics: Topics, paths: GeneratedPaths
) -> BrowsePages:
    """Return all pages of all lists."""
    lessons = look.garden.content.lessons
    living = [
        look.lesson(uri)
        for uri, one in lessons.items()
        if one.status.is_current and not is_front(uri, one.topic)
    ]
    living.sort(key=lambda ref: (sort_key(ref.title), ref.page))
    tags: dict[str, list[LessonRef]] = defaultdict(list)
    by_topic: dict[str, list[LessonRef]] = defaultdict(list)
    levels: dict[Level, list[LessonRef]] = defaultdict(list)
    for ref in living:
        one = lessons[ref.page]
        by_topic[one.topic].append(ref)
        for tag in dict.fromkeys(one.tags):
            tags[tag].append(ref)
        if one.level:
            levels[one.level].append(ref)
    ordered = sorted(tags, key=lambda tag: (sort_key(tag), tag))
    by_tag = [RowGroup(tag, tuple(tags[tag])) for tag in ordered]
    by_level = [
        RowGroup(_as_heading(look.messages.tell(f"level-{level.value}")), tuple(levels[level]))
        for level in Level
        if level in levels
    ]
    asked = [
        RowGroup(title, open_questions_on(look, notes, topic))
        for topic, (title, _) in sorted(topics.items(), key=lambda pair: sort_key(pair[1][0]))
    ]
    return BrowsePages(
        {
            "a-to-z": pages_of("browse/a-to-z", _by_letter(living), paths, MOST),
            "tags": pages_of("browse/tags", by_tag, paths, MOST),
            "levels": pages_of("browse/levels", by_level, paths, MOST),
        },
        pages_of("browse/open-questions", asked, paths, MOST_QUESTIONS),
        {
            topic: pages_of(f"browse/topics/{topic or 'garden'}", _by_letter(held), paths, MOST)
            for topic, held in by_topic.items()
            if len(held) > MOST_IN_TOPIC
        },
    )


def _as_heading(words: str) -> str:
    """Return some words with a capital letter, as a line of their own begins."""
    return words[:1].upper() + words[1:]


def _by_letter(lessons: Iterable[LessonRef]) -> list[RowGroup[LessonRef]]:
    """Return lessons by the first letter or sign of their titles, in their order."""
    found: dict[str, list[LessonRef]] = {}
    for ref in lessons:
        first = sort_key(ref.title)[:1].upper()
        found.setdefault(first if first.isalpha() else "#", []).append(ref)
    return [RowGroup(letter, tuple(rows)) for letter, rows in found.items()]


def sort_key(text: str) -> str:
    """Return what a title is put in order by: its letters without accents, marks before it
    aside.
    """
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return letters.lstrip("\"'`“”‘’«»„([{*_~…-– ") or letters

# Lessons like one: those that learned from the same source, and those with the same rare tags, each
# with its reason. What a lesson links to, or is linked from, stands on its page already.
# Must not know: HTML, how links are resolved.
"""Find lessons like a lesson."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pollinate.model.content import SourceKind
from pollinate.model.links import LinkKind
from pollinate.pages.parts import LessonRef, Lookup, TargetRef
from pollinate.paths import SrcUri

SHOWN = 4
MOST_ALIKE = 60
"""What so many lessons share says little of any two of them, and is left out."""
SOURCE_WEIGHT = 2.0
FEWEST = 0.2
"""A tag counts as one divided by its lessons: below this sum two lessons are not alike."""


@dataclass(frozen=True, slots=True)
class RelatedLesson:
    """A lesson like the one on the page, and why."""

    lesson: LessonRef
    source: TargetRef | None
    """What both learned from; else they share tags."""
    tags: tuple[str, ...]


class RelatedLessons:
    """Answers for any lesson which are like it; made once for a garden."""

    def __init__(self, look: Lookup) -> None:
        self._look = look
        self._by_source: dict[tuple[SourceKind, str], list[SrcUri]] = defaultdict(list)
        self._sources: dict[SrcUri, list[tuple[SourceKind, str]]] = defaultdict(list)
        self._by_tag: dict[str, list[SrcUri]] = defaultdict(list)
        self._linked: dict[str, set[str]] = defaultdict(set)
        lessons = look.garden.content.lessons
        for uri, one in lessons.items():
            for tag in dict.fromkeys(one.tags) if one.status.is_current else ():
                self._by_tag[tag].append(uri)
        for link in look.garden.links:
            if link.target_kind is SourceKind.LESSON:
                self._linked[link.source].add(link.target)
                self._linked[link.target].add(link.source)
            if link.kind is LinkKind.LEARNED_FROM and link.source in lessons:
                key = link.target_kind, link.target
                self._sources[link.source].append(key)
                if lessons[link.source].status.is_current:
                    self._by_source[key].append(link.source)

    def of(self, uri: SrcUri) -> tuple[RelatedLesson, ...]:
        """Return the lessons most like one: what they share is rare; the rest by title."""
        lesson = self._look.garden.content.lessons[uri]
        if not lesson.status.is_current:
            return ()
        scores: dict[SrcUri, float] = defaultdict(float)
        shared: dict[SrcUri, tuple[SourceKind, str]] = {}
        tags: dict[SrcUri, list[str]] = defaultdict(list)
        for key in self._sources.get(uri, ()):
            alike = self._by_source[key]
            for other in alike if len(alike) <= MOST_ALIKE else ():
                shared.setdefault(other, key)
                scores[other] += SOURCE_WEIGHT
        for tag in dict.fromkeys(lesson.tags):
            alike = self._by_tag[tag]
            for other in alike if len(alike) <= MOST_ALIKE else ():
                tags[other].append(tag)
                scores[other] += 1 / len(alike)
        known = self._linked[uri] | {uri}
        found = [one for one in scores if one not in known and scores[one] >= FEWEST]
        rows = {one: self._look.lesson(one) for one in found}
        found.sort(key=lambda one: (-scores[one], rows[one].title.casefold(), one))
        return tuple(
            RelatedLesson(
                rows[one],
                self._look.target(*shared[one]) if one in shared else None,
                tuple(tags[one]),
            )
            for one in found[:SHOWN]
        )

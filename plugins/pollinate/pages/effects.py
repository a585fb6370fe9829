# What came of what somebody wrote: who used a lesson and what it changed, and which lessons of
# others grew from one. It opens a person's page: effect on others before output.
# Must not know: HTML.
"""Tell what came of somebody's lessons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pollinate.model.content import SourceKind
from pollinate.model.notes import NoteKind
from pollinate.model.when import instant
from pollinate.pages.notes_view import NoteIndex, NoteView
from pollinate.pages.parts import LessonRef, Lookup
from pollinate.paths import Slug, SrcUri


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonEffect:
    """One thing that came of a lesson."""

    lesson: LessonRef
    when: str
    """A day, or a month where somebody is shown by alias; empty for what nobody committed yet."""
    note: NoteView | None = None
    """By whom it was used, and how it went."""
    grew: LessonRef | None = None
    """The lesson of others that grew from it."""
    reason: str = ""
    """What that one says of it."""


def effects_of(
    look: Lookup, notes: NoteIndex, slug: Slug, lessons: Iterable[SrcUri]
) -> tuple[LessonEffect, ...]:
    """Return what came of lessons that somebody wrote, by others, the newest first."""
    found: list[LessonEffect] = []
    for uri in lessons:
        lesson = look.lesson(uri)
        found += [
            LessonEffect(lesson=lesson, when=note.when, note=notes.view(note))
            for note in notes.by_page.get(uri, ())
            if note.kind is NoteKind.APPLIED and not set(note.by) & set(look.writers(uri))
        ]
        found += [
            LessonEffect(
                lesson=lesson,
                when=look.grown_at(link),
                grew=look.lesson(link.source),
                reason=link.reasons[0] if link.reasons else "",
            )
            for link in look.lineages.grew(SourceKind.LESSON, uri)
            if link.source in look.garden.content.lessons and slug not in look.writers(link.source)
        ]

    def newest(one: LessonEffect) -> tuple[float, str, str]:
        other = one.note.anchor if one.note else one.grew.page if one.grew else ""
        return (-instant(one.when) if one.when else 0.0, one.lesson.page, other)

    return tuple(sorted(found, key=newest))

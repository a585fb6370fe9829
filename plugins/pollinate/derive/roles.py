# Roles that come from files and not from a lesson's own history: whoever applied, asked, answered,
# reviewed by a note, or put a lesson on a trail. Must not know: lines, shares, how a role is shown.
"""Derive roles from notes and trails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pollinate.model.credits import Role
from pollinate.model.notes import NoteKind, PlacedNote, PlacedTrail
from pollinate.paths import Slug, SrcUri

ROLES = {
    NoteKind.APPLIED: Role.PRACTITIONER,
    NoteKind.QUESTION: Role.ASKER,
    NoteKind.ANSWER: Role.ANSWERER,
    NoteKind.REVIEW: Role.REVIEWER,
}

Said = tuple[Slug, Role, str]
"""Who, in which role, and when (ISO 8601, or empty)."""


def roles_from_files(
    notes: Iterable[PlacedNote], trails: Mapping[SrcUri, PlacedTrail]
) -> dict[SrcUri, list[Said]]:
    """Return the roles that notes and trails give on each lesson."""
    found: dict[SrcUri, list[Said]] = {}
    for note in notes:
        if note.page and (role := ROLES.get(note.kind)):
            found.setdefault(note.page, []).extend((slug, role, note.when) for slug in note.by)
    for trail in trails.values():
        for step in trail.steps:
            found.setdefault(step.lesson, []).extend(
                (slug, Role.TRAIL_LAYER, trail.when) for slug in trail.by
            )
    return found

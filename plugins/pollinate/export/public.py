# The document `pollinate/garden/2` as a site publishes it (`garden.json`, `export --public`).
# Why here: other tools build on it, so its shape is a contract (docs/developers/schemas.md). It is
# made of a PublicGarden and of nothing else: no shares, no counts, days and months for times.
# Must not know: the private whole, who asks for it.
"""Export what may be published."""

from __future__ import annotations

from typing import Any

from pollinate.model.content import Gathering, Lesson
from pollinate.model.credits import LessonCredits
from pollinate.model.notes import PlacedNote, PlacedTrail
from pollinate.model.people import Contributor
from pollinate.model.public import PublicGarden
from pollinate.paths import SrcUri

GARDEN_SCHEMA = "pollinate/garden/2"


def export_public(garden: PublicGarden) -> dict[str, Any]:
    """Return what a site may publish: no shares, no counts, days and months instead of times."""
    content = garden.content
    return {
        "schema": GARDEN_SCHEMA,
        "name": garden.name,
        "commit": garden.commit,
        "contributors": {slug: _person(c) for slug, c in garden.contributors.items()},
        "lessons": {
            uri: {**_lesson(one, garden.credits.get(uri)), **_state(garden, one)}
            for uri, one in content.lessons.items()
        },
        "links": [
            {
                "kind": link.kind.value,
                "source": link.source,
                "target": {"kind": link.target_kind.value, "id": link.target},
                "reasons": list(link.reasons),
                **({"way": link.way} if link.way else {}),
            }
            for link in garden.links
        ],
        "sources": {
            key: {"title": s.title, **({"url": s.url} if s.url else {})}
            for key, s in garden.sources.items()
        },
        "gatherings": {
            uri: _gathering(one, garden.gatherings.get(uri, ()))
            for uri, one in content.gatherings.items()
        },
        "acknowledgements": [
            {
                "kind": a.kind,
                "month": a.month,
                "day": a.day or None,
                "contributor": a.who,
                "lesson": a.lesson,
            }
            for a in garden.acknowledgements
        ],
        "notes": [_note(garden, note) for note in garden.notes],
        "trails": {uri: _trail(trail) for uri, trail in garden.trails.items()},
    }


def _person(one: Contributor) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind.value,
        "team": one.team or None,
        "ask_about": list(one.ask_about),
        "keeps": list(one.keeps),
        "since": one.first or None,
    }


def _note(garden: PublicGarden, note: PlacedNote) -> dict[str, Any]:
    about = {"kind": "person", "id": note.person}
    if not note.person:
        about = {"kind": _kind_of(garden, note.page), "id": note.page}
    return {
        "id": note.src_uri,
        "kind": note.kind.value,
        "about": about,
        "answers": note.answers,
        "anchor": note.anchor,
        "by": list(note.by),
        "entered_by": list(note.entered_by),
        "to": list(note.to),
        "when": note.when or None,
        "outcome": note.outcome or None,
        "effect": note.effect or None,
        "helps": note.helps or None,
        "see": note.see or None,
        "text": note.text,
    }


def _kind_of(garden: PublicGarden, page: SrcUri) -> str:
    content = garden.content
    if page in content.lessons:
        return "lesson"
    return "trail" if page in content.trails else "gathering"


def _trail(placed: PlacedTrail) -> dict[str, Any]:
    trail = placed.trail
    return {
        "title": trail.title,
        "summary": trail.summary or None,
        "level": trail.level or None,
        "minutes": trail.minutes or None,
        "by": list(placed.by),
        "when": placed.when or None,
        "steps": [
            {
                "lesson": s.lesson,
                "why": s.why or None,
                "task": s.task or None,
                "reflect": s.reflect or None,
            }
            for s in placed.steps
        ],
        "reflect": list(trail.reflect),
    }


def _gathering(one: Gathering, there: tuple[str, ...]) -> dict[str, Any]:
    return {
        "title": one.title,
        "date": one.date or None,
        "kind": one.kind or None,
        "people": list(there),
    }


def _state(garden: PublicGarden, lesson: Lesson) -> dict[str, Any]:
    """Return whether a lesson is there to be used, and why not; how it stands between two looks."""
    upkeep = garden.upkeep[lesson.src_uri]
    return {
        "superseded_by": garden.successor(lesson),
        "reason": lesson.reason or None,
        "on": lesson.on or None,
        "asked_by": lesson.asked_by or None,
        "upkeep": {
            "state": upkeep.state,
            "looked": upkeep.looked or None,
            "due": upkeep.due or None,
            "doubted": upkeep.doubted or None,
        },
    }


def _lesson(lesson: Lesson, one: LessonCredits | None) -> dict[str, Any]:
    return {
        "title": lesson.title,
        "path": lesson.repo_path,
        "topic": lesson.topic,
        "summary": lesson.summary,
        "tags": list(lesson.tags),
        "stage": lesson.stage,
        "level": lesson.level or None,
        "status": lesson.status,
        "license": lesson.license or None,
        "review_every": (lesson.review.every if lesson.review else "") or None,
        "applies_when": list(lesson.applies_when),
        "not_when": list(lesson.not_when),
        "first": one.first or None if one else None,
        "last": one.last or None if one else None,
        **({"uncommitted": True} if one and one.uncommitted else {}),
        **({"refused": True} if one and one.refused else {}),
        "credits": [
            {
                "contributor": credit.contributor,
                "roles": [role.value for role in credit.roles],
                "first": credit.first or None,
                "last": credit.last or None,
            }
            for credit in (one.credits if one else ())
        ],
        "tools": list(one.disclosed if one else ()),
    }

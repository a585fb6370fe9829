# A garden as JSON, in two versioned schemas (design.md section 9): credits, and the whole.
# Why here: other tools build on it, so its shape is a contract. The public document (`garden.json`
# of a site) leaves out shares, lines and commit counts, and has days for times. No address of
# anybody is in either. Must not know: who asks for it.
"""Export a garden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pollinate.export.credits import credit_entry
from pollinate.model.credits import Credit
from pollinate.model.garden import Garden
from pollinate.model.notes import PlacedNote, PlacedTrail
from pollinate.model.people import Contributor, Show
from pollinate.paths import SrcUri

GARDEN_SCHEMA = "pollinate/garden/1"


def export_garden(garden: Garden, *, public: bool = False) -> dict[str, Any]:
    """Return the whole garden; with `public`, what a site may publish."""
    content = garden.content
    ids = {note.src_uri: note_id(note) for note in garden.notes}
    return {
        "schema": GARDEN_SCHEMA,
        "name": garden.name,
        "commit": garden.history.head,
        "contributors": {slug: _person(c) for slug, c in garden.contributors.items()},
        "lessons": {uri: _lesson(garden, uri, public) for uri in content.lessons},
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
            uri: {
                "title": g.title,
                "date": g.date or None,
                "kind": g.kind or None,
                "people": _who(garden, g.people),
            }
            for uri, g in content.gatherings.items()
            if not g.hidden
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
        "notes": [_note(garden, note, ids, public) for note in garden.notes],
        "trails": {uri: _trail(trail, public) for uri, trail in garden.trails.items()},
    }


def _person(one: Contributor) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind.value,
        "team": one.team or None,
        "ask_about": list(one.ask_about),
        "keeps": list(one.keeps),
        "since": one.first[:7] or None,
    }


def _note(
    garden: Garden, note: PlacedNote, ids: Mapping[SrcUri, str], public: bool
) -> dict[str, Any]:
    size = 7 if note.private else 10 if public else None
    about = (
        {"kind": "person", "id": note.person}
        if note.person
        else {"kind": _kind_of(garden, note.page), "id": note.page}
    )
    return {
        "id": note_id(note),
        "kind": note.kind.value,
        "about": about,
        "answers": ids.get(note.answers) if note.answers else None,
        "anchor": note.anchor,
        "by": list(note.by),
        "to": list(note.to),
        "when": note.when[:size] or None,
        "outcome": note.outcome or None,
        "effect": note.effect or None,
        "helps": note.helps or None,
        "see": note.see or None,
        "text": note.text,
    }


def note_id(note: PlacedNote) -> str:
    """Return what a note is called outside: its path, but where somebody in it is private, whose
    name a path may hold.
    """
    return note.anchor if note.private else note.src_uri


def _kind_of(garden: Garden, page: SrcUri) -> str:
    content = garden.content
    return (
        "lesson" if page in content.lessons else "trail" if page in content.trails else "gathering"
    )


def _trail(placed: PlacedTrail, public: bool) -> dict[str, Any]:
    trail = placed.trail
    return {
        "title": trail.title,
        "summary": trail.summary or None,
        "level": trail.level or None,
        "minutes": trail.minutes or None,
        "by": list(placed.by),
        "when": placed.when[: 10 if public else None] or None,
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


def _who(garden: Garden, names: Iterable[str]) -> list[str]:
    """Return the slugs of people whom a gathering names; a name that nobody bears stays as it is
    written.
    """
    words = {word: slug for slug, c in garden.contributors.items() for word in (slug, c.name)}
    files = garden.content.people
    found = []
    for name in names:
        file = files.get(name) or next(
            (p for p in files.values() if p.name == name or name in p.git), None
        )
        if file is not None and file.show is not Show.NAME:
            found.append(
                words.get(file.alias, "a-colleague") if file.show is Show.ALIAS else "a-colleague"
            )
        else:
            found.append(words.get(name, name))
    return found


def _lesson(garden: Garden, uri: SrcUri, public: bool) -> dict[str, Any]:
    lesson, one = garden.content.lessons[uri], garden.credits.get(uri)
    credits = one.credits if one else ()
    private = any(garden.contributors[c.contributor].show is not Show.NAME for c in credits)
    size = 7 if private else 10
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
        "first": (one.first[:size] if public else one.first) or None if one else None,
        "last": (one.last[:size] if public else one.last) or None if one else None,
        **({"uncommitted": True} if one and one.uncommitted else {}),
        "credits": [
            (
                _public_credit(c, garden.contributors[c.contributor])
                if public
                else credit_entry(c, garden.contributors[c.contributor])
            )
            for c in credits
        ],
    }


def _public_credit(credit: Credit, who: Contributor) -> dict[str, Any]:
    size = 10 if who.show is Show.NAME else 7
    return {
        "contributor": credit.contributor,
        "roles": [role.value for role in credit.roles],
        "first": credit.first[:size] or None,
        "last": credit.last[:size] or None,
    }

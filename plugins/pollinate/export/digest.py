# The document `pollinate/digest/1`: what happened since a day, for programs that send it on.
# Must not know: what belongs into a digest, how it is asked for.
"""Export a digest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pollinate.model.credits import Acknowledgement
from pollinate.model.digest import Digest
from pollinate.model.notes import PlacedNote, PlacedTrail
from pollinate.model.public import PublicGarden
from pollinate.paths import SrcUri

DIGEST_SCHEMA = "pollinate/digest/1"
Address = Callable[[SrcUri, str], str]
"""Gives where a page, or an anchor on it, stands; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Words:
    """How a digest words things."""

    first_sentence: Callable[[str], str]
    thank_command: Callable[[Acknowledgement], str]


def export_digest(
    garden: PublicGarden, digest: Digest, words: Words, url: Address, *, to_thank: bool = False
) -> dict[str, Any]:
    """Return what happened; with `to_thank`, whom nobody has thanked yet."""
    who = garden.contributors
    head = {
        "schema": DIGEST_SCHEMA,
        "since": digest.since[:10],
        "until": digest.until or None,
    }
    if to_thank:
        return {**head, "to_thank": [_to_thank(garden, one, words) for one in digest.to_thank]}

    def names(slugs: tuple[Any, ...]) -> list[str]:
        return [who[slug].name for slug in slugs]

    def told(note: PlacedNote) -> dict[str, Any]:
        return _told(garden, url, note)

    lessons = garden.content.lessons
    return {
        **head,
        "planted": [
            {
                "lesson": one.lesson,
                "title": lessons[one.lesson].title,
                "by": names(one.by),
                "when": one.when,
                "summary": lessons[one.lesson].summary or None,
                "url": url(one.lesson, "") or None,
            }
            for one in digest.planted
        ],
        "applied": [
            {**told(note), "sentence": words.first_sentence(note.text or note.effect) or None}
            for note in digest.applied
        ],
        "open": [told(note) for note in digest.open],
        "answered": [
            {**told(asked), "answers": [told(a) for a in answers]}
            for asked, answers in digest.answered
        ],
        "thanks": [told(note) for note in digest.thanks],
        "firsts": [
            {
                "name": who[one.who].name,
                "acts": [{"kind": a.kind, "about": a.lesson, "month": a.month} for a in one.acts],
            }
            for one in digest.firsts
        ],
        "trails": [_trail(garden, one, url) for one in digest.trails],
    }


def _trail(garden: PublicGarden, one: PlacedTrail, url: Address) -> dict[str, Any]:
    return {
        "trail": one.trail.src_uri,
        "title": one.trail.title,
        "by": [garden.contributors[slug].name for slug in one.by],
        "summary": one.trail.summary or None,
        "url": url(one.trail.src_uri, "") or None,
    }


def _to_thank(garden: PublicGarden, one: Acknowledgement, words: Words) -> dict[str, Any]:
    return {
        "contributor": one.who,
        "name": garden.contributors[one.who].name,
        "lesson": one.lesson,
        "title": title_of(garden, one.lesson),
        "month": one.month,
        "command": words.thank_command(one),
    }


def _told(garden: PublicGarden, url: Address, note: PlacedNote) -> dict[str, Any]:
    who = garden.contributors
    return {
        "note": note.src_uri,
        "by": [who[slug].name for slug in note.by],
        "to": [who[slug].name for slug in note.to],
        "about": note.page or None,
        "when": note.when or None,
        "title": title_of(garden, note.page) if note.page else None,
        "outcome": note.outcome or None,
        "text": note.text,
        "url": url(note.page, note.anchor) or None,
    }


def title_of(garden: PublicGarden, page: SrcUri) -> str:
    """Return the title of a lesson, gathering, trail or other page."""
    content = garden.content
    found = content.lessons.get(page) or content.gatherings.get(page) or content.pages.get(page)
    return found.title if found else page

# The document `pollinate/due/1`: which lessons to look at again, in which week, why, and whom to
# ask. Names are those of the site, dates are days or months, and no address is in it. Must not
# know: how a plan is made, how it is worded.
"""Export the plan of second looks."""

from __future__ import annotations

from typing import Any

from pollinate.model.upkeep import DueLesson, DuePlan

DUE_SCHEMA = "pollinate/due/1"


def export_due(plan: DuePlan, topic: str | None) -> dict[str, Any]:
    """Return the document of `pollinate due --format json`."""
    return {
        "schema": DUE_SCHEMA,
        "day": plan.day,
        "topic": topic,
        "weeks": list(plan.weeks),
        "due": [_lesson(one) for one in plan.due],
        "not_asked": [_lesson(one) for one in plan.not_asked],
        "waiting": list(plan.waiting),
    }


def _lesson(one: DueLesson) -> dict[str, Any]:
    upkeep = one.upkeep
    return {
        "lesson": upkeep.lesson,
        "path": one.path,
        "title": one.title,
        "topic": one.topic,
        "week": one.week if one.week >= 0 else None,
        "why": list(one.reasons),
        "looked": upkeep.looked or None,
        "due": upkeep.due or None,
        "doubted": upkeep.doubted or None,
        "applied": one.applied,
        "grew": one.grew,
        "ask": [{"name": who.name, "why": who.why} for who in one.ask],
    }

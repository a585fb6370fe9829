# The figures about value as JSON, in one versioned schema: what `pollinate stats --format json`
# prints. Why here: it is a contract like the other documents here, and gives no more than the
# page does; counts of people come rounded, and a list of people or teams who did not take part
# can't be made from it. Must not know: who asks for it.
"""Export figures about value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pollinate.model.metrics import OTHER_TEAMS, STEP, AtLeast, Figures, Value
from pollinate.model.public import PublicGarden
from pollinate.paths import SrcUri

STATS_SCHEMA = "pollinate/stats/1"
FEW_WORDS = "under 5"


def export_value(garden: PublicGarden, value: Value) -> dict[str, Any]:
    """Return the document of `pollinate stats --format json`."""
    notes = {note.src_uri: note for note in garden.notes}
    fresh = value.freshness
    return {
        "schema": STATS_SCHEMA,
        "name": garden.name,
        "commit": garden.commit,
        "audience": value.audience or None,
        "goals": list(value.goals),
        "behaviours": list(value.behaviours),
        "told": [
            {
                "note": uri,
                "about": notes[uri].page,
                "outcome": notes[uri].outcome or None,
                "text": notes[uri].text,
                "effect": notes[uri].effect or None,
                "helps": notes[uri].helps or None,
            }
            for uri in value.told
        ],
        "people_rounded_down_to": STEP,
        "now": _figures(value.now) if value.now else None,
        "before": _figures(value.before) if value.before else None,
        "freshness": (
            {
                "in_time": list(fresh.in_time),
                "due": list(fresh.due),
                "not_asked": list(fresh.not_asked),
                "unplanned": list(fresh.unplanned),
                "record": list(fresh.record),
            }
            if fresh
            else None
        ),
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "start": figures.start,
        "end": figures.end,
        "applied": figures.applied,
        "outcomes": {name: _behind(notes) for name, notes in figures.outcomes},
        "goals": {goal: _behind(notes) for goal, notes in figures.goals},
        "people": {way: people_figure(count) for way, count in figures.people},
        "answered": _behind(figures.answered) if figures.answered else FEW_WORDS,
        "median_days": figures.days,
        "learned": figures.learned,
        "flows": [
            {"taught": _team(flow.taught), "learned": _team(flow.learned), "lessons": flow.lessons}
            for flow in figures.flows
        ],
    }


def _behind(notes: Sequence[SrcUri]) -> dict[str, Any]:
    return {"times": len(notes), "notes": list(notes)}


def people_figure(count: AtLeast) -> int | str:
    """Return a count of people as documents give it: rounded down to a multiple of five, or "under
    5".
    """
    return count.number or FEW_WORDS


def _team(name: str) -> str | None:
    return None if name == OTHER_TEAMS else name

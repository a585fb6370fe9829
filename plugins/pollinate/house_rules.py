# What an organisation decided about its garden, under `policy` in the settings: rules that tools
# keep, so that nobody has to remember them. Why here: settings are checked at the door, and whoever
# keeps a rule reads it from one value. Must not know: how a rule is kept.
"""Define the rules of a garden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pollinate.errors import SettingsError

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class HouseRules:
    """Rules of a garden; each default is the most careful."""

    notes: str = BEFORE
    """`before`: somebody looks at each note before it is merged. `after`: a note from a known
    person without findings may be merged by a build server, and is looked at within a week.
    """
    legal_hold: bool = False
    """Nothing may be taken out of the history: `redact` refuses."""


CAREFUL = HouseRules()
CHOICES: Mapping[str, tuple[str, ...]] = {"notes": (BEFORE, AFTER)}
SWITCHES = ("legal_hold",)


def read_rules(value: Any, place: str = "") -> HouseRules:
    """Return the rules that a setting holds; raises SettingsError for one that is unknown."""
    if not isinstance(value, Mapping):
        raise SettingsError(
            "'policy' must hold rules",
            place=place,
            cure="Write:",
            example="policy:\n  notes: before",
        )
    return HouseRules(**{str(key): _checked(str(key), said, place) for key, said in value.items()})


def _checked(key: str, said: Any, place: str) -> Any:
    if key in SWITCHES:
        if not isinstance(said, bool):
            raise SettingsError(
                f"'{key}' in 'policy' must be true or false, not {said!r}",
                place=place,
                cure="Write:",
                example=f"policy:\n  {key}: true",
            )
        return said
    if key not in CHOICES:
        known = (*CHOICES, *SWITCHES)
        near = get_close_matches(key, known, 1)
        cure = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(known)}."
        raise SettingsError(f"unknown rule '{key}' in 'policy'", place=place, cure=cure)
    if said not in CHOICES[key]:
        raise SettingsError(
            f"'{key}' in 'policy' can't be '{said}'",
            place=place,
            cure=f"Choose one of: {', '.join(CHOICES[key])}.",
        )
    return str(said)

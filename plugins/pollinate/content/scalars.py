# What one plain YAML word means: YAML 1.2 without octal, sexagesimal, yes/no and on/off.
# Why here: PyYAML speaks YAML 1.1, where `on`, `no` and `12:30` are no texts.
# Must not know: files, keys, lines.
"""Turn one plain scalar into a value."""

from __future__ import annotations

import re
from datetime import date, datetime

Scalar = str | int | float | bool | date | None

_CONSTANTS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_FIRST = frozenset("0123456789+-.")
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:[0-9]{1,20}\.[0-9]{0,20}|\.[0-9]{1,20})(?:[eE][-+]?[0-9]{1,3})?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:(?:[Tt]|[ \t]+)([0-9]{1,2}:[0-9]{2}.*))?")


class ImpossibleDateError(ValueError):
    """A word has the form of a date that no calendar has."""


def resolve(word: str) -> Scalar:
    """Return the value of a plain scalar; raise ImpossibleDateError for the like of 2026-02-31."""
    if word in _CONSTANTS:
        return _CONSTANTS[word]
    if word[0] not in _FIRST:
        return word
    if _INT.fullmatch(word):
        return int(word)
    if _FLOAT.fullmatch(word):
        return float(word)
    found = _DATE.fullmatch(word)
    return _as_date(word, found) if found else word


def _as_date(word: str, found: re.Match[str]) -> Scalar:
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise ImpossibleDateError(word) from None
    if not found[4]:
        return day
    try:
        return datetime.fromisoformat(
            f"{day.isoformat()}T{found[4].replace(' ', '').replace('Z', '+00:00')}"
        )
    except ValueError:
        return word

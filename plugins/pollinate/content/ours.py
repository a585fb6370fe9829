# Whether a file speaks our language: which of its keys nobody else uses. Why here: a site that
# takes us in has thousands of keys of other tools, and nothing that they say may stop its build; a
# key of ours that is wrong must. Must not know: what each key may be (schema.py), how findings are
# printed.
"""Tell our own front matter from other tools'."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from enum import Enum
from typing import Any

from pollinate.content.fields import misspelling
from pollinate.model.diagnostics import Diagnostic, Severity


class Kind(Enum):
    """What a file is, as far as its keys tell."""

    LESSON = "lesson"
    PAGE = "page"
    GATHERING = "gathering"
    TRAIL = "trail"
    PERSON = "person"
    NOTE = "note"


_EVERYWHERE = frozenset({"learned_from", "applies_when", "not_when", "asked_by"})
_OF: Mapping[Kind, frozenset[str]] = {
    Kind.LESSON: _EVERYWHERE,
    Kind.PAGE: frozenset(),
    Kind.GATHERING: frozenset({"people"}),
    Kind.TRAIL: frozenset({"steps"}),
}
"""Keys that are ours beyond doubt, by kind of file. Profiles and notes are known by their keys
before they are read as such.
"""
_PARTS = {"credit": frozenset({"person", "as"}), "review": frozenset({"by", "every"})}
"""Keys that others use too, but not with such entries."""
_HIDES = "draft"


def speaks_ours(kind: Kind, values: Mapping[str, Any]) -> bool:
    """Tell whether a file has a key that is ours beyond doubt, well or badly spelt."""
    known = _OF.get(kind)
    if known is None:
        return True
    if kind is Kind.LESSON and any(_has(values.get(key), parts) for key, parts in _PARTS.items()):
        return True
    if kind is not Kind.PAGE and not isinstance(values.get(_HIDES), bool | None):
        # It hides the page, so it must not be overlooked.
        return True
    return any(
        key in known or misspelling(key, known) in known for key in values if isinstance(key, str)
    )


def broken_speaks_ours(kind: Kind, text: str, values: Mapping[str, Any]) -> bool:
    """Tell the same of a file whose front matter can't be read; what hides a page counts too."""
    known = _OF.get(kind)
    if known is None or speaks_ours(kind, values) or (kind is not Kind.PAGE and values.get(_HIDES)):
        return True
    found = re.findall(r"^([A-Za-z_]{1,40})[ \t]*:", text, re.MULTILINE)
    return any(key in known for key in found)


def as_advice(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings as advice: for `pollinate check`, and no reason to stop a build. What cannot
    be read as text at all stays an error, since an engine stops at it too.
    """
    return tuple(
        one if one.code in _ALWAYS else replace(one, severity=Severity.ADVICE) for one in found
    )


_ALWAYS = frozenset({"not-utf8", "unreadable", "too-large"})


def _has(value: Any, parts: Collection[str]) -> bool:
    entries = value if isinstance(value, list) else [value]
    return any(isinstance(one, dict) and any(key in parts for key in one) for one in entries)

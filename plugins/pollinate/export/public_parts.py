# The published document of a large garden in parts: each is a whole `pollinate/garden/2` of some
# lessons, and an index says which, with all that is no lesson's. So whoever reads one lesson's
# facts loads a part, and no document grows without end.
# Must not know: the private whole, under which names the parts stand.
"""Export what may be published in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pollinate.export.public import export_public
from pollinate.model.public import PublicGarden

INDEX_SCHEMA = "pollinate/garden-index/1"
MOST = 1_000
"""Lessons of one document."""
_OF_LESSONS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("links", lambda link: link["source"]),
    ("acknowledgements", lambda one: one["lesson"]),
    ("notes", lambda note: note["about"]["id"]),
)
"""Lists of which each entry is of one lesson, or of none, and how it says so."""


def export_in_parts(
    garden: PublicGarden, names: Callable[[int], str], most: int = MOST
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield documents with their names: all in one (number 0), or above `most` lessons the parts,
    from number 1, and last the index (number 0).
    """
    whole = export_public(garden)
    uris = list(whole["lessons"])
    if len(uris) <= most:
        yield names(0), whole
        return
    listed: list[dict[str, Any]] = []
    for start in range(0, len(uris), most):
        some = uris[start : start + most]
        name = names(len(listed) + 1)
        listed.append({"file": name, "lessons": len(some), "first": some[0], "last": some[-1]})
        yield name, _part(whole, some)
    rest = {name: _where(whole[name], of, set(uris), within=False) for name, of in _OF_LESSONS}
    said = {key: value for key, value in whole.items() if key not in ("schema", "lessons")}
    yield names(0), {"schema": INDEX_SCHEMA, **said, **rest, "count": len(uris), "parts": listed}


def _part(whole: Mapping[str, Any], uris: Sequence[str]) -> dict[str, Any]:
    """Return the document of some lessons, with the people and sources that they name."""
    lessons = {uri: whole["lessons"][uri] for uri in uris}
    lists = {name: _where(whole[name], of, set(uris), within=True) for name, of in _OF_LESSONS}
    named = set(_strings([lessons, lists]))
    return {
        "schema": whole["schema"],
        "name": whole["name"],
        "commit": whole["commit"],
        "contributors": {k: v for k, v in whole["contributors"].items() if k in named},
        "lessons": lessons,
        "sources": {k: v for k, v in whole["sources"].items() if k in named},
        "gatherings": {},
        "trails": {},
        **lists,
    }


def _where(
    entries: Sequence[Any], of: Callable[[Any], Any], uris: set[str], *, within: bool
) -> list[Any]:
    return [one for one in entries if (of(one) in uris) == within]


def _strings(value: object) -> Iterator[str]:
    """Yield all texts of a document: whoever is named stands among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)

# Has a theme's own search know the pages that a build kept: what the last index says of them, in
# the order in which an engine would have told it. Must not know: which pages are kept, and why.
"""Keep entries of a theme's search."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

SEARCHES = ("search", "material/search")
INDEX = "search/search_index.json"
Entries = Mapping[str, list[Any]]


def last_entries(config: Any, site: Path) -> Entries | None:
    """Return the entries of a site's index by the address of their page, none where it has no such
    search; None where the index can't be read.
    """
    if _index(config) is None:
        return {}
    try:
        told = json.loads((site / INDEX).read_bytes())["docs"]
        return _by_page(told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def add_kept(config: Any, files: Iterable[Any], kept: Container[str], before: Entries) -> None:
    """Give the index of this build the entries of the pages that were kept."""
    index = _index(config)
    if index is None:
        return
    now = _by_page(index.entries)
    index.entries = [
        entry
        for file in files
        for entry in (before if file.src_uri in kept else now).get(file.page.url, ())
    ]


def _index(config: Any) -> Any:
    for name in SEARCHES:
        index = getattr(config.plugins.get(name), "search_index", None)
        if hasattr(index, "entries"):
            return index
    return None


def _by_page(entries: Iterable[Any]) -> dict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for entry in entries:
        found[entry["location"].partition("#")[0]].append(entry)
    return dict(found)

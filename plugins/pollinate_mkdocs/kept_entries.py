# Has a theme's own search know pages that this process did not render: what the last index says of
# them, or another process, in the order in which an engine would have told it.
# Must not know: which pages these are, and why.
"""Keep entries of a theme's search."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
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


def own_entries(config: Any) -> Entries:
    """Return the entries that this process made, by the address of their page."""
    index = _index(config)
    return _by_page(index.entries) if index is not None else {}


def put_entries(config: Any, pages: Iterable[tuple[str, Entries]]) -> None:
    """Have an index hold the entries of all pages: of each its address, and where its entries
    are.
    """
    index = _index(config)
    if index is not None:
        index.entries = [entry for url, entries in pages for entry in entries.get(url, ())]


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

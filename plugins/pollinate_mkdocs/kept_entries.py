# Has a theme's own search know pages that this process did not render: what the last index says of
# them, or another process, in the order in which an engine would have told it.
# Must not know: which pages these are, and why.
"""Keep entries of a theme's search."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

SEARCHES = ("search", "material/search")
INDEX = "search/search_index.json"


class KeptEntries:
    """What an index says, in one build."""

    def __init__(self, config: Any) -> None:
        """Take the index of the theme's search, where it has one of this kind."""
        found = (getattr(config.plugins.get(name), "search_index", None) for name in SEARCHES)
        self._index = next((one for one in found if hasattr(one, "entries")), None)
        self._before: dict[str, list[Any]] = {}
        """What the last index says, by the address of a page."""
        self._now: dict[str, list[Any]] = {}
        """What this one says, by the source of a page: two may have one address."""
        self._seen = 0

    def read(self, site: Path) -> bool:
        """Read the index of the last site, and tell whether it can be read."""
        if self._index is None:
            return True
        try:
            told = json.loads((site / INDEX).read_bytes())["docs"]
            found: defaultdict[str, list[Any]] = defaultdict(list)
            for entry in told:
                found[entry["location"].partition("#")[0]].append(entry)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return False
        self._before = dict(found)
        return True

    def rendered(self, uri: str) -> None:
        """Take what the index says since the last page as said of this one."""
        if self._index is not None:
            self._now[uri] = self._index.entries[self._seen :]
            self._seen = len(self._index.entries)

    @property
    def own(self) -> dict[str, list[Any]]:
        """What this process says, by the source of a page."""
        return self._now

    def join(self, others: Mapping[str, list[Any]]) -> None:
        """Add what another process says."""
        self._now |= others

    def put(self, files: Iterable[Any], kept: Container[str]) -> None:
        """Have the index hold the entries of all pages, in the order of their files."""
        if self._index is None:
            return
        self._index.entries = [
            entry
            for file in files
            for entry in (
                self._before.get(file.page.url, ())
                if file.src_uri in kept
                else self._now.get(file.src_uri, ())
            )
        ]

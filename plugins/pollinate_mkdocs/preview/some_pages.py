# Renders some pages of a site and no others: all files stay known, so that links, navigation and
# lists are those of the whole. Why a subclass made at run time: an engine's own class is asked for
# its pages in several places, and under ProperDocs that is another class.
# Must not know: why these pages.
"""Render some pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from mkdocs.plugins import BasePlugin, event_priority

FIRST = 10_000


class SomePages(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Let an engine render some pages only."""

    def __init__(self, wanted: Collection[str]) -> None:
        self._wanted = frozenset(wanted)

    @event_priority(FIRST)
    def on_nav(self, nav: Any, *, config: Any, files: Any) -> Any:
        """Hide all other pages from whoever reads and renders, once a navigation is made of all.
        Priority: before who prepares for pages that are rendered.
        """
        wanted, kind = self._wanted, type(files)

        class _Some(kind):  # type: ignore[misc,valid-type]
            def documentation_pages(self, **how: Any) -> Sequence[Any]:
                return [one for one in super().documentation_pages(**how) if one.src_uri in wanted]

        files.__class__ = _Some
        return nav

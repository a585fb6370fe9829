# One page that no file holds: where it stands, and how its HTML is made. Why here: the plan of a
# site (site.py) is a list of these, and whoever writes one needs no plan.
# Must not know: which pages there are, MkDocs.
"""Define a generated page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pollinate.pages.render import Href, Renderer
from pollinate.paths import SrcUri


@dataclass(frozen=True, kw_only=True)
class GeneratedPage:
    """A page that no file holds."""

    src_uri: SrcUri
    title: str
    template: str
    view: Callable[[], Any]
    """Made when asked, so that a build of one page makes one view."""
    in_nav: bool = False
    hide: tuple[str, ...] = ()
    search: bool = False
    """Found by search: pages that only repeat others are not, so that a search leads to the lesson.
    """
    short: str = ""
    """Its name where room is short, such as in a navigation."""
    under: SrcUri | None = None
    """The page above it, other than home."""
    more: Mapping[str, Any] | None = None
    renderer: Renderer

    def html(self, href: Href) -> str:
        """Return the page's HTML."""
        return self.renderer.render(self.template, self.view(), href, **(self.more or {}))

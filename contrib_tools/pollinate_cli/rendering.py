# What a build says of its pages when it is done. Why apart from what builds: whoever asks why a
# page was rendered finds all reasons here. Must not know: what a build depends on, how a page is
# rendered.
"""Tell which pages were rendered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pollinate.paths import SrcUri
from pollinate.plan import ANCHORS, FILES, NEW, PRIVATE, SHARED, WARNED, Rendered
from pollinate.settings import Settings

from pollinate_cli.terminal import plain

REASONS = {
    NEW: "the last site had no such page",
    WARNED: "the last build had something to say of it, and says it again",
    SHARED: "another file has its address, or had",
    FILES: "a file that it links to came, went or moved",
    PRIVATE: "a link or a name on it may mean somebody private",
    ANCHORS: "it links into a page that was rendered",
    "text": "its own text changed",
    "retitled": "what its title says is known only when it is read",
    "credit": "who is credited changed",
    "notes": "what others noted about it changed",
    "links": "what it links to, or what links to it, changed",
    "doors": "its ways to take part changed",
    "related": "its related lessons changed",
    "history": "its history changed",
    "cite": "how it is cited changed",
    "head": "its title, its description or its feeds changed",
    "place": "the pages above it changed",
    "page": "what else is shown on it changed",
}
"""What is said of each reason why one page is rendered."""
ALL_REASONS = {
    "settings": "the settings changed",
    "programs": "a program or a package changed",
    "theme": "a template or an icon of the site's own changed",
    "words": "the words of the site changed",
    "foot": "the foot of all pages changed",
    "missing": "a page of the garden is not on the site, or is again",
    "named": "a file that a template of the site's own names came, went or moved",
    "policies": "what all pages may load changed",
    "search": "the search of the site changed",
    "picture": "the picture of links changed",
    "cleaning": "what contributed pages may hold changed",
    "given": "the stylesheets, scripts or icon of all pages changed",
    "private": "somebody asked not to be named, or no longer",
    "navigation": "the navigation changed",
    "scripts": "what the pages' own scripts run changed",
    "titles": "the engine calls a lesson otherwise than we do",
}
"""What is said of each reason why all pages are rendered."""


class Pages:
    """The pages of one build, as somebody asks about them."""

    def __init__(self, settings: Settings, rendered: Rendered | None) -> None:
        """`rendered` is what became of them; None where the site was left as it was."""
        self._settings, self._rendered = settings, rendered

    @property
    def summary(self) -> str:
        """Return how many pages were rendered, to stand behind a sentence."""
        if self._rendered is None:
            return "; nothing changed since it was built (--full builds it anew)"
        kept, whole = len(self._rendered.kept), len(self._rendered.known)
        return f"; {whole - kept} of {whole} pages were rendered" if kept else ""

    @property
    def joined_summary(self) -> str:
        """Return the same of a site whose pages were rendered elsewhere first."""
        done = self._rendered
        whole = len(done.known) if done is not None else 0
        kept = len(done.kept) if done is not None else 0
        return f"; of {whole} pages, {kept} came in parts and {whole - kept} were rendered here"

    def reason_of(self, page: str) -> str:
        """Return why a page was rendered, or that it was not."""
        done, shown = self._rendered, plain(page)
        if done is None:
            return f"{shown}: not rendered; nothing changed since the site was built"
        uri = next((one for one in self._paths(page) if one in done.known), None)
        if uri is None:
            return f"{shown}: the site has no such page"
        if uri in done.kept:
            return f"{shown}: not rendered; nothing that it shows changed"
        if uri in done.why:
            return f"{shown}: rendered; {'; '.join(REASONS[one] for one in done.why[uri])}"
        reasons = (ALL_REASONS.get(one, one) for one in done.because)
        return f"{shown}: rendered, as all pages; {'; '.join(reasons)}"

    def _paths(self, page: str) -> Iterator[SrcUri]:
        """Yield the paths from the docs folder that somebody may mean."""
        yield SrcUri(page.removeprefix("./"))
        for top in (Path.cwd(), self._settings.root):
            path = Path(os.path.normpath(top / page))
            if path.is_relative_to(self._settings.docs_dir):
                yield SrcUri(path.relative_to(self._settings.docs_dir).as_posix())

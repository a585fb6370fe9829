# What the pages of a build are made of, as checksums: their sources and what we show on them, what
# all of them show, and what only an engine knows once it has read them. Why here: sources,
# addresses and a navigation are the engine's. Must not know: what was built before, what a plan is.
"""Tell what pages are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pollinate.content.page_loads import PageLoads
from pollinate.pages.page_facts import MARKER, PageFacts, all_checksums, checksum
from pollinate.pages.site import Site
from pollinate.paths import SrcUri
from pollinate.plan import SHARED
from pollinate.runtime.forked import forked

from pollinate_mkdocs import engine

TEXT = "text"
LARGE = 300
"""Pages from which on a second process looks at half of them."""
_IN_NAV = ("icon", "status", "subtitle")
"""What a theme's navigation prints of a page's meta."""


class SiteFacts:
    """What the pages of one build are made of."""

    def __init__(self, files: Any, config: Any) -> None:
        self._files, self._site_url = files, config.site_url or ""
        # On some disks, capitals make no other file.
        self._places = Counter(file.dest_uri.casefold() for file in files)
        self._places.update(one.casefold() for one in config.theme.static_templates)

    def of_page(self, site: Site, uri: SrcUri) -> dict[str, str]:
        """Return the checksums of one page by name."""
        file = self._files.get_file_from_path(uri)
        source = self._source(site, file) if file is not None else None
        if source is None:
            return {}
        text = source.decode("utf-8", "replace") if MARKER.encode() in source else ""
        facts = PageFacts(site).of(uri, engine.address(self._site_url, file), text)
        if self.is_shared(uri):
            facts[SHARED] = SHARED
        return {TEXT: checksum(source.decode("latin-1")), **facts}

    def is_shared(self, uri: SrcUri) -> bool:
        """Tell whether another file stands at the address of a page."""
        file = self._files.get_file_from_path(uri)
        return file is not None and self._places[file.dest_uri.casefold()] > 1

    def text(self, site: Site, file: Any) -> dict[str, str]:
        """Return the checksum of a page's own text, as it stands now."""
        source = self._source(site, file)
        return {} if source is None else {TEXT: checksum(source.decode("latin-1"))}

    @staticmethod
    def _source(site: Site, file: Any) -> bytes | None:
        """Return the text of a page: none of its own where we make it; None where it can't be
        read.
        """
        if file.src_uri in site.generated:
            return b""
        try:
            return bytes(file.content_bytes)
        except OSError:
            return None

    def of_all(self, site: Site, uris: Sequence[SrcUri]) -> dict[str, dict[str, str]]:
        """Return the checksums of all pages."""
        here, there = uris[::2], uris[1::2]

        def half(some: Sequence[SrcUri]) -> dict[str, dict[str, str]]:
            return {uri: self.of_page(site, uri) for uri in some}

        with forked(lambda: half(there), large=len(uris) >= LARGE) as others:
            return half(here) | others.result()

    def of_each(self, site: Site, **more: object) -> dict[str, str]:
        """Return the checksums of what every page shows; `more` is what the caller knows."""
        said = site.messages.sentences
        words = [(key, one.forms, one.on_pages) for key, one in sorted(said.items())]
        known = (*site.garden.content.lessons, *site.generated, *site.garden.trails)
        missing = [one for one in known if self._files.get_file_from_path(one) is None]
        named = [(one, self._address(one)) for one in site.renderer.named()]
        shown = {"words": words, "foot": site.foot_html(str), "missing": missing, "named": named}
        return all_checksums({**shown, **more})

    def _address(self, path: str) -> str:
        """Return the address of a file of the site; empty where there is none."""
        file = self._files.get_file_from_path(path) if path else None
        return str(file.url) if file is not None else ""

    @staticmethod
    def given(config: Any) -> tuple[object, ...]:
        """Return what a theme is given for every page, under the names that our own files got: a
        file of the site at one's place gives it another. Each says all that it is in its `repr`.
        """
        listed = [[*map(str, each)] for each in (config.extra_css, config.extra_javascript)]
        return listed, sorted(dict(config.theme).items())

    @staticmethod
    def read_later(nav: Any, loads: PageLoads, titles: Mapping[SrcUri, str]) -> dict[str, str]:
        """Return the checksums of what every page shows and only reading tells: a navigation, what
        all may run, and whether an engine calls lessons otherwise than we do.
        """
        sets = [loads.scripts, loads.styles, loads.style_attributes, map(repr, loads.loads)]
        return all_checksums(
            {
                "navigation": [*_of_nav(nav.items)],
                "scripts": ([sorted(one) for one in sets], loads.diagrams),
                "titles": sorted(titles.items()),
            }
        )


def _of_nav(items: Sequence[Any], depth: int = 0) -> Iterator[tuple[object, ...]]:
    for item in items:
        page = item if getattr(item, "is_page", False) else None
        meta = getattr(page, "meta", None) or {}
        about = (page.file.dest_uri, page.is_homepage) if page is not None else ()
        yield (
            depth,
            str(item.title),
            getattr(item, "url", ""),
            about,
            [repr(meta.get(name)) for name in _IN_NAV],
        )
        yield from _of_nav(getattr(item, "children", None) or (), depth + 1)

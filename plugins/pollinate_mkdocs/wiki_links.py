# Makes a link of each [[wiki link]] on a lesson's page whose meaning is known, so that readers see
# what the garden counts. The link is one to a source file, as authors write them: the engine turns
# it into an address and checks it. Must not know: how a name is resolved.
"""Render wiki links."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.inlinepatterns import InlineProcessor
from pollinate.content.links import WIKI_LINK, wiki_words
from pollinate.model.content import SourceKind
from pollinate.pages.site import Site
from pollinate.paths import SrcUri

from pollinate_mkdocs.private_links import PrivateLinks, page_of, source_href

OTHERS = ("roamlinks", "ezlinks", "wikilink", "obsidian")
"""Words in the names of plugins and extensions that render wiki links themselves."""


class WikiLinks(Extension):
    """An extension of Markdown that knows the page which is read."""

    def __init__(self, config: Any, private: PrivateLinks) -> None:
        super().__init__()
        self.private = private
        toc = (config.mdx_configs or {}).get("toc") or {}
        self._slug: Callable[[str, str], str] = toc.get("slugify") or slugify
        self._site: Site | None = None
        self._page = SrcUri("")

    def read(self, page: SrcUri, site: Site) -> None:
        """Take the next page."""
        self._page, self._site = page, site

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Come before footnotes and Markdown's own links, after code."""
        md.inlinePatterns.register(_WikiLink(self, md), "pollinate-wiki", 178)

    def href(self, words: str) -> str:
        """Return the href of a wiki link on the page; empty for one that leads nowhere."""
        if self._site is None or self._page not in self._site.garden.content.lessons:
            return ""
        name, _, heading = words.partition("#")
        anchor = f"#{self._slug(heading.strip(), '-')}" if heading.strip() else ""
        if not name.strip():
            return anchor
        target = self._file(self._site, words)
        if not target:
            return ""
        return source_href(self._page, target) + anchor

    def private_href(self, words: str) -> tuple[str, str] | None:
        """Return the name to show for a wiki link to somebody private, and its href or nothing."""
        found = self.private.words(words)
        return found and (found[0], source_href(self._page, found[1]) if found[1] else "")

    def _file(self, site: Site, words: str) -> str:
        kind, key = site.garden.wiki.get(self._page, {}).get(words, (SourceKind.OUTSIDE, ""))
        if kind is SourceKind.PERSON:
            return page_of(site, key)
        return key if kind is not SourceKind.OUTSIDE else ""


def add_wiki_links(config: Any, private: PrivateLinks) -> WikiLinks:
    """Return the extension, in use unless a site has another that does the same."""
    made = WikiLinks(config, private)
    names = [str(one).lower() for one in (*config.plugins, *config.markdown_extensions)]
    if not any(word in name for word in OTHERS for name in names):
        kept = [one for one in config.markdown_extensions if not isinstance(one, WikiLinks)]
        config.markdown_extensions[:] = [*kept, made]
    return made


class _WikiLink(InlineProcessor):
    def __init__(self, links: WikiLinks, md: Markdown) -> None:
        super().__init__(WIKI_LINK, md)
        self._links = links

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        inner = self.unescape(m[1])
        target, label = wiki_words(inner)
        href, private = self._links.href(target), self._links.private_href(target)
        if private is not None:
            # An author's own words may be the name, so they don't lead to the alias.
            label, href = (label, "") if "|" in inner else private
        elif not href:
            return None, None, None
        link = Element("a", {"href": href}) if href else Element("span")
        link.text = label
        return link, m.start(0), m.end(0)

# Takes the address from links in a page's text that lead to the file or page of somebody private,
# in Markdown before the engine turns files into addresses, and in HTML for what authors wrote as
# such. A link's words may be the person's name, so it doesn't lead to an alias either.
# Must not know: who is private (pollinate.private_ways), how a garden is derived.
"""Keep private people out of the links of a page."""

from __future__ import annotations

import html
import posixpath
import re
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pollinate.pages.site import Site
from pollinate.paths import SrcUri
from pollinate.private_ways import PrivateWays

_BEFORE_THE_ENGINE = 5
_TAG = re.compile(r"<[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(r"""(?<=[\s/"'])[\w:.-]+\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>=]+)""")


class PrivateLinks(Extension):
    """An extension of Markdown that knows the page which is read."""

    def __init__(self) -> None:
        super().__init__()
        self._site: Site | None = None
        self._ways: PrivateWays | None = None
        self.page = SrcUri("")

    def start(self, ways: PrivateWays) -> None:
        """Take what links mean in this build."""
        self._ways = ways if ways else None

    def read(self, page: SrcUri, site: Site) -> None:
        """Take the next page."""
        self.page, self._site = page, site

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Come after all links are read, before the engine turns files into addresses."""
        md.treeprocessors.register(_Links(self, md), "pollinate-private", _BEFORE_THE_ENGINE)

    def is_private(self, address: str, *, as_address: bool = False) -> bool:
        """Tell whether a link leads to the file or page of somebody private."""
        return self._ways is not None and self._ways.leads_to_private(
            self.page, address, as_address=as_address
        )

    def words(self, words: str) -> tuple[str, str] | None:
        """Return the name to show for a wiki link to somebody private, and the source file of their
        page or nothing; None for any other.
        """
        if self._ways is None or self._site is None:
            return None
        private = self._ways.of_words(self.page, words)
        return (private.name, page_of(self._site, private.slug)) if private is not None else None

    def author(self, meta: dict[str, Any]) -> None:
        """Name in a page's meta nobody private."""
        ways = self._ways
        for key in ("author", "authors") if ways is not None else ():
            said = meta.get(key)
            if isinstance(said, str):
                meta[key] = ways.shown(said)
            elif isinstance(said, list):
                meta[key] = [
                    ways.shown(one) if isinstance(one, str) else one
                    for one in said
                    if isinstance(one, str) or not ways.names_somebody(str(one))
                ]
            elif said is not None and ways.names_somebody(str(said)):
                # A form that no theme of ours knows: what it would print can't be mended.
                del meta[key]

    def html(self, text: str) -> str:
        """Return a page's HTML, the author's raw HTML with it, without addresses of somebody
        private.
        """
        if self._ways is None:
            return text
        return _TAG.sub(lambda tag: _ATTRIBUTE.sub(self._attribute, tag[0]), text)

    def _attribute(self, found: re.Match[str]) -> str:
        value = html.unescape(found[1].strip("\"'"))
        # One address, or several with widths between.
        pieces = (value, *re.split(r"[\s,]+", value))
        private = any(self.is_private(one, as_address=True) for one in pieces if one)
        return "" if private else found[0]


class _Links(Treeprocessor):
    def __init__(self, links: PrivateLinks, md: Markdown) -> None:
        super().__init__(md)
        self._links = links

    def run(self, root: Element) -> None:
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag)
            if key and self._links.is_private(element.get(key, "")):
                # The engine asks every link for its address.
                element.tag = "span"
                element.attrib.pop(key)
                element.text = element.text or element.attrib.pop("alt", "")


def source_href(page: SrcUri, target: str) -> str:
    """Return the href of a source file as an author would write it on a page."""
    return quote(posixpath.relpath(target, posixpath.dirname(page) or "."))


def page_of(site: Site, slug: Any) -> str:
    """Return the source file of a person's page; empty for who has none."""
    return site.look.person(slug).page or "" if slug in site.garden.contributors else ""


def add_private_links(config: Any) -> PrivateLinks:
    """Return the extension, in use."""
    kept = [one for one in config.markdown_extensions if not isinstance(one, PrivateLinks)]
    made = PrivateLinks()
    config.markdown_extensions[:] = [*kept, made]
    return made

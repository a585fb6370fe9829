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
from pollinate.site_memory import Asked

_BEFORE_THE_ENGINE = 5
_LINK, _WORDS, _SHOWN, _NAMES = "link", "words", "shown", "names"
"""What is asked: where a link leads, whom a wiki link means, a name of front matter, whether a text
names anybody.
"""
_AS_ADDRESS = "1"
_TAG = re.compile(r"<[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(r"""(?<=[\s/"'])[\w:.-]+\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>=]+)""")


class PrivateLinks(Extension):
    """An extension of Markdown that knows the page which is read."""

    def __init__(self) -> None:
        super().__init__()
        self._site: Site | None = None
        self._ways: PrivateWays | None = None
        self.page = SrcUri("")
        self.heard: dict[Asked, Any] = {}
        """What was asked since the last page was taken, and the answers: the next build can ask the
        same again without reading the page.
        """

    def start(self, ways: PrivateWays) -> None:
        """Take what links mean in this build."""
        self._ways = ways if ways else None
        self.heard = {}

    @property
    def is_on(self) -> bool:
        """Whether anybody asked not to be shown."""
        return self._ways is not None

    def read(self, page: SrcUri, site: Site) -> None:
        """Take the next page."""
        self.page, self._site = page, site

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Come after all links are read, before the engine turns files into addresses."""
        md.treeprocessors.register(_Links(self, md), "pollinate-private", _BEFORE_THE_ENGINE)

    def is_private(self, address: str, *, as_address: bool = False) -> bool:
        """Tell whether a link leads to the file or page of somebody private."""
        return bool(self._ask(_LINK, address, _AS_ADDRESS if as_address else ""))

    def words(self, words: str) -> tuple[str, str] | None:
        """Return the name to show for a wiki link to somebody private, and the source file of their
        page or nothing; None for any other.
        """
        found = self._ask(_WORDS, words)
        return (found[0], found[1]) if found else None

    def _ask(self, *asked: str) -> Any:
        """Return an answer, and remember it."""
        if self._ways is None:
            return None
        answer = self.heard[asked] = self.answer(self.page, asked, self._site)
        return answer

    def answer(self, page: SrcUri, asked: Asked, site: Site | None) -> Any:
        """Return what a page that asks something is told, as plain data."""
        # What is remembered may come from elsewhere: words that are missing name nobody.
        kind, *words = (*asked, "", "")
        if self._ways is None:
            return None
        if kind == _LINK:
            as_address = words[1] == _AS_ADDRESS
            return self._ways.leads_to_private(page, words[0], as_address=as_address)
        if kind == _WORDS:
            private = self._ways.of_words(page, words[0]) if site is not None else None
            if site is None or private is None:
                return None
            return [private.name, page_of(site, private.slug)]
        return self._ways.shown(words[0]) if kind == _SHOWN else self._ways.names_somebody(words[0])

    def author(self, meta: dict[str, Any]) -> None:
        """Name in a page's meta nobody private."""
        for key in ("author", "authors") if self._ways is not None else ():
            said = meta.get(key)
            if isinstance(said, str):
                meta[key] = self._ask(_SHOWN, said)
            elif isinstance(said, list):
                meta[key] = [
                    self._ask(_SHOWN, one) if isinstance(one, str) else one
                    for one in said
                    if isinstance(one, str) or not self._ask(_NAMES, str(one))
                ]
            elif said is not None and self._ask(_NAMES, str(said)):
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

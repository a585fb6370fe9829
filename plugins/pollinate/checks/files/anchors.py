# What one rendered text holds for the rule about links: its links and pictures, and the names that
# links can end in. The names are those that Markdown's `toc` gives; what forges and other slugs
# would give is kept beside, to say so. Markup is read by lxml, in linear time.
# Must not know: files, which links are right.
"""Read the links and anchors of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from markdown import Markdown
from markdown.extensions.toc import TocExtension, slugify, slugify_unicode
from rapidfuzz import process

from pollinate.content.hostile import defuse
from pollinate.content.linkhtml import WIKI
from pollinate.content.links import make_markdown

_NONE: Mapping[str, str] = {}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MADE = re.compile(r"--8<--|^:::|\{%|\{\{|<!--\s*toc\s*-->|^\[TOC\]", re.MULTILINE | re.IGNORECASE)
_FORGE = re.compile(r"[^\w\- ]")
_RAW = re.compile(r"<(?:a|img)\b[^>]{0,500}?(?:href|src)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_NEAR = 80
"""Of 100, from which on a name is worth to be asked about."""


class TargetKind(Enum):
    """What leads somewhere."""

    LINK = "link"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A link or picture as the page has it."""

    kind: TargetKind
    target: str
    alt: str | None = None
    is_decoration: bool = False
    """A picture that says itself that it has nothing to say."""
    is_raw: bool = False
    """Written as HTML."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a link to a page can end in."""

    names: frozenset[str]
    elsewhere: Mapping[str, str]
    """Names that a forge gives to headings, and what the site calls them."""

    def nearest(self, name: str) -> str:
        """Return the name that is most like one; empty where none is."""
        found = process.extractOne(name.lower(), sorted(self.names), score_cutoff=_NEAR)
        return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """What a text holds, once rendered."""

    links: tuple[Found, ...]
    anchors: Anchors


def is_made_elsewhere(text: str) -> bool:
    """Tell whether other plugins put something into a text, so that its anchors can't be told."""
    return bool(_MADE.search(text))


def read_page(text: str) -> RenderedPage | None:
    """Return what a text holds; None where Markdown can't read it, which is a finding already."""
    safe, _ = defuse(text)
    try:
        html = _markdown().reset().convert(safe)
    except Exception:
        _markdown.cache_clear()
        return None
    events = _Events(raw=frozenset(_RAW.findall(text)))
    from lxml import etree

    parser = etree.HTMLParser(target=events, encoding="utf-8", huge_tree=True)
    parser.feed(html.encode("utf-8", "replace"))
    page: RenderedPage = parser.close()
    return page


@cache
def _markdown() -> Markdown:
    markdown = make_markdown()
    markdown.registerExtensions([TocExtension()], {})
    return markdown


@dataclass(slots=True, kw_only=True)
class _Events:
    raw: frozenset[str]
    links: list[Found] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    elsewhere: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    heading: str | None = None
    words: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        for key in ("id", "name"):
            if attributes.get(key):
                self.names.add(attributes[key])
        if tag in _HEADINGS:
            self.heading, self.words = attributes.get("id", ""), []
        elif tag == "a" and "href" in attributes and not _is_ours(attributes):
            target = attributes["href"].strip()
            self.links.append(Found(kind=TargetKind.LINK, target=target, is_raw=target in self.raw))
        elif tag == "img" and attributes.get("src"):
            target = attributes["src"].strip()
            silent = attributes.get("role") in ("presentation", "none") or (
                attributes.get("aria-hidden") == "true"
            )
            self.links.append(
                Found(
                    kind=TargetKind.PICTURE,
                    target=target,
                    alt=attributes.get("alt"),
                    is_decoration=silent,
                    is_raw=target in self.raw,
                )
            )

    def end(self, tag: str) -> None:
        if tag in _HEADINGS and self.heading is not None:
            for name in _others("".join(self.words)):
                count = self.counts.get(name, 0)
                self.counts[name] = count + 1
                self.elsewhere.setdefault(f"{name}-{count}" if count else name, self.heading)
            self.heading = None

    def data(self, words: str) -> None:
        if self.heading is not None:
            self.words.append(words)

    def comment(self, words: str) -> None:
        """Leave a comment alone."""

    def pi(self, target: str, words: str | None = None) -> None:
        """Leave an instruction alone."""

    def close(self) -> RenderedPage:
        return RenderedPage(tuple(self.links), Anchors(frozenset(self.names), self.elsewhere))


def _is_ours(attributes: Mapping[str, str]) -> bool:
    """Tell whether a link is made of other words: [[these]], or the number of a footnote."""
    return WIKI in attributes or attributes.get("class", "").startswith("footnote-")


def _others(words: str) -> set[str]:
    """Return the names that forges and other settings of `toc` give to a heading."""
    words = unicodedata.normalize("NFC", words).strip()
    forge = _FORGE.sub("", words.lower()).replace(" ", "-")
    return {forge, slugify(words, "-"), slugify_unicode(words, "-"), forge.replace("--", "-")}

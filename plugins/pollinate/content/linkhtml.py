# Walks the HTML that Markdown made of a lesson and collects each link with its block of text.
# Why HTML and not Markdown's tree: raw HTML, footnotes and code are all in one form here. Read by
# lxml, in linear time for hostile input too: docs/developers/decisions/libraries.md.
# Must not know: files, where a link leads.
"""Collect the links of an HTML text with the sentences around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pollinate.content.marks import without_marks
from pollinate.content.safe_html import VOID
from pollinate.content.sentences import Sentences

WIKI = "data-garden-wiki"
"""Attribute that marks what was written as [[wiki link]]."""

_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
"""They end nothing in a page's middle for a browser, and everything for lxml."""
_NONE: Mapping[str, str] = {}
_INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "img",
        "input", "ins", "kbd", "label",
        "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var",
        "wbr", "svg", "path",
    }
)  # fmt: skip
_SILENT = frozenset({"pre", "script", "style", "template", "svg", "noscript", "textarea"})
_OPAQUE = frozenset({"script", "style", "template", "textarea"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_FOOTNOTES = frozenset({"footnote-ref", "footnote-backref"})


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link of an HTML text."""

    href: str
    text: str
    sentence: str
    learned: bool
    wiki: bool


@dataclass(slots=True, kw_only=True)
class _Open:
    href: str
    learned: bool
    wiki: bool
    start: int
    end: int = -1
    alt: str = ""


@dataclass(slots=True, kw_only=True)
class _Walk:
    found: list[FoundLink] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    links: list[_Open] = field(default_factory=list)
    """Of this block, in order; the last may still be open."""
    silent: list[str] = field(default_factory=list)
    code: int = 0
    muted: bool = False
    """Within the number of a footnote."""

    def text(self, words: str) -> None:
        if not words or self.silent or self.muted:
            return
        words = re.sub(r"\s+", " ", words if self.code else without_marks(words))
        if words.startswith(" ") and (not self.pieces or self.pieces[-1].endswith(" ")):
            words = words[1:]
        if words:
            self.pieces.append(words)
            self.length += len(words)

    def tag(self, closing: bool, name: str, attributes: Mapping[str, str]) -> None:
        if self.silent:
            if name == self.silent[-1]:
                self.silent.pop() if closing else self.silent.append(name)
            return
        if name not in _INLINE:
            self.text(" ") if name == "br" else self.flush()
        if name in _SILENT or (name not in VOID and _is_hidden(attributes)):
            if not closing:
                self.silent.append(name)
        elif name == "code":
            self.code = max(0, self.code + (-1 if closing else 1))
        elif name == "a":
            self.close_link()
            self.muted = False
            if not closing and not self.code:
                self.open_link(attributes)
        elif name == "img" and not closing and self.links and self.links[-1].end < 0:
            self.links[-1].alt = attributes.get("alt", "")

    def open_link(self, attributes: Mapping[str, str]) -> None:
        classes = set(attributes.get("class", "").split())
        href = attributes.get("href", "").strip()
        self.muted = bool(classes & _FOOTNOTES)
        if href and not self.muted:
            self.links.append(
                _Open(
                    href=href,
                    learned="learned-from" in classes,
                    wiki=WIKI in attributes,
                    start=self.length,
                )
            )

    def close_link(self) -> None:
        if self.links and self.links[-1].end < 0:
            self.links[-1].end = self.length

    def flush(self) -> None:
        """End a block: its text is whole now, so its links get their sentences."""
        text, carried = "".join(self.pieces), None
        sentences = Sentences(text) if self.links else None
        for link in self.links:
            end = self.length if link.end < 0 else link.end
            words = text[link.start : end].strip() or link.alt
            if link.end < 0 and not words:
                # A link around blocks, `<a href="…"><div>…`: its words come in the next one.
                carried = link
                continue
            assert sentences is not None
            sentence = sentences.around(link.start, max(end, link.start + 1))
            self.found.append(FoundLink(link.href, words, sentence, link.learned, link.wiki))
        self.pieces, self.length, self.links = [], 0, []
        if carried:
            carried.start = 0
            self.links.append(carried)


class _Events:
    """Hands the walk what lxml reads: the words between two tags are one text."""

    def __init__(self) -> None:
        self._walk = _Walk()
        self._words: list[str] = []
        self._opaque = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._tell_words()
        self._opaque = tag in _OPAQUE
        self._walk.tag(False, tag, attributes)

    def end(self, tag: str) -> None:
        self._tell_words()
        self._opaque = False
        self._walk.tag(True, tag, _NONE)

    def data(self, words: str) -> None:
        if not self._opaque:
            self._words.append(words)

    def comment(self, words: str) -> None:
        self._tell_words()

    def pi(self, target: str, words: str | None = None) -> None:
        self._tell_words()

    def close(self) -> list[FoundLink]:
        self._tell_words()
        self._walk.close_link()
        self._walk.flush()
        return self._walk.found

    def _tell_words(self) -> None:
        if self._words:
            self._walk.text("".join(self._words))
            self._words = []


def links_in(text: str) -> list[FoundLink]:
    """Return the links of an HTML text in order; those in code and to footnotes are none."""
    from lxml import etree

    events = _Events()
    parser = etree.HTMLParser(target=events, encoding="utf-8", huge_tree=True)
    parser.feed(_ENDS.sub("", text).encode("utf-8", "replace"))
    found: list[FoundLink] = parser.close()
    return found


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    """Tell whether a tag's attributes keep its words from readers."""
    return "hidden" in attributes or bool(_HIDING.search(attributes.get("style", "")))

# Reads the links of a Markdown text: inline, reference, autolink, [[wiki]], raw HTML, and which
# carry .learned-from. Python-Markdown finds them, with the block extensions of a site and no
# highlighting, so that what counts here is what becomes a link on the page. Hostile paragraphs are
# left out before it sees them. Must not know: where a link leads (derive/), files on disk.
"""Read the links of a Markdown text with the sentences around them."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from pollinate.content.hostile import defuse
from pollinate.content.linkhtml import WIKI, FoundLink, links_in
from pollinate.model.content import RawLink
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath, SrcUri

_ANY_LINK = re.compile(r"\]\(|\]\[|\]:|\[\[|<a\b|<http", re.IGNORECASE)
WIKI_LINK = r"(?<!!)\[\[(?!\s)([^\[\]\n]{1,400})\]\](?![(\[])"
"""As Markdown's inline patterns take it."""
_ABOVE = re.compile(r"^(?:\.{1,2}/)+")
_ESCAPED = re.compile("\x02(\\d{1,6})\x03")
_ANCHORS = re.compile(
    r"\]\([ \t]*<?([^\s<>()]+)|\[\[([^\[\]|\n]+)|href[ \t]*=["
    r" \t]*[\"']?([^\"'\s<>]+)|<(https?://[^<>\s]+)>|\[([^\[\]\n]+)(?=\])",
    re.IGNORECASE,
)
_BASIC = ["attr_list", "admonition", "tables", "footnotes", "md_in_html"]
_BLOCKS = ["superfences", "highlight", "details", "tabbed", "tasklist"]


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one text, and what was left out of reading it."""

    links: tuple[RawLink, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class LinkReader:
    """Read many texts with one Markdown parser; one reader for each thread."""

    def __init__(self) -> None:
        self._markdown = make_markdown()

    def read(
        self, text: str, source: SrcUri, body_line: int = 1, path: RepoPath | None = None
    ) -> Links:
        """Return the links of a text in order; never raises, whatever the text holds."""
        if not _ANY_LINK.search(text):
            return Links()
        where = path or RepoPath(source)
        safe, skipped = defuse(text)
        found, failed = self._found(safe)
        if failed:
            skipped = [(1, failed)]
        diagnostics = (_left_out(where, body_line + line - 1, reason) for line, reason in skipped)
        lines = _Lines(text)
        links = (
            RawLink(
                source=source,
                target=f.href,
                line=body_line + lines.of(f),
                text=f.text,
                sentence=f.sentence,
                learned=f.learned,
                wiki=f.wiki,
            )
            for f in found
        )
        return Links(tuple(links), tuple(diagnostics))

    def _found(self, text: str) -> tuple[list[FoundLink], str]:
        if not _ANY_LINK.search(text):
            return [], ""
        self._markdown.reset()
        try:
            found = links_in(self._markdown.convert(text))
        except Exception as error:
            # An extension that stumbles over one text must neither end the build nor bend what is
            # read after it.
            self._markdown = make_markdown()
            return [], (
                "it is nested too deeply"
                if isinstance(error, RecursionError)
                else "Markdown can't read it"
            )
        return [link for link in found if not link.href.lower().startswith("mailto:")], ""


def make_markdown() -> Markdown:
    """Return a Markdown parser with the block extensions of a site, without highlighting, and with
    [[wiki links]].
    """
    has_blocks = find_spec("pymdownx") is not None
    extensions = (
        [*_BASIC, *(f"pymdownx.{name}" for name in _BLOCKS)]
        if has_blocks
        else [*_BASIC, "fenced_code"]
    )
    configs: dict[str, dict[str, Any]] = {
        "pymdownx.tabbed": {"alternate_style": True},
        "pymdownx.highlight": {"use_pygments": False},
    }
    markdown = Markdown(extensions=extensions, extension_configs=configs if has_blocks else {})
    # After backticks and escapes, before footnotes and Markdown's own links.
    markdown.inlinePatterns.register(_WikiLink(WIKI_LINK, markdown), "garden-wiki", 178)
    return markdown


class _WikiLink(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802
        target, label = wiki_words(self.unescape(m[1]))
        link = Element("a", {"href": target, WIKI: "1"})
        link.text = label
        return link, m.start(0), m.end(0)


def wiki_words(inner: str) -> tuple[str, str]:
    """Return what a wiki link names, and what a reader sees of it: a path without its way up and
    its ending, a heading by its words.
    """
    words = _ESCAPED.sub(lambda escaped: chr(int(escaped[1])), inner)
    target, _, label = (one.strip() for one in words.partition("|"))
    if label:
        return target, label
    path, mark, heading = target.partition("#")
    if mark and not heading.strip():
        return target, target
    name = _ABOVE.sub("", path).strip()
    name = name.rsplit(".", 1)[0] if name.lower().endswith((".md", ".markdown")) else name
    return target, " › ".join(filter(None, (name, heading.strip()))) or target


def _left_out(path: RepoPath, line: int, reason: str) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=line,
        code="links-unread",
        message=f"links from here on are not read: {reason}",
        cure="Write it plainer or shorter.",
    )


class _Lines:
    """Tell the lines of links, found by their targets or words in the source, each place used
    once.
    """

    def __init__(self, text: str) -> None:
        self.places: defaultdict[str, deque[int]] = defaultdict(deque)
        line, position = 0, 0
        for found in _ANCHORS.finditer(text):
            line += text.count("\n", position, found.start())
            position = found.start()
            for word in found.groups():
                if word:
                    self.places[word.strip()].append(line)

    def of(self, link: FoundLink) -> int:
        """Return the line of a link, from 0; 0 too when it can't be told."""
        for word in (link.href, link.text):
            places = self.places.get(word)
            if places:
                return places.popleft() if len(places) > 1 else places[0]
        return 0

# Links, headings that links name, and pictures: whether something is there. Python-Markdown reads
# them, as for the site, so that what counts here is what becomes a link. Pages that no file holds
# are taken for there; where a text is made by other plugins, nothing is said.
# Must not know: what a link means to the garden (derive/), how findings are printed.
"""Find links that lead nowhere, and pictures without words."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections import defaultdict, deque
from collections.abc import Iterator
from html import unescape
from typing import Protocol
from urllib.parse import unquote, urlsplit

from pollinate.checks.files.anchors import Anchors, Found, TargetKind, read_page
from pollinate.checks.files.rules import finding
from pollinate.checks.files.text import Text
from pollinate.checks.files.unseen import unseen
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import SrcUri, join_src
from pollinate.runtime.walk import ENDINGS

_ANY = re.compile(
    r"!\[|<img\b|(?:\]\(|\]:|<a\b[^>\n]{0,200}?href\s?=)\s*[<\"']?"
    r"(?!https?://|mailto:|\s)[^)\s]",
    re.IGNORECASE,
)
"""A picture, or a link that is no plain address."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_MADE = re.compile(r"\{\{|\{%|\$\{|<%|^<|%\w+%$")
_EMPTY_WORDS = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|screenshot|screen ?shot|img|figure|graphic|diagram|alt|"
    r"alt[ -]text|description|untitled)(?: ?\d{0,4})?",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\s<>()\"'\[\]]+")
_MOST = 50
_LONGEST = 500_000
"""Letters of a text whose links are looked at: its page is made for that."""
_FILE_NAME = re.compile(r"[^\s]+\.(?:png|jpe?g|gif|webp|svg|heic|tiff?|bmp|avif)", re.IGNORECASE)
_CAMERA = re.compile(
    r"(?:IMG|DSC[FN]?|PXL|MVI|Screenshot|Screen Shot|Bildschirmfoto|Capture)[-_ ]?\d[\w .:-]*",
    re.IGNORECASE,
)


class Surroundings(Protocol):
    """What lies around a text."""

    maker: str
    """What else makes pages that no file holds; empty for nothing."""

    def holds(self, uri: str) -> bool:
        """Tell whether `docs_dir` has a file, or a folder, at a path."""

    def lies_outside(self, uri: str) -> bool:
        """Tell whether a path from `docs_dir` that leads out of it leads to a file all the same."""

    def is_made(self, uri: str) -> bool:
        """Tell whether a page stands there that no file holds."""

    def anchors(self, uri: SrcUri) -> Anchors | None:
        """Return what links to a page can name; None where that can't be told."""

    def nearest(self, uri: str) -> str:
        """Return the file whose path is most like one; empty where none is."""


def find_links(text: Text, around: Surroundings) -> Iterator[Diagnostic]:
    """Yield a finding for each link, anchor and picture of a text that leads nowhere, and an
    advice for each picture without words.
    """
    if not _ANY.search(text.prose):
        return
    if len(text.body) > _LONGEST:
        yield unseen(text.path, "this text is too long for its links to be looked at")
        return
    page = read_page(text.body)
    if page is None:
        return
    places = _Places(text)
    for found in page.links:
        place = places.of(found.target)
        if found.kind is TargetKind.PICTURE:
            yield from _words(text, found, place)
        yield from _leads(text, found, place, around, page.anchors)


def _words(text: Text, found: Found, place: tuple[int, int]) -> Iterator[Diagnostic]:
    words = (found.alt or "").strip()
    if found.is_decoration and not words:
        return
    name = posixpath.basename(urlsplit(found.target).path)
    empty = (
        not words
        or _EMPTY_WORDS.fullmatch(words)
        or _FILE_NAME.fullmatch(words)
        or _CAMERA.fullmatch(words)
    )
    if empty:
        message = (
            f"the picture {name[:60]} has no words"
            if not words
            else (f"'{words[:60]}' does not say what the picture {name[:60]} shows")
        )
        cure = f"Write what it shows: ![Errors by hour, with a peak at nine]({found.target[:200]})"
        yield finding("alt-missing", text.path, place[0], message, cure, column=place[1])


def _leads(
    text: Text, found: Found, place: tuple[int, int], around: Surroundings, own: Anchors
) -> Iterator[Diagnostic]:
    target = found.target
    if not target or _SCHEME.match(target) or _MADE.search(target):
        return
    path, _, anchor = target.partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        yield from _anchor(text, found, place, unquote(anchor), own, "this page")
        return
    uri = _resolved(text.uri, path, found, around)
    if uri is None:
        yield _broken(text, found, place, path, around)
    elif anchor and uri.lower().endswith(ENDINGS):
        there = around.anchors(SrcUri(uri))
        if there is not None:
            yield from _anchor(text, found, place, unquote(anchor), there, uri)


def _resolved(source: SrcUri, path: str, found: Found, around: Surroundings) -> str | None:
    """Return the file that a path leads to, `""` for a page that no file holds; None for none."""
    starts = [source]
    if found.is_raw or not path.lower().endswith(ENDINGS):
        # HTML goes to the reader as it is, and counts from the page's address.
        stem = source.rsplit(".", 1)[0]
        is_index = posixpath.basename(stem).lower() in ("index", "readme")
        starts.append(SrcUri(source if is_index else f"{stem}/index.md"))
    for start in starts:
        uri = join_src(start, path)
        if uri is None:
            continue
        if uri == "" or around.is_made(uri):
            return ""
        stem = uri.removesuffix(".html").rstrip("/")
        for one in (uri, f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md"):
            if around.holds(one):
                return one
    # A path from the top: where the site itself stands, only its host knows.
    return "" if path.startswith("/") else None


def _broken(
    text: Text, found: Found, place: tuple[int, int], path: str, around: Surroundings
) -> Diagnostic:
    picture = found.kind is TargetKind.PICTURE
    uri = join_src(text.uri, path)
    outside = uri is None and around.lies_outside(
        posixpath.normpath(posixpath.join(posixpath.dirname(text.uri), path))
    )
    what = "picture" if picture else "link"
    if outside:
        message = f"this {what} leads out of the site: {path[:200]}"
        cure = "Put the file into the documents' folder, or link to it on your forge."
    else:
        message = f"this {what} leads nowhere: {path[:200]}"
        near = around.nearest(uri) if uri else ""
        cure = (
            f"Did you mean {_from(text.uri, near)}?"
            if near
            else ("Put the file there, or take the link out.")
        )
    code = "broken-picture" if picture else "broken-link"
    made = bool(around.maker) and not outside
    if made:
        message = (
            f"no file is there for this {what}, unless '{around.maker}' makes it: {path[:200]}"
        )
    return finding(code, text.path, place[0], message, cure, column=place[1], advice=made)


def _from(source: SrcUri, target: str) -> str:
    relative = posixpath.relpath(target, posixpath.dirname(source) or ".")
    return shlex.quote(relative) if " " in relative else relative


def _anchor(
    text: Text, found: Found, place: tuple[int, int], anchor: str, there: Anchors, page: str
) -> Iterator[Diagnostic]:
    if not anchor or anchor in there.names or _MADE.search(anchor) or anchor.startswith(":~:"):
        return
    other = there.elsewhere.get(anchor)
    near = other or there.nearest(anchor)
    message = (
        f"'#{anchor[:80]}' works on a forge; on the site this heading is '#{other}'"
        if other
        else f"{page} has no heading '#{anchor[:80]}'"
    )
    target = f"{found.target.partition('#')[0]}#{near}"
    cure = f"Write: {target[:200]}" if near else "Name a heading that is there, or none."
    yield finding(
        "broken-anchor", text.path, place[0], message, cure, column=place[1], advice=bool(other)
    )


class _Places:
    """Tell the lines of links by their targets, each place used once."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._known: defaultdict[str, deque[int]] = defaultdict(deque)
        self._searched = 0
        for found in _TOKEN.finditer(text.prose):
            self._known[unescape(found[0])].append(found.start())

    def of(self, target: str) -> tuple[int, int]:
        """Return line and column, from 1, of a link; those of the text's beginning when they can't
        be told.
        """
        places = self._known.get(target) or self._known.get(unquote(target))
        if not places:
            places = self._known[target] = self._search(target)
        at = places.popleft() if len(places) > 1 else places[0]
        return self._text.in_body(at)

    def _search(self, target: str) -> deque[int]:
        """Return the first place of a target that holds blanks or brackets; so many are enough."""
        self._searched += 1
        return deque([max(0, self._text.prose.find(target)) if self._searched < _MOST else 0])

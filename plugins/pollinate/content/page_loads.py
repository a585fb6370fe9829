# What a finished page runs and loads, as a browser reads it: inline scripts and styles letter by
# letter, addresses by the kind of what they bring. Why not a parser: it takes ten times as long for
# each page of a site. What is overlooked here is not allowed by the page's policy, so a doubt ends
# on the safe side. Must not know: what a policy allows (security_policy.py), who wrote what.
"""Read what a page runs and loads."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"""<(?:!--|([a-z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))*+)(>?)"""
    r"""|[!?][^>]*+>)""",
    re.I,
)
"""A comment's begin, a tag up to its end (a `>` in a value is none), or what browsers pass over."""
_READ = frozenset(
    (
        *("script", "style", "link", "img", "source", "video", "audio", "track", "embed", "object"),
        *("iframe", "form", "button", "input", "image", "use", "feimage", "body", "td", "table"),
    )
)
_ATTR = re.compile(
    r"""([^\s=>/"'][^\s=>/]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?"""
)
_COMMENT_END = re.compile(r"--!?>")
_RAW = frozenset(("title", "textarea", "xmp", "noembed", "noframes", "iframe"))
"""Elements whose content is text to a browser that runs scripts."""
_STYLE_ATTRIBUTE = re.compile(
    r"""(?:^|[\s/"'])style\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*))""", re.I
)
_HANDLER = re.compile(r"""[\s/"'](on[a-z]{3,20})\s*=|href\s*=\s*["']?\s*(javascript:)""", re.I)
_CSS_ADDRESS = re.compile(
    r"""(@import\s+(?:url\(\s*)?|url\(\s*)["']?((?:https?:)?//[^"')\s]+)""", re.I
)
_RUNS = re.compile(
    r"(?:text|application)/(?:x-)?(?:java|ecma)script|text/(?:jscript|livescript)"
    r"|text/javascript1\.[0-5]|module|importmap|speculationrules",
    re.I,
)
"""The types of script that a browser asks its policy about; any other holds data."""
_OF = {
    ("img", "src"): "img-src",
    ("image", "href"): "img-src",
    ("use", "href"): "img-src",
    ("feimage", "href"): "img-src",
    ("input", "src"): "img-src",
    ("video", "poster"): "img-src",
    ("body", "background"): "img-src",
    ("table", "background"): "img-src",
    ("td", "background"): "img-src",
    ("source", "src"): "media-src",
    ("video", "src"): "media-src",
    ("audio", "src"): "media-src",
    ("track", "src"): "media-src",
    ("embed", "src"): "object-src",
    ("object", "data"): "object-src",
    ("iframe", "src"): "frame-src",
    ("form", "action"): "form-action",
    ("button", "formaction"): "form-action",
    ("input", "formaction"): "form-action",
    ("script", "src"): "script-src",
}
_LOADING = ("src", "href", "action", "background", "poster")
_PRELOADED = {
    "script": "script-src", "style": "style-src", "image": "img-src", "font": "font-src",
    "fetch": "connect-src", "worker": "worker-src",
}  # fmt: skip


@dataclass(frozen=True)
class Load:
    """An address that a page loads from, and the directive of a policy that is asked about it."""

    directive: str
    url: str


@dataclass(frozen=True, kw_only=True)
class PageLoads:
    """What a page runs and loads."""

    scripts: frozenset[str] = frozenset()
    """Inline scripts that a browser would run, as it reads them."""
    marked_scripts: frozenset[str] = frozenset()
    """Of these, the ones whose tag holds the mark."""
    styles: frozenset[str] = frozenset()
    """Style elements."""
    style_attributes: frozenset[str] = frozenset()
    loads: frozenset[Load] = frozenset()
    marked_loads: frozenset[Load] = frozenset()
    handler: str = ""
    """The first attribute that would run, such as `onclick`; no hash allows these."""
    diagrams: bool = False
    """The page holds a diagram that a script draws, with styles of its own."""


def read_page(page: str, mark: str = "") -> PageLoads:
    """Return what a page runs and loads; `mark` is what a tag that somebody vouches for holds."""
    scripts: set[tuple[str, bool]] = set()
    styles: set[str] = set()
    inline: set[str] = set()
    loads: set[tuple[Load, bool]] = set()
    handler = ""
    for name, attributes, text in _elements(page):
        if "tyle" in attributes or "TYLE" in attributes:
            found = _STYLE_ATTRIBUTE.search(attributes)
            if found is not None:
                inline.add(_seen(html.unescape(found[1] or found[2] or found[3] or "")))
        if " on" in attributes or "\non" in attributes or "avascript:" in attributes:
            found = _HANDLER.search(attributes)
            if found is not None and not handler:
                handler = (found[1] or found[2]).lower()
        if name not in _READ:
            continue
        marked = bool(mark) and mark in attributes
        if name == "style":
            styles.add(_seen(text))
        elif name == "script" and not has_attribute(attributes, "src"):
            if _is_run(attributes):
                scripts.add((_seen(text), marked))
        else:
            loads.update((one, marked) for one in _loads(name, attributes))
    loads.update((one, False) for text in (*styles, *inline) for one in read_style(text))
    return PageLoads(
        scripts=frozenset(text for text, _ in scripts),
        marked_scripts=frozenset(text for text, marked in scripts if marked),
        styles=frozenset(styles),
        style_attributes=frozenset(inline),
        loads=frozenset(load for load, _ in loads),
        marked_loads=frozenset(load for load, marked in loads if marked),
        handler=handler,
        diagrams='class="mermaid"' in page,
    )


def read_style(text: str) -> Iterator[Load]:
    """Yield what a stylesheet loads from elsewhere."""
    for found in _CSS_ADDRESS.finditer(text):
        kinds = ("style-src",) if found[1].startswith("@") else ("font-src", "img-src")
        yield from (Load(kind, found[2]) for kind in kinds)


def has_attribute(attributes: str, name: str) -> bool:
    """Tell whether a tag has an attribute, with a value or without."""
    return re.search(rf"(?:^|[\s/\"']){name}(?=[\s=/]|$)", attributes, re.I) is not None


def attributes_of(text: str) -> dict[str, str]:
    """Return a tag's attributes that have a value; of two with one name, the first counts."""
    found: dict[str, str] = {}
    for match in _ATTR.finditer(text):
        value = next((one for one in match.groups()[1:] if one is not None), None)
        if value is not None:
            found.setdefault(match[1].lower(), html.unescape(value))
    return found


def _elements(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield each element: its name, its attributes and, of scripts and styles, its text."""
    position, in_noscript = 0, 0
    while found := _TOKEN.search(page, position):
        position, name = found.end(), (found[1] or "").lower()
        if not name:
            if found[0] == "<!--":
                # From its third sign on, since `<!-->` and `<!--->` are whole comments.
                end = _COMMENT_END.search(page, found.start() + 2)
                position = end.end() if end else len(page)
        elif not found[3]:
            # A tag that ends nowhere holds all the rest.
            return
        elif name == "noscript":
            # Of what is shown without scripts no script runs, but its pictures are loaded.
            in_noscript = _end_of("noscript", page, position)[0]
        elif name in ("script", "style"):
            end_text, position = _end_of(name, page, position)
            if name == "style" or found.start() >= in_noscript:
                yield name, found[2], page[found.end() : end_text]
        else:
            yield name, found[2], ""
            if name in _RAW:
                _, position = _end_of(name, page, position)


def _end_of(name: str, page: str, start: int) -> tuple[int, int]:
    """Return where the text of an element ends, and where its end tag does."""
    closing, at = re.compile(rf"</{name}(?=[\s/>])[^>]*>", re.I), start
    while found := closing.search(page, at):
        text = page[start : found.start()]
        if name != "script" or not _is_hidden(text):
            return found.start(), found.end()
        at = found.end()
    return len(page), len(page)


def _is_hidden(text: str) -> bool:
    """Tell whether a script's end tag stands in what was a comment to browsers of old: after
    `<!--` and `<script`, the first end tag ends nothing.
    """
    _, opened, rest = text.rpartition("<!--")
    if not opened or "-->" in rest:
        return False
    tags = re.findall(r"<(/?)script(?=[\s/>])", rest, re.I)
    return bool(tags) and tags[-1] == ""


def _is_run(attributes: str) -> bool:
    found = attributes_of(attributes)
    kind = found.get("type")
    if kind is None:
        return True
    kind = kind.strip(" \t\n\f\r")
    return not kind or _RUNS.fullmatch(kind) is not None


@lru_cache(maxsize=4096)
def _loads(name: str, attributes: str) -> tuple[Load, ...]:
    """Return what a tag loads; a theme's tags are the same on page after page."""
    if name != "object" and not any(word in attributes.lower() for word in _LOADING):
        # A theme's switches and a table's cells are half of all that a page has.
        return ()
    values = attributes_of(attributes)
    return tuple(_linked(values) if name == "link" else _named(name, values))


def _named(name: str, values: dict[str, str]) -> Iterator[Load]:
    for key, value in values.items():
        short = key.removeprefix("xlink:")
        if directive := _OF.get((name, short)):
            yield Load(directive, value.strip())
        elif short == "srcset":
            yield from (Load("img-src", one) for one in _addresses(value))


def _linked(values: dict[str, str]) -> Iterator[Load]:
    words, url = values.get("rel", "").lower().split(), values.get("href", "").strip()
    if "stylesheet" in words:
        yield Load("style-src", url)
    if "icon" in words or "apple-touch-icon" in words or "mask-icon" in words:
        yield Load("img-src", url)
    if "manifest" in words:
        yield Load("manifest-src", url)
    if "modulepreload" in words:
        yield Load("script-src", url)
    if "preload" in words:
        yield Load(_PRELOADED.get(values.get("as", "").lower(), "connect-src"), url)
    if "preconnect" in words:
        # What a stylesheet from there names next: fonts, which the page itself doesn't.
        yield Load("font-src", url)


def _addresses(srcset: str) -> Iterator[str]:
    for part in re.split(r",\s+|\s+,", srcset):
        if words := part.split():
            yield words[0]


def _seen(text: str) -> str:
    """Return a text as a browser has it after reading: one kind of line end, and no NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")

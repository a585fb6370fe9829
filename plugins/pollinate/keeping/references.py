# Where files name one another: links in every form that counts as one, keys of front matter, steps,
# targets of notes; each with the letters that name the file, so that a move rewrites these letters
# and no other. What stands in code names nothing. Must not know: why something moves.
"""Find and rewrite what names a file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import quote, unquote

from pollinate.checks.files.text import Text
from pollinate.paths import SrcUri, join_src
from pollinate.runtime.walk import ENDINGS

_INLINE = re.compile(
    r"\]\([ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:[^\s()<>\\]|\\.|\([^\s()]*\))+))"
)
_DEFINED = re.compile(
    r"^ {0,3}\[[^\]\n]+\]:[ \t]*\n?[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>\S+))", re.M
)
_HTML = re.compile(
    r"<(?:a|img|source|video|audio)\b[^>]{0,500}?\b(?:href|src)[ \t]*=[ \t]*"
    r"(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s\"'>]+))",
    re.I,
)
_WIKI = re.compile(r"\[\[(?P<wiki>[^\[\]|\n]+?)[ \t]*(?=[|\]])")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\?|$")
_PATH_KEYS = re.compile(
    r"^(?P<key>[ \t]*(?:-[ \t]+)?(?:lesson|page|about|superseded_by)[ \t]*:[ \t]*)"
    r"(?P<quote>[\"']?)(?P<path>[^\"'#\n]+?)(?P=quote)[ \t]*(?:#.*)?$",
    re.M,
)
_UNSAFE = re.compile(r"[\x00-\x20%()<>\"'\\#?]")
_FROM_DOCS = ("about",)
"""Keys whose paths count from the docs folder; all others count from the file."""


class Reference(NamedTuple):
    """Letters that name a file."""

    start: int
    end: int
    target: SrcUri
    """The file, from the docs folder."""
    rest: str
    """`#heading` and what else stands behind the path."""
    style: str
    """markdown, html, wiki, docs or key: how the path is written."""
    stem: bool
    """It is written without the ending of the file, as an address or a wiki link has it."""


def references(
    text: Text, holds: Callable[[str], bool], *, unheld: bool = False
) -> Iterator[Reference]:
    """Yield what in a file names another by a path; `holds` tells whether a file is at a path. With
    `unheld`, also what leads to a page that no file holds.
    """
    for match in _PATH_KEYS.finditer(text.whole[: text.body_at]):
        yield from _of_key(text, match, holds)
    prose, base = text.prose, text.body_at
    for pattern, style in (
        (_INLINE, "markdown"),
        (_DEFINED, "markdown"),
        (_HTML, "html"),
        (_WIKI, "wiki"),
    ):
        for match in pattern.finditer(prose):
            name = next(key for key, value in match.groupdict().items() if value is not None)
            start, end = match.span(name)
            written = unescape(match[name])
            if _SCHEME.match(written.strip()) or (style == "wiki" and not _is_path(written)):
                continue
            found = _resolved(text.uri, written, style, holds, unheld=unheld)
            if found:
                yield Reference(base + start, base + end, *found)


def _is_path(words: str) -> bool:
    """Tell whether the words of a wiki link are a path, and no title."""
    return "/" in words or words.partition("#")[0].strip().lower().endswith(ENDINGS)


def _of_key(text: Text, match: re.Match[str], holds: Callable[[str], bool]) -> Iterator[Reference]:
    path = match["path"].strip()
    if _SCHEME.match(path) or not path.lower().endswith(ENDINGS):
        return
    from_docs = match["key"].strip(" \t-:").startswith(_FROM_DOCS)
    plain = path.lstrip("/")
    uri = SrcUri(posixpath.normpath(plain)) if from_docs else join_src(text.uri, path)
    if uri and holds(uri):
        start = match.start("path")
        style = "docs" if from_docs else "key"
        yield Reference(start, start + len(path), uri, "", style, stem=False)


def _resolved(
    source: SrcUri, written: str, style: str, holds: Callable[[str], bool], *, unheld: bool
) -> tuple[SrcUri, str, str, bool] | None:
    cut = min((at for at in map(written.find, "#?") if at >= 0), default=len(written))
    path, rest = unquote(written[:cut].strip()), written[cut:]
    if not path or path.startswith("/"):
        return None
    starts = [source]
    if style == "html" or not path.lower().endswith(ENDINGS):
        stem = source.rsplit(".", 1)[0]
        is_index = posixpath.basename(stem).lower() in ("index", "readme")
        starts.append(SrcUri(source if is_index else f"{stem}/index.md"))
    for start in starts:
        uri = join_src(start, path)
        if not uri:
            continue
        if holds(uri):
            return SrcUri(uri), rest, style if start == source else "address", False
        stem = uri.removesuffix(".html").rstrip("/")
        for one in (f"{stem}.md", f"{stem}/index.md"):
            if holds(one):
                return SrcUri(one), rest, style if start == source else "address", True
    last = join_src(starts[-1], path) if unheld else None
    if last is None:
        return None
    slash = "/" if path.endswith("/") else ""
    return SrcUri(last), slash + rest, style if len(starts) == 1 else "address", False


def rewritten(text: Text, found: list[tuple[Reference, SrcUri]], here: SrcUri) -> str:
    """Return a text in which references name other files; `here` is where the text stands then."""
    parts, at = [], 0
    for reference, target in sorted(found, key=lambda pair: pair[0].start):
        parts += [text.whole[at : reference.start], _written(reference, target, here)]
        at = reference.end
    return "".join((*parts, text.whole[at:]))


def _written(reference: Reference, target: SrcUri, here: SrcUri) -> str:
    """Return how a file is named from another."""
    if reference.style == "docs":
        return str(target)
    start = posixpath.dirname(here)
    if reference.style == "address":
        # It counts from the page's own address.
        stem = here.rsplit(".", 1)[0]
        front = posixpath.basename(stem).lower() in ("index", "readme")
        start = posixpath.dirname(here) if front else stem
    path = posixpath.relpath(target, start or ".")
    if reference.stem:
        path = path.rsplit(".", 1)[0]
        path = path.removesuffix("/index") + "/" if reference.style == "address" else path
    if reference.style == "wiki" and not path.startswith("."):
        path = f"./{path}"
    if reference.style in ("markdown", "html", "address"):
        path = _UNSAFE.sub(lambda sign: quote(sign[0]), path)
    return f"{path}{reference.rest}"

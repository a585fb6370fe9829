# Runs an engine on a site as its users do, and reads what came out: addresses, links, anchors,
# navigation, warnings. Must not know: gardens, but for the classes that `facts` reads.
"""Build MkDocs sites and read them."""

from __future__ import annotations

import html
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from support.warm import OURS, run_module


@dataclass(frozen=True)
class Built:
    """A build that ended."""

    site: Path
    log: str

    def warnings(self) -> list[str]:
        """Return the log's warnings and errors."""
        return [
            line for line in self.log.splitlines() if re.match(r"\s*(WARNING|ERROR|CRITICAL)", line)
        ]

    def read(self, path: str) -> str:
        """Return one page's HTML."""
        return (self.site / path).read_text(encoding="utf-8")


def run_engine(
    root: Path,
    site: Path,
    *more: str,
    engine: str = "mkdocs",
    python: str = sys.executable,
    env: Mapping[str, str] | None = None,
    code: int = 0,
    cold: bool = False,
) -> Built:
    """Build a site; insist on the exit code."""
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": OURS, **(env or {})}
    words = ("build", "--site-dir", str(site), *more)
    done = run_module(engine, *words, cwd=root, env=variables, python=python, cold=cold)
    log = done.stdout + done.stderr
    assert code == done.returncode, log[-3000:]
    assert "Traceback" not in log, log[-3000:]
    return Built(site, log)


def addresses(site: Path) -> set[str]:
    """Return every HTML file of a site."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


# A parser takes a minute for a large garden; in text a `<` is always written as `&lt;`, so tags can
# be found by their look.
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ADDRESS = re.compile(r'\s(href|src|id|name)="([^"]*)"')


@cache
def _read(path: Path) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the links of a page, and the anchors."""
    links, anchors = [], set()
    for tag in _TAG.finditer(path.read_text(encoding="utf-8")):
        for key, value in _ADDRESS.findall(tag[0]):
            if key in ("href", "src"):
                links.append(html.unescape(value))
            else:
                anchors.add(html.unescape(value))
    return tuple(links), frozenset(anchors)


def broken_links(site: Path, mount: str = "/", below: tuple[str, ...] = ("",)) -> Iterator[str]:
    """Yield every internal link that leads to no file, or to no anchor of one.

    `mount` is where the site lies on its server; `below` are the beginnings of the pages to look
    at.
    """
    for page in sorted(site.rglob("*.html")):
        if not page.relative_to(site).as_posix().startswith(below):
            continue
        for link in dict.fromkeys(_read(page)[0]):
            if problem := _problem(site, page, mount, link):
                yield f"{page.relative_to(site)}: {link}: {problem}"


def _problem(site: Path, page: Path, mount: str, link: str) -> str:
    """Return what is wrong with one link; empty when it is right or leads elsewhere."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    base = site if path.startswith("/") else page.parent
    target = (
        page if not path else Path(os.path.normpath(base / path.removeprefix(mount).lstrip("/")))
    )
    target = target / "index.html" if target.is_dir() else target
    if not target.is_file() or (path.endswith("/") and target.name != "index.html"):
        return "no such file"
    # What begins with two underscores is the theme's own switch for a drawer.
    known = target.suffix != ".html" or anchor.startswith("__") or anchor in _read(target)[1]
    return "" if not anchor or known else "no such anchor"


class _Nav(HTMLParser):
    """Collects the links of the primary navigation, without the page's table of contents."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: list[str] = []
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        css = values.get("class", "")
        if tag == "nav" and (self._open or "md-nav--primary" in css):
            self._open.append("toc" if "md-nav--secondary" in css else "nav")
        elif tag == "a" and self._open and "toc" not in self._open:
            self._href = values.get("href", "")

    def handle_data(self, data: str) -> None:
        if self._href and data.strip():
            self.found.append((self._href, " ".join(data.split())))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._href = ""
        elif tag == "nav" and self._open:
            self._open.pop()


def navigation(page: str) -> list[tuple[str, str]]:
    """Return address and title of each item of the primary navigation."""
    parser = _Nav()
    parser.feed(page)
    return parser.found


FACTS = ("byline", "credit", "lede", "when", "list", "notes", "tree", "table", "path")
_PART = re.compile(rf'<(\w+) class="[^"]*\bpl-(?:{"|".join(FACTS)})["\s][^<>]*>')


def facts(site: Path) -> dict[str, list[str]]:
    """Return what we say on each page that says something, in words: bylines, credit, people,
    relations.
    """
    found = {}
    for page in sorted(site.rglob("*.html")):
        source = page.read_text(encoding="utf-8")
        if parts := list(_parts(source)):
            found[page.relative_to(site).as_posix()] = parts
    return found


def _parts(source: str) -> Iterator[str]:
    """Yield the words of each of our parts on a page; a part within a part is in the outer one."""
    at = 0
    while part := _PART.search(source, at):
        depth, at = 1, part.end()
        for tag in re.compile(rf"<(/?){part[1]}\b[^<>]*>").finditer(source, at):
            depth, at = depth + (-1 if tag[1] else 1), tag.end()
            if not depth:
                break
        yield " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", source[part.end() : at])).split())

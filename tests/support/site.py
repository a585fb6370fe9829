# Reads built pages as a browser's parser does, and says what in them could do harm.
"""Read built sites."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

from support.run import pollinate

ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "data",
    "poster",
    "srcset",
    "content",
)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.scripts: list[str] = []
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        self._in = tag if tag in ("script", "style") else self._in

    def handle_endtag(self, tag: str) -> None:
        self._in = "" if tag == self._in else self._in

    def handle_data(self, data: str) -> None:
        (self.scripts if self._in else self.words).append(data)


@dataclass(frozen=True)
class Html:
    """A page, or a piece of one, as parsed."""

    source: str

    @cached_property
    def _parsed(self) -> _Parser:
        parser = _Parser()
        parser.feed(self.source)
        parser.close()
        return parser

    @property
    def elements(self) -> list[tuple[str, dict[str, str]]]:
        """Every element with its attributes."""
        return self._parsed.elements

    @property
    def text(self) -> str:
        """The words a reader sees, white space joined."""
        return " ".join("".join(self._parsed.words).split())

    @property
    def shapes(self) -> set[tuple[str, str]]:
        """Each element by its name and the names of its attributes."""
        return {(tag, " ".join(sorted(attrs))) for tag, attrs in self.elements}

    def links(self) -> list[str]:
        """Return the addresses of all links."""
        return [attrs["href"] for tag, attrs in self.elements if tag == "a" and "href" in attrs]

    def dangers(self) -> list[str]:
        """Return what could run a stranger's script."""
        found = []
        for tag, attrs in self.elements:
            found += [
                f"<{tag} {key}={value}>" for key, value in attrs.items() if key.startswith("on")
            ]
            found += [
                f"<{tag} {key}={attrs[key]}>" for key in ADDRESSES if _runs(attrs.get(key, ""))
            ]
            if tag in ("iframe", "object", "embed", "base", "form") and "md-" not in attrs.get(
                "class", ""
            ):
                found.append(f"<{tag} {attrs}>")
            if tag == "img" and attrs.get("src") in ("x", ""):
                found.append(f"<img {attrs}>")
        return found + [
            f"script: {script[:80]}" for script in self._parsed.scripts if "alert(1)" in script
        ]


def _runs(address: str) -> bool:
    plain = "".join(c for c in address if c > " ").lower()
    return plain.startswith(("javascript:", "vbscript:", "data:text/html"))


@dataclass
class Site:
    """A built site, and what building it printed."""

    folder: Path
    log: str = ""
    pages: dict[str, Html] = field(default_factory=dict)

    def page(self, uri: str) -> Html:
        """Return a page by its path in the site, without `index.html`."""
        if uri not in self.pages:
            self.pages[uri] = Html((self.folder / uri / "index.html").read_text(encoding="utf-8"))
        return self.pages[uri]

    def all(self) -> dict[str, Html]:
        """Return every page of the site by its path."""
        found = (
            path.parent.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("index.html")
        )
        return {uri: self.page(uri) for uri in sorted(found)}

    def below(self, prefix: str) -> list[Html]:
        """Return all pages in or below a folder."""
        return [
            page
            for uri, page in self.all().items()
            if uri == prefix or uri.startswith(f"{prefix}/")
        ]

    def garden(self) -> dict[str, object]:
        """Return garden.json."""
        document = json.loads((self.folder / "garden.json").read_text(encoding="utf-8"))
        assert isinstance(document, dict)
        return document


def article(page: Html) -> Html:
    """Return the part of a page between `<article` and `</article>`."""
    start = page.source.index("<article")
    return Html(page.source[start : page.source.index("</article>", start)])


def section(page: Html, start: str, end: str) -> Html:
    """Return the part of a page from one piece of source to another."""
    at = page.source.index(start)
    stop = page.source.find(end, at + len(start))
    return Html(page.source[at : stop if stop >= 0 else None])


def build(
    garden: Path, out: Path, *more: str, code: int = 0, lessons: str = "lessons/**/*.md"
) -> Site:
    """Build a garden in `docs/` and return its site."""
    done = pollinate(
        "-C",
        str(garden),
        "--docs-dir",
        "docs",
        "--lessons",
        lessons,
        "build",
        "--site-dir",
        str(out),
        *more,
    )
    assert code == done.returncode, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return Site(out, done.stdout + done.stderr)

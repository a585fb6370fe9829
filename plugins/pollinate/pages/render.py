# Turns views into HTML through autoescaped templates; the only place where HTML is made.
# Why here: everything that comes from git, front matter or Markdown is hostile, so nothing is joined by hand. Links come
# from one function that the adapter gives, since engines differ in how they treat an address.
# Must not know: MkDocs, git, where a page is written.
"""Render views."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from pollinate.pages.bed import draw_bed
from pollinate.pages.icons import icon
from pollinate.pages.messages import day_words, join_names, month_words, quote, say
from pollinate.pages.parts import safe_url
from pollinate.paths import SrcUri

Href = Callable[[SrcUri], str]
"""Gives the address of a page, relative to the page being rendered."""

STAGE_ICONS = {"seedling": "sprout", "budding": "leaf", "evergreen": "pine-tree"}
KIND_ICONS = {
    "lesson": "leaf", "person": "account-voice", "page": "book-open-page-variant-outline", "gathering": "presentation",
    "outside": "book-open-page-variant-outline",
}  # fmt: skip


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the one template environment: everything is escaped, an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("pollinate.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.update(
        say=say,
        icon=icon,
        stage_icons=STAGE_ICONS,
        kind_icons=KIND_ICONS,
        draw_bed=draw_bed,
        join_names=join_names,
        quote_words=quote,
    )
    made.filters.update(day=day_words, month=month_words, safe_url=safe_url)
    return made


@cache
def _template(name: str) -> Template:
    return environment().get_template(name)


def render(template: str, view: Any, href: Href, **more: Any) -> Markup:
    """Return a template's HTML for one view."""
    return Markup(_template(template).render(view=view, href=href, **more))


class Section(tuple[int, str, str]):
    """A heading of rendered HTML: level, id, text."""

    __slots__ = ()


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Section] = []
        self._open: tuple[int, str] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h1", "h2", "h3"):
            self._open, self._text = (int(tag[1]), dict(attrs).get("id") or ""), []

    def handle_data(self, data: str) -> None:
        if self._open:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == f"h{self._open[0]}":
            if self._open[1]:
                self.found.append(Section((*self._open, " ".join("".join(self._text).split()))))
            self._open = None


def headings(html: str) -> list[Section]:
    """Return the headings that have an id: inserted HTML must enter the table of contents by hand."""
    parser = _Headings()
    parser.feed(html)
    return parser.found

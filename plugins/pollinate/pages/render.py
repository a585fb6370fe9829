# Turns views into HTML through autoescaped templates; the only place where HTML is made.
# Why here: everything that comes from git, front matter or Markdown is hostile, so nothing is
# joined by hand. Links come from one function that the adapter gives, since engines differ in how
# they treat an address. Must not know: MkDocs, git, where a page is written.
"""Render views."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import cache, lru_cache
from html import unescape
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from pollinate.contribute.forge import safe_url
from pollinate.pages.home_chart import draw_bed
from pollinate.pages.icons import icon
from pollinate.pages.lesson_view import CreditRow
from pollinate.pages.messages import day_words, join_names, month_words, quote, say
from pollinate.pages.notes_view import OUTCOMES
from pollinate.pages.parts import LessonRef, PersonRef
from pollinate.paths import SrcUri

Href = Callable[[SrcUri], str]
"""Gives the address of a page, relative to the page being rendered."""

STAGE_ICONS = {"seedling": "sprout", "budding": "leaf", "evergreen": "pine-tree"}
KIND_ICONS = {
    "lesson": "leaf", "person": "account-voice", "page": "book-open-page-variant-outline",
    "gathering": "presentation",
    "outside": "book-open-page-variant-outline",
}  # fmt: skip


DOOR_ICONS = {
    "write": "pencil-plus-outline", "ask": "help-circle-outline", "apply": "check-circle-outline",
    "review": "eye-check-outline", "thank": "hand-heart-outline", "teach": "human-male-board",
}  # fmt: skip


def lower_first(text: Markup) -> Markup:
    """Return a message of ours with a small first letter, to go on in a sentence."""
    return Markup(f"{text[:1].lower()}{text[1:]}") if text[:1] not in ("&", "<") else text


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the one template environment: everything is escaped, an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("pollinate.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        href=lambda uri: _href.get()(uri), person=person_link, people=people_links, names=names_of
    )
    made.globals.update(lesson=lesson_link, lessons=lesson_links, evidence=evidence)
    made.globals.update(note_html=note_html, outcomes=OUTCOMES)
    made.globals.update(
        say=say,
        icon=icon,
        stage_icons=STAGE_ICONS,
        kind_icons=KIND_ICONS,
        draw_bed=draw_bed,
        join_names=join_names,
        quote_words=quote,
    )
    made.globals.update(door_icons=DOOR_ICONS)
    made.filters.update(
        lower_first=lower_first, day=day_words, month=month_words, safe_url=safe_url
    )
    return made


@cache
def _template(name: str) -> Template:
    return environment().get_template(name)


_href: ContextVar[Href] = ContextVar("href")
"""The page being rendered gives addresses: a context variable, so that macros are compiled once and
not for each page.
"""


def render(template: str, view: Any, href: Href, **more: Any) -> str:
    """Return a template's HTML for one view: plain text, since an engine joins it with text of its
    own.
    """
    token = _href.set(href)
    try:
        return _template(template).render(view=view, **more)
    finally:
        _href.reset(token)


def person_link(one: PersonRef) -> Markup:
    """Return a name, as a link where the person has a page."""
    return (
        Markup(f'<a href="{escape(_href.get()(one.page))}">{escape(one.name)}</a>')
        if one.page
        else escape(one.name)
    )


def people_links(all_: Iterable[PersonRef]) -> Markup:
    """Return names in a sentence."""
    return join_names([person_link(one) for one in all_])


def names_of(all_: Iterable[PersonRef]) -> Markup:
    """Return names in a sentence, without links."""
    return join_names([one.name for one in all_])


def lesson_link(one: LessonRef, css: str = "") -> Markup:
    """Return a lesson's title as a link."""
    kind = f' class="{escape(css)}"' if css else ""
    return Markup(f'<a{kind} href="{escape(_href.get()(one.page))}">{escape(one.title)}</a>')


def lesson_links(all_: Iterable[LessonRef]) -> Markup:
    """Return lessons in a sentence."""
    return join_names([lesson_link(one) for one in all_])


_GARDEN = re.compile(r' href="garden:([^"#]*)(#[^"]*)?"')


def note_html(body: str) -> Markup:
    """Return a note's own clean text, its addresses inside the garden as this page writes them."""
    if "garden:" not in body:
        return Markup(body)
    href = _href.get()
    return Markup(
        _GARDEN.sub(lambda m: f' href="{escape(href(SrcUri(unescape(m[1]))))}{m[2] or ""}"', body)
    )


def evidence(row: CreditRow) -> Markup:
    """Return what a writer did, with the commits that show it."""
    links = [
        (
            f'<a href="{escape(url)}">{escape(one.short)}</a>'
            if (url := safe_url(one.url))
            else f"<code>{escape(one.short)}</code>"
        )
        for one in row.commits
    ]
    if not links:
        return say(row.what)
    commits = Markup(", ".join(links))
    return say(
        "evidence",
        what=say(row.what),
        commits=say("and-more-commits", commits=commits) if row.more else commits,
    )


class Section(tuple[int, str, str]):
    """A heading of rendered HTML: level, id, text."""

    __slots__ = ()


_HEADING = re.compile(r'<h([123])[^>]* id="([^"]+)"[^>]*>(.*?)</h\1>', re.S)
_TAG = re.compile(r"<[^>]*>")


def headings(html: str) -> list[Section]:
    """Return the headings that have an id: inserted HTML must enter the table of contents by hand.

    Only for HTML of our own templates, in which every text of others is escaped.
    """
    return [
        Section((int(level), anchor, unescape(" ".join(_TAG.sub("", text).split()))))
        for level, anchor, text in _HEADING.findall(html)
    ]

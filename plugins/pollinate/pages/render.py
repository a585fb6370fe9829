# Turns views into HTML through autoescaped templates. Why here: everything that comes from git,
# front matter or Markdown is hostile, so it is escaped in one place; the few tags that are written
# in Python (links to people, lessons and commits) stand here too. Links come from one function that
# the adapter gives, since engines differ in how they treat an address. Must not know: MkDocs, git,
# where a page is written.
"""Render views."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import lru_cache, partial
from html import unescape
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
)
from jinja2.nodes import Const
from markupsafe import Markup, escape

from pollinate.contribute.forge import safe_url
from pollinate.messages.catalogue import Messages
from pollinate.model.stages import Stage
from pollinate.pages.home_chart import draw_bed
from pollinate.pages.icons import icon
from pollinate.pages.notes_view import OUTCOMES
from pollinate.pages.overrides import ORIGINAL, Overrides, find_overrides, override_error
from pollinate.pages.parts import LessonRef, PersonRef, TargetRef
from pollinate.paths import SrcUri

T = TypeVar("T")
Href = Callable[[SrcUri], str]
"""Gives the address of a page, relative to the page being rendered."""

STAGE_ICONS = {Stage.SEEDLING: "sprout", Stage.BUDDING: "leaf", Stage.EVERGREEN: "pine-tree"}
KIND_ICONS = {
    "lesson": "leaf", "person": "account-voice", "page": "book-open-page-variant-outline",
    "gathering": "presentation",
    "outside": "book-open-page-variant-outline",
}  # fmt: skip


DOOR_ICONS = {
    "write": "pencil-plus-outline", "ask": "help-circle-outline", "apply": "check-circle-outline",
    "review": "eye-check-outline", "thank": "hand-heart-outline", "teach": "human-male-board",
    "answer": "comment-check-outline", "reflect": "thought-bubble-outline",
    "tell": "comment-alert-outline",
}  # fmt: skip


EVIDENCE_ICONS = {
    "worked": "check-circle", "partly": "circle-half-full", "not": "close-circle-outline",
    "checked": "eye-check-outline",
}  # fmt: skip


def lower_first(text: Markup) -> Markup:
    """Return a message of ours with a small first letter, to go on in a sentence."""
    return Markup(f"{text[:1].lower()}{text[1:]}") if text[:1] not in ("&", "<") else text


_OURS = PackageLoader("pollinate.pages")


def _loader(overrides: Overrides | None) -> BaseLoader:
    """Return where templates come from: a site's own come first, as in Material."""
    if overrides is None:
        return _OURS
    own = FileSystemLoader(overrides.folder)
    return ChoiceLoader([own, PrefixLoader({ORIGINAL: _OURS}), _OURS])


@lru_cache(maxsize=4)
def _environment(messages: Messages, overrides: Overrides | None) -> Environment:
    """Return the template environment of a language and of one state of a site's own templates:
    everything is escaped, an unknown name is an error.
    """
    made = Environment(
        loader=_loader(overrides),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # A changed file makes other `overrides`: no need to look at every file for every page.
        auto_reload=False,
    )
    phrases = Phrases(messages)
    made.globals.update(href=lambda uri: _href.get()(uri), person=person_link)
    made.globals.update(lesson=phrases.lesson, state_of=phrases.state)
    made.globals.update(people=phrases.people, names=phrases.names, lessons=phrases.lessons)
    made.globals.update(note_html=note_html, outcomes=OUTCOMES)
    made.globals.update(
        say=messages.say,
        icon=icon,
        stage_icons=STAGE_ICONS,
        kind_icons=KIND_ICONS,
        draw_bed=draw_bed,
        join_names=messages.join,
        quote_words=messages.quote,
    )
    made.globals.update(door_icons=DOOR_ICONS, evidence_icons=EVIDENCE_ICONS)
    made.filters.update(
        lower_first=lower_first, day=messages.day, month=messages.month, safe_url=safe_url
    )
    return made


_href: ContextVar[Href] = ContextVar("href")
"""The page being rendered gives addresses: a context variable, so that macros are compiled once and
not for each page.
"""


class Renderer:
    """Turns the views of one site into HTML."""

    def __init__(self, messages: Messages, custom_dir: Path | None = None) -> None:
        """Raises OverrideError for a template in `custom_dir` that can't be read, or overrides
        nothing.
        """
        self._overrides = find_overrides(custom_dir, _OURS.list_templates())
        self._environment = _environment(messages, self._overrides)
        self._templates: dict[str, Template] = {}
        for name, _, _ in self._overrides.files if self._overrides else ():
            self._try(partial(self._template, name))

    def render(self, template: str, view: Any, href: Href, **more: Any) -> str:
        """Return a template's HTML for one view: plain text, since an engine joins it with text of
        its own. Raises OverrideError for what goes wrong in a site's own template.
        """
        token = _href.set(href)
        try:
            return self._try(lambda: self._template(template).render(view=view, **more))
        finally:
            _href.reset(token)

    def named(self) -> list[str]:
        """Return the texts that stand in a site's own templates, each of which may be the name of a
        file that a page leads to.
        """
        own = self._overrides
        sources = [(own.folder / one).read_text("utf-8") for one, _, _ in own.files] if own else []
        found = (each for text in sources for each in self._environment.parse(text).find_all(Const))
        return sorted({one.value for one in found if isinstance(one.value, str)})

    def _template(self, name: str) -> Template:
        if name not in self._templates:
            self._templates[name] = self._environment.get_template(name)
        return self._templates[name]

    def _try(self, make: Callable[[], T]) -> T:
        """Return what is made; what goes wrong in a site's own template is told as its error."""
        if self._overrides is None:
            return make()
        try:
            return make()
        except Exception as error:
            told = override_error(error, self._overrides)
            if told is None:
                raise
            raise told from error


def person_link(one: PersonRef) -> Markup:
    """Return a name, as a link where the person has a page."""
    return (
        Markup(f'<a href="{escape(_href.get()(one.page))}">{escape(one.name)}</a>')
        if one.page
        else escape(one.name)
    )


def lesson_link(one: LessonRef, css: str = "") -> Markup:
    """Return a lesson's title as a link."""
    kind = f' class="{escape(css)}"' if css else ""
    return Markup(f'<a{kind} href="{escape(_href.get()(one.page))}">{escape(one.title)}</a>')


_GARDEN = re.compile(r' href="garden:([^"#]*)(#[^"]*)?"')


def note_html(body: str) -> Markup:
    """Return a note's own clean text, its addresses inside the garden as this page writes them."""
    if "garden:" not in body:
        return Markup(body)
    href = _href.get()
    return Markup(
        _GARDEN.sub(lambda m: f' href="{escape(href(SrcUri(unescape(m[1]))))}{m[2] or ""}"', body)
    )


class Phrases:
    """Links to people, lessons and commits, joined as one language joins them."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def people(self, all_: Iterable[PersonRef]) -> Markup:
        """Return names in a sentence."""
        return self._messages.join([person_link(one) for one in all_])

    def names(self, all_: Iterable[PersonRef]) -> Markup:
        """Return names in a sentence, without links."""
        return self._messages.join([one.name for one in all_])

    def lessons(self, all_: Iterable[LessonRef]) -> Markup:
        """Return lessons in a sentence."""
        return self._messages.join([self.lesson(one) for one in all_])

    def lesson(self, one: LessonRef, css: str = "") -> Markup:
        """Return a lesson's title as a link, with its state where all is not well."""
        return lesson_link(one, css) + self.state(one)

    def state(self, one: LessonRef | TargetRef | None) -> Markup:
        """Return the state of a lesson behind its name; nothing where all is well."""
        if one is None or not one.state:
            return Markup("")
        state = self._messages.say(f"state-{one.state}")
        words = self._messages.say("in-brackets", text=state)
        return Markup(' <span class="pl-meta pl-state">{}</span>').format(words)


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

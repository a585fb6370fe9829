# Which pages a garden has beside its own files, where they stand, and what is on each: a list of plain values.
# Why here: an adapter only has to place these pages and ask for the parts of a lesson; it decides nothing.
# Must not know: MkDocs, HTML beyond the name of a template.
"""Plan the pages of a garden."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pollinate.model import Garden, Lesson, Show
from pollinate.pages.lesson_view import LessonView, view_lesson
from pollinate.pages.lineage_view import view_lineage
from pollinate.pages.list_views import (
    Topics,
    months_of,
    topic_title,
    view_attribution,
    view_home,
    view_month,
    view_months,
    view_sources,
    view_topic,
)  # fmt: skip
from pollinate.pages.messages import month_words, say
from pollinate.pages.parts import GeneratedPaths, Lookup
from pollinate.pages.people_view import view_people, view_person
from pollinate.pages.render import Href, render
from pollinate.paths import SrcUri
from pollinate.settings import Settings

ATTRIBUTION, THANKS, LEARNED = "attribution", "acknowledgements", "learned-from"
FEATURES = frozenset({ATTRIBUTION, THANKS, LEARNED})

LESSON_TEMPLATES = {
    "": ("lesson_top.html", "when.html", "actions.html"),
    ATTRIBUTION: ("byline.html", "credit.html"),
    LEARNED: ("learned.html",),
}
"""Templates of what stands on a lesson's page beside its text, by the feature that shows it."""


@dataclass(frozen=True)
class GeneratedPage:
    """A page that no file holds."""

    src_uri: SrcUri
    title: str
    template: str
    view: Callable[[], Any]
    """Made when asked, so that a build of one page makes one view."""
    in_nav: bool = False
    hide: tuple[str, ...] = ()
    search: bool = False
    """Found by search: pages that only repeat others are not, so that a search leads to the lesson."""
    more: Mapping[str, Any] | None = None

    def html(self, href: Href) -> str:
        """Return the page's HTML."""
        return render(self.template, self.view(), href, **(self.more or {}))


class Site:
    """All pages of a garden for one set of features; build once, ask per page."""

    def __init__(self, garden: Garden, settings: Settings, taken: Iterable[str], features: frozenset[str] = FEATURES) -> None:
        """`taken` are the paths without ending, README as index, that files already have."""
        # `x.md` and `x/index.md` have one address.
        self._taken = frozenset(twin for stem in taken for twin in (stem, f"{stem}/index", stem.removesuffix("/index")))
        self.garden, self.features = garden, features
        self._lesson_templates = [name for feature in ("", *sorted(features)) for name in LESSON_TEMPLATES.get(feature, ())]
        self._paths = GeneratedPaths(settings.base, self._taken)
        self.look = Lookup(garden, settings, self._paths, people=ATTRIBUTION in features)
        self.people_index = self._paths.page("people/index")
        self.attribution = self._paths.page("attribution")
        self.thanks_index = self._paths.page("acknowledgements/index")
        self.sources = self._paths.page("sources")
        self.months = (
            {month: self._paths.page(f"acknowledgements/{month}") for month in months_of(self.look)} if THANKS in features else {}
        )
        self.topics: Topics = self._topics()
        self.lineage_pages = self._lineages()
        self.generated = {page.src_uri: page for page in self._pages()}

    def lesson_view(self, lesson: Lesson) -> LessonView:
        """Return what a lesson's page shows beside its text."""
        return view_lesson(self.look, lesson, self.lineage_pages.get(lesson.src_uri), self.attribution)

    def lesson_html(self, lesson: Lesson, href: Href) -> dict[str, str]:
        """Return what each template of the parts in use says of a lesson, where it has anything to say."""
        view = self.lesson_view(lesson)
        return {name: render(name, view, href) for name in self._lesson_templates if view.fills(name)}

    def topic_of_page(self, uri: SrcUri) -> str | None:
        """Return the topic whose list goes below a file's own text; None for any other file."""
        for topic, (_, page) in self.topics.items():
            if page == uri and uri not in self.generated:
                return topic
        return None

    def topic_html(self, topic: str, href: Href) -> str:
        """Return a topic's list, to stand below the topic's own text."""
        return render("topic.html", view_topic(self.look, topic, self.topics), href, with_title=False)

    def home_html(self, href: Href) -> str:
        """Return what the marker on a home page becomes."""
        return render("home.html", view_home(self.look, self.topics, self.months), href)

    def _topics(self) -> Topics:
        """Return the page of each folder that holds lessons: its own index or README, else one that is generated."""
        folders = {lesson.topic for lesson in self.garden.content.lessons.values()}
        for topic in list(folders):
            while topic := posixpath.dirname(topic):
                if any(other.startswith(topic + "/") for other in folders):
                    folders.add(topic)
        content = self.garden.content
        found: Topics = {}
        for topic in sorted(folders):
            names = [SrcUri(f"{topic}/{name}".lstrip("/")) for name in ("index.md", "README.md")]
            own = next((uri for uri in names if uri in content.pages or uri in content.lessons), None)
            stem = f"{topic}/index".lstrip("/")
            if own is None and stem in self._taken:
                continue
            found[topic] = topic_title(self.look, topic), own or SrcUri(f"{stem}.md")
        return found

    def _lineages(self) -> dict[SrcUri, SrcUri]:
        if LEARNED not in self.features:
            return {}
        lessons = [uri for uri in self.garden.content.lessons if self.look.lineages.has_depth(uri)]
        return {uri: self._paths.page(f"lineage/{uri.rsplit('.', 1)[0]}") for uri in lessons}

    def _pages(self) -> Iterable[GeneratedPage]:
        yield from self._topic_pages()
        if ATTRIBUTION in self.features:
            yield from self._people_pages()
        if THANKS in self.features:
            yield from self._thanks_pages()
        if LEARNED in self.features:
            yield from self._learned_pages()
        if ATTRIBUTION in self.features:
            title = str(say("attribution-title"))
            yield GeneratedPage(
                self.attribution, title, "attribution.html", lambda: view_attribution(self.look, self.topics), True
            )

    def _topic_pages(self) -> Iterable[GeneratedPage]:
        content = self.garden.content
        for topic, (title, page) in self.topics.items():
            if page not in content.pages and page not in content.lessons:
                view = _later(view_topic, self.look, topic, self.topics)
                yield GeneratedPage(page, title, "topic.html", view, True, search=True, more={"with_title": True})

    def _people_pages(self) -> Iterable[GeneratedPage]:
        title = str(say("people-title"))
        yield GeneratedPage(
            self.people_index, title, "people.html", lambda: view_people(self.look, self.topics), True, ("toc",), True
        )
        for slug, one in self.garden.contributors.items():
            page = self.look.person(slug).page
            if page is not None and one.show is not Show.HIDDEN:
                view = _later(view_person, self.look, slug, self.topics, self.people_index, self.attribution)
                yield GeneratedPage(page, one.name, "person.html", view, search=True)

    def _thanks_pages(self) -> Iterable[GeneratedPage]:
        title = str(say("months-title"))
        yield GeneratedPage(self.thanks_index, title, "months.html", lambda: view_months(self.look, self.months), True)
        for month, page in self.months.items():
            view = _later(view_month, self.look, month, self.months, self.thanks_index)
            yield GeneratedPage(page, str(say("thanks-title", month=month_words(month))), "month.html", view)

    def _learned_pages(self) -> Iterable[GeneratedPage]:
        yield GeneratedPage(
            self.sources, str(say("sources-title")), "sources.html", lambda: view_sources(self.look), True, search=True
        )
        for uri, page in self.lineage_pages.items():
            title = str(say("lineage-picture", lesson=self.garden.content.lessons[uri].title).unescape())
            yield GeneratedPage(page, title, "lineage.html", _later(view_lineage, self.look, uri), hide=("navigation", "toc"))


def _later(make: Callable[..., Any], *args: Any) -> Callable[[], Any]:
    return lambda: make(*args)


def stem_of(uri: str) -> str:
    """Return a path without its ending, README as index: two files of one stem have one address."""
    stem = uri.rsplit(".", 1)[0]
    folder, name = posixpath.split(stem)
    return posixpath.join(folder, "index") if name.lower() == "readme" else stem

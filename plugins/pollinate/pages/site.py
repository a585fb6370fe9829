# Which pages a garden has beside its own files, where they stand, and what is on each: a list of
# plain values. Why here: an adapter only has to place these pages and ask for the parts of a
# lesson; it decides nothing. Must not know: MkDocs, HTML beyond the name of a template.
"""Plan the pages of a garden."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pollinate.contribute.forms import forms_of
from pollinate.model.content import Lesson
from pollinate.model.metrics import Value
from pollinate.model.notes import NoteKind, PlacedTrail
from pollinate.model.people import Show
from pollinate.model.public import PublicGarden
from pollinate.pages.assets import TAKE_PART_SCRIPT, WHEN_SCRIPT
from pollinate.pages.feeds import Feeds
from pollinate.pages.gatherings_view import view_gathering, view_gatherings
from pollinate.pages.generated_page import GeneratedPage
from pollinate.pages.lesson_view import LessonView, view_lesson
from pollinate.pages.lineage_view import view_lineage
from pollinate.pages.list_views import (
    HomeView,
    MonthView,
    months_of,
    topics_of,
    view_attribution,
    view_home,
    view_month,
    view_months,
    view_sources,
    view_topic,
)
from pollinate.pages.metrics_view import ValueView, view_value
from pollinate.pages.notes_view import NoteIndex
from pollinate.pages.parts import GeneratedPaths, Lookup
from pollinate.pages.people_view import PersonView, view_people, view_person
from pollinate.pages.policy_view import PolicyView, policy_place, view_foot, view_policy
from pollinate.pages.render import Href, Renderer
from pollinate.pages.situations_view import SituationPages, situation_pages
from pollinate.pages.take_part_view import HOME_DOORS, Ways
from pollinate.paths import Slug, SrcUri
from pollinate.settings import Settings

ATTRIBUTION, THANKS, LEARNED, TRAILS = "attribution", "acknowledgements", "learned-from", "trails"
FEATURES = frozenset({ATTRIBUTION, THANKS, LEARNED, TRAILS})

LESSON_TEMPLATES = {
    "": ("lesson_top.html", "when.html", "actions.html", "replaces.html", "notes.html"),
    ATTRIBUTION: ("byline.html", "credit.html"),
    LEARNED: ("learned.html",),
    TRAILS: ("stepper.html", "pager.html"),
}
"""Templates of what stands on a lesson's page beside its text, by the feature that shows it."""


class Site:
    """All pages of a garden for one set of features; build once, ask per page."""

    def __init__(
        self,
        garden: PublicGarden,
        settings: Settings,
        taken: Iterable[str],
        *,
        value: Callable[[], Value],
        features: frozenset[str] = FEATURES,
        custom_dir: Path | None = None,
    ) -> None:
        """`taken` are the paths without ending, README as index, that files already have; `value`
        is for the page about it, and asked for by nothing else; `custom_dir` is the theme's.
        """
        # `x.md` and `x/index.md` have one address.
        self.taken = frozenset(
            twin for stem in taken for twin in (stem, f"{stem}/index", stem.removesuffix("/index"))
        )
        self.garden, self.features, self._value = garden, features, value
        self._lesson_templates = [
            name
            for feature in ("", *sorted(features))
            for name in LESSON_TEMPLATES.get(feature, ())
        ]
        self._paths = GeneratedPaths(settings.base, self.taken)
        self.look = Lookup(
            garden,
            settings,
            self._paths,
            people=ATTRIBUTION in features,
            ways=self._ways(settings),
        )
        self.messages = self.look.messages
        self._renderer = Renderer(self.messages, custom_dir)
        self.notes = NoteIndex(self.look)
        self.take_part = self._paths.page("take-part/index")
        self.ways = Ways(self.look, self.notes)
        self.people_index = self._paths.page("people/index")
        self.attribution = self._paths.page("attribution")
        self.thanks_index = self._paths.page("acknowledgements/index")
        self.sources = self._paths.page("sources")
        self.value = self._paths.page("value")
        self.trails_index = self._index_of(garden.trails, settings.trails)
        self.gatherings_index = self._index_of(
            [u for u, g in garden.content.gatherings.items() if not g.hidden], settings.gatherings
        )
        self.months = (
            {month: self._paths.page(f"acknowledgements/{month}") for month in months_of(self.look)}
            if THANKS in features
            else {}
        )
        self.topics = topics_of(self.look, self.taken)
        self.lineage_pages = self._lineages()
        self.feeds = Feeds(
            self.look,
            self.notes,
            self.months,
            people=ATTRIBUTION in features,
            thanks=THANKS in features,
        )
        self.generated = {page.src_uri: page for page in self._pages()}

    @cached_property
    def situations(self) -> SituationPages:
        """Where lessons stand by what is happening."""
        return situation_pages(self.look, self.topics, self._paths)

    @cached_property
    def _policy(self) -> tuple[SrcUri, bool] | None:
        return policy_place(self.look)

    def _ways(self, settings: Settings) -> dict[str, SrcUri]:
        """Return where each way to take part stands; none where a site doesn't want them."""
        forms = forms_of(settings) if settings.take_part else ()
        return {form.way: self._paths.page(f"take-part/{form.way}") for form in forms}

    def _index_of(self, files: Iterable[SrcUri], globs: Sequence[str]) -> SrcUri | None:
        """Return where the list of some files stands: beside them, else where the pattern says;
        None beside a user's own.
        """
        folder = next(
            (posixpath.dirname(uri) for uri in files), posixpath.dirname(globs[0]) if globs else ""
        )
        stem = posixpath.join(folder, "index")
        return None if stem in self.taken or "*" in folder else SrcUri(f"{stem}.md")

    def repo_path(self, uri: SrcUri) -> str:
        """Return the path of a file of the site from the repository root."""
        return self.garden.content.place.repo(uri)

    def lesson_view(self, lesson: Lesson) -> LessonView:
        """Return what a lesson's page shows beside its text."""
        lineage = self.lineage_pages.get(lesson.src_uri)
        return view_lesson(
            self.look,
            self.notes,
            lesson,
            lineage,
            self.attribution,
            self.ways.of_lesson(lesson.src_uri),
            self.feeds.of_lesson(lesson.src_uri),
        )

    def lesson_html(self, lesson: Lesson, href: Href) -> dict[str, str]:
        """Return what each template of the parts in use says of a lesson, where it has anything to
        say.
        """
        view = self.lesson_view(lesson)
        return {
            name: self._renderer.render(name, view, href)
            for name in self._lesson_templates
            if view.fills(name)
        }

    def trail_html(self, trail: PlacedTrail, href: Href) -> dict[str, str]:
        """Return what stands on a trail's page above and below its text, by template."""
        view = self.notes.trail(trail)
        rest = replace(view.notes, reflections=())
        reflect = self.look.doors(("reflect",), about=trail.trail.src_uri)
        below = self._renderer.render("trail.html", view, href, rest=rest, reflect=reflect)
        return {
            "trail_top.html": self._renderer.render("trail_top.html", view, href),
            "trail.html": below,
        }

    def gathering_html(self, uri: SrcUri, href: Href) -> str:
        """Return what stands on a gathering's page below its text."""
        return self._renderer.render(
            "gathering.html",
            view_gathering(self.look, self.notes, uri),
            href,
            reflect=self.look.doors(("reflect",), about=uri),
        )

    def topic_of_page(self, uri: SrcUri) -> str | None:
        """Return the topic whose list goes below a file's own text; None for any other file."""
        for topic, (_, page) in self.topics.items():
            if page == uri and uri not in self.generated:
                return topic
        return None

    def topic_html(self, topic: str, href: Href) -> str:
        """Return a topic's list, to stand below the topic's own text."""
        return self._renderer.render(
            "topic.html", view_topic(self.look, topic, self.topics), href, with_title=False
        )

    def home_html(self, href: Href) -> str:
        """Return what the marker on a home page becomes."""
        return self._renderer.render("home.html", self._home_view(), href)

    def policy_html(self, href: Href) -> str:
        """Return what the marker on a page of the site's own becomes."""
        return self._renderer.render("policy.html", self._policy_view(), href, with_title=False)

    def foot_html(self, href: Href) -> str:
        """Return what stands at the foot of each page; nothing where a site wants no policy."""
        if self._policy is None:
            return ""
        page, ours = self._policy
        view = view_foot(self.look, page, is_ours=ours)
        return self._renderer.render("foot.html", view, href).strip()

    def _policy_view(self) -> PolicyView:
        return view_policy(self.look, self.attribution if ATTRIBUTION in self.features else None)

    def _person_view(self, slug: Slug) -> PersonView:
        return view_person(
            self.look,
            self.notes,
            slug,
            self.topics,
            self.people_index,
            self.attribution,
            self.months,
            self.feeds.of_person(slug),
            self.ways.of_person(slug),
        )

    def _home_view(self) -> HomeView:
        doors = self.look.doors(HOME_DOORS)
        all_ways = self.take_part if doors else None
        return view_home(
            self.look,
            self.notes,
            self.topics,
            self.months,
            doors,
            all_ways,
            situations=self.situations.index,
        )

    def _lineages(self) -> dict[SrcUri, SrcUri]:
        if LEARNED not in self.features:
            return {}
        lessons = [uri for uri in self.garden.content.lessons if self.look.lineages.has_depth(uri)]
        return {uri: self._paths.page(f"lineage/{uri.rsplit('.', 1)[0]}") for uri in lessons}

    def _pages(self) -> Iterable[GeneratedPage]:
        yield from self._topic_pages()
        yield from self._situation_pages()
        if ATTRIBUTION in self.features:
            yield from self._people_pages()
        if THANKS in self.features:
            yield from self._thanks_pages()
        if LEARNED in self.features:
            yield from self._learned_pages()
        yield from self._trail_pages()
        yield from self._value_pages()
        if ATTRIBUTION in self.features:
            view = _later(view_attribution, self.look, self.topics)
            title = self.messages.tell("attribution-title")
            yield self._page(self.attribution, title, "attribution.html", view, in_nav=True)
        yield from self._take_part_pages()
        if self._policy is not None and self._policy[1]:
            title, more = self.messages.tell("policy-title"), {"with_title": True}
            view = self._policy_view
            yield self._page(self._policy[0], title, "policy.html", view, search=True, more=more)

    def _take_part_pages(self) -> Iterable[GeneratedPage]:
        if not self.look.settings.take_part:
            return
        title = self.messages.tell("take-part-title")
        yield self._page(self.take_part, title, "take_parts.html", self.ways.index, in_nav=True)
        for way, page in self.look.ways.items():
            title, view = self.messages.tell(f"take-{way}"), _later(self.ways.view, way)
            more = {"script": SrcUri(TAKE_PART_SCRIPT)}
            yield self._page(page, title, "take_part.html", view, hide=("toc",), more=more)

    def _page(
        self, uri: SrcUri, title: str, template: str, view: Callable[[], Any], **rest: Any
    ) -> GeneratedPage:
        return GeneratedPage(
            src_uri=uri, title=title, template=template, view=view, renderer=self._renderer, **rest
        )

    def _topic_pages(self) -> Iterable[GeneratedPage]:
        content = self.garden.content
        for topic, (title, page) in self.topics.items():
            if page not in content.pages and page not in content.lessons:
                view = _later(view_topic, self.look, topic, self.topics)
                more = {"with_title": True}
                yield self._page(
                    page, title, "topic.html", view, in_nav=True, search=True, more=more
                )

    def _situation_pages(self) -> Iterable[GeneratedPage]:
        title, more = self.messages.tell("situations-title"), {"script": SrcUri(WHEN_SCRIPT)}
        for page, view in self.situations.pages.items():
            named = f"{title} {view.topic}".strip()
            yield self._page(
                page,
                named,
                "situations.html",
                _later(lambda one: one, view),
                hide=("toc",),
                more=more,
            )

    def _people_pages(self) -> Iterable[GeneratedPage]:
        title = self.messages.tell("people-title")
        everybody = _later(view_people, self.look, self.topics)
        yield self._page(
            self.people_index,
            title,
            "people.html",
            everybody,
            in_nav=True,
            hide=("toc",),
            search=True,
        )
        for slug, one in self.garden.contributors.items():
            page = self.look.person(slug).page
            if page is not None and one.show is not Show.HIDDEN:
                view = _later(self._person_view, slug)
                yield self._page(page, one.name, "person.html", view, search=True)

    def _thanks_pages(self) -> Iterable[GeneratedPage]:
        title = self.messages.tell("months-title")
        all_months = _later(view_months, self.look, self.months)
        yield self._page(self.thanks_index, title, "months.html", all_months, in_nav=True)
        for month, page in self.months.items():
            title = self.messages.tell("thanks-title", month=self.messages.month(month))
            view = _later(self._month_view, month)
            yield self._page(page, title, "month.html", view)

    def _month_view(self, month: str) -> MonthView:
        thank = self.look.doors(("thank",))
        return view_month(self.look, self.notes, month, self.months, self.thanks_index, thank)

    def _trail_pages(self) -> Iterable[GeneratedPage]:
        if TRAILS in self.features and self.garden.trails and self.trails_index:
            title = self.messages.tell("trails-title")
            yield self._page(
                self.trails_index, title, "trails.html", self.notes.trails, in_nav=True, search=True
            )
        if (
            LEARNED in self.features
            and self.gatherings_index
            and any(not g.hidden for g in self.garden.content.gatherings.values())
        ):
            title = self.messages.tell("gatherings-title")
            view = _later(view_gatherings, self.look, self.notes)
            yield self._page(
                self.gatherings_index, title, "gatherings.html", view, in_nav=True, search=True
            )

    def _value_pages(self) -> Iterable[GeneratedPage]:
        """Yield the page about value, where anybody applied a lesson or the settings say what the
        garden is for.
        """
        settings = self.look.settings
        if (
            settings.goals
            or settings.behaviours
            or any(n.kind is NoteKind.APPLIED for n in self.garden.notes)
        ):
            view = self._value_view
            title = self.messages.tell("value-title")
            yield self._page(self.value, title, "value.html", view, in_nav=True, search=True)

    def _value_view(self) -> ValueView:
        return view_value(self.look, self.notes, self._value())

    def _learned_pages(self) -> Iterable[GeneratedPage]:
        title, view = self.messages.tell("sources-title"), _later(view_sources, self.look)
        yield self._page(self.sources, title, "sources.html", view, in_nav=True, search=True)
        for uri, page in self.lineage_pages.items():
            lesson = self.garden.content.lessons[uri].title
            title = self.messages.tell("lineage-picture", lesson=lesson)
            view = _later(view_lineage, self.look, uri)
            yield self._page(page, title, "lineage.html", view, hide=("navigation", "toc"))


def _later(make: Callable[..., Any], *args: Any) -> Callable[[], Any]:
    return lambda: make(*args)

# The pages of a garden, those that no file holds (page_plan.py) and the parts of those that a file
# holds: where they stand, and what is on each. Why here: an adapter only has to place them and ask;
# it decides nothing. Must not know: MkDocs, HTML beyond the name of a template.
"""Answer for the pages of a garden."""

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
from pollinate.model.notes import PlacedTrail
from pollinate.model.public import PublicGarden
from pollinate.pages.browse_view import BrowsePages, browse_pages
from pollinate.pages.citations import view_citation
from pollinate.pages.crumbs import Crumb, Crumbs
from pollinate.pages.descriptions import Descriptions
from pollinate.pages.features import ATTRIBUTION, FEATURES, LEARNED, THANKS, TRAILS
from pollinate.pages.feeds import Feeds
from pollinate.pages.gatherings_view import GatheringView, view_gathering
from pollinate.pages.history_view import view_history
from pollinate.pages.home_view import HomeView, view_home, view_missing
from pollinate.pages.last_view import LastView
from pollinate.pages.lesson_view import LessonView, view_lesson
from pollinate.pages.list_views import months_of
from pollinate.pages.metrics_view import ValueView, view_value
from pollinate.pages.notes_view import NoteIndex
from pollinate.pages.page_plan import PagePlan
from pollinate.pages.parts import GeneratedPaths, Lookup
from pollinate.pages.policy_view import PolicyView, policy_place, view_foot, view_policy
from pollinate.pages.related import RelatedLessons
from pollinate.pages.render import Href, Renderer
from pollinate.pages.situations_view import SituationPages, situation_pages
from pollinate.pages.take_part_view import HOME_DOORS, Ways
from pollinate.pages.topics_view import TopicView, topics_of, view_topic
from pollinate.pages.value_picture import PICTURE_STYLES, draw_value
from pollinate.paths import SrcUri
from pollinate.settings import Settings

LESSON_TEMPLATES = {
    "": (
        "lesson_top.html",
        "when.html",
        "actions.html",
        "replaces.html",
        "notes.html",
        "related.html",
        "history.html",
    ),
    ATTRIBUTION: ("byline.html", "credit.html", "cite.html"),
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
        self.garden, self.features, self.value_source = garden, features, value
        self._lesson_templates = [
            name
            for feature in ("", *sorted(features))
            for name in LESSON_TEMPLATES.get(feature, ())
        ]
        self.paths = GeneratedPaths(settings.base, self.taken)
        self.look = Lookup(
            garden,
            settings,
            self.paths,
            people=ATTRIBUTION in features,
            ways=self._ways(settings),
        )
        self.messages = self.look.messages
        self.renderer = Renderer(self.messages, custom_dir)
        self.notes = NoteIndex(self.look)
        self.take_part = self.paths.page("take-part/index")
        self.ways = Ways(self.look, self.notes)
        self.people_index = self.paths.page("people/index")
        self.attribution = self.paths.page("attribution")
        self.thanks_index = self.paths.page("acknowledgements/index")
        self.sources = self.paths.page("sources")
        self.value = self.paths.page("value")
        self.trails_index = self._index_of(garden.trails, settings.trails)
        self.gatherings_index = self._index_of(
            [u for u, g in garden.content.gatherings.items() if not g.hidden], settings.gatherings
        )
        self.months = (
            {month: self.paths.page(f"acknowledgements/{month}") for month in months_of(self.look)}
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
        self.generated = {page.src_uri: page for page in PagePlan(self).pages()}

    @cached_property
    def last_view(self) -> LastView:
        """The view that was made last."""
        return LastView()

    @cached_property
    def _descriptions(self) -> Descriptions:
        return Descriptions(self.look, self.months)

    @cached_property
    def situations(self) -> SituationPages:
        """Where lessons stand by what is happening."""
        return situation_pages(self.look, self.notes, self.topics, self.paths)

    @cached_property
    def browse(self) -> BrowsePages:
        """Where lessons stand in other orders than by topic."""
        return browse_pages(self.look, self.notes, self.topics, self.paths)

    @cached_property
    def related(self) -> RelatedLessons:
        """Which lessons are like which."""
        return RelatedLessons(self.look)

    @cached_property
    def crumbs(self) -> Crumbs:
        """Where each page stands."""
        indexes = {"trails": self.trails_index, "gatherings": self.gatherings_index}
        return Crumbs(self.look, self.topics, self.generated, indexes)

    def above(self, uri: SrcUri) -> list[SrcUri]:
        """Return the pages above one, the highest first."""
        return [crumb.page for crumb in self.crumbs.above(uri) if crumb.page]

    def crumbs_html(self, uri: SrcUri, href: Href, sections: Sequence[str] = ()) -> str:
        """Return what says where a page stands; `sections` are the headings of the navigation that
        a page of the site's own stands under.
        """
        above = self.crumbs.above(uri)
        if not above and not self.crumbs.knows(uri):
            above = tuple(Crumb(title, None) for title in sections)
        return self.renderer.render("crumbs.html", above, href, home=href(SrcUri("")))

    @cached_property
    def policy_page(self) -> tuple[SrcUri, bool] | None:
        """Where the policy stands, and whether the page is ours; None where a site wants none."""
        return policy_place(self.look)

    def _ways(self, settings: Settings) -> dict[str, SrcUri]:
        """Return where each way to take part stands; none where a site doesn't want them."""
        forms = forms_of(settings) if settings.take_part else ()
        return {form.way: self.paths.page(f"take-part/{form.way}") for form in forms}

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

    def lesson_view(self, lesson: Lesson, address: str = "") -> LessonView:
        """Return what a lesson's page shows beside its text; `address` is the page's own in the
        web, where the site has one.
        """
        return self.last_view.of((lesson.src_uri, address), lambda: self._view(lesson, address))

    def _view(self, lesson: Lesson, address: str) -> LessonView:
        lineage = self.lineage_pages.get(lesson.src_uri)
        view = view_lesson(
            self.look,
            self.notes,
            lesson,
            lineage,
            self.attribution,
            self.ways.of_lesson(lesson.src_uri),
            self.feeds.of_lesson(lesson.src_uri),
        )
        return replace(
            view,
            related=self.related.of(lesson.src_uri),
            history=view_history(self.look, self.notes, lesson),
            cite=view_citation(self.look, lesson, address),
        )

    def lesson_html(self, lesson: Lesson, href: Href, address: str = "") -> dict[str, str]:
        """Return what each template of the parts in use says of a lesson, where it has anything to
        say.
        """
        view = self.lesson_view(lesson, address)
        return {
            name: self.renderer.render(name, view, href)
            for name in self._lesson_templates
            if view.fills(name)
        }

    def trail_html(self, trail: PlacedTrail, href: Href) -> dict[str, str]:
        """Return what stands on a trail's page above and below its text, by template."""
        view = self.notes.trail(trail)
        rest = replace(view.notes, reflections=())
        reflect = self.look.doors(("reflect",), about=trail.trail.src_uri)
        below = self.renderer.render("trail.html", view, href, rest=rest, reflect=reflect)
        return {
            "trail_top.html": self.renderer.render("trail_top.html", view, href),
            "trail.html": below,
        }

    def gathering_view(self, uri: SrcUri) -> GatheringView:
        """Return what stands on a gathering's page below its text."""
        return view_gathering(self.look, self.notes, uri)

    def gathering_html(self, uri: SrcUri, href: Href) -> str:
        """Return what stands on a gathering's page below its text."""
        return self.renderer.render(
            "gathering.html",
            self.gathering_view(uri),
            href,
            reflect=self.look.doors(("reflect",), about=uri),
        )

    def topic_of_page(self, uri: SrcUri) -> str | None:
        """Return the topic whose list goes below a file's own text; None for any other file."""
        for topic, (_, page) in self.topics.items():
            if page == uri and uri not in self.generated:
                return topic
        return None

    def topic_view(self, topic: str) -> TopicView:
        """Return a topic's list."""
        pages = self.browse.topics.get(topic, {})
        first = next(iter(pages.values()), None)
        by_title: tuple[tuple[str, SrcUri], ...] = ()
        if first is not None:
            by_title = first.parts or ((self.messages.tell("by-title-all"), next(iter(pages))),)
        return view_topic(
            self.look, self.notes, topic, self.topics, by_title=by_title, ways=self._ways_to_find()
        )

    def _ways_to_find(self) -> tuple[tuple[str, SrcUri], ...]:
        """Return other ways to find a lesson than by topic, with the keys of their names."""
        when = self.situations.index
        return ((("situations", when),) if when else ()) + self.browse.ways()

    def topic_html(self, topic: str, href: Href) -> str:
        """Return a topic's list, to stand below the topic's own text."""
        return self.renderer.render(
            "topic.html",
            self.topic_view(topic),
            href,
            with_title=False,
        )

    def home_html(self, href: Href) -> str:
        """Return what the marker on a home page becomes."""
        return self.renderer.render("home.html", self.home_view(), href)

    def policy_html(self, href: Href) -> str:
        """Return what the marker on a page of the site's own becomes."""
        return self.renderer.render("policy.html", self.policy_view(), href, with_title=False)

    def description(self, uri: SrcUri) -> str:
        """Return what a page is about, in a sentence; empty where none of its own says it."""
        page = self.generated.get(uri)
        return self._descriptions.of(uri, page.template if page else "")

    def title_of(self, uri: SrcUri) -> str:
        """Return the title of a page of the garden as it may be shown; empty for any other."""
        content = self.garden.content
        if page := self.generated.get(uri):
            return page.title
        if lesson := content.lessons.get(uri):
            return lesson.title
        one = content.trails.get(uri) or content.gatherings.get(uri)
        return one.title if one else ""

    def missing_html(self, href: Href) -> str:
        """Return what stands where a page is not."""
        view = view_missing(self.look, self.topics, self.situations.index)
        return self.renderer.render("missing.html", view, href)

    def head_html(self, uri: SrcUri, href: Href, **page: Any) -> str:
        """Return what stands in a page's head: what a link to it unfolds to, and its feeds."""
        feeds = self.feeds.of_page(uri)
        return self.renderer.render("head.html", feeds, href, site=self.garden.name, **page)

    def foot_html(self, href: Href, address: str = "") -> str:
        """Return what stands at the foot of each page; nothing where a site wants no policy."""
        if self.policy_page is None:
            return ""
        page, ours = self.policy_page
        more = () if self.foot_in_nav else self._foot_pages()
        view = view_foot(self.look, page, more, is_ours=ours)
        return self.renderer.render("foot.html", view, href, address=address).strip()

    @property
    def foot_in_nav(self) -> bool:
        """Whether pages that few ask for stand in the navigation, and not in the foot."""
        return self.look.settings.look != "garden" or self.policy_page is None

    def _foot_pages(self) -> Iterable[tuple[str, SrcUri]]:
        """Yield what stands in the foot of our look, where a reader's tabs are few."""
        for page in (self.take_part, self.sources, self.attribution):
            if page in self.generated:
                yield self.generated[page].short, page

    @cached_property
    def value_view(self) -> ValueView:
        """What the page about value says."""
        return view_value(self.look, self.notes, self.value_source())

    def value_picture(self) -> str:
        """Return the value story as a picture (SVG); empty where there is none."""
        drawn = None
        if self.value in self.generated:
            drawn = draw_value(self.messages, self.value_view, self.garden.name)
        if drawn is None:
            return ""
        return self.renderer.render("value_picture.svg", drawn, str, styles=PICTURE_STYLES)

    def policy_view(self) -> PolicyView:
        """Return what the policy page says."""
        return view_policy(self.look, self.attribution if ATTRIBUTION in self.features else None)

    def home_view(self) -> HomeView:
        """Return what the marker on a home page becomes."""
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
        return {uri: self.paths.page(f"lineage/{uri.rsplit('.', 1)[0]}") for uri in lessons}

# The plan of the pages that no file holds: which there are in a garden, under which title, made by
# which view. Why here: it reads as a list, and a site (site.py) answers for all pages, these and
# those of files. Must not know: MkDocs, HTML beyond the name of a template.
"""Plan the pages that no file holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pollinate.model.notes import NoteKind
from pollinate.model.people import Show
from pollinate.pages.assets import TAKE_PART_SCRIPT, WHEN_SCRIPT
from pollinate.pages.attribution_view import attribution_pages
from pollinate.pages.features import ATTRIBUTION, LEARNED, THANKS, TRAILS
from pollinate.pages.gatherings_view import view_gatherings
from pollinate.pages.generated_page import GeneratedPage
from pollinate.pages.lineage_view import view_lineage
from pollinate.pages.list_views import (
    MonthView,
    view_month,
    view_months,
    view_sources,
)
from pollinate.pages.paging import PageOfRows
from pollinate.pages.people_view import PersonPlace, PersonView, view_people, view_person
from pollinate.pages.search_words import stop_words
from pollinate.paths import Slug, SrcUri

if TYPE_CHECKING:
    from pollinate.pages.site import Site


class PagePlan:
    """All pages of a site that no file holds."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def _person_view(self, slug: Slug) -> PersonView:
        site = self._site
        place = PersonPlace(
            topics=site.topics,
            index=site.people_index,
            attribution=site.attribution,
            months=site.months,
            feed=site.feeds.of_person(slug),
            doors=site.ways.of_person(slug),
            policy=site.policy_page[0] if site.policy_page else None,
        )
        return view_person(site.look, site.notes, slug, place)

    def pages(self) -> Iterable[GeneratedPage]:
        """Yield every page, in the order in which a reader meets them."""
        yield from self._topic_pages()
        yield from self._situation_pages()
        yield from self._browse_pages()
        if ATTRIBUTION in self._site.features:
            yield from self._people_pages()
        if THANKS in self._site.features:
            yield from self._thanks_pages()
        if LEARNED in self._site.features:
            yield from self._learned_pages()
        yield from self._trail_pages()
        yield from self._value_pages()
        if ATTRIBUTION in self._site.features:
            yield from self._attribution_pages()
        yield from self._take_part_pages()
        if self._site.policy_page is not None and self._site.policy_page[1]:
            title, more = self._site.messages.tell("policy-title"), {"with_title": True}
            view = self._site.policy_view
            yield self._page(
                self._site.policy_page[0], title, "policy.html", view, search=True, more=more
            )

    def _attribution_pages(self) -> Iterable[GeneratedPage]:
        site = self._site
        title = site.messages.tell("attribution-title")
        pages = attribution_pages(site.look, site.topics, site.paths, site.attribution)
        for page, view in pages.items():
            named = f"{title}: {view.page.title}" if view.page.title else title
            yield self._page(
                page,
                named,
                "attribution.html",
                _later(lambda one: one, view),
                in_nav=site.foot_in_nav and view.page.index is None,
                more={"title": named},
                under=view.page.index,
                short=site.messages.tell("nav-attribution"),
            )

    def _take_part_pages(self) -> Iterable[GeneratedPage]:
        if not self._site.look.settings.take_part:
            return
        title = self._site.messages.tell("take-part-title")
        yield self._page(
            self._site.take_part,
            title,
            "take_parts.html",
            self._site.ways.index,
            in_nav=self._site.foot_in_nav,
            short=self._site.messages.tell("nav-take-part"),
        )
        for way, page in self._site.look.ways.items():
            title, view = self._site.messages.tell(f"take-{way}"), _later(self._site.ways.view, way)
            more = {"script": SrcUri(TAKE_PART_SCRIPT)}
            yield self._page(
                page,
                title,
                "take_part.html",
                view,
                hide=("toc",),
                more=more,
                under=self._site.take_part,
            )

    def _page(
        self, uri: SrcUri, title: str, template: str, view: Callable[[], Any], **rest: Any
    ) -> GeneratedPage:
        return GeneratedPage(
            src_uri=uri,
            title=title,
            template=template,
            view=lambda: self._site.last_view.of(uri, view),
            renderer=self._site.renderer,
            **rest,
        )

    def _topic_pages(self) -> Iterable[GeneratedPage]:
        content = self._site.garden.content
        for topic, (title, page) in self._site.topics.items():
            if page not in content.pages and page not in content.lessons:
                view = _later(self._site.topic_view, topic)
                more = {"with_title": True}
                yield self._page(
                    page, title, "topic.html", view, in_nav=True, search=True, more=more
                )

    def _situation_pages(self) -> Iterable[GeneratedPage]:
        messages = self._site.messages
        title = messages.tell("situations-title")
        more = {
            "script": SrcUri(WHEN_SCRIPT),
            # A question is cut as the search box cuts it.
            "empty_words": " ".join(stop_words(messages.language)),
        }
        for page, view in self._site.situations.pages.items():
            named = f"{title} {view.title}".strip()
            yield self._page(
                page,
                named,
                "situations.html",
                _later(lambda one: one, view),
                hide=("toc",),
                more=more,
                under=view.index or self._lessons,
            )

    def _browse_pages(self) -> Iterable[GeneratedPage]:
        browse, tell = self._site.browse, self._site.messages.tell
        lists: dict[str, Mapping[SrcUri, PageOfRows[Any]]] = {**browse.lists}
        lists["open-questions"] = browse.questions
        for name, pages in lists.items():
            yield from self._list_pages(name, tell(f"browse-{name}"), pages, self._lessons)
        for topic, pages in browse.topics.items():
            title, page = self._site.topics[topic]
            yield from self._list_pages("topic", title, pages, page)

    def _list_pages(
        self,
        name: str,
        title: str,
        pages: Mapping[SrcUri, PageOfRows[Any]],
        under: SrcUri | None,
    ) -> Iterable[GeneratedPage]:
        """Yield the pages of one list; all but the first stand under that."""
        for page, view in pages.items():
            named = f"{title}: {view.title}" if view.title else title
            yield self._page(
                page,
                named,
                "browse.html",
                _later(lambda one: one, view),
                hide=("toc",),
                more={"name": name, "title": named},
                under=view.index or under,
            )

    @property
    def _lessons(self) -> SrcUri | None:
        """The page of all topics, or of the only one."""
        top = [page for topic, (_, page) in self._site.topics.items() if "/" not in topic]
        return top[0] if len(top) == 1 else None

    def _people_pages(self) -> Iterable[GeneratedPage]:
        title = self._site.messages.tell("people-title")
        everybody = _later(view_people, self._site.look, self._site.topics)
        yield self._page(
            self._site.people_index,
            title,
            "people.html",
            everybody,
            in_nav=True,
            hide=("toc",),
            search=True,
            short=self._site.messages.tell("nav-people"),
        )
        for slug, one in self._site.garden.contributors.items():
            page = self._site.look.person(slug).page
            if page is not None and one.show is not Show.HIDDEN:
                view = _later(self._person_view, slug)
                yield self._page(
                    page,
                    one.name,
                    "person.html",
                    view,
                    search=True,
                    under=self._site.people_index,
                )

    def _thanks_pages(self) -> Iterable[GeneratedPage]:
        if not self._site.months:
            return
        title = self._site.messages.tell("months-title")
        yield self._page(
            self._site.thanks_index,
            title,
            "months.html",
            _later(view_months, self._site.look, self._site.notes, self._site.months),
            in_nav=True,
            short=self._site.messages.tell("nav-thanks"),
        )
        for month, page in self._site.months.items():
            title = self._site.messages.tell("thanks-title", month=self._site.messages.month(month))
            view = _later(self._month_view, month)
            yield self._page(page, title, "month.html", view, under=self._site.thanks_index)

    def _month_view(self, month: str) -> MonthView:
        thank = self._site.look.doors(("thank",))
        return view_month(
            self._site.look,
            self._site.notes,
            month,
            self._site.months,
            self._site.thanks_index,
            thank,
        )

    def _trail_pages(self) -> Iterable[GeneratedPage]:
        if TRAILS in self._site.features and self._site.garden.trails and self._site.trails_index:
            title = self._site.messages.tell("trails-title")
            yield self._page(
                self._site.trails_index,
                title,
                "trails.html",
                self._site.notes.trails,
                in_nav=True,
                search=True,
                short=self._site.messages.tell("nav-trails"),
            )
        if (
            LEARNED in self._site.features
            and self._site.gatherings_index
            and any(not g.hidden for g in self._site.garden.content.gatherings.values())
        ):
            title = self._site.messages.tell("gatherings-title")
            view = _later(view_gatherings, self._site.look, self._site.notes)
            yield self._page(
                self._site.gatherings_index,
                title,
                "gatherings.html",
                view,
                in_nav=True,
                search=True,
                short=title,
            )

    def _value_pages(self) -> Iterable[GeneratedPage]:
        """Yield the page about value, where anybody applied a lesson or the settings say what the
        garden is for.
        """
        settings = self._site.look.settings
        if (
            settings.goals
            or settings.behaviours
            or any(n.kind is NoteKind.APPLIED for n in self._site.garden.notes)
        ):
            view = _later(lambda: self._site.value_view)
            title = self._site.messages.tell("value-title")
            short = self._site.messages.tell("nav-value")
            yield self._page(
                self._site.value, title, "value.html", view, in_nav=True, search=True, short=short
            )

    def _learned_pages(self) -> Iterable[GeneratedPage]:
        if view_sources(self._site.look).has_any:
            yield self._page(
                self._site.sources,
                self._site.messages.tell("sources-title"),
                "sources.html",
                _later(view_sources, self._site.look),
                in_nav=self._site.foot_in_nav,
                search=True,
                short=self._site.messages.tell("nav-sources"),
            )
        for uri, page in self._site.lineage_pages.items():
            lesson = self._site.garden.content.lessons[uri].title
            title = self._site.messages.tell("lineage-picture", lesson=lesson)
            view = _later(view_lineage, self._site.look, uri)
            hide = ("navigation", "toc")
            yield self._page(page, title, "lineage.html", view, hide=hide, under=uri)


def _later(make: Callable[..., Any], *args: Any) -> Callable[[], Any]:
    return lambda: make(*args)

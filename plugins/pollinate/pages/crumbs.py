# Where a page stands: under which pages, from home down, so that whoever arrives by a search or a
# link finds the way up. Why here: a theme knows only what its navigation holds, and few of our
# pages are in one.
# Must not know: HTML, MkDocs.
"""Say where a page stands."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from pollinate.pages.generated_page import GeneratedPage
from pollinate.pages.parts import Lookup
from pollinate.pages.topics_view import Topics, is_front
from pollinate.paths import SrcUri

DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Crumb:
    """One page above another; without an address where it is only a heading of a navigation."""

    title: str
    page: SrcUri | None


class Crumbs:
    """Answers for any page of a garden which pages it stands under."""

    def __init__(
        self,
        look: Lookup,
        topics: Topics,
        generated: Mapping[SrcUri, GeneratedPage],
        indexes: Mapping[str, SrcUri | None],
    ) -> None:
        """`indexes` are the lists of `trails` and `gatherings`, where a site has them."""
        self._look, self._topics, self._generated = look, topics, generated
        self._indexes = indexes
        self._topic_of = {page: topic for topic, (_, page) in topics.items()}

    def above(self, uri: SrcUri) -> tuple[Crumb, ...]:
        """Return the pages above one, the highest first; home is above all and none of them."""
        found: list[Crumb] = []
        seen = {uri}
        page = self._under(uri)
        while page is not None and page not in seen and len(found) < DEEPEST:
            seen.add(page)
            found.append(Crumb(self._title(page), page))
            page = self._under(page)
        return tuple(reversed(found))

    def knows(self, uri: SrcUri) -> bool:
        """Tell whether a page is one of a garden, and not another of the site's own."""
        return uri in self._topic_of or uri in self._generated

    def _under(self, uri: SrcUri) -> SrcUri | None:
        """Return the page right above one."""
        if uri in self._topic_of:
            return self._topic(posixpath.dirname(self._topic_of[uri]), self._topic_of[uri])
        if page := self._generated.get(uri):
            return page.under
        content = self._look.garden.content
        if lesson := content.lessons.get(uri):
            topic = lesson.topic
            return self._topic(posixpath.dirname(topic) if is_front(uri, topic) else topic, None)
        if uri in self._look.garden.trails:
            return self._indexes.get("trails")
        return self._indexes.get("gatherings") if uri in content.gatherings else None

    def _topic(self, topic: str, below: str | None) -> SrcUri | None:
        """Return the page of a topic, or of the nearest one that has a page."""
        while topic not in self._topics:
            if not topic:
                return None
            topic = posixpath.dirname(topic)
        page = self._topics[topic][1]
        # The front page of the whole garden is home, which stands above all anyway.
        home = not topic and page.rpartition(".")[0].lower() in ("index", "readme")
        return None if home or topic == below else page

    def _title(self, uri: SrcUri) -> str:
        if uri in self._topic_of:
            return self._topics[self._topic_of[uri]][0]
        if page := self._generated.get(uri):
            return page.short or page.title
        content = self._look.garden.content
        if lesson := content.lessons.get(uri):
            return lesson.title
        own = content.pages.get(uri)
        return own.title if own else ""

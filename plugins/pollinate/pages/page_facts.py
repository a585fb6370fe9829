# What a page shows beside its author's text, as checksums by name: the same checksums, the same
# page. Of the views themselves, which hold every fact that a template can show, so that nothing has
# to be rendered to know whether it would come out the same.
# Must not know: MkDocs, what was shown before.
"""Tell what a page shows."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from pollinate.pages.lesson_view import LessonView
from pollinate.pages.site import Site
from pollinate.paths import Slug, SrcUri

CREDIT, NOTES, LINKS, DOORS, OTHER = "credit", "notes", "links", "doors", "page"
MARKER = "<!-- pollinate:"
"""How a marker begins that a part of the garden takes the place of, on whatever page."""
GROUPS = {
    CREDIT: ("writers", "editors", "small", "reviewers", "rows", "better", "tools", "made_by",
             "phrases", "phrases_left", "attribution"),
    NOTES: ("evidence", "notes", "by_others", "due", "places", "feed"),
    LINKS: ("superseded_by", "replaces", "learned", "grew", "mentioned", "lineage"),
    DOORS: ("improve", "doors", "ways"),
    "related": ("related",),
    "history": ("history",),
    "cite": ("cite",),
}  # fmt: skip
"""Under which name the fields of a lesson's view are told; any other counts as OTHER."""
_GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}


def checksum(text: str) -> str:
    """Return what changes with a text: 16 letters."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class PageFacts:
    """What the pages of one site show."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._crumbs, self._people = site.crumbs, site.garden.contributors

    def of(self, uri: SrcUri, address: str = "", text: str = "") -> dict[str, str]:
        """Return the checksums of what a page shows beside its own text; `address` is its own in
        the web, `text` its source, in which markers may stand.
        """
        site, garden = self._site, self._site.garden
        told: defaultdict[str, list[str]] = defaultdict(list)
        told["place"].append(repr((self._crumbs.above(uri), self._crumbs.knows(uri))))
        told["head"].append(
            repr((site.feeds.of_page(uri), site.description(uri), site.title_of(uri)))
        )
        if lesson := garden.content.lessons.get(uri):
            for name, value in _of_lesson(site.lesson_view(lesson, address)):
                told[name].append(value)
            told[OTHER].append(repr((garden.state(uri), lesson.applies_when)))
            told[LINKS].append(repr(sorted(self._wiki(uri))))
        elif page := site.generated.get(uri):
            shown = (page.view(), page.template, page.more, page.hide, page.search, page.short)
            told[OTHER].append(repr(shown))
        else:
            told[OTHER].extend(map(repr, self._of_own(uri)))
        if MARKER in text:
            told[OTHER].append(repr((site.home_view(), site.policy_view())))
        return {name: checksum("\0".join(values)) for name, values in told.items()}

    def _of_own(self, uri: SrcUri) -> Iterator[Any]:
        """Yield what stands on a page of the site's own beside its text."""
        site, garden = self._site, self._site.garden
        reflect = site.look.doors(("reflect",), about=uri)
        if uri in garden.trails:
            yield site.notes.trail(garden.trails[uri]), reflect
        if uri in garden.content.gatherings:
            yield site.gathering_view(uri), reflect
        topic = site.topic_of_page(uri)
        if topic is not None:
            yield site.topic_view(topic)

    def _wiki(self, uri: SrcUri) -> Iterable[tuple[str, str, str]]:
        """Yield what each wiki link of a lesson means."""
        for words, (kind, key) in self._site.garden.wiki.get(uri, {}).items():
            slug = Slug(key)
            page = self._site.look.person(slug).page if slug in self._people else ""
            yield words, str(kind), f"{key} {page}"


def _of_lesson(view: LessonView) -> Iterator[tuple[str, str]]:
    for one in fields(view):
        yield _GROUP_OF.get(one.name, OTHER), repr(getattr(view, one.name))


def all_checksums(named: Mapping[str, object]) -> dict[str, str]:
    """Return the checksums of some values by name; each says all that it is in its `repr`."""
    return {name: checksum(repr(value)) for name, value in named.items()}

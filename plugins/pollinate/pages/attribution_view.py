# The page that names, for every lesson, its people and its licence; of a large garden, several. The
# licence that most lessons have is said once.
# Must not know: HTML, how credit is worked out.
"""Make the views of attribution."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pollinate.model.credits import Role
from pollinate.pages.paging import PageOfRows, RowGroup, pages_of
from pollinate.pages.parts import GeneratedPaths, LessonRef, Lookup, PersonRef
from pollinate.pages.topics_view import Topics, topic_title
from pollinate.paths import SrcUri

MOST = 200
"""Lessons on one page."""


@dataclass(frozen=True, slots=True)
class AttributionRow:
    """One lesson on the attribution page."""

    lesson: LessonRef
    people: tuple[PersonRef, ...]
    license: str
    """Empty where it is the licence of most."""


@dataclass(frozen=True, slots=True)
class AttributionView:
    """One page: lessons by topic, their people, and the licence of most."""

    page: PageOfRows[AttributionRow]
    license: str


def attribution_pages(
    look: Lookup, topics: Topics, paths: GeneratedPaths, index: SrcUri
) -> dict[SrcUri, AttributionView]:
    """Return all pages of attribution, the first one first: there is always one."""
    lessons = look.garden.content.lessons
    own = look.settings.license
    licenses = {uri: lesson.license or own for uri, lesson in lessons.items()}
    counted = Counter(one for one in licenses.values() if one)
    usual = min(counted, key=lambda name: (-counted[name], name), default="")
    rows: dict[str, list[AttributionRow]] = defaultdict(list)
    for uri, lesson in lessons.items():
        credits = look.garden.credits[uri].credits if uri in look.garden.credits else ()
        people = tuple(
            look.person(c.contributor) for c in credits if c.words or Role.AUTHOR in c.roles
        )
        said = "" if licenses[uri] == usual else licenses[uri]
        rows[lesson.topic].append(AttributionRow(look.lesson(uri), people, said))
    titles = sorted((topics[t][0] if t in topics else topic_title(look, t), t) for t in rows)
    groups = [
        RowGroup(
            title,
            tuple(sorted(rows[t], key=lambda r: (r.lesson.title.casefold(), r.lesson.page))),
        )
        for title, t in titles
    ]
    pages = pages_of("attribution", groups, paths, MOST, index) or {index: PageOfRows(groups=())}
    return {uri: AttributionView(page, usual) for uri, page in pages.items()}

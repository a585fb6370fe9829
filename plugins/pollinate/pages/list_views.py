# The views that list: topics, home, thanks by month, sources, attribution.
# Must not know: HTML.
"""Make the views of lists."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass

from pollinate.model.content import SourceKind
from pollinate.model.credits import Acknowledgement, Role
from pollinate.model.links import LinkKind
from pollinate.model.people import COLLEAGUE
from pollinate.model.stages import Stage
from pollinate.pages.notes_view import NoteIndex, NoteView, TrailRow
from pollinate.pages.parts import Door, LessonRef, Lookup, PersonRef, Relation, TargetRef
from pollinate.paths import Slug, SrcUri

FIRST_TIMES = ("first-applied", "first-review", "first-answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """The list below a topic's text."""

    title: str
    keepers: tuple[PersonRef, ...]
    lessons: tuple[LessonRef, ...]
    record: tuple[LessonRef, ...]
    below: tuple[tuple[str, SrcUri], ...]
    """Topics in folders inside this one."""
    stages: bool
    trails: tuple[TrailRow, ...]
    open: tuple[NoteView, ...]
    """Questions on its lessons that nobody answered yet, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """Acknowledgements of one month; people with the lessons they are thanked for."""

    month: str
    firsts: tuple[tuple[PersonRef, LessonRef], ...]
    thanks: tuple[NoteView, ...]
    first_times: tuple[tuple[str, PersonRef, LessonRef], ...]
    """Message key, who, on which lesson."""
    reviewers: tuple[tuple[PersonRef, tuple[LessonRef, ...]], ...]
    helpers: tuple[tuple[PersonRef, tuple[LessonRef, ...]], ...]
    together: tuple[tuple[PersonRef, tuple[LessonRef, ...]], ...]
    earlier: tuple[str, SrcUri] | None
    later: tuple[str, SrcUri] | None
    index: SrcUri
    thank: tuple[Door, ...]
    """The way to thank somebody."""


@dataclass(frozen=True, slots=True)
class MonthsView:
    """All months in which somebody was thanked, with the first lessons of each."""

    months: tuple[tuple[str, SrcUri, tuple[PersonRef, ...]], ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """What lies outside, and gatherings, each with who learned what."""

    outside: tuple[tuple[TargetRef, tuple[Relation, ...]], ...]
    gatherings: tuple[tuple[TargetRef, tuple[Relation, ...]], ...]


@dataclass(frozen=True, slots=True)
class AttributionRow:
    """One lesson on the attribution page."""

    lesson: LessonRef
    people: tuple[PersonRef, ...]
    license: str


@dataclass(frozen=True, slots=True)
class AttributionView:
    """Every lesson by topic, its people, its licence."""

    topics: tuple[tuple[str, tuple[AttributionRow, ...]], ...]


Topics = dict[str, tuple[str, SrcUri]]
"""Folder -> title and page."""


def topic_title(look: Lookup, topic: str) -> str:
    """Return a topic's title: its index page's, else that of a page beside it of its name, else its
    folder's name in words.
    """
    content = look.garden.content
    for name in ("index.md", "README.md"):
        uri = SrcUri(f"{topic}/{name}".lstrip("/"))
        if page := content.pages.get(uri):
            return page.title
    beside = SrcUri(f"{topic}.md")
    if own := content.pages.get(beside) or content.lessons.get(beside):
        return own.title
    word = posixpath.basename(topic).replace("-", " ").replace("_", " ")
    return word[:1].upper() + word[1:] or look.garden.name


def topics_of(look: Lookup, taken: Container[str]) -> Topics:
    """Return the page of each folder that holds lessons: its own index or README, else a page
    beside it of the folder's name, else one that is generated where no file has its path.
    """
    content = look.garden.content
    folders = {lesson.topic for lesson in content.lessons.values()}
    for topic in list(folders):
        while topic := posixpath.dirname(topic):
            if any(other.startswith(topic + "/") for other in folders):
                folders.add(topic)
    found: Topics = {}
    for topic in sorted(folders):
        names = [SrcUri(f"{topic}/{name}".lstrip("/")) for name in ("index.md", "README.md")]
        # It has the address that an index would have.
        names += [SrcUri(f"{topic}.md")] * bool(topic)
        own = next((uri for uri in names if uri in content.pages or uri in content.lessons), None)
        stem = f"{topic}/index".lstrip("/")
        if own is None and stem in taken:
            continue
        found[topic] = topic_title(look, topic), own or SrcUri(f"{stem}.md")
    return found


def view_topic(look: Lookup, index: NoteIndex, topic: str, topics: Topics) -> TopicView:
    """Return the view of one topic."""
    lessons = [
        index.lesson_row(uri)
        for uri, le in look.garden.content.lessons.items()
        if le.topic == topic and not is_front(uri, le.topic)
    ]
    lessons.sort(key=lambda ref: (ref.title.casefold(), ref.page))
    keepers = [
        slug
        for slug, c in look.garden.contributors.items()
        if topic in {k.strip("/") for k in c.keeps} and slug != COLLEAGUE
    ]
    below = tuple(
        value
        for name, value in topics.items()
        if name != topic and posixpath.dirname(name) == topic
    )
    living = tuple(ref for ref in lessons if ref.status.is_current)
    return TopicView(
        title=topic_title(look, topic),
        keepers=tuple(map(look.person, keepers)),
        lessons=living,
        record=tuple(ref for ref in lessons if not ref.status.is_current),
        below=below,
        stages=any(ref.stage is not Stage.SEEDLING for ref in lessons),
        trails=index.trails(topic),
        open=open_questions_on(look, index, topic),
    )


def open_questions_on(
    look: Lookup, index: NoteIndex, topic: str | None = None
) -> tuple[NoteView, ...]:
    """Return the questions on living lessons, or on those of a topic, that nobody answered yet, the
    newest first.
    """
    lessons = look.garden.content.lessons
    asked = [
        note
        for note in index.open_questions()
        if (lesson := lessons.get(SrcUri(note.page))) is not None
        and lesson.status.is_current
        and topic in (None, lesson.topic)
    ]
    return tuple(map(index.view, reversed(asked)))


def is_front(uri: SrcUri, topic: str) -> bool:
    """Return whether a lesson is the front page of its own topic, whose list stands below it."""
    name = posixpath.basename(uri).lower()
    return name in ("readme.md", "index.md") and posixpath.dirname(uri) == topic


def months_of(look: Lookup) -> list[str]:
    """Return the months in which somebody was thanked, newest first."""
    return list(dict.fromkeys(a.month for a in look.garden.acknowledgements if a.month))


def view_month(
    look: Lookup,
    index: NoteIndex,
    month: str,
    pages: dict[str, SrcUri],
    list_page: SrcUri,
    thank: tuple[Door, ...] = (),
) -> MonthView:
    """Return the view of one month of acknowledgements."""
    mine = [a for a in look.garden.acknowledgements if a.month == month]
    order = list(pages)
    at = order.index(month)
    near = [order[n] if 0 <= n < len(order) else None for n in (at + 1, at - 1)]
    earlier, later = ((m, pages[m]) if m else None for m in near)
    firsts = tuple(
        (look.person(a.who), look.lesson(a.lesson)) for a in mine if a.kind == "first-lesson"
    )
    reviewers, helpers, together = (
        _grouped(look, mine, kind) for kind in ("reviewed", "helped", "co-authored")
    )
    said = dict.fromkeys(a.detail for a in mine if a.kind == "thanked")
    thanks = tuple(index.view(index.by_uri[SrcUri(uri)]) for uri in said)
    times = tuple(
        (f"{a.kind}-of", look.person(a.who), look.lesson(a.lesson))
        for kind in FIRST_TIMES
        for a in mine
        if a.kind == kind
    )
    return MonthView(
        month=month,
        firsts=firsts,
        thanks=thanks,
        first_times=times,
        reviewers=reviewers,
        helpers=helpers,
        together=together,
        earlier=earlier,
        later=later,
        index=list_page,
        thank=thank,
    )


def _grouped(
    look: Lookup, thanks: list[Acknowledgement], kind: str
) -> tuple[tuple[PersonRef, tuple[LessonRef, ...]], ...]:
    found: dict[Slug, list[SrcUri]] = defaultdict(list)
    for one in thanks:
        if one.kind == kind and one.lesson not in found[one.who]:
            found[one.who].append(one.lesson)
    return tuple((look.person(slug), tuple(map(look.lesson, uris))) for slug, uris in found.items())


def view_months(look: Lookup, pages: dict[str, SrcUri]) -> MonthsView:
    """Return the view of all months."""
    firsts: dict[str, list[PersonRef]] = defaultdict(list)
    for one in look.garden.acknowledgements:
        if one.kind == "first-lesson":
            firsts[one.month].append(look.person(one.who))
    return MonthsView(tuple((month, page, tuple(firsts[month])) for month, page in pages.items()))


def view_sources(look: Lookup) -> SourcesView:
    """Return the view of all sources."""
    learned = [link for link in look.garden.links if link.kind is LinkKind.LEARNED_FROM]

    def of(kind: SourceKind) -> tuple[tuple[TargetRef, tuple[Relation, ...]], ...]:
        keys = dict.fromkeys(link.target for link in learned if link.target_kind is kind)
        rows = [(look.target(kind, key), look.grew(kind, key)) for key in keys]
        return tuple(sorted(rows, key=lambda row: (row[0].title.casefold(), row[0].url)))

    return SourcesView(of(SourceKind.OUTSIDE), of(SourceKind.GATHERING))


def view_attribution(look: Lookup, topics: Topics) -> AttributionView:
    """Return the view of the attribution page."""
    rows: dict[str, list[AttributionRow]] = defaultdict(list)
    for uri, lesson in look.garden.content.lessons.items():
        credits = look.garden.credits[uri].credits if uri in look.garden.credits else ()
        people = tuple(
            look.person(c.contributor) for c in credits if c.words or Role.AUTHOR in c.roles
        )
        rows[lesson.topic].append(
            AttributionRow(look.lesson(uri), people, lesson.license or look.settings.license)
        )
    titles = sorted((topics[t][0] if t in topics else topic_title(look, t), t) for t in rows)
    return AttributionView(
        tuple(
            (
                title,
                tuple(sorted(rows[t], key=lambda r: (r.lesson.title.casefold(), r.lesson.page))),
            )
            for title, t in titles
        )
    )

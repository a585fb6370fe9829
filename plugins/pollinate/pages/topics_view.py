# The pages of topics: the lessons of one folder, and the list of the folders inside it with what
# each holds. A topic with very many lessons shows the newest, and leads to all of them by title.
# Must not know: HTML.
"""Make the views of topics."""

from __future__ import annotations

import posixpath
from collections.abc import Container
from dataclasses import dataclass

from pollinate.model.people import COLLEAGUE
from pollinate.model.stages import Stage
from pollinate.pages.notes_view import NoteIndex, NoteView, TrailRow
from pollinate.pages.parts import LessonRef, Lookup, PersonRef
from pollinate.paths import SrcUri
from pollinate.spelling import in_words

NEWEST = 20
"""Lessons on the page of a topic that has very many."""
LISTED_BELOW, NEWEST_BELOW = 8, 5
"""Lessons of a topic that are all named in a list of topics; of more, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """A topic in the list of those it is among."""

    title: str
    page: SrcUri
    text: str
    """The sentence with which its page opens; empty where nobody wrote one."""
    keepers: tuple[PersonRef, ...]
    lessons: tuple[LessonRef, ...]
    """Its lessons by title, or the newest where there are many."""
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """The list below a topic's text."""

    title: str
    keepers: tuple[PersonRef, ...]
    lessons: tuple[LessonRef, ...]
    record: tuple[LessonRef, ...]
    below: tuple[TopicRow, ...]
    """Topics in folders inside this one."""
    stages: bool
    by_title: tuple[tuple[str, SrcUri], ...]
    """Of a topic with very many lessons: pages with all of them; `lessons` are the newest."""
    ways: tuple[tuple[str, SrcUri], ...]
    """Of a list of topics: other ways to find a lesson, with message keys."""
    trails: tuple[TrailRow, ...]
    open: tuple[NoteView, ...]
    """Questions on its lessons that nobody answered yet, the newest first."""


LESSONS = "lessons"
"""The folder of lessons where nobody chose another."""
Topics = dict[str, tuple[str, SrcUri]]
"""Folder -> title and page."""


def topic_title(look: Lookup, topic: str) -> str:
    """Return a topic's title: its index page's, else that of a page beside it of its name, else its
    folder's name in words; the folder that `init` makes is called in the garden's language.
    """
    content = look.garden.content
    for name in ("index.md", "README.md"):
        uri = SrcUri(f"{topic}/{name}".lstrip("/"))
        if page := content.pages.get(uri):
            return page.title
    beside = SrcUri(f"{topic}.md")
    if own := content.pages.get(beside) or content.lessons.get(beside):
        return own.title
    if topic == LESSONS:
        return look.messages.tell("lessons")
    return in_words(posixpath.basename(topic)) or look.garden.name


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


def lessons_in(look: Lookup, topic: str) -> list[LessonRef]:
    """Return the lessons of one folder, by title."""
    found = [look.lesson(uri) for uri in look.by_topic.get(topic, ()) if not is_front(uri, topic)]
    return sorted(found, key=lambda ref: (ref.title.casefold(), ref.page))


def keepers_of(look: Lookup, topic: str) -> tuple[PersonRef, ...]:
    """Return who looks after a topic."""
    return tuple(
        look.person(slug)
        for slug, c in look.garden.contributors.items()
        if topic in {k.strip("/") for k in c.keeps} and slug != COLLEAGUE
    )


def _newest(lessons: list[LessonRef]) -> list[LessonRef]:
    return sorted(lessons, key=lambda ref: (ref.planted, ref.page), reverse=True)


def _topic_row(look: Lookup, topic: str, title: str, page: SrcUri) -> TopicRow:
    living = [ref for ref in lessons_in(look, topic) if ref.status.is_current]
    many = len(living) > LISTED_BELOW
    own = look.garden.content.pages.get(page)
    return TopicRow(
        title=title,
        page=page,
        text=own.opening if own else "",
        keepers=keepers_of(look, topic),
        lessons=tuple(_newest(living)[:NEWEST_BELOW] if many else living),
        more=many,
    )


def view_topic(
    look: Lookup,
    index: NoteIndex,
    topic: str,
    topics: Topics,
    *,
    by_title: tuple[tuple[str, SrcUri], ...] = (),
    ways: tuple[tuple[str, SrcUri], ...] = (),
) -> TopicView:
    """Return the view of one topic; `by_title` are the pages of one with very many lessons, `ways`
    other ways to find a lesson, for a list of topics.
    """
    lessons = lessons_in(look, topic)
    below = tuple(
        _topic_row(look, name, *value)
        for name, value in topics.items()
        if name != topic and posixpath.dirname(name) == topic
    )
    living = [ref for ref in lessons if ref.status.is_current]
    if by_title:
        living = _newest(living)[:NEWEST]
    return TopicView(
        title=topic_title(look, topic),
        keepers=keepers_of(look, topic),
        lessons=tuple(index.lesson_row(ref.page) for ref in living),
        record=tuple(ref for ref in lessons if not ref.status.is_current),
        by_title=by_title,
        ways=ways if below else (),
        below=below,
        stages=any(ref.stage not in (None, Stage.SEEDLING) for ref in lessons),
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

# The views of where readers arrive: home, and the page for what is not there.
# Must not know: HTML.
"""Make the views of home."""

from __future__ import annotations

from dataclasses import dataclass

from pollinate.model.notes import NoteKind, PlacedNote
from pollinate.model.stages import Stage
from pollinate.model.when import instant
from pollinate.pages.notes_view import NoteIndex, NoteView, TrailRow
from pollinate.pages.parts import Door, LessonRef, Lookup, PersonRef
from pollinate.pages.situations_view import Situation, situations_for_home
from pollinate.pages.topics_view import Topics, is_front, open_questions_on
from pollinate.paths import SrcUri

RECENT = 3
MOST_TOPICS = 30
"""Told where a page is not there."""
NEWCOMERS = 100
"""So many of the newest acknowledgements are looked through for first lessons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """What the marker on the home page becomes."""

    stages: tuple[Stage | None, ...]
    """Of all lessons, oldest first: the bed; None where nobody said one."""
    recent: tuple[tuple[LessonRef, bool], ...]
    """With whether it is its one writer's first."""
    situations: tuple[Situation, ...]
    """A few of them."""
    all_situations: SrcUri | None
    topics: tuple[tuple[str, SrcUri], ...]
    thanks: tuple[PersonRef, LessonRef, str, SrcUri] | None
    """A first lesson, where nobody has written a thank-you yet."""
    thank: NoteView | None
    """The newest thank-you; one to a newcomer comes first."""
    thanks_page: SrcUri | None
    applied: tuple[NoteView, ...]
    open: tuple[NoteView, ...]
    """Questions that nobody answered yet."""
    trails: tuple[TrailRow, ...]
    doors: tuple[Door, ...]
    all_ways: SrcUri | None
    """The page that lists every way to take part."""
    goals: tuple[str, ...]
    behaviours: tuple[str, ...]
    audience: str


@dataclass(frozen=True, slots=True)
class MissingView:
    """Ways on from a page that is not there."""

    topics: tuple[tuple[str, SrcUri], ...]
    situations: SrcUri | None


def view_home(
    look: Lookup,
    index: NoteIndex,
    topics: Topics,
    months: dict[str, SrcUri],
    doors: tuple[Door, ...],
    all_ways: SrcUri | None = None,
    *,
    situations: SrcUri | None = None,
) -> HomeView:
    """Return the view of what grows on the home page."""
    living = [
        uri
        for uri, le in look.garden.content.lessons.items()
        if le.status.is_current and not is_front(uri, le.topic)
    ]
    living.sort(
        key=lambda uri: (instant(look.first(uri)) if look.first(uri) else float("inf"), uri)
    )
    firsts = {
        (a.lesson, (a.who,)) for a in look.garden.acknowledgements if a.kind == "first-lesson"
    }
    recent = tuple(
        (index.lesson_row(uri), (uri, look.writers(uri)) in firsts)
        for uri in reversed(living[-RECENT:])
    )
    shown = [
        a for a in look.garden.acknowledgements if a.kind == "first-lesson" and a.month in months
    ]
    first = shown[0] if shown else None
    thanks = (
        (look.person(first.who), look.lesson(first.lesson), first.month, months[first.month])
        if first
        else None
    )
    content = look.garden.content.lessons
    thank = _thank(look, index)
    applied = [
        n for n in look.garden.notes if n.kind is NoteKind.APPLIED and n.page in content and n.text
    ]
    return HomeView(
        stages=tuple(content[u].stage if content[u].stage_given else None for u in living),
        recent=recent,
        situations=situations_for_home(look, index) if situations else (),
        all_situations=situations,
        topics=_with_lessons(look, topics),
        thanks=thanks,
        thank=index.view(thank) if thank else None,
        thanks_page=months.get(thank.when[:7]) if thank else None,
        applied=tuple(map(index.view, reversed(applied[-RECENT:]))),
        open=open_questions_on(look, index)[:RECENT],
        trails=index.trails()[:RECENT],
        doors=doors,
        all_ways=all_ways,
        goals=look.settings.goals,
        behaviours=look.settings.behaviours,
        audience=look.settings.audience,
    )


def _thank(look: Lookup, index: NoteIndex) -> PlacedNote | None:
    """Return the thank-you to show: the newest to somebody's first lesson of these months, else the
    newest.
    """
    thanks = [n for n in look.garden.notes if n.kind is NoteKind.THANKS and n.text and n.when]
    new = {a.who for a in look.garden.acknowledgements[:NEWCOMERS] if a.kind == "first-lesson"}
    return next((n for n in reversed(thanks) if set(n.to) & new), thanks[-1] if thanks else None)


def view_missing(look: Lookup, topics: Topics, situations: SrcUri | None) -> MissingView:
    """Return the ways on from a page that is not there."""
    return MissingView(_with_lessons(look, topics)[:MOST_TOPICS], situations)


def _with_lessons(look: Lookup, topics: Topics) -> tuple[tuple[str, SrcUri], ...]:
    """Return the topics that hold lessons of their own."""
    own = {lesson.topic for lesson in look.garden.content.lessons.values()}
    return tuple(topic for name, topic in topics.items() if name and name in own)

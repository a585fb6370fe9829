# Which lesson took another's place, and that which took its own, to the end: a row that comes back
# to where it began sends readers round for ever. Why here: a garden, a request and the verb that
# writes such a row must find the same. Must not know: how a file is read or written.
"""Follow lessons that took others' places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pollinate.model.content import Lesson
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import SrcUri


def circle_from(start: SrcUri, successor: Callable[[SrcUri], SrcUri | None]) -> tuple[SrcUri, ...]:
    """Return the row of successors that comes back to a lesson, itself first; nothing where none
    does.
    """
    row = {start: None}
    at = successor(start)
    while at is not None and at not in row:
        row[at] = None
        at = successor(at)
    return tuple(row) if at == start and len(row) > 1 else ()


def find_superseded_circles(lessons: Mapping[SrcUri, Lesson]) -> Iterator[Diagnostic]:
    """Yield each lesson whose successors lead back to it."""

    def successor(uri: SrcUri) -> SrcUri | None:
        lesson = lessons.get(uri)
        return lesson.successor if lesson else None

    yield from circles_among(lessons, successor)


def circles_among(
    lessons: Mapping[SrcUri, Lesson], successor: Callable[[SrcUri], SrcUri | None]
) -> Iterator[Diagnostic]:
    """Yield the same of some lessons; `successor` knows others, too."""
    for uri, lesson in lessons.items():
        circle = circle_from(uri, successor) if lesson.successor else ()
        if circle:
            yield Diagnostic(
                path=lesson.repo_path,
                line=1,
                code="superseded-circle",
                message=f"whoever looks for what to read instead comes back: {told(circle)}",
                cure="Say of the lesson that holds: status: current; and take superseded_by out.",
            )


def told(circle: tuple[SrcUri, ...]) -> str:
    """Return a circle in words."""
    return " → ".join((*circle, circle[0]))

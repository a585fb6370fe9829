# The value of a garden as a story that fits one sheet: for each goal which lessons were tried, what
# changed in the words of those who tried, what did not work and what was done about it. Each date
# is that of the act it is told of. Everything arrives counted (derive/metrics.py).
# Must not know: HTML, how a figure is worked out.
"""Tell the story of a garden's value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pollinate.model.metrics import Figures
from pollinate.model.notes import NoteKind, PlacedNote
from pollinate.model.stages import Outcome, SecondLook, Status
from pollinate.model.when import instant
from pollinate.pages.notes_view import NoteIndex, NoteView
from pollinate.pages.parts import LessonRef, Lookup
from pollinate.paths import SrcUri

TRIED, CHANGED, FAILED = 4, 2, 1
"""So many lessons, effects and failures are told for one goal: with three goals, one sheet."""
FAILURES = (Outcome.DID_NOT_WORK, Outcome.PARTLY)
"""Outcomes that ask for something to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneSince:
    """What was done about a lesson that did not work somewhere."""

    what: str
    """`superseded`, `retired`, `changed`, `edited`, `checked` or `nothing`. It was `changed` where
    somebody who looked again says so; of any other change of its text nobody knows why.
    """
    when: str = ""
    """A day, or a month where somebody is shown by alias; empty where none is known."""
    newer: LessonRef | None = None


@dataclass(frozen=True, slots=True)
class StoryFailure:
    """Where a lesson did not work, or only in part, and what was done about it."""

    note: NoteView
    done: DoneSince


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalStory:
    """What came of lessons for one goal."""

    goal: str
    """Empty for uses that name none."""
    count: int
    words: str
    """How often it had which outcome: "5 worked and 1 did not work"."""
    tried: tuple[LessonRef, ...]
    more: bool
    """Other lessons were tried as well."""
    changed: tuple[NoteView, ...]
    failed: tuple[StoryFailure, ...]


def stories_of(
    look: Lookup, index: NoteIndex, goals: Sequence[str], now: Figures
) -> tuple[GoalStory, ...]:
    """Return the story of each goal that a lesson was used for, in the order of the settings, then
    that of all other uses.
    """
    by_goal = dict(now.goals)
    named = {uri for uris in by_goal.values() for uri in uris}
    every = {uri for _, uris in now.outcomes for uri in uris}
    by_goal[""] = tuple(sorted(every - named))
    order = [*goals, *(goal for goal in by_goal if goal not in goals)]
    found = []
    for goal in order:
        notes = [index.by_uri[uri] for uri in by_goal.get(goal, ())]
        notes.sort(key=lambda note: (-instant(note.when) if note.when else 0.0, note.src_uri))
        if notes:
            found.append(_story(look, index, goal, notes))
    return tuple(found)


def _story(look: Lookup, index: NoteIndex, goal: str, notes: list[PlacedNote]) -> GoalStory:
    lessons = look.garden.content.lessons
    tried = list(dict.fromkeys(SrcUri(note.page) for note in notes if note.page in lessons))
    told = [note for note in notes if note.effect and note.outcome is not Outcome.DID_NOT_WORK]
    failed = sorted(
        (note for note in notes if note.outcome in FAILURES and note.page in lessons),
        key=lambda note: note.outcome is not Outcome.DID_NOT_WORK,
    )
    tell = look.messages.tell
    counts = ((one, sum(note.outcome is one for note in notes)) for one in Outcome)
    went = [tell(f"story-{one.value}", number=count) for one, count in counts if count]
    return GoalStory(
        goal=goal,
        count=len(notes),
        words=look.messages.join_plain(went),
        tried=tuple(map(look.lesson, tried[:TRIED])),
        more=len(tried) > TRIED,
        changed=tuple(map(index.view, _one_a_lesson(told)[:CHANGED])),
        failed=tuple(
            StoryFailure(index.view(note), done_since(look, index, note))
            for note in failed[:FAILED]
        ),
    )


def _one_a_lesson(notes: Sequence[PlacedNote]) -> list[PlacedNote]:
    """Return the newest note on each lesson."""
    return list({note.page: note for note in reversed(notes)}.values())[::-1]


def done_since(look: Lookup, index: NoteIndex, failure: PlacedNote) -> DoneSince:
    """Return what was done about a lesson after somebody said that it did not work."""
    uri = SrcUri(failure.page)
    lesson = look.garden.content.lessons[uri]
    if lesson.status is Status.SUPERSEDED:
        return DoneSince(what="superseded", when=lesson.on, newer=look.successor(uri))
    if not lesson.status.is_current:
        return DoneSince(what="retired", when=lesson.on)
    looks = [
        note
        for note in index.by_page.get(uri, ())
        if note.kind is NoteKind.REVIEW and _after(note.when, failure.when)
    ]
    for what, outcome in (("changed", SecondLook.CHANGED), ("checked", SecondLook.STILL_TRUE)):
        found = [note.when for note in looks if note.outcome is outcome]
        if what == "checked" and (last := _changed(look, uri)) and _after(last, failure.when):
            return DoneSince(what="edited", when=last)
        if found:
            return DoneSince(what=what, when=found[-1])
    return DoneSince(what="nothing")


def _changed(look: Lookup, uri: SrcUri) -> str:
    """Return when a lesson's text was changed last."""
    return look.garden.credits[uri].last if uri in look.garden.credits else ""


def _after(later: str, earlier: str) -> bool:
    """Tell whether one date is surely after another, where either may be a month."""
    size = min(len(later), len(earlier), len("2026-11-30"))
    if size < len("2026-11-30"):
        return bool(later and earlier) and later[:7] > earlier[:7]
    return instant(later) > instant(earlier)

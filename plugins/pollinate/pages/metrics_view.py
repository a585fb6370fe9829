# The page about value: figures on lessons lead to lessons and notes, figures on people lead nowhere
# and name nobody. Everything arrives counted and rounded (derive/metrics.py); here it is put into
# rows, and the flows between teams into a picture that repeats their table. Must not know: how a
# figure is worked out, HTML.
"""Make the view of the page about value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pollinate.messages.catalogue import Messages
from pollinate.model.metrics import OTHER_TEAMS, AtLeast, Figures, Flow, Freshness, Value
from pollinate.model.when import When
from pollinate.pages.assets import VALUE_PICTURE
from pollinate.pages.lineage_view import wrap
from pollinate.pages.notes_view import NoteIndex, NoteView
from pollinate.pages.parts import LessonRef, Lookup
from pollinate.pages.value_story import GoalStory, stories_of
from pollinate.paths import SrcUri

TOLD = 8
"""So many of the newest words of those who tried stand in full."""
LISTED = 60
"""So many lessons or notes are listed behind one figure."""
LEFT, RIGHT, TOP, GAP, UNIT, TALL = 170, 470, 36, 26, 6.0, 360


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure on lessons, with the notes or lessons behind it."""

    name: str
    count: int
    before: int | None
    share: int
    notes: tuple[NoteView, ...] = ()
    lessons: tuple[LessonRef, ...] = ()
    more: bool = False
    """More stand behind the figure than are listed."""


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """A way to take part and how many took it, in words; no name and no link."""

    way: str
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class Band:
    """One band of the picture: a path, and what it says."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Label:
    """A team's name in the picture."""

    x: int
    y: int
    text: str
    end: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Who learned from whom, as bands from left to right."""

    bands: tuple[Band, ...]
    labels: tuple[Label, ...]
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """The figures of the newest twelve months beside those of the twelve before."""

    start: str
    end: str
    start_before: str
    end_before: str
    applied: int
    applied_before: int | None
    worked: int
    outcomes: tuple[Row, ...]
    goals: tuple[Row, ...]
    people: tuple[PeopleRow, ...]
    answered: Row | None
    days: float | None
    days_before: float | None
    learned: int
    flows: tuple[tuple[str, str, int], ...]
    picture: Picture | None
    freshness: tuple[Row, ...]
    living: int
    kept: int
    """Lessons kept for the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """The page about value; without figures, only what those who tried say."""

    garden: str
    newest: When
    """Its name and its newest day, which a printed sheet says."""
    audience: str
    goals: tuple[str, ...]
    behaviours: tuple[str, ...]
    told: tuple[NoteView, ...]
    period: PeriodView | None
    stories: tuple[GoalStory, ...] = ()
    """Where there are figures: what came of lessons, goal by goal."""
    picture: SrcUri | None = None
    """Where the same stands as a picture for a slide."""


def view_value(look: Lookup, index: NoteIndex, value: Value) -> ValueView:
    """Return the view of the page about value."""
    told = _notes(index, value.told[:TOLD])
    period = (
        _period(look, index, value, value.now, value.freshness)
        if value.now and value.freshness
        else None
    )
    stories = stories_of(look, index, value.goals, value.now) if period and value.now else ()
    picture = SrcUri(VALUE_PICTURE) if stories else None
    return ValueView(
        garden=look.garden.name,
        newest=look.garden.newest,
        audience=value.audience,
        goals=value.goals,
        behaviours=value.behaviours,
        told=told,
        period=period,
        stories=stories,
        picture=picture,
    )


def _period(
    look: Lookup, index: NoteIndex, value: Value, now: Figures, fresh: Freshness
) -> PeriodView:
    before = value.before
    outcomes = tuple(
        _row(index, name, notes, _earlier(before, name), now.applied)
        for name, notes in now.outcomes
    )
    goals = tuple(
        _row(index, goal, notes, _earlier(before, goal), now.applied) for goal, notes in now.goals
    )
    answered_before = len(before.answered) if before and before.answered else None
    answered = _row(index, "answered", now.answered, answered_before, 0) if now.answered else None
    messages = look.messages
    flows = tuple(
        (_team(messages, f.taught), _team(messages, f.learned), f.lessons) for f in now.flows
    )
    return PeriodView(
        start=now.start,
        end=now.end,
        start_before=before.start if before else "",
        end_before=before.end if before else "",
        applied=now.applied,
        applied_before=before.applied if before else None,
        worked=next(row.count for row in outcomes if row.name == "worked"),
        outcomes=outcomes,
        goals=goals,
        people=_people(messages, now, before),
        answered=answered,
        days=now.days,
        days_before=before.days if before else None,
        learned=now.learned,
        flows=flows,
        picture=draw_flows(messages, now.flows) if now.flows else None,
        freshness=_freshness(look, fresh),
        kept=len(fresh.record),
        living=fresh.living,
    )


def _earlier(before: Figures | None, name: str) -> int | None:
    return (
        next((len(notes) for one, notes in (*before.outcomes, *before.goals) if one == name), 0)
        if before
        else None
    )


def _notes(index: NoteIndex, uris: Sequence[SrcUri]) -> tuple[NoteView, ...]:
    return tuple(index.view(index.by_uri[uri]) for uri in uris)


def _row(
    index: NoteIndex, name: str, notes: tuple[SrcUri, ...], before: int | None, whole: int
) -> Row:
    listed = _notes(index, notes[:LISTED])
    return Row(
        name=name,
        count=len(notes),
        before=before,
        share=_percent(len(notes), whole),
        notes=listed,
        more=len(notes) > LISTED,
    )


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def _people(messages: Messages, now: Figures, before: Figures | None) -> tuple[PeopleRow, ...]:
    earlier = dict(before.people) if before else {}
    return tuple(
        PeopleRow(way, people_words(messages, count), people_words(messages, earlier.get(way)))
        for way, count in now.people
    )


def people_words(messages: Messages, count: AtLeast | None) -> str:
    """Return a count of people in words: "under 5", "10 or more"; nothing for none given."""
    if count is None:
        return ""
    tell = messages.tell
    return tell("people-at-least", number=count.number) if count.number else tell("people-few")


def _team(messages: Messages, name: str) -> str:
    return messages.tell("other-teams") if name == OTHER_TEAMS else name


def _freshness(look: Lookup, fresh: Freshness) -> tuple[Row, ...]:
    groups = {
        "in-time": fresh.in_time,
        "due": fresh.due,
        "not-asked": fresh.not_asked,
        "unplanned": fresh.unplanned,
        "record": fresh.record,
    }
    rows = []
    for name, uris in groups.items():
        lessons = sorted(map(look.lesson, uris), key=lambda one: (one.title.casefold(), one.page))
        share = 0 if name == "record" else _percent(len(uris), fresh.living)
        rows.append(
            Row(
                name=name,
                count=len(uris),
                before=None,
                share=share,
                lessons=tuple(lessons[:LISTED]),
                more=len(uris) > LISTED,
            )
        )
    return tuple(rows)


def draw_flows(messages: Messages, flows: Sequence[Flow]) -> Picture:
    """Return the picture of flows: one row a team on both sides, a band as wide as lessons are
    many.
    """
    teams = list(
        dict.fromkeys(
            sorted(
                (t for f in flows for t in (f.taught, f.learned)),
                key=lambda t: (not t, t.casefold(), t),
            )
        )
    )
    out = {team: sum(f.lessons for f in flows if f.taught == team) for team in teams}
    into = {team: sum(f.lessons for f in flows if f.learned == team) for team in teams}
    unit = min(UNIT, TALL / max(1, sum(max(out[t], into[t]) for t in teams)))
    tops: dict[str, float] = {}
    y = float(TOP)
    for team in teams:
        tops[team] = y
        y += max(max(out[team], into[team]) * unit, 8) + GAP
    labels = [
        Label(
            LEFT - 12 if end else RIGHT + 12,
            round(tops[team] + amount * unit / 2 + 5),
            wrap(_team(messages, team), 22, 1)[0],
            end,
        )
        for end, amounts in ((True, out), (False, into))
        for team, amount in amounts.items()
        if amount
    ]
    return Picture(_bands(messages, flows, teams, tops, unit), tuple(labels), round(y))


def _bands(
    messages: Messages,
    flows: Sequence[Flow],
    teams: Sequence[str],
    tops: dict[str, float],
    unit: float,
) -> tuple[Band, ...]:
    order = {team: n for n, team in enumerate(teams)}
    left, right = dict(tops), dict(tops)
    starts: dict[Flow, float] = {}
    for flow in sorted(flows, key=lambda f: (order[f.taught], order[f.learned])):
        starts[flow], left[flow.taught] = left[flow.taught], left[flow.taught] + flow.lessons * unit
    bands = []
    for flow in sorted(flows, key=lambda f: (order[f.learned], order[f.taught])):
        a, b, width, bend = (
            starts[flow],
            right[flow.learned],
            flow.lessons * unit,
            (LEFT + RIGHT) // 2,
        )
        right[flow.learned] += width
        path = (
            f"M{LEFT} {a:.1f}C{bend} {a:.1f} {bend} {b:.1f} {RIGHT} {b:.1f}V{b + width:.1f}"
            f"C{bend} {b + width:.1f} {bend} {a + width:.1f} {LEFT} {a + width:.1f}Z"
        )
        words = messages.tell(
            "flow-words",
            learned=_team(messages, flow.learned),
            taught=_team(messages, flow.taught),
            lessons=flow.lessons,
        )
        bands.append(Band(path, words))
    return tuple(bands)

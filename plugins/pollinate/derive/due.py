# What to look at again, in which week, and whom to ask. What others rely on comes first: lessons
# that people applied, and from which other lessons grew. What is due is spread evenly over the
# weeks, partly before its day, since dates that were set together come back together, and a list
# of eighty is read by nobody. The same garden, day and weeks give the same plan. Must not know:
# today's date, who is behind an alias, how it is printed.
"""Plan second looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pollinate.derive.freshness import PROOFS, first_day, upkeep_of
from pollinate.model.content import NEVER, Lesson, SourceKind
from pollinate.model.credits import Role
from pollinate.model.links import LinkKind
from pollinate.model.notes import NoteKind
from pollinate.model.people import COLLEAGUE
from pollinate.model.public import PublicGarden
from pollinate.model.upkeep import DueLesson, DuePlan, Keeper, LookState, Upkeep
from pollinate.paths import Slug, SrcUri

NEW_A_WEEK = 3
"""So many that nobody was asked about yet are listed for each week: they are never urgent."""
MOST_ASKED = 3
"""So many people are named for one lesson."""
LATER = -1
_WRITERS = frozenset({Role.AUTHOR, Role.CO_AUTHOR})
OwnersOf = Callable[[Lesson], Sequence[str]]
"""Says who owns a lesson's file, in names that may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueWish:
    """From which day on, for how many weeks and of which topics a plan is made."""

    day: str
    weeks: int
    topic: str | None = None
    """A folder with all below it; None for the whole garden."""


def plan_due(garden: PublicGarden, wanted: DueWish, owners: OwnersOf) -> DuePlan:
    """Return what to look at again in which week."""
    start = date.fromisoformat(wanted.day)
    weeks = tuple((start + timedelta(weeks=n)).isoformat() for n in range(wanted.weeks))
    end = (start + timedelta(weeks=wanted.weeks)).isoformat()
    use, whom = _Use(garden), _Whom(garden, owners)
    due: list[DueLesson] = []
    new: list[DueLesson] = []
    waiting: list[SrcUri] = []
    for uri, one in upkeep_of(garden, wanted.day).items():
        lesson = garden.content.lessons[uri]
        reasons = tuple(_reasons(one, lesson, wanted.day, end))
        if not reasons or not _is_in(lesson.topic, wanted.topic):
            continue
        if one.waits:
            waiting.append(uri)
            continue
        listed = DueLesson(
            upkeep=one,
            title=lesson.title,
            path=lesson.repo_path,
            topic=lesson.topic,
            applied=use.applied[uri],
            grew=use.grew[uri],
            reasons=reasons,
            ask=whom.to_ask(lesson),
            week=LATER,
        )
        (new if one.state is LookState.NOT_ASKED else due).append(listed)
    return DuePlan(
        day=wanted.day,
        weeks=weeks,
        due=tuple(_spread(due, start, wanted.weeks)),
        not_asked=tuple(_a_few_a_week(new, wanted.weeks)),
        waiting=tuple(sorted(waiting)),
    )


def _is_in(topic: str, wanted: str | None) -> bool:
    return wanted is None or topic == wanted or topic.startswith(f"{wanted}/")


def _reasons(one: Upkeep, lesson: Lesson, day: str, end: str) -> Iterator[str]:
    """Yield why a lesson is listed; nothing for one that can wait."""
    if one.state is LookState.RECORD:
        return
    if one.doubted:
        yield "doubted"
    if one.state is LookState.NOT_ASKED:
        if one.doubted or not (lesson.review and lesson.review.every == NEVER):
            yield "not-asked"
    elif one.due and one.due != one.doubted and first_day(one.due) < end:
        yield "due" if first_day(one.due) <= day else "due-soon"


class _Use:
    """How much others rely on each lesson."""

    def __init__(self, garden: PublicGarden) -> None:
        applied = (n.page for n in garden.notes if n.kind is NoteKind.APPLIED)
        self.applied = Counter(applied)
        grown = {
            (link.source, link.target)
            for link in garden.links
            if link.kind is LinkKind.LEARNED_FROM
            and link.target_kind is SourceKind.LESSON
            and link.source != link.target
        }
        self.grew = Counter(SrcUri(target) for _, target in grown)


class _Whom:
    """Who could look again at a lesson: who is named in its front matter, else those who keep its
    topic, else who owns its file, else who used it last, else its writers.
    """

    def __init__(self, garden: PublicGarden, owners: OwnersOf) -> None:
        self._garden, self._owners = garden, owners
        self._keepers: dict[str, list[Slug]] = {}
        for slug, one in garden.contributors.items():
            for place in one.keeps:
                self._keepers.setdefault(place.strip("/"), []).append(slug)
        self._users: dict[SrcUri, tuple[Slug, ...]] = {}
        for note in garden.notes:
            if note.outcome in PROOFS:
                self._users[note.page] = note.by

    def to_ask(self, lesson: Lesson) -> tuple[Keeper, ...]:
        """Return whom to ask, the nearest first."""
        reviewer = [Slug(lesson.review.by)] if lesson.review and lesson.review.by else []
        found = [*self._known(reviewer, "reviewer"), *self._known(self._near(lesson), "keeper")]
        if not found:
            found = [Keeper(name=name, why="owner") for name in self._owners(lesson)]
        found = found or self._known(self._users.get(lesson.src_uri, ()), "used")
        found = found or self._known(self._writers(lesson), "wrote")
        return tuple({one.name: one for one in reversed(found)}.values())[::-1][:MOST_ASKED]

    def _known(self, slugs: Iterable[Slug], why: str) -> list[Keeper]:
        people = self._garden.contributors
        shown = [slug for slug in slugs if slug in people and slug != COLLEAGUE]
        return [Keeper(name=people[slug].name, why=why) for slug in shown]

    def _near(self, lesson: Lesson) -> list[Slug]:
        """Return the keepers of the nearest folder that has any."""
        topic = lesson.topic
        while topic and topic not in self._keepers:
            topic = topic.rpartition("/")[0]
        return self._keepers.get(topic, [])

    def _writers(self, lesson: Lesson) -> list[Slug]:
        one = self._garden.credits.get(lesson.src_uri)
        return [c.contributor for c in (one.credits if one else ()) if _WRITERS & set(c.roles)]


def _urgency(one: DueLesson) -> tuple[bool, int, str, SrcUri]:
    """Return what orders lessons: doubted ones, then the most used, then the longest due."""
    return (not one.upkeep.doubted, -one.used, one.upkeep.due or "9999", one.upkeep.lesson)


def _spread(found: Iterable[DueLesson], start: date, weeks: int) -> Iterator[DueLesson]:
    """Yield lessons by week, as many in each as an even share allows.

    What comes due later stays near its day; of too many in one week the most used are taken
    earlier. What is due already fills what is left, the most used first.
    """
    ordered = sorted(found, key=_urgency)
    share = -(-len(ordered) // weeks)
    coming: list[list[DueLesson]] = [[] for _ in range(weeks)]
    waiting: list[DueLesson] = []
    for one in ordered:
        soon = one.reasons == ("due-soon",)
        days = (date.fromisoformat(first_day(one.upkeep.due)) - start).days if soon else 0
        (coming[days // 7] if soon else waiting).append(one)
    earlier: list[DueLesson] = []
    for week in reversed(range(weeks)):
        pool = sorted([*coming[week], *earlier], key=_urgency)
        over = max(0, len(pool) - share)
        earlier, coming[week] = pool[:over], pool[over:]
    left = iter(sorted([*waiting, *earlier], key=_urgency))
    for week, mine in enumerate(coming):
        room = share - len(mine)
        taken = [one for _, one in zip(range(room), left, strict=False)]
        for one in sorted([*mine, *taken], key=_urgency):
            yield replace(one, week=week)


def _a_few_a_week(found: Iterable[DueLesson], weeks: int) -> Iterator[DueLesson]:
    """Yield lessons that nobody was asked about, a few for each week, the rest for later."""
    for number, one in enumerate(sorted(found, key=_urgency)):
        week = number // NEW_A_WEEK
        yield replace(one, week=week if week < weeks else LATER)

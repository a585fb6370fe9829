# What a garden gives its organisation: lessons applied, ways of taking part, answers, learning
# between teams, freshness. A period is twelve months up to the newest commit's month; whatever is
# counted is dated by month, since a month is all that is said of people who are shown by alias. A
# count of people leaves this module rounded down to a multiple of five, and no total or overlap of
# such counts leaves it: docs/developers/decisions/value-figures.md says why. Must not know: today's
# date, who did not take part, how any of it is shown.
"""Derive the figures of the page about value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from pollinate.derive.freshness import derive_freshness
from pollinate.derive.people import FEW
from pollinate.model.content import SourceKind
from pollinate.model.credits import Role
from pollinate.model.links import Link, LinkKind
from pollinate.model.metrics import OTHER_TEAMS, STEP, WAYS, AtLeast, Figures, Flow, Value
from pollinate.model.notes import NoteKind, PlacedNote
from pollinate.model.people import ContributorKind
from pollinate.model.public import PublicGarden
from pollinate.model.stages import Outcome
from pollinate.paths import Slug, SrcUri
from pollinate.settings import Settings

ENOUGH = 10
"""Applied notes that a period needs before it has figures."""
_WRITERS = frozenset({Role.AUTHOR, Role.CO_AUTHOR})
_OF_NOTE = {
    NoteKind.QUESTION: "ask", NoteKind.APPLIED: "apply", NoteKind.REVIEW: "review",
    NoteKind.THANKS: "thank",
    NoteKind.ANSWER: "teach",
}  # fmt: skip
Ways = Mapping[str, frozenset[Slug]]
"""Way -> who took it. Never leaves this module."""


@dataclass(frozen=True, slots=True)
class _Months:
    """Twelve months, both ends included."""

    start: str
    end: str

    def has(self, when: str) -> bool:
        return self.start <= when[:7] <= self.end


def derive_value(garden: PublicGarden, settings: Settings) -> Value:
    """Return what a garden gives its organisation, with counts of people rounded for
    publication.
    """
    told = tuple(
        note.src_uri
        for note in reversed(garden.notes)
        if note.kind is NoteKind.APPLIED and note.text and note.page
    )
    end = garden.newest
    now = _figures(garden, settings, _year(end[:7])) if end else None
    before = _figures(garden, settings, _year(_back(end[:7], 12))) if now else None
    fresh = derive_freshness(garden, end) if now else None
    return Value(
        audience=settings.audience,
        goals=settings.goals,
        behaviours=settings.behaviours,
        told=told,
        now=now,
        before=before,
        freshness=fresh,
    )


def _back(month: str, count: int) -> str:
    year, number = divmod(int(month[:4]) * 12 + int(month[5:7]) - 1 - count, 12)
    return f"{year:04}-{number + 1:02}"


def _year(end: str) -> _Months:
    return _Months(_back(end, 11), end)


def _figures(garden: PublicGarden, settings: Settings, months: _Months) -> Figures | None:
    """Return all figures of a period; None where too few took part to say anything of anybody."""
    ways = _ways(garden, months)
    notes = [note for note in reversed(garden.notes) if note.when and months.has(note.when)]
    applied = [
        n
        for n in notes
        if n.kind is NoteKind.APPLIED
        and isinstance(n.outcome, Outcome)
        and n.page in garden.content.lessons
    ]
    if len(frozenset[Slug]().union(*ways.values())) < FEW or len(applied) < ENOUGH:
        return None
    answered, days = _answers(garden, months)
    return Figures(
        start=months.start,
        end=months.end,
        outcomes=tuple(
            (name, tuple(note.src_uri for note in applied if note.outcome == name))
            for name in Outcome
        ),
        goals=tuple(
            (goal, found)
            for goal in settings.goals
            if (found := tuple(n.src_uri for n in applied if n.helps == goal))
        ),
        people=tuple((way, _rounded(len(ways[way]))) for way in WAYS),
        answered=answered,
        days=days,
        flows=_flows(garden, months, ways),
    )


def _rounded(count: int) -> AtLeast:
    return AtLeast(count - count % STEP)


def _ways(garden: PublicGarden, months: _Months) -> Ways:
    """Return who took each of the six ways in a period."""
    found: dict[str, set[Slug]] = {way: set() for way in WAYS}
    for note in garden.notes:
        if note.when and months.has(note.when) and note.kind in _OF_NOTE:
            found[_OF_NOTE[note.kind]].update(note.by)
    for uri in _planted(garden, months):
        found["write"].update(_writers(garden, uri))
    found["review"].update(
        a.who for a in garden.acknowledgements if a.kind == "reviewed" and months.has(a.month)
    )
    for trail in garden.trails.values():
        if trail.when and months.has(trail.when):
            found["teach"].update(trail.by)
    planted = _planted(garden, months)
    found["teach"].update(
        Slug(link.target)
        for link in _learned(garden)
        if link.target_kind is SourceKind.PERSON and link.source in planted
    )
    return {
        way: frozenset(slug for slug in who if _is_person(garden, slug))
        for way, who in found.items()
    }


def _is_person(garden: PublicGarden, slug: Slug) -> bool:
    return slug in garden.contributors and garden.contributors[slug].kind is ContributorKind.PERSON


def _planted(garden: PublicGarden, months: _Months) -> set[SrcUri]:
    return {uri for uri, one in garden.credits.items() if one.first and months.has(one.first)}


def _writers(garden: PublicGarden, uri: SrcUri) -> set[Slug]:
    credits = garden.credits[uri].credits if uri in garden.credits else ()
    return {credit.contributor for credit in credits if _WRITERS & set(credit.roles)}


def _learned(garden: PublicGarden) -> Iterable[Link]:
    return (link for link in garden.links if link.kind is LinkKind.LEARNED_FROM)


def _answers(garden: PublicGarden, months: _Months) -> tuple[tuple[SrcUri, ...], float | None]:
    """Return the questions that got their first answer in a period, and the median of days to it;
    nothing below five.
    """
    questions = {note.src_uri: note for note in garden.notes if note.kind is NoteKind.QUESTION}
    first: dict[SrcUri, PlacedNote] = {}
    for note in garden.notes:
        if note.kind is NoteKind.ANSWER and note.answers in questions and note.when:
            first.setdefault(note.answers, note)
    pairs = [(questions[uri], note) for uri, note in first.items() if months.has(note.when)]
    known = [
        _days(asked, answer)
        for asked, answer in pairs
        if asked.when and not asked.private and not answer.private
    ]
    days = [count for count in known if count is not None]
    answered = tuple(asked.src_uri for asked, _ in pairs) if len(pairs) >= FEW else ()
    return answered, float(median(days)) if len(days) >= FEW else None


def _days(asked: PlacedNote, answer: PlacedNote) -> int | None:
    try:
        return max(
            0, (date.fromisoformat(answer.when[:10]) - date.fromisoformat(asked.when[:10])).days
        )
    except ValueError:
        return None


def _flows(garden: PublicGarden, months: _Months, ways: Ways) -> tuple[Flow, ...]:
    """Return how often one team learned from another, dated by the planting of the lesson that
    learned.
    """
    teams = _shown_teams(garden, ways)
    found: dict[tuple[str, str], set[SrcUri]] = defaultdict(set)
    planted = _planted(garden, months)
    for link in _learned(garden):
        if link.source not in planted or link.target_kind not in (
            SourceKind.LESSON,
            SourceKind.PERSON,
        ):
            continue
        person = link.target_kind is SourceKind.PERSON
        taught = {Slug(link.target)} if person else _writers(garden, SrcUri(link.target))
        for teacher in _teams_of(garden, taught, teams):
            for learner in _teams_of(garden, _writers(garden, link.source), teams):
                if teacher != learner:
                    found[teacher, learner].add(link.source)
    ordered = sorted(
        found, key=lambda pair: [(team == OTHER_TEAMS, team.casefold(), team) for team in pair]
    )
    return tuple(Flow(*pair, len(found[pair])) for pair in ordered)


def _shown_teams(garden: PublicGarden, ways: Ways) -> Mapping[str, str]:
    """Return each team that took part, under the name that is shown; small ones together only if
    they are five or more.
    """
    people = frozenset[Slug]().union(*ways.values())
    sizes = Counter(team for slug in people if (team := garden.contributors[slug].team))
    large = {team: team for team, size in sizes.items() if size >= FEW}
    small = {team: OTHER_TEAMS for team, size in sizes.items() if size < FEW}
    return {**large, **(small if sum(sizes[team] for team in small) >= FEW else {})}


def _teams_of(garden: PublicGarden, people: Iterable[Slug], teams: Mapping[str, str]) -> set[str]:
    known = {garden.contributors[slug].team for slug in people if slug in garden.contributors}
    return {teams[team] for team in known if team in teams}

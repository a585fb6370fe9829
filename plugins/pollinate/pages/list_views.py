# The views that list: thanks by month, sources, attribution.
# Must not know: HTML.
"""Make the views of lists."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pollinate.model.content import SourceKind
from pollinate.model.credits import Acknowledgement
from pollinate.model.links import LinkKind
from pollinate.pages.notes_view import NoteIndex, NoteView
from pollinate.pages.parts import Door, LessonRef, Lookup, PersonRef, Relation, TargetRef
from pollinate.paths import Slug, SrcUri

NAMED = 8
"""So many names stand beside a month."""
FIRST_TIMES = ("first-applied", "first-review", "first-answer")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """One month in the list of all."""

    month: str
    page: SrcUri
    firsts: tuple[PersonRef, ...]
    """Who planted a first lesson."""
    thank: NoteView | None
    """One thank-you of that month: the first."""
    others: tuple[PersonRef, ...]
    """Some of those who are thanked, where nobody planted a first lesson and nobody wrote one."""


@dataclass(frozen=True, slots=True)
class MonthsView:
    """All months in which somebody was thanked."""

    months: tuple[MonthRow, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """What lies outside, and gatherings, each with who learned what."""

    outside: tuple[tuple[TargetRef, tuple[Relation, ...]], ...]
    gatherings: tuple[tuple[TargetRef, tuple[Relation, ...]], ...]

    @property
    def has_any(self) -> bool:
        """Whether there is anything to list."""
        return bool(self.outside or self.gatherings)


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


def view_months(look: Lookup, index: NoteIndex, pages: dict[str, SrcUri]) -> MonthsView:
    """Return the view of all months."""
    by_month: dict[str, list[Acknowledgement]] = defaultdict(list)
    for one in look.garden.acknowledgements:
        by_month[one.month].append(one)
    return MonthsView(
        tuple(
            _month_row(look, index, month, page, by_month[month]) for month, page in pages.items()
        )
    )


def _month_row(
    look: Lookup, index: NoteIndex, month: str, page: SrcUri, thanks: list[Acknowledgement]
) -> MonthRow:
    firsts = dict.fromkeys(one.who for one in thanks if one.kind == "first-lesson")
    said = next((one.detail for one in thanks if one.kind == "thanked"), "")
    thank = index.view(index.by_uri[SrcUri(said)]) if said else None
    others = dict.fromkeys(one.who for one in thanks)
    return MonthRow(
        month=month,
        page=page,
        firsts=tuple(map(look.person, list(firsts)[:NAMED])),
        thank=thank if thank and thank.text else None,
        others=() if firsts or said else tuple(map(look.person, list(others)[:NAMED])),
    )


def view_sources(look: Lookup) -> SourcesView:
    """Return the view of all sources."""
    learned = [link for link in look.garden.links if link.kind is LinkKind.LEARNED_FROM]

    def of(kind: SourceKind) -> tuple[tuple[TargetRef, tuple[Relation, ...]], ...]:
        keys = dict.fromkeys(link.target for link in learned if link.target_kind is kind)
        rows = [(look.target(kind, key), look.grew(kind, key)) for key in keys]
        return tuple(sorted(rows, key=lambda row: (row[0].title.casefold(), row[0].url)))

    return SourcesView(of(SourceKind.OUTSIDE), of(SourceKind.GATHERING))

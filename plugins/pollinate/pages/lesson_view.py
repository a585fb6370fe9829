# What a lesson's page shows beside its own text: byline, notice, conditions, relations, credit
# panel. Must not know: HTML. Every fact on the page is in the view.
"""Make the view of a lesson."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pollinate.contribute.forge import edit_url
from pollinate.model.content import Lesson, SourceKind
from pollinate.model.credits import Credit, LessonCredits, Role
from pollinate.model.notes import PlacedNote
from pollinate.model.stages import Level, SecondLook, Stage, Status
from pollinate.model.when import When, day, instant
from pollinate.pages.citations import CiteView
from pollinate.pages.evidence import last_check
from pollinate.pages.history_view import HistoryView
from pollinate.pages.notes_view import NoteIndex, NotesView, TrailPlace, WaysView
from pollinate.pages.parts import (
    MANY,
    SMALL,
    CommitRef,
    Door,
    LessonRef,
    Lookup,
    PersonRef,
    Relation,
    UseEvidence,
    editors_of,
)
from pollinate.pages.related import RelatedLesson
from pollinate.paths import Slug, SrcUri

HALF = 0.5
COMMITS = 3
"""Changes that are quoted beside a name; the rest are in a disclosure."""
MOST_COMMITS = 50
MOST_PHRASES = 200
"""So many are listed; who wants more of either asks the command line."""
MADE_BETTER = (
    Role.TEACHER, Role.REVIEWER, Role.MODERATOR, Role.HELPER, Role.ASKER, Role.ANSWERER,
    Role.PRACTITIONER,
    Role.KEEPER,
    Role.TRAIL_LAYER,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRow:
    """One writer in the table of shares."""

    person: PersonRef
    what: str
    """Message key of what this writer did."""
    commits: tuple[CommitRef, ...]
    more: tuple[CommitRef, ...]
    left: bool
    """There are still others."""
    percent: int
    """0 for a share below 5 %."""


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """Whose some successive words are, and since when they stand."""

    words: str
    people: tuple[PersonRef, ...]
    """Nobody: made by a tool."""
    when: When


@dataclass(frozen=True, slots=True)
class BetterRow:
    """People who made a lesson better in one way."""

    people: tuple[PersonRef, ...]
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueNotice:
    """That a lesson is due for a second look, and what to do."""

    since: str
    """A day, or a month where somebody is shown by alias."""
    doubted: bool
    """Somebody said that it did not hold."""
    ask: tuple[PersonRef, ...]
    doors: tuple[Door, ...]
    """The form that says it is still true, filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonView:
    """All that a lesson's page shows beside its text."""

    title: str
    has_heading: bool
    lede: str
    writers: tuple[PersonRef, ...]
    editors: tuple[PersonRef, ...]
    small: tuple[PersonRef, ...]
    stage: Stage | None
    """None: nobody said how far it has grown."""
    level: Level | None
    status: Status
    planted: str
    changed: str
    reviewers: tuple[PersonRef, ...]
    """Who reviewed its text on one day, the newest, where nobody looked again since."""
    reviewed: str
    evidence: UseEvidence | None
    undated: bool
    """Somebody wrote it, and nobody can read when."""
    uncommitted: bool
    no_history: bool
    applies_when: tuple[str, ...]
    not_when: tuple[str, ...]
    superseded_by: LessonRef | None
    reason: str
    status_since: str
    asked_by: str
    replaces: tuple[tuple[LessonRef, str], ...]
    """The lessons whose place it took, and since when."""
    due: DueNotice | None
    """None for a lesson that can wait."""
    learned: tuple[Relation, ...]
    grew: tuple[Relation, ...]
    mentioned: tuple[Relation, ...]
    lineage: SrcUri | None
    rows: tuple[CreditRow, ...]
    better: tuple[BetterRow, ...]
    attribution: SrcUri
    improve: str
    doors: tuple[Door, ...]
    notes: NotesView
    by_others: bool
    """Somebody other than its writers applied it."""
    ways: WaysView
    places: tuple[TrailPlace, ...]
    feed: str
    """Where its feed stands; empty for a lesson to which nothing has happened."""
    related: tuple[RelatedLesson, ...] = ()
    history: HistoryView | None = None
    cite: CiteView | None = None
    """None for a lesson that nobody should cite."""
    tools: tuple[str, ...] = ()
    """Assistants that helped its writers."""
    made_by: tuple[str, ...] = ()
    """Tools that wrote words which are nobody's."""
    phrases: tuple[PhraseRow, ...] = ()
    phrases_left: int = 0

    @property
    def can_apply(self) -> bool:
        """A lesson that is current and has a door for it asks to be applied."""
        return bool(self.doors) and self.status.is_current

    def fills(self, template: str) -> bool:
        """Return whether a part has anything to show: making an empty part costs as much as a small
        one.
        """
        filled = {
            "lesson_top.html": self.lede or self.evidence or self.due or not self.status.is_current,
            "replaces.html": self.replaces,
            "when.html": self.applies_when or self.not_when,
            "actions.html": self.improve or self.doors,
            "notes.html": self.notes or self.ways != WaysView() or self.can_apply,
            "related.html": self.related,
            "history.html": self.history,
            "cite.html": self.cite,
            "stepper.html": self.places,
            "pager.html": self.places,
            "learned.html": self.learned or self.grew or self.mentioned or self.lineage,
            "credit.html": self.rows or self.better or self.tools or self.made_by,
        }
        return bool(filled.get(template, True))


def view_lesson(
    look: Lookup,
    index: NoteIndex,
    lesson: Lesson,
    lineage: SrcUri | None,
    attribution: SrcUri,
    doors: tuple[Door, ...],
    feed: str = "",
) -> LessonView:
    """Return the view of one lesson."""
    uri = lesson.src_uri
    one, writers = look.garden.credits.get(uri), look.writers(uri)
    credits = one.credits if one else ()
    editors, small = _editors(look, credits, writers)
    reviewed, reviewers = _reviewed(credits, writers, index.by_page.get(uri, ()))
    return LessonView(
        title=lesson.title,
        has_heading=lesson.has_heading,
        lede=lesson.summary,
        writers=_people(look, writers[:MANY]),
        editors=editors,
        small=small,
        stage=lesson.stage if lesson.stage_given else None,
        level=lesson.level,
        status=lesson.status,
        planted=one.first if one else "",
        changed=one.last if one else "",
        reviewers=_people(look, reviewers[:MANY]),
        reviewed=reviewed,
        evidence=index.evidence(uri),
        undated=bool(writers and one and not (one.first or one.uncommitted)),
        uncommitted=bool(one and one.uncommitted and look.garden.has_history),
        no_history=not look.garden.has_history,
        applies_when=lesson.applies_when,
        not_when=lesson.not_when,
        superseded_by=look.successor(uri),
        reason=lesson.reason,
        status_since=lesson.on,
        asked_by=lesson.asked_by,
        replaces=look.replaced(uri),
        due=_due(look, uri),
        learned=look.learned(uri),
        grew=look.grew(SourceKind.LESSON, uri),
        mentioned=look.mentioned(SourceKind.LESSON, uri),
        lineage=lineage,
        rows=_rows(look, one) if one else (),
        better=_better(look, credits, writers),
        attribution=attribution,
        improve=edit_url(look.settings, lesson.repo_path),
        doors=doors,
        notes=index.on_page(uri),
        by_others=index.applied_by_others(uri, writers),
        ways=index.ways(uri),
        places=index.places(uri),
        feed=feed,
        tools=one.tools if one else (),
        phrases=_phrases(look, uri),
        phrases_left=max(0, len(look.garden.phrases.get(uri, ())) - MOST_PHRASES),
        made_by=one.made_by if one else (),
    )


def _editors(
    look: Lookup, credits: tuple[Credit, ...], writers: tuple[Slug, ...]
) -> tuple[tuple[PersonRef, ...], tuple[PersonRef, ...]]:
    """Return who else has words in a lesson, with links to their pages."""
    said, small = editors_of(credits, writers)
    return _people(look, said), _people(look, small)


def _reviewed(
    credits: tuple[Credit, ...], writers: tuple[Slug, ...], notes: Sequence[PlacedNote]
) -> tuple[str, list[Slug]]:
    """Return the date of the newest review and who reviewed then; who reviewed on another day
    stands in the credit panel. A note of a later look says more (`evidence`).
    """
    if last_check(notes) is not None:
        return "", []
    # Who reviewed may have changed a word since: only a review is dated as one.
    dates = {
        c.contributor: c.dates(Role.REVIEWER)[1]
        for c in credits
        if Role.REVIEWER in c.roles and c.contributor not in writers
    }
    newest = max(dates.values(), key=lambda when: (bool(when), instant(when)), default="")
    return newest, [slug for slug, when in dates.items() if day(when) == day(newest)]


def _people(look: Lookup, slugs: list[Slug] | tuple[Slug, ...]) -> tuple[PersonRef, ...]:
    return tuple(map(look.person, slugs))


def _due(look: Lookup, uri: SrcUri) -> DueNotice | None:
    upkeep = look.garden.upkeep.get(uri)
    if upkeep is None or look.garden.state(uri) != "due":
        return None
    return DueNotice(
        since=upkeep.due,
        doubted=bool(upkeep.doubted),
        ask=look.keepers(uri),
        doors=look.doors(("review",), about=uri, outcome=SecondLook.STILL_TRUE),
    )


def percents(shares: list[float]) -> list[int]:
    """Return whole percents that add up to 100, by the largest remainder (Hamilton); all 0 when
    nothing is shared.
    """
    total = sum(shares)
    if total <= 0:
        return [0] * len(shares)
    exact = [share / total * 100 for share in shares]
    whole = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda n: (whole[n] - exact[n], n))
    for n in order[: 100 - sum(whole)]:
        whole[n] += 1
    return whole


def _rows(look: Lookup, one: LessonCredits) -> tuple[CreditRow, ...]:
    written = [c for c in one.credits if c.words]
    numbers = percents([c.share for c in written])
    rows = []
    for credit, number in zip(written, numbers, strict=True):
        what = next(
            f"did-{role.value}"
            for role in (*credit.roles, Role.EDITOR)
            if role in (Role.AUTHOR, Role.CO_AUTHOR, Role.EDITOR)
        )
        if what == "did-author" and credit.contributor != one.planter:
            what = "did-wrote-most" if credit.share > HALF else "did-wrote-half"
        commits = tuple(map(look.commit, credit.commits[:MOST_COMMITS]))
        rows.append(
            CreditRow(
                person=look.person(credit.contributor),
                what=what,
                commits=commits[:COMMITS],
                more=commits[COMMITS:],
                left=len(credit.commits) > len(commits),
                percent=number if credit.share >= SMALL else 0,
            )
        )
    return tuple(rows)


def _phrases(look: Lookup, uri: SrcUri) -> tuple[PhraseRow, ...]:
    found = look.garden.phrases.get(uri, ())
    return tuple(
        PhraseRow(one.quote, _people(look, one.by), When(one.when)) for one in found[:MOST_PHRASES]
    )


def _said(role: Role, credit: Credit) -> bool:
    """Return whether a role says nothing new: who merges has mostly reviewed, who wrote a lesson
    looks after its changes.
    """
    if role is Role.MODERATOR:
        return Role.REVIEWER in credit.roles
    return (
        role is Role.REVIEWER
        and bool(credit.words)
        and bool({Role.AUTHOR, Role.CO_AUTHOR} & set(credit.roles))
    )


def _better(
    look: Lookup, credits: tuple[Credit, ...], writers: tuple[Slug, ...]
) -> tuple[BetterRow, ...]:
    """Return who else made a lesson better; its writers are named for that already, but one of them
    may be who looks after it.
    """
    rows = []
    for role in MADE_BETTER:
        people = [
            c.contributor
            for c in credits
            if role in c.roles
            and not _said(role, c)
            and (role is Role.KEEPER or c.contributor not in writers)
        ]
        if people:
            rows.append(BetterRow(_people(look, people), f"did-{role.value}"))
    return tuple(rows)

# What pages show of notes and trails: each note once in full on its target, elsewhere in its own
# plain words with a link. No counter anywhere: evidence is what people say, one after the other,
# oldest question first, newest experience first. Must not know: HTML beyond a note's own clean
# text.
"""Make the views of notes and trails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pollinate.model.content import SourceKind
from pollinate.model.credits import Role
from pollinate.model.notes import NoteKind, PlacedNote, PlacedTrail
from pollinate.model.stages import Level, Outcome, SecondLook
from pollinate.pages.evidence import evidence_of
from pollinate.pages.parts import Door, LessonRef, Lookup, PersonRef, TargetRef, UseEvidence
from pollinate.paths import Slug, SrcUri

OUTCOMES = {
    Outcome.WORKED: ("worked", "check-circle"),
    Outcome.PARTLY: ("partly", "circle-half-full"),
    Outcome.DID_NOT_WORK: ("not", "close-circle-outline"),
    SecondLook.STILL_TRUE: ("worked", "check-circle"),
    SecondLook.CHANGED: ("partly", "circle-half-full"),
    SecondLook.RETIRED: ("not", "archive-outline"),
}
"""CSS modifier and icon of each outcome."""
NEARBY = 6
"""People named as those to ask; more are in the credit panel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """One note on any page."""

    kind: str
    anchor: str
    page: SrcUri
    """Where it stands in full; empty for a thank that stands on a person's page only."""
    by: tuple[PersonRef, ...]
    entered_by: tuple[PersonRef, ...]
    """Who wrote it down for them."""
    to: tuple[PersonRef, ...]
    when: str
    """A day, or a month where somebody is shown by alias or not at all."""
    body: str
    text: str
    outcome: Outcome | SecondLook | None
    effect: str
    helps: str
    see: str
    on: TargetRef | None
    """What it is about."""
    answers: tuple[NoteView, ...] = ()
    about: str = ""
    """The kind of the note that it is about, for a thank for an answer."""
    doors: tuple[Door, ...] = ()
    """The way to answer an open question."""
    plain: bool = False
    """One paragraph of words, which may stand in quotation marks."""


@dataclass(frozen=True, slots=True)
class NotesView:
    """All notes on one page."""

    applied: tuple[NoteView, ...] = ()
    questions: tuple[NoteView, ...] = ()
    reflections: tuple[NoteView, ...] = ()
    thanks: tuple[NoteView, ...] = ()
    reviews: tuple[NoteView, ...] = ()

    def __bool__(self) -> bool:
        return bool(
            self.applied or self.questions or self.reflections or self.thanks or self.reviews
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPlace:
    """Where a lesson stands on a trail."""

    title: str
    page: SrcUri
    number: int
    """From 1."""
    count: int
    previous: LessonRef | None
    next: LessonRef | None
    task: str
    reflect: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step on a trail's page."""

    lesson: LessonRef
    why: str
    task: str
    reflect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailView:
    """What a trail's page shows beside its own text."""

    title: str
    has_heading: bool
    lede: str
    by: tuple[PersonRef, ...]
    level: Level | None
    minutes: int
    steps: tuple[StepView, ...]
    reflect: tuple[str, ...]
    notes: NotesView
    key: str
    """Under which a reader's own ticks are kept in the browser."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailRow:
    """One trail in a list."""

    title: str
    page: SrcUri
    lede: str
    level: Level | None
    minutes: int
    by: tuple[PersonRef, ...]
    steps: int


@dataclass(frozen=True, slots=True)
class WaysView:
    """Ways to learn a lesson: try it, ask, read."""

    tasks: tuple[tuple[str, TrailPlace], ...] = ()
    people: tuple[PersonRef, ...] = ()
    sources: tuple[TargetRef, ...] = ()


class NoteIndex:
    """The notes and trails of a garden by page and by person; made once, asked per page."""

    def __init__(self, look: Lookup) -> None:
        self._look = look
        self._evidence: dict[SrcUri, UseEvidence | None] = {}
        self.by_page: dict[str, list[PlacedNote]] = {}
        self.by_person: dict[Slug, list[PlacedNote]] = {}
        self.to_person: dict[Slug, list[PlacedNote]] = {}
        self.about_person: dict[Slug, list[PlacedNote]] = {}
        self.by_uri = {note.src_uri: note for note in look.garden.notes}
        self.on_trails: dict[SrcUri, list[tuple[PlacedTrail, int]]] = {}
        self.laid_by: dict[Slug, list[PlacedTrail]] = {}
        for note in look.garden.notes:
            self.by_page.setdefault(note.page, []).append(note)
            self.about_person.setdefault(note.person, []).append(note)
            for slug in note.by:
                self.by_person.setdefault(slug, []).append(note)
            for slug in note.to:
                self.to_person.setdefault(slug, []).append(note)
        for trail in look.garden.trails.values():
            for slug in trail.by:
                self.laid_by.setdefault(slug, []).append(trail)
            for number, step in enumerate(trail.steps):
                self.on_trails.setdefault(step.lesson, []).append((trail, number))

    def view(self, note: PlacedNote, answers: tuple[NoteView, ...] = ()) -> NoteView:
        """Return one note."""
        look = self._look
        about = self.by_uri.get(note.answers) if note.answers else None
        return NoteView(
            kind=note.kind.value,
            anchor=note.anchor,
            page=note.page,
            by=tuple(map(look.person, note.by)),
            entered_by=tuple(map(look.person, note.entered_by)),
            to=tuple(map(look.person, note.to)),
            when=note.when,
            body=note.body,
            text=note.text,
            outcome=note.outcome,
            effect=note.effect,
            helps=note.helps,
            see=note.see,
            on=self.target(note),
            answers=answers,
            doors=()
            if answers or note.kind is not NoteKind.QUESTION
            else look.doors(("answer",), about=note.src_uri),
            about=about.kind.value if about else "",
            plain="\n" not in note.text and note.body.count("<") == 2,
        )

    def target(self, note: PlacedNote) -> TargetRef | None:
        """Return what a note is about."""
        look, content = self._look, self._look.garden.content
        if note.person:
            return look.target(SourceKind.PERSON, note.person)
        if note.page in content.lessons:
            return look.target(SourceKind.LESSON, note.page)
        if note.page in content.gatherings:
            return look.target(SourceKind.GATHERING, note.page)
        return look.target(SourceKind.PAGE, note.page) if note.page in content.pages else None

    def open_questions(self) -> list[PlacedNote]:
        """Return the questions that nobody answered yet, oldest first."""
        notes = self._look.garden.notes
        answered = {note.answers for note in notes if note.kind is NoteKind.ANSWER}
        return [
            note
            for note in notes
            if note.kind is NoteKind.QUESTION and note.src_uri not in answered
        ]

    def evidence(self, uri: SrcUri) -> UseEvidence | None:
        """Return what is known of a lesson from its use; None where nobody said anything."""
        if uri not in self._evidence:
            self._evidence[uri] = evidence_of(self._look, uri, self.by_page.get(uri, ()))
        return self._evidence[uri]

    def lesson_row(self, uri: SrcUri) -> LessonRef:
        """Return a lesson as the row of a list, with what is known of it."""
        return replace(self._look.lesson(uri), evidence=self.evidence(uri))

    def on_page(self, page: str) -> NotesView:
        """Return the notes that stand on a page: questions oldest first, all else newest first."""
        return self._sorted(self.by_page.get(page, ())) if page else NotesView()

    def applied_by_others(self, page: SrcUri, writers: Sequence[Slug]) -> bool:
        """Return whether somebody other than a lesson's writers applied it."""
        applied = [note for note in self.by_page.get(page, ()) if note.kind is NoteKind.APPLIED]
        return any(not note.by or set(note.by) - set(writers) for note in applied)

    def on_person(self, slug: Slug) -> NotesView:
        """Return the notes that are about a person."""
        return self._sorted(self.about_person.get(slug, ())) if slug else NotesView()

    def _sorted(self, notes: Iterable[PlacedNote]) -> NotesView:
        answers: dict[SrcUri, list[NoteView]] = {}
        kinds: dict[NoteKind, list[PlacedNote]] = {kind: [] for kind in NoteKind}
        for note in notes:
            if note.kind is NoteKind.ANSWER and note.answers:
                answers.setdefault(note.answers, []).append(self.view(note))
            else:
                kinds[note.kind].append(note)
        questions = tuple(
            self.view(q, tuple(answers.get(q.src_uri, ()))) for q in kinds[NoteKind.QUESTION]
        )
        newest = {kind: tuple(map(self.view, reversed(found))) for kind, found in kinds.items()}
        return NotesView(
            newest[NoteKind.APPLIED],
            questions,
            newest[NoteKind.REFLECTION],
            newest[NoteKind.THANKS],
            newest[NoteKind.REVIEW],
        )

    def places(self, lesson: SrcUri) -> tuple[TrailPlace, ...]:
        """Return where a lesson stands on trails."""
        found = []
        for trail, number in self.on_trails.get(lesson, ()):
            near = [
                trail.steps[n].lesson if 0 <= n < len(trail.steps) else None
                for n in (number - 1, number + 1)
            ]
            earlier, later = (self._look.lesson(uri) if uri else None for uri in near)
            step = trail.steps[number]
            found.append(
                TrailPlace(
                    title=trail.trail.title,
                    page=trail.trail.src_uri,
                    number=number + 1,
                    count=len(trail.steps),
                    previous=earlier,
                    next=later,
                    task=step.task,
                    reflect=step.reflect,
                )
            )
        return tuple(found)

    def ways(self, lesson: SrcUri) -> WaysView:
        """Return ways to learn a lesson: what to try, whom to ask, what to read."""
        look = self._look
        credits = look.garden.credits[lesson].credits if lesson in look.garden.credits else ()
        know = [c.contributor for c in credits if {Role.PRACTITIONER, Role.KEEPER} & set(c.roles)]
        people = tuple(person for slug in dict.fromkeys(know) if (person := look.person(slug)).page)
        read = [r.target for r in look.learned(lesson) if r.target.kind is SourceKind.OUTSIDE]
        return WaysView(
            tuple((p.task, p) for p in self.places(lesson) if p.task), people[:NEARBY], tuple(read)
        )

    def trail(self, trail: PlacedTrail) -> TrailView:
        """Return what a trail's page shows."""
        own = trail.trail
        steps = tuple(
            StepView(self._look.lesson(s.lesson), s.why, s.task, s.reflect) for s in trail.steps
        )
        by = tuple(map(self._look.person, trail.by))
        return TrailView(
            title=own.title,
            has_heading=own.has_heading,
            lede=own.summary,
            by=by,
            level=own.level,
            minutes=own.minutes,
            steps=steps,
            reflect=own.reflect,
            notes=self.on_page(own.src_uri),
            key=own.src_uri.rsplit(".", 1)[0],
        )

    def row(self, trail: PlacedTrail) -> TrailRow:
        """Return a trail as lists show it."""
        own, by = trail.trail, tuple(map(self._look.person, trail.by))
        return TrailRow(
            title=own.title,
            page=own.src_uri,
            lede=own.summary,
            level=own.level,
            minutes=own.minutes,
            by=by,
            steps=len(trail.steps),
        )

    def trails(self, topic: str | None = None) -> tuple[TrailRow, ...]:
        """Return all trails, or those that lead through a topic: those for newcomers first, then
        by title.
        """
        order = {Level.NEWCOMER: 0, None: 1, Level.PRACTITIONER: 1, Level.EXPERT: 2}
        trails = sorted(
            self._look.garden.trails.values(),
            key=lambda t: (order[t.trail.level], t.trail.title.casefold(), t.trail.src_uri),
        )
        return tuple(self.row(one) for one in trails if topic is None or self._leads_by(one, topic))

    def _leads_by(self, trail: PlacedTrail, topic: str) -> bool:
        lessons = self._look.garden.content.lessons
        return any(lessons[step.lesson].topic == topic for step in trail.steps)

# What people say about lessons, and the rows of lessons they walk: notes and trails, as files say
# them and in their place.
# Must not know: how files are read, who is credited by which rule, how any of it is shown.
"""Define the values that notes and trails are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from pollinate.model.stages import Level, Outcome, SecondLook
from pollinate.paths import RepoPath, Slug, SrcUri


class NoteKind(str, Enum):
    """What a note says of its target."""

    APPLIED = "applied"
    REFLECTION = "reflection"
    QUESTION = "question"
    ANSWER = "answer"
    THANKS = "thanks"
    REVIEW = "review"


WITHDRAWN = "none"
"""In the place of a role: what trailers say of somebody, or what a commit's say, is not true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditEntry:
    """One entry of front-matter `credit`."""

    line: int
    last: int = field(default=0, compare=False)
    """Its last line: whoever wrote any of them said it."""
    person: str = ""
    role: str = ""
    as_name: str = ""
    """A team or pseudonym that stands for the committing person."""
    commit: str = ""
    """The beginning of a commit's id, where only its trailers are withdrawn."""

    @property
    def gives_role(self) -> bool:
        """Tell whether a role is given, and not withdrawn."""
        return self.role not in ("", WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A small file about a target, as it is written."""

    src_uri: SrcUri
    repo_path: RepoPath
    kind: NoteKind
    about: str
    """A path from `docs_dir`."""
    body: str
    body_line: int
    blob: str = ""
    plain_blob: str = ""
    """Git's id of the file with the line ends that Git keeps, where the file has others."""
    outcome: Outcome | SecondLook | None = None
    """The one for an applied note, the other for a review."""
    helps: str = ""
    effect: str = ""
    see: str = ""
    to: tuple[str, ...] = ()
    credit: tuple[CreditEntry, ...] = ()
    created: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line of each key, for findings about what it names."""

    def is_at(self, blob: str) -> bool:
        """Tell whether the file holds what Git has, line by line."""
        return blob in (self.blob, self.plain_blob)


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One lesson on a trail, as it is written."""

    line: int
    lesson: str
    why: str = ""
    task: str = ""
    reflect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Ordered lessons, as they are written."""

    src_uri: SrcUri
    repo_path: RepoPath
    title: str
    summary: str = ""
    level: Level | None = None
    minutes: int = 0
    steps: tuple[TrailStep, ...] = ()
    reflect: tuple[str, ...] = ()
    hidden: bool = False
    """A draft: leaks no title."""
    credit: tuple[CreditEntry, ...] = ()
    has_heading: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedNote:
    """A note where it belongs: on the page of its target, with the people it is from and to."""

    src_uri: SrcUri
    kind: NoteKind
    page: SrcUri
    """The file of a lesson, trail, gathering or profile; empty for a note that only stands on its
    person's page.
    """
    person: Slug
    """The person whom it is about, else empty."""
    anchor: str
    """`note-<file stem>`, once on a page."""
    by: tuple[Slug, ...]
    when: str
    """Author date, ISO 8601; empty for one that nobody committed yet."""
    commit: int
    """The commit that brought it, -1 for none."""
    body: str
    """Clean HTML whose links inside the garden are `garden:` addresses, to be given for each page.
    """
    text: str
    """The same in plain words, on one line for each paragraph."""
    outcome: Outcome | SecondLook | None = None
    helps: str = ""
    effect: str = ""
    see: str = ""
    to: tuple[Slug, ...] = ()
    entered_by: tuple[Slug, ...] = ()
    """Who wrote it down, where it is somebody else's word for those in `by`."""
    answers: SrcUri | None = None
    """The question that an answer answers, or the note that a thank is for."""
    private: bool = False
    """Somebody in it is shown by alias or not at all: only months are said."""

    def people(self) -> tuple[Slug, ...]:
        """Return everybody in it."""
        return (*self.by, *self.entered_by, *self.to, *([self.person] if self.person else []))


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step whose lesson was found."""

    lesson: SrcUri
    why: str = ""
    task: str = ""
    reflect: str = ""


@dataclass(frozen=True, slots=True)
class PlacedTrail:
    """A trail with the people who laid it and the lessons that are there."""

    trail: Trail
    by: tuple[Slug, ...]
    when: str
    steps: tuple[PlacedStep, ...]

# What somebody needs to decide on a request, as values: what changes in words, who is credited with
# what, what was found, and what deserves a second look. Names are those that the site shows.
# Must not know: git, how anything was found, how it is printed.
"""Define the values of a review."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from pollinate.model.credits import Role
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath, Sha, SrcUri


class ChangeKind(str, Enum):
    """What a request does to a file."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


class PieceKind(str, Enum):
    """Where some words stand: on both sides, before only, or afterwards only."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    """Some words in a row of one kind."""

    kind: PieceKind
    text: str


Passage = tuple[Piece, ...]
"""A change with some words around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonChange:
    """What a request does to one lesson."""

    kind: ChangeKind
    path: RepoPath
    uri: SrcUri
    title: str
    title_before: str = ""
    """Where that is another."""
    moved_from: RepoPath | None = None
    words_new: int = 0
    words_gone: int = 0
    keys: tuple[str, ...] = ()
    """Of the front matter, whose values are others."""
    says: tuple[tuple[str, str], ...] = ()
    """What these keys say now; nothing for one that is gone."""
    passages: tuple[Passage, ...] = ()
    more: int = 0
    """Passages that are not among them."""
    alike: tuple[str, ...] = ()
    """Titles of lessons that a new one looks like."""
    owners: tuple[str, ...] = ()
    """Of the file, as CODEOWNERS names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherChange:
    """What a request does to a file that is no lesson."""

    kind: ChangeKind
    what: str
    """note, trail, gathering, profile, page, draft or file."""
    path: RepoPath
    says: str = ""
    """What it says, in one line."""
    passages: tuple[Passage, ...] = ()
    """Of a text: what changes in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What somebody gains or loses on one lesson once the request is merged."""

    who: str
    lesson: str
    """Its title."""
    path: RepoPath
    roles: tuple[Role, ...] = ()
    """That are new there."""
    words: float = 0.0
    """Below zero for words of somebody that go."""
    share: float = 0.0
    """Of the lesson afterwards, 0 to 1."""


@dataclass(frozen=True, slots=True, order=True)
class Pointed:
    """Something that deserves a second look, and is no fault by itself."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LostTarget:
    """A page that would lose what it leads to or was learned from."""

    page: str
    """Its title."""
    path: RepoPath
    target: str
    """The title of what goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReview:
    """All of a request on one screen."""

    name: str
    """The branch, ref or file."""
    title: str
    base: Sha
    tip: Sha
    commits: int
    by: tuple[str, ...]
    """Who wrote the commits, in order of time."""
    lessons: tuple[LessonChange, ...]
    others: tuple[OtherChange, ...]
    gains: tuple[Gain, ...]
    pointed: tuple[Pointed, ...]
    findings: tuple[Diagnostic, ...]
    learned: tuple[tuple[str, str, str], ...]
    """What new or changed lessons say they were learned from: lesson, source, reason."""
    lost: tuple[LostTarget, ...]
    code: tuple[RepoPath, ...]
    """Files that are not previewed: they steer the garden or lie outside of its pages."""
    code_shown_by: tuple[str, ...] = ()
    """The words of the git command that shows them; empty where Git here doesn't have them."""
    conflicts: tuple[RepoPath, ...]
    tools: tuple[str, ...]
    """Assistants that were disclosed, or that wrote commits."""
    minutes: int
    """That a decision takes, at a guess."""
    missing: tuple[str, ...] = ()
    """Packages without which less is found."""

    @property
    def blocks(self) -> bool:
        """Whether the request should not be merged before something is mended."""
        return bool(self.conflicts) or any(one.blocks for one in self.findings)

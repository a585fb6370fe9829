# Requests: what waits for somebody to decide, the commits that it is made of, and the queue that a
# moderator is shown. Why here: Git tells the one half, people and forges the other, and documents
# and the command line only read what comes of both. Must not know: how git was asked, terminals.
"""Define the values of requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import Commit, Identity
from pollinate.paths import RepoPath, Sha


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCommit:
    """One commit, with what a history of lessons has no need of."""

    commit: Commit
    committer: Identity
    message: bytes
    files: Mapping[RepoPath, tuple[str, str]] = field(default_factory=dict)
    """Each changed path with its blob before and after; zeros for none. Of a merge only what is as
    in none of its parents.
    """

    @property
    def is_own(self) -> bool:
        """Whether somebody made something: a merge that only brings others' work does not."""
        return len(self.commit.parents) < 2 or bool(self.files)

    @property
    def is_word(self) -> bool:
        """Whether it changes no file and brings nothing: whoever made it wrote nothing."""
        return len(self.commit.parents) == 1 and not self.files


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRef:
    """A name in Git that has commits which the branch of requests lacks."""

    ref: str
    head: Sha
    also: tuple[str, ...] = ()
    """Other names of the same request."""
    number: int = 0
    """Of a pull or merge request, as the forge counts them; 0 for a branch."""
    commits: Sequence[RequestCommit] = ()
    """Parents first."""

    @property
    def branches(self) -> frozenset[str]:
        """The names that a forge may know its branch by."""
        names = (name.split("/", 2)[-1] for name in (self.ref, *self.also))
        parts = [(name, name.partition("/")[2]) for name in names]
        return frozenset(one for pair in parts for one in pair if one)


class Turn(str, Enum):
    """Who has to act next."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class SecondWord:
    """What a request for a topic that needs a second moderator has of its moderators' words."""

    folder: str
    """That needs it, from `docs_dir`."""
    given: tuple[str, ...]
    """Who gave a word, by the names that the garden shows."""
    asked: tuple[str, ...]
    """Who may and did not; empty where the settings name nobody."""
    missing: int
    left: int | None = None
    """How many may still give one; None where the settings name nobody."""

    @property
    def can_be_had(self) -> bool:
        """Whether enough moderators are left."""
        return self.left is None or self.missing <= self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRequest:
    """A request as a moderator sees it in the queue; names as the garden shows them."""

    ref: str
    """The commit where the ref names somebody who asked not to be named, or holds an address."""
    head: Sha
    also: tuple[str, ...]
    number: int
    title: str
    by: tuple[str, ...]
    tools: tuple[str, ...]
    newcomer: bool
    lessons: int
    notes: int
    files: int
    """Others than lessons and notes."""
    turn: Turn
    since: float
    """Since when it is whose turn it is, in seconds since 1970."""
    draft: bool
    opened_by: str = ""
    """As the forge says; empty where nobody asked it."""
    updated: str = ""
    """When, as the forge says (ISO 8601)."""
    second: SecondWord | None = None
    """Where two moderators look at what it changes."""
    sent_back: str = ""
    """Why it was sent back from this clone, in the version that it has now."""
    new: tuple[str, ...] = ()
    """Those of `by` who have no part yet in the branch that it goes to."""


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """How soon people had a first answer, over requests that were merged."""

    requests: int
    median: float
    """In seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """All requests that wait, in the order in which they are told."""

    base: Sha
    now: float
    requests: tuple[WaitingRequest, ...]
    answers: FirstAnswers | None = None
    """None where merges can't tell."""
    taken: tuple[str, ...] = ()
    """Refs of what was taken in already, under other commits or in this clone."""
    unpushed: tuple[str, ...] = ()
    """Branches of this clone with what was taken in here and not pushed."""
    closed: tuple[str, ...] = ()
    """Refs that the forge's reply doesn't have as open."""
    unfetched: tuple[int, ...] = ()
    """Numbers that the forge's reply has as open, and of which no ref is here."""
    knows_requests: bool = False
    """Whether any ref of a pull or merge request is here, open or not."""
    findings: tuple[Diagnostic, ...] = ()

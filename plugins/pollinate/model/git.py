# What git said: identities, trailers, commits, and who owns which line of which file at HEAD.
# Must not know: how git was asked.
"""Define the values that history is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, Protocol

from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath, Sha, SrcUri


class Identity(NamedTuple):
    """A name and an address as they stand in git. The address never leaves the process."""

    name: str
    email: str


class TrailerKind(str, Enum):
    """What a trailer says of its person."""

    CO_AUTHOR = "co-author"
    REVIEWER = "reviewer"
    HELPER = "helper"
    MODERATOR = "moderator"
    """Took the work of others in, where no merge says so: a squash."""


@dataclass(frozen=True, slots=True)
class Trailer:
    """A line such as `Co-authored-by: Name <mail>` of a commit message, mailmap applied."""

    kind: TrailerKind
    key: str
    """In its usual spelling: `Co-authored-by`."""
    who: Identity
    mapped: Identity | None = None
    """Before mailmap, where that made another of them."""

    @property
    def raw(self) -> Identity:
        """Return who stands in the message itself."""
        return self.mapped or self.who


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit that touched Markdown."""

    sha: Sha
    parents: tuple[Sha, ...]
    author: Identity
    """After mailmap."""
    raw_author: Identity
    """Before mailmap: what a people file's `git` names are compared with."""
    when: str
    """Author date, ISO 8601 with its offset."""
    subject: str
    trailers: tuple[Trailer, ...] = ()
    tools: tuple[str, ...] = ()
    """What `Assisted-by` and `Generated-by` name: disclosed, never credited."""
    odd: tuple[str, ...] = ()
    """Keys of lines that look like trailers and name nobody, or not as a trailer does."""
    ignored: bool = False
    """Named in the ignore file: gives no role and no credit."""
    committed: int = 0
    """When it was committed, in seconds since 1970; 0 where that is unknown."""
    merged: int = 0
    """To how many lessons, by their paths at the time, a merge brought something."""


MOST_PEOPLE = 100
"""People that are read of one message, beside its author: a squash of more is nobody's act."""
RULE_BITS = 3
"""A word's credit is packed as `commit << RULE_BITS | rule`."""
RULE_MASK = (1 << RULE_BITS) - 1
MIXED = 1 << 31
"""Set in a line's credit when its words have several: the rest is a number in `History.runs`."""


class Rule(int, Enum):
    """Why a word's credit goes to another commit than blame names (docs/guide/credit.md)."""

    BLAME = 0
    IGNORED_COMMIT = 1
    KEPT = 2
    REVERT = 3
    MOVED = 4

    @property
    def label(self) -> str:
        """Name the rule as documentation and `why` do."""
        return self.name.lower().replace("_", "-")


class TextChange(NamedTuple):
    """One commit's act on one file's text, renames followed, in topological order."""

    commit: int
    created: bool
    changed: bool
    """False for a rename without a change of text."""
    brought: tuple[int, ...] = ()
    """For a merge: the commits on this file that it brought in."""
    void: bool = False
    """Taken back whole later on, or the change that took it back."""
    before: str = ""
    """The blob that was changed; empty for a new file."""
    moved: tuple[RepoPath, ...] = ()
    """From which path to which, where it moved the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHistory:
    """What history says of one file at HEAD."""

    path: RepoPath
    blob: str
    blame: Sequence[int]
    """For each physical line the commit that `git blame` names, an index into `History.commits`."""
    credit: Sequence[int]
    """For each physical line `commit << RULE_BITS | rule`: where its words' credit goes, and by
    which rule; with MIXED set, a number in `History.runs`.
    """
    changes: Sequence[TextChange]


class Relocation(NamedTuple):
    """One commit that moved a lesson; a place that could be no page of the site is None."""

    commit: int
    old: SrcUri | None
    new: SrcUri | None


class Commits(Protocol):
    """All commits by number, parents first; some made only when asked."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> Commit: ...

    def __iter__(self) -> Iterator[Commit]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that git said, once: commits and the owners of every line at HEAD."""

    head: Sha | None
    commits: Commits = ()
    files: Mapping[RepoPath, FileHistory] = field(default_factory=dict)
    runs: Sequence[Sequence[int]] = ()
    """Of lines whose words have several owners: credit, number of words, and so on."""
    gone: Mapping[RepoPath, tuple[TextChange, ...]] = field(default_factory=dict)
    """The changes of files that are not at HEAD any more; the last is the one that deleted them."""
    renames: Mapping[RepoPath, RepoPath] = field(default_factory=dict)
    """Old path -> where the file went, one step."""
    refused: frozenset[RepoPath] = frozenset()
    """Lessons that can't be credited: nobody is named on them rather than the wrong one."""
    diagnostics: tuple[Diagnostic, ...] = ()
    available: bool = True
    """False: `history: optional` and no usable git."""

# The values that every layer speaks in: what git said, what files said, what we derived from both.
# Why here: history, content, derive, checks, pages and export meet in these and never import one
# another. All are frozen; a Garden is the finished, immutable whole. Must not know: how any of it
# is read or shown.
"""Define the values of a garden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from pollinate.findings import Diagnostic as Diagnostic
from pollinate.findings import Severity as Severity
from pollinate.git_values import RULE_BITS as RULE_BITS
from pollinate.git_values import Commit as Commit
from pollinate.git_values import Commits as Commits
from pollinate.git_values import FileHistory as FileHistory
from pollinate.git_values import History as History
from pollinate.git_values import Identity as Identity
from pollinate.git_values import Rule as Rule
from pollinate.git_values import TextChange as TextChange
from pollinate.git_values import Trailer as Trailer
from pollinate.git_values import TrailerKind as TrailerKind
from pollinate.note_values import CreditEntry as CreditEntry
from pollinate.note_values import Note as Note
from pollinate.note_values import NoteKind as NoteKind
from pollinate.note_values import PlacedNote as PlacedNote
from pollinate.note_values import PlacedStep as PlacedStep
from pollinate.note_values import PlacedTrail as PlacedTrail
from pollinate.note_values import Step as Step
from pollinate.note_values import Trail as Trail
from pollinate.paths import RepoPath, Slug, SrcUri

# --- people -----------------------------------------------------------------------------------


class Show(str, Enum):
    """How a person wants to be shown."""

    NAME = "name"
    ALIAS = "alias"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A profile: `people/<handle>.md`."""

    handle: str
    src_uri: SrcUri
    repo_path: RepoPath
    name: str = ""
    git: tuple[str, ...] = ()
    team: str = ""
    ask_about: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    show: Show = Show.NAME
    alias: str = ""
    body: str = ""


class ContributorKind(str, Enum):
    """A person or a team."""

    PERSON = "person"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or a team after mailmap, joins and people files; safe to show as it stands."""

    slug: Slug
    name: str
    """Already the alias, or "a colleague", where the person asked for that."""
    kind: ContributorKind = ContributorKind.PERSON
    show: Show = Show.NAME
    team: str = ""
    ask_about: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    profile: SrcUri | None = None
    has_page: bool = True
    first: str = ""
    """Author date of the first contribution, or empty."""
    identities: tuple[Identity, ...] = ()
    """For `why`, which reads the repository and says so. Never exported, never rendered."""


# --- what files say ---------------------------------------------------------------------------


class SourceKind(str, Enum):
    """What a lesson can be learned from."""

    LESSON = "lesson"
    PERSON = "person"
    PAGE = "page"
    GATHERING = "gathering"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class LearnedFrom:
    """One entry of `learned_from` as written: not resolved yet."""

    kind: SourceKind
    target: str
    """Path, person, or the title of the outside source."""
    line: int
    because: str = ""
    way: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Who looks at a lesson again, and when."""

    by: str = ""
    every: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file that is no lesson, for titles of link targets."""

    src_uri: SrcUri
    repo_path: RepoPath
    title: str
    hidden: bool = False
    """A draft: leaks no title."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page that teaches."""

    src_uri: SrcUri
    repo_path: RepoPath
    title: str
    topic: str
    """Folder from `docs_dir`; `""` at the root."""
    body_line: int
    """The physical line, from 1, at which the text after the front matter starts."""
    body: str
    blob: str = ""
    """Git's id of these bytes: key of caches."""
    summary: str = ""
    tags: tuple[str, ...] = ()
    stage: str = "seedling"
    level: str = ""
    lang: str = ""
    license: str = ""
    aliases: tuple[str, ...] = ()
    draft: bool = False
    created: str = ""
    applies_when: tuple[str, ...] = ()
    not_when: tuple[str, ...] = ()
    learned_from: tuple[LearnedFrom, ...] = ()
    credit: tuple[CreditEntry, ...] = ()
    review: Review | None = None
    status: str = "current"
    superseded_by: str = ""
    reason: str = ""
    on: str = ""
    asked_by: str = ""
    redirect_from: tuple[str, ...] = ()
    title_given: bool = True
    """False: made from the file name, since neither front matter nor a first heading names it."""
    has_heading: bool = True
    """True: the text opens with a level-1 heading of its own."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """A group that learned together: workshop, incident review, drill, pairing."""

    src_uri: SrcUri
    repo_path: RepoPath
    title: str
    date: str = ""
    kind: str = ""
    people: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RawLink:
    """A link as it stands in a text, before its target is looked up."""

    source: SrcUri
    target: str
    """The href, or the words of a wiki link."""
    line: int
    text: str
    sentence: str
    """The whole sentence around the link, plain text."""
    learned: bool = False
    """Carries `{ .learned-from }`."""
    wiki: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """All that the files said."""

    lessons: Mapping[SrcUri, Lesson]
    pages: Mapping[SrcUri, Page]
    gatherings: Mapping[SrcUri, Gathering]
    people: Mapping[str, PersonFile]
    """By handle."""
    notes: Mapping[SrcUri, Note] = field(default_factory=lambda: MappingProxyType({}))
    trails: Mapping[SrcUri, Trail] = field(default_factory=lambda: MappingProxyType({}))
    hidden_files: frozenset[SrcUri] = frozenset()
    """Files that are input, not pages: people, notes, drafts."""
    folders: tuple[str, ...] = ()
    """Folders seen under `docs_dir`, for the error about globs that match nothing."""
    diagnostics: tuple[Diagnostic, ...] = ()


# --- what is derived --------------------------------------------------------------------------


class Role(str, Enum):
    """Kind of contribution, in the order pages show them (after CRediT, NISO Z39.104)."""

    AUTHOR = "author"
    CO_AUTHOR = "co-author"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    MODERATOR = "moderator"
    HELPER = "helper"
    TEACHER = "teacher"
    PRACTITIONER = "practitioner"
    ASKER = "asker"
    ANSWERER = "answerer"
    KEEPER = "keeper"
    TRAIL_LAYER = "trail-layer"


class Evidence(NamedTuple):
    """Lines that one commit earns for one contributor on one lesson under one rule."""

    commit: int
    rule: str
    lines: float


@dataclass(frozen=True, slots=True)
class Credit:
    """Contributor x lesson x roles, with a share of the text as it stands."""

    contributor: Slug
    lesson: SrcUri
    roles: tuple[Role, ...]
    share: float
    """0 to 1."""
    lines: float
    """Non-blank body lines."""
    commits: tuple[int, ...]
    """Indexes of the commits that touched the lesson's text, oldest first."""
    first: str = ""
    last: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonCredits:
    """All credits of one lesson, ordered by first contribution, then slug."""

    lesson: SrcUri
    first: str
    """Author date of planting: front matter `created`, else the first commit that counts."""
    last: str
    """Author date of the last commit that changed the text and isn't ignored."""
    credits: tuple[Credit, ...]
    uncommitted: bool = False


class LinkKind(str, Enum):
    """The relation that a link carries."""

    LEARNED_FROM = "learned-from"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True)
class Link:
    """A resolved relation from a lesson (or page) to what it learned from or mentions."""

    kind: LinkKind
    source: SrcUri
    target_kind: SourceKind
    target: str
    """SrcUri of a lesson, page or gathering; slug of a person; key of an outside source."""
    reasons: tuple[str, ...] = ()
    """What the author wrote: `because`, or the sentences around the link."""
    because: bool = False
    """True: the reason was given as such, False: it is the sentence around a link."""
    way: str = ""


@dataclass(frozen=True, slots=True)
class OutsideSource:
    """A book, talk, page or incident outside the garden; one URL, else one case-folded title."""

    key: str
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A named thank-you or first, dated by month."""

    kind: str
    """first-lesson, first-review, first-answer, first-applied, reviewed, helped, co-authored,
    thanked.
    """
    month: str
    """`2026-03`."""
    day: str
    """`2026-03-14`; empty where the person is shown by alias or not at all."""
    who: Slug
    lesson: SrcUri
    """Or the trail, gathering or profile; empty for a thank for no page."""
    detail: str = ""
    """The note that says it, as a path; else empty."""


@dataclass(frozen=True, slots=True)
class Garden:
    """The finished, immutable whole."""

    name: str
    history: History
    content: Content
    contributors: Mapping[Slug, Contributor]
    credits: Mapping[SrcUri, LessonCredits]
    links: tuple[Link, ...]
    sources: Mapping[str, OutsideSource]
    acknowledgements: tuple[Acknowledgement, ...]
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[PlacedNote, ...] = ()
    """In order of time, then of path."""
    trails: Mapping[SrcUri, PlacedTrail] = field(default_factory=lambda: MappingProxyType({}))

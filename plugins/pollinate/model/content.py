# What files say: lessons, pages, gatherings and the links in them, before anything is looked up.
# Must not know: how files are read, where a link leads, how any of it is shown.
"""Define the values that files are made into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from pollinate.model.diagnostics import Diagnostic
from pollinate.model.notes import CreditEntry, Note, Trail
from pollinate.model.people import PersonFile
from pollinate.model.stages import Level, Stage, Status
from pollinate.paths import HERE, DocsPlace, RepoPath, SrcUri, join_src


class SourceKind(str, Enum):
    """What a lesson can be learned from."""

    LESSON = "lesson"
    PERSON = "person"
    PAGE = "page"
    GATHERING = "gathering"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedFrom:
    """One entry of `learned_from` as written: not resolved yet."""

    kind: SourceKind
    target: str
    """Path, person, or the title of the outside source."""
    line: int
    because: str = ""
    way: str = ""
    url: str = ""


NEVER = "never"
"""In the place of a span: the lesson needs no second look."""


@dataclass(frozen=True, slots=True)
class Review:
    """Who looks at a lesson again, and when."""

    by: str = ""
    """As the file says; once published, who is meant by it, as a slug."""
    every: str = ""
    """A span such as `12 months`, or `never`."""


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file that is no lesson, for titles of link targets."""

    src_uri: SrcUri
    repo_path: RepoPath
    title: str
    hidden: bool = False
    """A draft: leaks no title."""
    opening: str = ""
    """The first sentence of its text; empty where that may not be quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    words: Sequence[int] = ()
    """How many each physical line of the file has; none those before the text."""
    blob: str = ""
    """Git's id of these bytes: key of caches."""
    plain_blob: str = ""
    """Git's id of the file with the line ends that Git keeps, where the file has others."""
    pointer: bool = False
    """The file only says where its text is (Git LFS)."""
    summary: str = ""
    opening: str = ""
    """The first sentence of its text, where it has no summary and may be quoted."""
    tags: tuple[str, ...] = ()
    stage: Stage = Stage.SEEDLING
    level: Level | None = None
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
    status: Status = Status.CURRENT
    superseded_by: str = ""
    reason: str = ""
    on: str = ""
    asked_by: str = ""
    redirect_from: tuple[str, ...] = ()
    stage_given: bool = True
    """False: nobody said how far it has grown."""
    title_given: bool = True
    """False: made from the file name, since neither front matter nor a first heading names it."""
    has_heading: bool = True
    """True: the text opens with a level-1 heading of its own."""
    may_quote: bool = True
    """False: a page under a password, or kept out of search; no word of it stands elsewhere."""
    text_path: RepoPath | None = None
    """The file that holds the text, where a link leads to it: a link's own history is of a path."""

    @property
    def successor(self) -> SrcUri | None:
        """Which file it says took its place, whether that is there or not."""
        if self.status is not Status.SUPERSEDED or not self.superseded_by:
            return None
        return join_src(self.src_uri, self.superseded_by)

    def is_at(self, blob: str) -> bool:
        """Tell whether the file holds what Git has, line by line."""
        return blob in (self.blob, self.plain_blob)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A group that learned together: workshop, incident review, drill, pairing."""

    src_uri: SrcUri
    repo_path: RepoPath
    title: str
    date: str = ""
    kind: str = ""
    people: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that the files said."""

    lessons: Mapping[SrcUri, Lesson]
    pages: Mapping[SrcUri, Page]
    gatherings: Mapping[SrcUri, Gathering]
    people: Mapping[str, PersonFile]
    """By handle."""
    notes: Mapping[SrcUri, Note] = field(default_factory=dict)
    trails: Mapping[SrcUri, Trail] = field(default_factory=dict)
    hidden_files: frozenset[SrcUri] = frozenset()
    """Files that are input, not pages: people, notes, drafts."""
    folders: tuple[str, ...] = ()
    """Folders seen under `docs_dir`, for the error about globs that match nothing."""
    place: DocsPlace = HERE
    """Where `docs_dir` lies in its repository."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that was read: what files say, their links, the texts of notes."""

    content: Content
    links: Mapping[SrcUri, tuple[RawLink, ...]]
    """Of each lesson, in the order of its text."""
    notes: Mapping[SrcUri, tuple[str, str]]
    """HTML and plain words of each note."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What could not be read of the links."""

# The finished, immutable whole that pages, documents, checks and commands read from.
# Must not know: how it came to be, how any of it is shown.
"""Define the garden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pollinate.model.content import Content, SourceKind
from pollinate.model.credits import Acknowledgement, LessonCredits
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import History, Relocation
from pollinate.model.links import Link, OutsideSource
from pollinate.model.notes import PlacedNote, PlacedTrail
from pollinate.model.people import Contributor, FormerProfile, People
from pollinate.paths import RepoPath, Slug, SrcUri


@dataclass(frozen=True, slots=True, kw_only=True)
class Garden:
    """The finished, immutable whole."""

    name: str
    history: History
    content: Content
    people: People
    """Everybody whom the repository or a file names."""
    contributors: Mapping[Slug, Contributor]
    """Those of them who did something in this garden."""
    credits: Mapping[SrcUri, LessonCredits]
    links: tuple[Link, ...]
    sources: Mapping[str, OutsideSource]
    acknowledgements: tuple[Acknowledgement, ...]
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[PlacedNote, ...] = ()
    """In order of time, then of path."""
    trails: Mapping[SrcUri, PlacedTrail] = field(default_factory=dict)
    words_at_head: Mapping[RepoPath, Sequence[int]] = field(default_factory=dict)
    """How many words each line has at HEAD, for lessons whose file differs from HEAD."""
    former: Mapping[RepoPath, tuple[FormerProfile, ...]] = field(default_factory=dict)
    """Of profiles that several people changed, or that are gone: what each commit found there."""
    moves: Mapping[SrcUri, tuple[Relocation, ...]] = field(default_factory=dict)
    """Of each lesson that stood elsewhere before, oldest first."""
    wiki: Mapping[SrcUri, Mapping[str, tuple[SourceKind, str]]] = field(default_factory=dict)
    """What each wiki link of a lesson means, by its words."""

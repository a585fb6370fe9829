# What may be shown of a garden: privacy is applied already, nothing else can be got out of it.
# Pages, feeds, `garden.json`, `export --public`, stats and digest take this and can't import the
# private whole (a test holds it). Only publish.py makes one.
# Must not know: how anybody wants to be shown, git, identities.
"""Define the garden as it may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pollinate.model.content import Content, Lesson, SourceKind
from pollinate.model.credits import Acknowledgement, LessonCredits, Phrase
from pollinate.model.links import Link, OutsideSource
from pollinate.model.notes import PlacedNote, PlacedTrail
from pollinate.model.people import Contributor
from pollinate.model.upkeep import LookState, Upkeep
from pollinate.model.when import When
from pollinate.paths import Sha, Slug, SrcUri


@dataclass(frozen=True, slots=True)
class PublicCommit:
    """A commit of people who all show their names."""

    sha: Sha
    when: When
    subject: str
    """Its own words; empty where they name somebody private."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMove:
    """One move of a lesson to another place."""

    commit: int
    """Its number; it may be one that may not be linked."""
    by: tuple[Slug | str, ...]
    """Slugs, and names of those who did nothing else in this garden."""
    when: When
    old: SrcUri | None
    """None for a place that could be no page, or whose name tells of somebody private."""
    new: SrcUri | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicGarden:
    """A garden as it may be shown: names resolved, dates cut, order that tells nothing."""

    name: str
    commit: Sha | None
    """The commit that all of this stands at."""
    has_history: bool
    """False: `history: optional` and no usable git."""
    newest: When
    """When something happened last."""
    content: Content
    """Lessons without drafts; people's files only of those who show their name; no notes."""
    contributors: Mapping[Slug, Contributor]
    """In order of name, without identities."""
    credits: Mapping[SrcUri, LessonCredits]
    """Dates are cut; commits are those that may be linked; there is no evidence."""
    commits: Mapping[int, PublicCommit]
    """Those that may be linked, by number."""
    phrases: Mapping[SrcUri, tuple[Phrase, ...]]
    """Whose words stand where, for lessons of more than one phrase; on their own page only."""
    gatherings: Mapping[SrcUri, tuple[Slug | str, ...]]
    """Who was there: slugs, and names that nobody in this garden bears."""
    links: tuple[Link, ...]
    sources: Mapping[str, OutsideSource]
    acknowledgements: tuple[Acknowledgement, ...]
    notes: tuple[PlacedNote, ...]
    """In order of what may be said of their time, then of name."""
    trails: Mapping[SrcUri, PlacedTrail]
    wiki: Mapping[SrcUri, Mapping[str, tuple[SourceKind, str]]]
    """What each wiki link of a lesson means, by its words; never somebody private."""
    moderators: tuple[Slug | str, ...] = ()
    """Whom the settings let take requests in: slugs, and names that nobody in this garden bears."""
    moves: Mapping[SrcUri, tuple[PublicMove, ...]] = field(default_factory=dict)
    """Of each lesson that stood elsewhere before, oldest first."""
    upkeep: Mapping[SrcUri, Upkeep] = field(default_factory=dict)
    """How each lesson stood between two looks when something happened last; no clock decides."""

    def successor(self, lesson: Lesson) -> SrcUri | None:
        """Return the lesson that took another's place."""
        target = lesson.successor
        return target if target in self.content.lessons and target != lesson.src_uri else None

    def state(self, uri: SrcUri) -> str:
        """Return what is said of a lesson wherever it is named: `due`, or its status; empty when
        all is well.
        """
        status = self.content.lessons[uri].status
        if not status.is_current:
            return str(status)
        upkeep = self.upkeep.get(uri)
        return "due" if upkeep and upkeep.state is LookState.DUE else ""

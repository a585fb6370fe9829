# Who made each lesson: credits with their evidence, and whom a garden thanks by name.
# Must not know: by which rule a credit is worked out, how it is shown.
"""Define the values of credit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from pollinate.model.git import Commit
from pollinate.paths import Slug, SrcUri


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


WRITING = frozenset({Role.AUTHOR, Role.CO_AUTHOR, Role.EDITOR})
"""Roles that come from changing the text."""
NEVER = ("", "")


class Evidence(NamedTuple):
    """Words that one commit earns for one contributor on one lesson under one rule."""

    commit: int
    rule: str
    words: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Contributor x lesson x roles, with a share of the text as it stands."""

    contributor: Slug
    lesson: SrcUri
    roles: tuple[Role, ...]
    share: float
    """0 to 1."""
    words: float
    """Of the body, as it stands."""
    commits: tuple[int, ...]
    """Indexes of the commits that touched the lesson's text, oldest first."""
    first: str = ""
    """Of any act."""
    last: str = ""
    evidence: tuple[Evidence, ...] = ()
    wrote: tuple[str, str] = NEVER
    """When the first and the last of those commits were made."""
    acted: Mapping[Role, tuple[str, str]] = field(default_factory=dict)
    """When somebody first and last acted in each of the other roles; a role that a file gives has
    no date.
    """

    def dates(self, role: Role) -> tuple[str, str]:
        """Return when somebody first and last acted in a role, and in no other; empty where nobody
        can know.
        """
        return self.wrote if role in WRITING else self.acted.get(role, NEVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonCredits:
    """All credits of one lesson, ordered by first contribution, then slug."""

    lesson: SrcUri
    first: str
    """Author date of planting: front matter `created`, else the first commit that counts."""
    last: str
    """Author date of the last commit that changed the text and isn't ignored."""
    credits: tuple[Credit, ...]
    uncommitted: bool = False
    refused: bool = False
    """It has a history that can't be told; a finding says why."""
    words: int = 0
    """All words of the body that somebody is credited for."""
    planter: Slug | None = None
    """Who planted it, where that may be told from the order of authors."""
    tools: tuple[str, ...] = ()
    """Assistants that helped those who wrote words that stand."""
    made_by: tuple[str, ...] = ()
    """Tools that wrote words which stand and are nobody's, since no person is on their commits."""
    made_words: int = 0
    """How many words that is; no share counts them."""

    @property
    def disclosed(self) -> tuple[str, ...]:
        """All tools that are disclosed."""
        return tuple(sorted({*self.tools, *self.made_by}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Successive words of a lesson that stand there from the same people since the same time."""

    by: tuple[Slug, ...]
    """Author and co-authors; nobody for words of a tool alone."""
    when: str
    quote: str
    """Its first words, and its last where it is long; only words that a reader sees."""
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
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
class Act:
    """Something other than owning words that earned a role."""

    role: Role
    commit: Commit | None
    """None: said in a file."""
    words: str
    path: str = ""
    """The note or trail that says it, from `docs_dir`; empty where its name could give a private
    person away.
    """
    when: str = ""
    """Day of that file (a month where somebody in it is private); empty where no file says it."""

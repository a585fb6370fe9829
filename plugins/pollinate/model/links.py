# What was learned from what: resolved relations, and the sources outside the garden.
# Must not know: how a link is written or resolved, how it is shown.
"""Define the values of links."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pollinate.model.content import SourceKind
from pollinate.paths import SrcUri


class LinkKind(str, Enum):
    """The relation that a link carries."""

    LEARNED_FROM = "learned-from"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True, kw_only=True)
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

# What must be rendered again, and why: from what the last build knew of each page and what this
# garden would show on it. Why here and pure: the same answer steers a build, explains it, and can
# be tested without one. A page is never kept at a doubt, and never rendered without a reason.
# Must not know: how a page is rendered, where the memory of a build lies.
"""Plan which pages a build renders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pollinate.errors import PollinateError
from pollinate.paths import SrcUri
from pollinate.site_memory import Asked, PageMemory, SiteMemory

NEW, WARNED, FILES, PRIVATE, ANCHORS = "new", "warned", "files", "private", "anchors"
"""Reasons beside the names of facts: a page that was not there, one of which a build had something
to say, a link whose target came or went, a link to somebody who asked not to be named, a link into
a page that is rendered.
"""
SHARED = "shared"
"""A fact of a page at whose address another file stands too: the last one written is seen."""
RETITLED = "retitled"
"""Remembered of a page whose title only an engine knew: a fact of no page before it is read."""
Facts = Mapping[str, str]
"""The checksum of each thing that a page shows, by its name."""


class RenderAgainError(PollinateError):
    """A build has to begin again, with all pages and in one process."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem, cure="Run `pollinate build --full --workers 1`.")


@dataclass(frozen=True, slots=True)
class Share:
    """The pages that one of several builds renders, which nobody tells of one another."""

    number: int
    """From 1."""
    count: int

    def of(self, pages: Sequence[SrcUri]) -> Sequence[SrcUri]:
        """Return those of some pages: every build has to ask with the same ones, in order."""
        return pages[self.number - 1 :: self.count]


@dataclass(frozen=True, slots=True)
class PagesPlan:
    """What a build does with each page."""

    why: Mapping[SrcUri, tuple[str, ...]]
    """The pages to render, and for which reasons."""
    kept: frozenset[SrcUri]
    """The pages that stay as the last build made them."""


@dataclass(frozen=True, slots=True)
class PageAnswers:
    """What a page asks for beside its facts, as this build would answer."""

    file: Callable[[str], str | None]
    """The address of a file of the site; None where there is none."""
    private: Callable[[SrcUri, Asked], object]
    """What a link or a name means, where it may be somebody private."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What became of the pages of a build."""

    why: Mapping[SrcUri, tuple[str, ...]]
    """The pages that were rendered for a reason of their own."""
    because: tuple[str, ...]
    """Why all others were rendered as well, where they were."""
    kept: Mapping[SrcUri, str]
    """The pages that were not, and their files from the root of the site."""
    known: frozenset[SrcUri]
    """All pages of the site."""
    memory: SiteMemory | None
    """What the next build is told; None where it has to render all pages."""
    entries: Mapping[str, list[Any]] = field(default_factory=dict)
    """What a theme's search says of the pages that were rendered, by their source."""


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of what is other than before, what came and what went included."""
    return tuple(sorted(n for n in before.keys() | now.keys() if before.get(n) != now.get(n)))


def plan_pages(last: SiteMemory, now: Mapping[SrcUri, Facts], answers: PageAnswers) -> PagesPlan:
    """Return the plan of a build whose settings, theme and programs are those of the last one."""
    why = {}
    for uri, facts in now.items():
        before = last.pages.get(uri)
        reasons = (NEW,) if before is None else tuple(_reasons(uri, before, facts, answers))
        if reasons:
            why[uri] = reasons
    led_into = {
        uri
        for uri in now.keys() - why.keys()
        if any(target in why or target not in now for target in last.pages[uri].anchors)
    }
    why |= dict.fromkeys(sorted(led_into), (ANCHORS,))
    return PagesPlan(why, frozenset(now.keys() - why.keys()))


def _reasons(uri: SrcUri, before: PageMemory, facts: Facts, answers: PageAnswers) -> Iterable[str]:
    yield from changed(before.facts, facts)
    if SHARED in facts and before.facts.get(SHARED) == facts[SHARED]:
        yield SHARED
    if before.warned:
        yield WARNED
    if any(answers.file(path) != address for path, address in before.files.items()):
        yield FILES
    if any(answers.private(uri, asked) != answer for asked, answer in before.private.items()):
        yield PRIVATE

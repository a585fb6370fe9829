# All ancestors and descendants of a lesson, as two trees of links. Why so:
# docs/developers/decisions/lineage-pages.md. What is met twice is expanded once and pointed to
# after that; so a circle stops there too. Must not know: how a tree is drawn.
"""Answer what a lesson grew from and what grew from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pollinate.model.content import SourceKind
from pollinate.model.links import Link, LinkKind
from pollinate.paths import SrcUri

DEPTH = 40
"""Deeper chains are cut here; nobody reads them, and recursion stays safe."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One step of a lineage: a target (or a source that learned), the link that leads there, and
    what comes next.
    """

    kind: SourceKind
    target: str
    link: Link
    branches: tuple[Branch, ...] = ()
    again: bool = False
    """True: met before, not expanded again."""


class Lineages:
    """Answers for any lesson what it grew from and what grew from it."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._learned: dict[str, list[Link]] = defaultdict(list)
        self._grew: dict[tuple[SourceKind, str], list[Link]] = defaultdict(list)
        for link in links:
            if link.kind is LinkKind.LEARNED_FROM:
                self._learned[link.source].append(link)
                self._grew[link.target_kind, link.target].append(link)

    def learned(self, lesson: SrcUri) -> Sequence[Link]:
        """Return what a lesson says it was learned from."""
        return self._learned.get(lesson, [])

    def grew(self, kind: SourceKind, target: str) -> Sequence[Link]:
        """Return the links of lessons that learned from something."""
        return self._grew.get((kind, target), [])

    def ancestors(self, lesson: SrcUri) -> tuple[Branch, ...]:
        """Return what a lesson grew from, all the way."""
        return self._up(lesson, {lesson}, 0)

    def descendants(self, lesson: SrcUri) -> tuple[Branch, ...]:
        """Return what grew from a lesson, all the way."""
        return self._down(lesson, {lesson}, 0)

    def has_depth(self, lesson: SrcUri) -> bool:
        """Return whether a lineage page says more than the lesson's own page does."""
        parents = (
            link.target for link in self.learned(lesson) if link.target_kind is SourceKind.LESSON
        )
        children = (link.source for link in self.grew(SourceKind.LESSON, lesson))
        return any(self._learned.get(p) for p in parents) or any(
            self._grew.get((SourceKind.LESSON, c)) for c in children
        )

    def _up(self, lesson: str, seen: set[str], depth: int) -> tuple[Branch, ...]:
        found = []
        for link in self._learned.get(lesson, []) if depth < DEPTH else []:
            again = link.target_kind is SourceKind.LESSON and link.target in seen
            deeper: tuple[Branch, ...] = ()
            if link.target_kind is SourceKind.LESSON and not again:
                seen.add(link.target)
                deeper = self._up(link.target, seen, depth + 1)
            found.append(Branch(link.target_kind, link.target, link, deeper, again))
        return tuple(found)

    def _down(self, lesson: str, seen: set[str], depth: int) -> tuple[Branch, ...]:
        found = []
        for link in self._grew.get((SourceKind.LESSON, lesson), []) if depth < DEPTH else []:
            again = link.source in seen
            deeper: tuple[Branch, ...] = ()
            if not again:
                seen.add(link.source)
                deeper = self._down(link.source, seen, depth + 1)
            found.append(Branch(SourceKind.LESSON, link.source, link, deeper, again))
        return tuple(found)


def by_target(links: Sequence[Link], kind: LinkKind) -> Mapping[tuple[SourceKind, str], list[Link]]:
    """Return links of one kind by what they lead to."""
    found: dict[tuple[SourceKind, str], list[Link]] = defaultdict(list)
    for link in links:
        if link.kind is kind:
            found[link.target_kind, link.target].append(link)
    return found

# A long list on one page: the newest rows in the open, older ones by topic in parts that a reader
# opens, and from so many on the topic itself in their place, so that a page stays light however
# long somebody has been here.
# Must not know: what a row is, HTML.
"""Fold the older rows of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pollinate.paths import SrcUri

R = TypeVar("R")
OPEN = 10
IN_TOPIC, IN_ALL = 25, 100
"""So many older rows of one topic, and of all, stand on the page."""


@dataclass(frozen=True, slots=True)
class FoldedTopic(Generic[R]):
    """Older rows of one topic."""

    title: str
    page: SrcUri | None
    rows: tuple[R, ...]
    more: bool
    """There are others, which the topic's own page lists."""


@dataclass(frozen=True, slots=True)
class FoldedRows(Generic[R]):
    """A list, the newest rows first."""

    newest: tuple[R, ...] = ()
    older: tuple[FoldedTopic[R], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.newest)


def folded(
    rows: Iterable[R],
    topic_of: Callable[[R], str],
    topics: Mapping[str, tuple[str, SrcUri]],
) -> FoldedRows[R]:
    """Return rows, newest first, as a page shows them; `topic_of` gives a row's topic."""
    listed = list(rows)
    # A few more than are shown would not be worth a click.
    shown = OPEN if len(listed) > OPEN + 2 else len(listed)
    groups: dict[str, list[R]] = {}
    for row in listed[shown:]:
        groups.setdefault(topic_of(row), []).append(row)
    room, older = IN_ALL, []
    for topic in sorted(groups, key=lambda one: (topics.get(one, (one,))[0].casefold(), one)):
        title, page = topics.get(topic, (topic, None))
        kept = groups[topic][: min(IN_TOPIC, room)]
        room -= len(kept)
        older.append(FoldedTopic(title, page, tuple(kept), len(kept) < len(groups[topic])))
    return FoldedRows(tuple(listed[:shown]), tuple(older))

# Long lists over several pages: groups of rows (a topic, a letter, a tag) fill one page after the
# other, so that no page grows without end; the first page then lists what the others hold.
# Must not know: what a row is, HTML, how a garden is derived.
"""Spread a long list over pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pollinate.pages.parts import GeneratedPaths
from pollinate.paths import SrcUri

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RowGroup(Generic[R]):
    """Some rows under one heading."""

    title: str
    rows: tuple[R, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOfRows(Generic[R]):
    """One page of a long list."""

    groups: tuple[RowGroup[R], ...]
    """None on the first page of a list over several."""
    parts: tuple[tuple[str, SrcUri], ...] = ()
    """Of the first page of such a list: the others."""
    index: SrcUri | None = None
    """Of any other page: the first."""
    title: str = ""
    """What such a page holds."""


def pages_of(
    stem: str,
    groups: Sequence[RowGroup[R]],
    paths: GeneratedPaths,
    most: int,
    index: SrcUri | None = None,
) -> dict[SrcUri, PageOfRows[R]]:
    """Return the pages of a list, the first one first: one page up to `most` rows, else one of
    links to pages of so many rows at most; none for a list without rows.
    `index` is where the first one stands, if not in the folder `stem`.
    """
    groups = [group for group in groups if group.rows]
    if not groups:
        return {}
    index = index or paths.page(f"{stem}/index")
    if sum(len(group.rows) for group in groups) <= most:
        return {index: PageOfRows(groups=tuple(groups))}
    parts: dict[SrcUri, PageOfRows[R]] = {}
    for number, held in enumerate(_filled(groups, most), 1):
        first, last = held[0].title, held[-1].title
        title = first if first == last else f"{first} – {last}"
        page = paths.page(f"{stem}/{number}")
        parts[page] = PageOfRows(groups=held, index=index, title=title)
    links = tuple((part.title, page) for page, part in parts.items())
    return {index: PageOfRows(groups=(), parts=links), **parts}


def _filled(groups: Sequence[RowGroup[R]], most: int) -> Iterator[tuple[RowGroup[R], ...]]:
    """Yield the groups of one page after the other: small ones together, a large one in parts."""
    page: list[RowGroup[R]] = []
    size = 0
    for part in (part for group in groups for part in _parts(group, most)):
        if page and size + len(part.rows) > most:
            yield tuple(page)
            page, size = [], 0
        page.append(part)
        size += len(part.rows)
    if page:
        yield tuple(page)


def _parts(group: RowGroup[R], most: int) -> Iterator[RowGroup[R]]:
    """Yield a group in parts of so many rows at most; each but the first says which it is."""
    for number, start in enumerate(range(0, len(group.rows), most), 1):
        title = group.title if number == 1 else f"{group.title} ({number})"
        yield RowGroup(title, group.rows[start : start + most])

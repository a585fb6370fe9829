# Puts today's pages and those of a request side by side, with what changes marked, for
# `review --open`: only pages that the request touches are built, twice, and shown in frames in
# which nothing runs. Must not know: how pages are built, what a review says.
"""Show a request beside today's pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pollinate.content.security_policy import allow_styles
from pollinate.model.review import ChangeKind, RequestReview
from pollinate.paths import SrcUri, stem_of
from pollinate.review.as_html import beside_html, review_html
from pollinate.review.marked_pages import GONE, NEW, mark_changes
from pollinate.review.proposal import Proposal

from pollinate_cli.preview import build_preview

TODAY, PROPOSED = "today", "proposed"


@dataclass(frozen=True, slots=True)
class TwoPages:
    """A page as it is and as it would be."""

    title: str
    file: str
    """The page that shows both."""
    before: SrcUri | None
    after: SrcUri | None


def write_side_by_side(proposal: Proposal, review: RequestReview, folder: Path) -> int:
    """Write a review and its pages side by side into a folder; return how many pages there are.

    Raises PollinateError where the pages can't be built.
    """
    pages = list(_pages(proposal, review))
    before = sorted({page.before for page in pages if page.before})
    after = sorted({page.after for page in pages if page.after})
    if before:
        proposal.show_base()
        build_preview(proposal, folder / TODAY, only=before)
    proposal.show()
    if after:
        build_preview(proposal, folder / PROPOSED, only=after)
    for page in pages:
        _write(folder, page, pages)
    links = [(page.title, page.file) for page in pages]
    (folder / "index.html").write_text(review_html(review, links), encoding="utf-8")
    return len(pages)


def _pages(proposal: Proposal, review: RequestReview) -> Iterator[TwoPages]:
    uri = proposal.real.place.src
    for number, one in enumerate(review.lessons, 1):
        was = uri(one.moved_from) if one.moved_from else one.uri
        yield TwoPages(
            one.title,
            f"page-{number}.html",
            None if one.kind is ChangeKind.ADDED else was,
            None if one.kind is ChangeKind.REMOVED else one.uri,
        )
    for number, other in enumerate(review.others, len(review.lessons) + 1):
        there = uri(other.path)
        if there and other.what in ("page", "trail", "gathering"):
            yield TwoPages(
                other.path,
                f"page-{number}.html",
                None if other.kind is ChangeKind.ADDED else there,
                None if other.kind is ChangeKind.REMOVED else there,
            )


def _write(folder: Path, page: TwoPages, pages: Sequence[TwoPages]) -> None:
    today = _built(folder / TODAY, page.before)
    proposed = _built(folder / PROPOSED, page.after)
    if today and proposed:
        old, new = (one.read_text(encoding="utf-8", errors="replace") for one in (today, proposed))
        old, new, _ = mark_changes(old, new)
        today.write_bytes(allow_styles(old.encode(), NEW + GONE))
        proposed.write_bytes(allow_styles(new.encode(), NEW + GONE))
    text = beside_html(
        title=page.title,
        file=page.file,
        pages=pages,
        today=_url(folder, today),
        preview=_url(folder, proposed),
    )
    (folder / page.file).write_text(text, encoding="utf-8")


def _built(site: Path, uri: SrcUri | None) -> Path | None:
    """Return the file of a page in a built site, whatever form of addresses it has."""
    if uri is None:
        return None
    stem = stem_of(uri)
    folder, name = posixpath.split(stem)
    names = [f"{stem}.html", f"{stem}/index.html"]
    if name.lower() in ("index", "readme"):
        names.insert(0, posixpath.join(folder, "index.html"))
    return next((site / one for one in names if (site / one).is_file()), None)


def _url(folder: Path, page: Path | None) -> str:
    return quote(page.relative_to(folder).as_posix()) if page else ""

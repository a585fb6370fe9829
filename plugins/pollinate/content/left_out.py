# Says of each page that matches `lessons` and becomes none why that is: who looks for its byline
# finds the reason. One finding for a folder and a reason, since a folder may hold thousands.
# Must not know: what a lesson is, git.
"""Tell pages that are no lessons."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterator

from pollinate.content.files import SortedFiles
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import DocsPlace, RepoPath, SrcUri
from pollinate.runtime.walk import below
from pollinate.settings import Settings

_IGNORED = (
    "git ignores it, so nobody knows who wrote it",
    "Commit it, or take it out of `lessons`.",
)
_BESIDE = (
    "an index.md stands beside it, so the site has no page of it",
    "Keep one of the two.",
)
_SUBMODULE = (
    "it lies in a submodule, which is another repository with a history of its own",
    "Build a garden of that repository, or move the files here.",
)


def left_out(
    files: SortedFiles, settings: Settings, place: DocsPlace, known: Collection[RepoPath]
) -> Iterator[Diagnostic]:
    """Yield a finding for the pages that match `lessons` and are none."""
    docs = os.path.realpath(settings.docs_dir)
    root = docs.removesuffix(f"/{place.prefix}") if place.prefix else docs
    found: dict[tuple[str, str, str], list[SrcUri]] = {}
    for uri in files.unknown:
        reason = _unknown(root, docs, uri, known)
        found.setdefault((posixpath.dirname(uri), *reason), []).append(uri)
    for uri in files.beside_index:
        found.setdefault((posixpath.dirname(uri), *_BESIDE), []).append(uri)
    for (_, reason_text, cure), uris in sorted(found.items()):
        more = f" (and {len(uris) - 1} more in its folder)" if len(uris) > 1 else ""
        yield Diagnostic(
            path=place.repo(uris[0]),
            line=0,
            code="lesson-left-out",
            message=f"this page{more} matches `lessons` and is none: {reason_text}",
            cure=cure,
            severity=Severity.ADVICE,
        )


def _unknown(root: str, docs: str, uri: SrcUri, known: Collection[RepoPath]) -> tuple[str, str]:
    """Return why git doesn't know a file, and what to do."""
    try:
        real = os.path.realpath(os.path.join(docs, uri))
    except (OSError, ValueError):
        return _IGNORED
    there = below(root, real)
    if there is None:
        return (
            "a link leads to it from outside the repository",
            "Put the file itself here, or link to one of this repository.",
        )
    if RepoPath(there) in known:
        return (
            f"a link leads to it; it is a page as {posixpath.dirname(there) or '.'} already",
            "Link to the page, or take one of the two out of the site.",
        )
    above = posixpath.dirname(there)
    while above:
        if os.path.lexists(os.path.join(root, above, ".git")):
            return _SUBMODULE
        above = posixpath.dirname(above)
    return _IGNORED

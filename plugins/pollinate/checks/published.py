# Files in contributors' folders that a site does not publish, and two that would be one page: a
# build leaves the first out and stops at the second, and their author hears of it here before.
# Must not know: how a site is built.
"""Find files that are not published."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from pollinate.content.contributed import Contributed, asks_not_to_be_shown
from pollinate.content.publishable import publish_problem
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.paths import DocsPlace, SrcUri
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.runtime.walk import ENDINGS, below, repository_root
from pollinate.settings import Settings

MOST_FILES = 200_000


def find_unpublished(garden: Garden, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a finding for each file that a build leaves out, and for each that would stop one."""
    texts = {*garden.content.lessons, *garden.content.pages, *garden.content.gatherings}
    # A lesson of another kind is no page of a site.
    pages = sorted(uri for uri in texts if uri.lower().endswith(ENDINGS))
    place = garden.content.place
    contributed = Contributed(settings)
    homes = {posixpath.dirname(uri) for uri in pages if contributed.page(uri)} - {""}
    for path in _files(settings.docs_dir):
        folder = posixpath.dirname(path)
        if _leads_out(settings, path):
            yield Diagnostic(
                path=place.repo(SrcUri(path)),
                line=0,
                code="leads-out",
                message="a link that leads out of the repository is left out",
                cure="Put the file itself here, or link to one that this repository tracks.",
                severity=Severity.ERROR,
            )
            continue
        if (
            path in texts
            or not contributed.holds(path)
            or (contributed.everywhere and folder not in homes)
        ):
            continue
        yield from _of_file(settings, place, contributed, path)
    yield from _twins(pages, contributed, garden)


def find_unpublished_among(
    settings: Settings, place: DocsPlace, uris: Iterable[SrcUri]
) -> Iterator[Diagnostic]:
    """Yield a finding for each of some files that a build leaves out, as far as the file tells it:
    where lessons stand anywhere, only the whole garden does.
    """
    contributed = Contributed(settings)
    if contributed.everywhere:
        return
    for uri in uris:
        if contributed.holds(uri) and not (settings.docs_dir / uri).is_symlink():
            yield from _of_file(settings, place, contributed, uri)


def _of_file(
    settings: Settings, place: DocsPlace, contributed: Contributed, path: str
) -> Iterator[Diagnostic]:
    if contributed.is_beside_profiles(path) and asks_not_to_be_shown(_bytes(settings, path)):
        yield Diagnostic(
            path=place.repo(SrcUri(path)),
            line=0,
            code="profile-unreadable",
            message="this file asks not to show somebody, and profiles end in .md",
            cure="Rename it.",
            severity=Severity.ERROR,
        )
    if problem := publish_problem(path, partial(_bytes, settings, path), settings.publish):
        yield Diagnostic(
            path=place.repo(SrcUri(path)),
            line=0,
            code="not-published",
            message=problem,
            cure="Give it another form, or name its ending in the setting `publish`.",
        )


def _twins(pages: list[SrcUri], contributed: Contributed, garden: Garden) -> Iterator[Diagnostic]:
    """Yield pages that would stand at the address of another."""
    first: dict[str, SrcUri] = {}
    place = garden.content.place
    for uri in pages:
        if uri in garden.content.hidden_files:
            continue
        stem = uri.rsplit(".", 1)[0]
        folder, name = posixpath.split(stem)
        address = folder if name in ("index", "README") else stem
        other = first.setdefault(address, uri)
        if other != uri and (contributed.holds(uri) or contributed.holds(other)):
            yield Diagnostic(
                path=place.repo(uri),
                line=0,
                code="same-address",
                message=f"this page and {place.repo(other)} would have one address",
                cure="Rename one of them: a build stops here.",
            )


def _files(root: Path) -> Iterator[str]:
    """Yield the files of a folder that are neither Markdown nor hidden."""
    seen = 0
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            seen += 1
            if seen > MOST_FILES:
                return
            if not name.startswith(".") and name.isprintable():
                yield Path(folder, name).relative_to(root).as_posix()


def _leads_out(settings: Settings, path: str) -> bool:
    """Tell whether a file that is no Markdown is a link out of its repository."""
    file = settings.docs_dir / path
    if path.lower().endswith(ENDINGS) or not file.is_symlink():
        return False
    root = os.path.realpath(repository_root(settings.docs_dir) or settings.docs_dir)
    there = below(root, os.path.realpath(file))
    return there is None or "/." in f"/{there}"


def _bytes(settings: Settings, path: str) -> bytes:
    file = settings.docs_dir / path
    return bytes_or_nothing(file, 6_000_000, links=False)

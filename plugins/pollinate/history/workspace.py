# The phase "locate": where a garden lies, which files Git knows there, and where caches may lie.
# Must not know: history, front matter, pages.
"""Locate a garden."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pollinate.errors import GitError
from pollinate.history.git import Repository
from pollinate.history.repository import open_repository
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import DocsPlace, RepoPath
from pollinate.runtime.walk import Walked, walk_docs
from pollinate.settings import Settings

MOST_LINKS = 2_000
"""Links to files that are followed: all of them are named on one command line."""


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """Where a garden lies: its repository, and `docs_dir` from its root."""

    repository: Repository | None
    """None: `history: optional` and no usable git."""
    root: Path
    docs: str
    diagnostics: tuple[Diagnostic, ...] = ()
    algorithm: str = "sha1"
    """By which git names objects here: `sha1` or `sha256`."""
    cache: Path | None = None
    """Where caches lie; None when there is no place for them, or none is wanted."""
    docs_dir: Path
    endings: tuple[str, ...] = ()
    """Of lessons that globs name, beside those of Markdown."""

    @cached_property
    def walked(self) -> Walked:
        """What `docs_dir` holds on disk; of links to files, those to what git tracks."""
        walked = walk_docs(self.docs_dir, self.root, self.endings)
        if walked.files and self.repository is not None:
            names = [f":(top,literal){there}" for there in walked.files.values()]
            listing = self.repository.run("ls-files", "-z", "--", *names[:MOST_LINKS])
            walked.keep_links(as_path(path) for path in listing.split(b"\0"))
        return walked

    @property
    def place(self) -> DocsPlace:
        """Where `docs_dir` lies, and which files of it lie elsewhere behind links."""
        return self.walked.place


def locate(settings: Settings) -> Workspace:
    """Return where a garden lies.

    Raises GitError for everything that would make a credit wrong, unless `history: optional` says
    to do without.
    """
    try:
        repository = open_repository(settings.docs_dir)
    except GitError as error:
        if settings.history != "optional":
            raise
        what = Diagnostic(
            path=RepoPath("."),
            line=0,
            code="no-history",
            message=f"this site has no credits: {error.problem}",
            cure=error.cure,
        )
        return Workspace(
            repository=None,
            root=settings.root,
            docs_dir=settings.docs_dir,
            docs=_below(settings.root, settings.docs_dir),
            endings=settings.endings,
            diagnostics=(what,),
        )
    return Workspace(
        repository=repository,
        root=repository.root,
        docs_dir=settings.docs_dir,
        docs=_below(repository.root, settings.docs_dir),
        endings=settings.endings,
        algorithm="sha256" if len(repository.head or "") == 64 else "sha1",
        cache=cache_folder(repository) if settings.cache else None,
    )


def cache_folder(repository: Repository) -> Path:
    """Return where caches lie: in Git's own folder, where no contributor can put a file.

    `POLLINATE_CACHE` names another place, for build servers that keep one between two runs.
    """
    return Path(os.environ.get("POLLINATE_CACHE") or own_folder(repository))


def own_folder(repository: Repository) -> Path:
    """Return where caches lie that no other machine is given: what a build remembers of pages."""
    return repository.common_dir / "pollinate"


def _below(root: Path, folder: Path) -> str:
    there, here = folder.resolve(), root.resolve()
    found = there.relative_to(here).as_posix() if there.is_relative_to(here) else ""
    return "" if found == "." else found


def known_files(workspace: Workspace) -> frozenset[RepoPath] | None:
    """Return all files that may be ours and that git tracks or would add (one git process); None
    without git.
    """
    if workspace.repository is None:
        return None
    listing = workspace.repository.run(
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "--",
        ":(top)*.md",
        ":(top,icase)*.md",
        ":(top,icase)*.markdown",
        *(f":(top,icase)*{_literal(ending)}" for ending in workspace.endings),
    )
    return frozenset(as_path(path) for path in listing.split(b"\0") if path)


def _literal(ending: str) -> str:
    return re.sub(r"([*?\[\\])", r"\\\1", ending)


def read_blobs(workspace: Workspace, blobs: Sequence[str]) -> dict[str, bytes]:
    """Return the contents of some blobs (one git process)."""
    found = zip(blobs, read_objects(workspace, blobs), strict=True)
    return {blob: data for blob, data in found if data is not None}


def read_objects(workspace: Workspace, names: Sequence[str]) -> list[bytes | None]:
    """Return the contents of what some names mean to git, such as `COMMIT:PATH`; None for what is
    not there (one git process).
    """
    if workspace.repository is None or not names:
        return [None] * len(names)
    asked = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    told = workspace.repository.run("cat-file", "--batch", stdin=asked)
    found: list[bytes | None] = []
    at = 0
    while at < len(told):
        end = told.index(b"\n", at)
        words = told[at:end].split()
        at = end + 1
        if len(words) == 3 and words[2].isdigit():
            size = int(words[2])
            found.append(told[at : at + size])
            at += size + 1
        else:
            found.append(None)
    return found


def as_path(path: bytes) -> RepoPath:
    """Return a path as Python's own file functions spell it."""
    return RepoPath(path.decode("utf-8", "surrogateescape"))

# A request as somebody looks at it: found, laid over the branch that it goes to, in a copy beside
# the repository that is gone afterwards. Whoever looks (a review, a preview) starts here, so that
# all of them see the same. Why here: it stands above settings, git and the overlay.
# Must not know: what is shown of it.
"""Open a request."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pollinate.errors import GitError, RequestError
from pollinate.history.branches import base_commit
from pollinate.history.git import Repository
from pollinate.history.proposed import Proposed, find_proposed
from pollinate.history.repository import default_branch
from pollinate.history.side_copy import SideCopy, side_copy
from pollinate.history.waiting import remote_of
from pollinate.history.workspace import Workspace, locate
from pollinate.paths import RepoPath, Sha
from pollinate.plain import plain
from pollinate.review.overlay import Overlay, lay_over
from pollinate.settings import Settings
from pollinate.settings_file import read_settings
from pollinate.site_record import as_published_by
from pollinate.words import MOST_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a garden is, as the command line says it."""

    directory: Path
    docs_dir: str = ""
    lessons: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A request, laid over the branch that it goes to."""

    proposed: Proposed
    overlay: Overlay
    copy: SideCopy
    """Its work tree is the base's first; `show` makes it the request's."""
    place: Place
    """The garden in the copy."""
    settings: Settings
    """Those of the base."""
    real: Workspace
    """The repository itself."""

    def show_base(self) -> Workspace:
        """Make the copy's work tree the base's, and return where the garden lies in it."""
        self.copy.show(self.overlay.base)
        return locate(self.settings)

    def show(self) -> Workspace:
        """Make the copy's work tree the base's with the request on it, and return where the
        garden lies in it.
        """
        self.copy.show(self.overlay.commit)
        return locate(self.settings)


@contextmanager
def open_proposal(place: Place, ref: str, base: str = "") -> Iterator[Proposal]:
    """Give a request as long as somebody looks at it; `base` is what it is laid over, else the
    branch that requests go to.

    Raises RequestError for what is no request, GitError and SettingsError as a build does.
    """

    def find(ground: BaseInCopy) -> Proposed:
        repository = ground.repository
        remote = remote_of(repository)
        return find_proposed(repository, ground.copy, ground.base, ref, place.directory, remote)

    with open_found(place, find, base) as proposal:
        yield proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseInCopy:
    """What a request is looked up on."""

    repository: Repository
    """The real one."""
    copy: SideCopy
    base: Sha
    settings: Settings
    workspace: Workspace
    """The base, as it lies in the copy."""


@contextmanager
def open_found(
    place: Place, find: Callable[[BaseInCopy], Proposed], base: str = ""
) -> Iterator[Proposal]:
    """Give what a function finds as a request, laid over the branch that requests go to."""
    own = read_settings(place.directory, place.docs_dir, place.lessons)
    real = locate(replace(own, history="required"))
    repository = real.repository
    if repository is None or repository.head is None:
        raise GitError("a request needs a repository with a commit, and here is none")
    branch = own.branch or own.seen_branch
    start = _base(repository, branch, base)
    with side_copy(repository, branch or default_branch(repository) or "main") as copy:
        copy.show(start)
        there = _moved(place, repository, copy)
        settings = read_settings(there.directory, there.docs_dir, there.lessons)
        settings = as_published_by(replace(settings, history="required"), own)
        settings = replace(settings, private_words=_kept(settings.private_words, own, repository))
        workspace = locate(settings)
        proposed = find(
            BaseInCopy(
                repository=repository,
                copy=copy,
                base=start,
                settings=settings,
                workspace=workspace,
            )
        )
        yield Proposal(
            proposed=proposed,
            overlay=lay_over(copy, settings, workspace, start, proposed.tip),
            copy=copy,
            place=there,
            settings=settings,
            real=real,
        )


def line_reader(proposal: Proposal) -> Callable[[RepoPath, int], str]:
    """Return what gives a line of a file as the request has it, counted from 1; empty where there
    is none.
    """

    @cache
    def lines(path: RepoPath) -> list[str]:
        status, told = proposal.copy.ask("cat-file", "blob", f"{proposal.overlay.merged}:{path}")
        return told[:MOST_BYTES].decode("utf-8", "replace").split("\n") if not status else []

    return lambda path, line: "".join(lines(path)[line - 1 : line]) if line else ""


def _base(repository: Repository, branch: str, told: str) -> Sha:
    if not told:
        return Sha(base_commit(repository, branch))
    asked = ("rev-parse", "-q", "--verify", "--end-of-options", f"{told}^{{commit}}")
    try:
        return Sha(repository.run(*asked).decode().strip())
    except GitError as error:
        raise RequestError(
            f"there is no branch or commit '{plain(told)}' here",
            cure="Fetch it first, or name another:",
            example="git fetch origin",
        ) from error


def _moved(place: Place, repository: Repository, copy: SideCopy) -> Place:
    """Return the same place in the copy."""
    inside = os.path.relpath(place.directory.resolve(), repository.root.resolve())
    return replace(place, directory=copy.root / inside)


def _kept(name: str, own: Settings, repository: Repository) -> str:
    """Return where a list lies that the real garden keeps outside of the repository."""
    if not name or Path(name).is_absolute():
        return name
    there = (own.root / name).resolve()
    return name if there.is_relative_to(repository.root.resolve()) else str(there)

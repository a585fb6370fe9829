# A folder before it is a garden: is it in a repository, where does that lead, and the first commit.
# Why here: all that asks Git goes through GitPython (docs/developers/decisions/git.md), which is
# imported inside these doors. Must not know: what stands in the files.
"""Found a repository."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pollinate.errors import GitError
from pollinate.history.refusals import no_git
from pollinate.history.repository import undisturbed

if TYPE_CHECKING:
    from git import Git


def _git(folder: Path) -> Git:
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    from git import Git

    return Git(os.fspath(folder))


def _ask(folder: Path, *args: str) -> str | None:
    """Return what git answers; None where it refuses."""
    git = _git(folder)
    from git import GitCommandError, GitCommandNotFound

    with undisturbed():
        try:
            return str(git.execute(["git", *args]))
        except GitCommandNotFound as error:
            raise no_git() from error
        except GitCommandError:
            return None


def git_version() -> str:
    """Return git's version as it says it; raises GitError without git."""
    return (_ask(Path.cwd(), "version") or "").removeprefix("git version ").strip()


def root_around(folder: Path) -> Path | None:
    """Return the repository around a folder, be it there yet or not; None for none."""
    here = next(one for one in (folder, *folder.parents) if one.is_dir())
    told = _ask(here, "rev-parse", "--show-toplevel")
    return Path(told).resolve() if told else None


def remote_address(folder: Path) -> str:
    """Return the address of origin as git has it; empty for none."""
    return _ask(folder, "remote", "get-url", "origin") or ""


def found(folder: Path, paths: Sequence[str], message: str) -> bool:
    """Make a repository where there is none, and commit these files; return whether that could be
    done: not where git doesn't know who does it.
    """
    there = _ask(folder, "rev-parse", "--git-dir") is not None
    if not there and _ask(folder, "init", "-q", "-b", "main") is None:
        raise GitError("git made no repository", place=str(folder))
    if not paths or _ask(folder, "var", "GIT_AUTHOR_IDENT") is None:
        return False
    _ask(folder, "add", "--", *paths)
    return _ask(folder, "commit", "-q", "-m", message, "--only", "--", *paths) is not None

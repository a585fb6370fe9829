# Every way in which git refuses, as one clear error with its cure.
# Must not know: how git was asked.
"""Word git's refusals."""

from __future__ import annotations

import errno
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pollinate.errors import GitError, OutputError

LEAST, LEAST_REFTABLE = "2.31", "2.45"
"""The first versions of git that know how to leave merges out of a log, and the reftable format
(Documentation/RelNotes/2.31.0 and 2.45.0 of git).
"""
_TOO_OLD = re.compile(
    r"unrecognized argument|unknown option|invalid option|unknown (?:value|style)|usage: git"
    r"|unknown repository extension|[Ee]xpected git repo version",
)
"""What a git says to a question, or a repository, of a later time."""

_FULL = re.compile(r"no space left on device|disk quota exceeded", re.I)
_ROOM = "The disk is full: make room there, then run the same again. Nothing was changed."

UNSHALLOW = """GitHub Actions:
  - uses: actions/checkout@v4
    with: {fetch-depth: 0}
GitLab CI:
  variables:
    GIT_DEPTH: "0"
Azure Pipelines:
  - checkout: self
    fetchDepth: 0
By hand:
  git fetch --unshallow"""


def words(text: str) -> str:
    """Return the first sentence of what git said."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return "it said nothing"
    first = lines[0].removeprefix("fatal: ").removeprefix("error: ")
    # A colon announces what follows.
    return f"{first} {', '.join(lines[1:4])}" if first.endswith(":") else first


def failure(verb: str, stderr: bytes, root: Path) -> GitError:
    """Return why a git command failed."""
    text = stderr.decode("utf-8", "replace")
    if "lazy fetching" in text or "promisor" in text:
        return partial(root)
    if _TOO_OLD.search(text):
        return too_old(root, text)
    if (
        "unable to read" in text
        or "bad object" in text
        or "missing" in text
        or "could not get object" in text
    ):
        return broken(root, words(text))
    return GitError(f"git {verb} failed: {words(text)}", place=str(root))


def too_old(where: Path, text: str) -> GitError:
    """Say that a git does not understand us, or a repository."""
    return GitError(
        f"this git is too old, and does not understand: {words(text)}",
        place=str(where),
        cure=(
            f"Install git {LEAST} or newer, for a repository of the reftable format"
            f" {LEAST_REFTABLE} or newer."
        ),
        example="git --version",
    )


def broken(root: Path, what: str) -> GitError:
    """Say that objects are missing that nobody left out on purpose."""
    return GitError(
        f"the repository lacks objects that its history names: {what}",
        place=str(root),
        cure="Look at it with `git fsck`, or clone it anew in full.",
        example="git clone --no-filter URL garden",
    )


def partial(root: Path) -> GitError:
    """Say that texts were left out of the clone."""
    return GitError(
        "this is a partial clone: texts of earlier versions are missing",
        place=str(root),
        cure="Fetch them once, then build again:",
        example=(
            "git config --unset remote.origin.partialclonefilter\ngit fetch --refetch --no-filter"
        ),
    )


@contextmanager
def told_when_refused(root: Path) -> Iterator[None]:
    """Say in words why git could not write, with the repository as the place: a full disk is none
    of our bugs.
    """
    from git import GitCommandError

    try:
        yield
    except GitCommandError as error:
        said = f"{error.stderr}".replace("stderr:", "", 1).strip().strip("'\n ")
        if full := _FULL.search(said):
            raise OutputError(
                f"git can't write there ({full[0].lower()})", place=str(root), cure=_ROOM
            ) from error
        raise GitError(
            f"git could not write: {words(said)}",
            place=str(root),
            cure="Mend what it says, then run the same again.",
        ) from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        where = str(error.filename or root)
        told = f"this can't be written ({(error.strerror or 'the disk is full').lower()})"
        raise OutputError(told, place=where, cure=_ROOM) from error


def refusal(text: str, where: Path) -> GitError:
    """Return why git does not open a repository."""
    if "dubious ownership" in text:
        return _untrusted(text, where)
    if "not a git repository" in text:
        return no_repository(where)
    if _TOO_OLD.search(text):
        return too_old(where, text)
    return GitError(f"git refuses: {words(text)}", place=str(where))


def no_repository(where: Path) -> GitError:
    """Say that a folder is in no repository."""
    return GitError(
        "this folder is not in a git repository, so nobody can be credited",
        place=str(where),
        cure="Start a history, or say `history: optional` for a site without credits:",
        example='git init\ngit add .\ngit commit -m "Plant the garden"',
    )


def no_git() -> GitError:
    """Say that there is no git."""
    return GitError(
        "git was not found on this machine",
        cure="Install git, or say `history: optional` for a site without credits.",
        example="apt-get install git        # Debian, Ubuntu\nbrew install git           # macOS",
    )


def bare(where: Path) -> GitError:
    """Say that a repository has no files."""
    return GitError(
        "this is a bare repository: it has no files to build a garden from",
        place=str(where),
        cure="Clone it and build there:",
        example=f"git clone {where} garden\npollinate -C garden build",
    )


def shallow(where: Path) -> GitError:
    """Say that a clone lacks its history."""
    return GitError(
        "this clone is shallow, so its last committer would become the author of everything",
        place=str(where),
        cure="Fetch the whole history, then build again.",
        example=UNSHALLOW,
    )


def _untrusted(text: str, where: Path) -> GitError:
    """Say how to trust a folder of another user: git wants the top of the repository, and a home
    folder to write that into.
    """
    found = re.search(r"repository at '([^']+)'", text)
    top = shlex.quote(found[1] if found else str(where))
    example = f"git config --global --add safe.directory {top}"
    if not os.environ.get("HOME"):
        example = (
            f"git config --system --add safe.directory {top}\n# or, where that is not allowed:\n"
            f"export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0={top}"
        )
    return GitError(
        "git does not trust this folder: it belongs to another user (usual in containers)",
        place=str(where),
        cure="Tell git once that it is yours:",
        example=example,
    )

# What a remembered answer about a garden depends on: settings, commits and the files on disk; and
# which files are not as they were then. Why here: it must be cheap, so it asks git a few questions
# and reads three small files, no history. Must not know: what the answer is.
"""Say what state a garden is in, and what has changed since."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from pollinate.errors import GitError
from pollinate.history.git import Repository
from pollinate.history.ignore_file import MOST
from pollinate.history.mine import cache_key
from pollinate.history.people_key import people_key
from pollinate.history.workspace import as_path
from pollinate.paths import RepoPath
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.settings import Settings


@dataclass(frozen=True)
class State:
    """The state of a garden."""

    question: str
    """A checksum of all that a garden is made from."""
    base: str
    """A checksum of settings, and of the files that they and Git name."""
    dirty: tuple[RepoPath, ...]
    """Files that are not as HEAD has them."""


def state_of(repository: Repository, settings: Settings) -> State:
    """Return the state of a garden."""
    listing = repository.run(
        "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames"
    )
    dirty = tuple(as_path(entry[3:]) for entry in filter(None, listing.split(b"\0")))
    ignored = repository.root / settings.ignore_commits
    base = _checksum(
        {key: str(value) for key, value in sorted(asdict(settings).items())},
        cache_key(repository, settings, [], []),
        bytes_or_nothing(ignored, MOST, links=False).hex() if settings.ignore_commits else "",
        key.number if (key := people_key(repository)) else "",
    )
    changed = [[ascii(path), *_about(repository, path)] for path in dirty]
    return State(_checksum(base, repository.head, changed), base, dirty)


def touched_since(repository: Repository, commit: str) -> frozenset[RepoPath] | None:
    """Return the files whose history may have gone on since a commit; None where HEAD does not
    build on it by first parents.

    A merge takes each file from its first parent but those in which it differs (replay.py): what
    the first parents' way did not touch has the history that it had.
    """
    if commit == repository.head:
        return frozenset()
    try:
        told = repository.run(
            "log",
            "-z",
            "--first-parent",
            "--diff-merges=first-parent",
            "--name-only",
            "--no-renames",
            "--format=%x01%P",
            f"{commit}..HEAD",
        )
    except GitError:
        # The commit is gone.
        return None
    words = [word.lstrip(b"\n") for word in told.split(b"\0")]
    parents = [word[1:].split()[:1] for word in words if word.startswith(b"\x01")]
    if not parents or parents[-1] != [commit.encode()]:
        return None
    return frozenset(as_path(word) for word in words if word and not word.startswith(b"\x01"))


def _about(repository: Repository, path: RepoPath) -> tuple[int, int, int]:
    try:
        about = (repository.root / path).lstat()
    except OSError:
        return 0, 0, 0
    return about.st_mtime_ns, about.st_size, about.st_ino


def _checksum(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

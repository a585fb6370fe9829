# Keeps what was mined in `.cache/pollinate/`, so that only new commits are replayed.
# Besides the state at HEAD it keeps what each of the newest commits changed: from that any of them
# can be restored, so a branch that forked there is replayed without mining anew. Any doubt (other
# key, damage, rewritten history) drops it. Columns of numbers, never pickles: the folder stands in
# a work tree, where a stranger may have put a file. Must not know: how replay works beyond its
# values.
"""Store and restore mined history."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from pollinate.cache_file import cache_folder, read_cached, write_cached
from pollinate.history.columns import Reader
from pollinate.history.entry import State
from pollinate.history.git import Repository
from pollinate.history.lazy import Lazy
from pollinate.history.replay import Replay
from pollinate.history.stored import WINDOW, Stored, packed
from pollinate.model.git import Commit
from pollinate.settings import Settings
from pollinate.version import VERSION

FORMAT = 2
FEW = 100
"""So few new commits are rather replayed again than stored: writing the whole file costs more."""


class Store:
    """The cache of one repository under one set of settings."""

    def __init__(
        self,
        settings: Settings,
        repository: Repository,
        specs: Sequence[str],
        ignored: Iterable[str],
    ) -> None:
        self._folder = cache_folder(settings)
        self._repository = repository
        mailmap = repository.root / ".mailmap"
        people = mailmap.read_bytes().hex() if mailmap.is_file() else ""
        globs = [
            settings.lessons,
            settings.notes,
            settings.trails,
            settings.gatherings,
            settings.people,
            settings.exclude,
        ]
        parts = [
            FORMAT,
            VERSION,
            list(specs),
            sorted(ignored),
            globs,
            str(settings.docs_dir),
            str(repository.root),
            people,
        ]
        self._key = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        self._loaded, self._stored = "", 0
        """HEAD and number of commits of what was loaded."""

    def load(self) -> Stored | None:
        """Return what an earlier run stored, or None when there is none that can be trusted."""
        content = read_cached(self._folder, "history.bin")
        if content is None:
            return None
        try:
            reader = Reader(content)
            stored = Stored(reader) if reader.head["key"] == self._key else None
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
            return None
        if stored is None or not _is_ancestor(self._repository, stored.head):
            return None
        self._loaded, self._stored = stored.head, len(stored.commits)
        return stored

    def save(self, commits: Sequence[Commit] | Lazy[Commit], state: State, replay: Replay) -> None:
        """Store a finished run, unless it is the one that was loaded."""
        head = self._repository.head
        if (
            self._folder is None
            or head is None
            or replay.doubtful
            or (self._loaded and len(commits) - self._stored <= FEW)
        ):
            return
        write_cached(self._folder, "history.bin", packed(self._key, head, commits, state, replay))


def _is_ancestor(repository: Repository, sha: str) -> bool:
    if sha == repository.head:
        return True
    return repository.succeeds("merge-base", "--is-ancestor", sha, repository.head or "")


__all__ = ["WINDOW", "Store", "Stored"]

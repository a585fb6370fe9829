# Reads a large garden in a second process while git's output is replayed in this one: two cores,
# half the waiting. Why here: reading and mining know nothing of each other, so they can run side by
# side; small gardens don't need it. Only where a process can be forked cleanly; everywhere else,
# and in any doubt, this process reads. Must not know: git.
"""Read files beside other work."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Collection, Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from types import MappingProxyType

from pollinate.collector import quiet_collector
from pollinate.content.read import read_content
from pollinate.model.content import Content
from pollinate.paths import RepoPath, SrcUri
from pollinate.settings import Settings

LARGE = 3000
"""From so many files on a second process pays."""


class Reading:
    """A garden's files being read; in a second process where that pays."""

    def __init__(
        self,
        settings: Settings,
        docs_prefix: str,
        uris: Iterable[SrcUri] | None,
        known: Collection[RepoPath] | None,
    ) -> None:
        self._asked = settings, docs_prefix, None if uris is None else list(uris), known
        self.beside = _worth(known)
        """Whether another process reads; else `result` does, so it is called while git is at work.
        """
        if self.beside:
            self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("fork"))
            self._future = self._pool.submit(_read, *self._asked)

    def result(self) -> Content:
        """Return what was read; raises what reading raises."""
        settings, docs_prefix, uris, known = self._asked
        if not self.beside:
            return read_content(settings, docs_prefix, uris, known=known)
        try:
            return _sealed(self._future.result())
        except BrokenProcessPool:
            return read_content(settings, docs_prefix, uris, known=known)
        finally:
            self._pool.shutdown(wait=False)


def _worth(known: Collection[RepoPath] | None) -> bool:
    alone = threading.active_count() == 1
    return (
        known is not None
        and len(known) >= LARGE
        and (os.cpu_count() or 1) > 1
        and alone
        and "fork" in multiprocessing.get_all_start_methods()
        and multiprocessing.parent_process() is None
    )


def _read(
    settings: Settings,
    docs_prefix: str,
    uris: list[SrcUri] | None,
    known: Collection[RepoPath] | None,
) -> Content:
    # What we wait for first is git and its replay; reading may use what they leave, and goes on
    # when they are done.
    os.nice(19)
    with quiet_collector():
        content = read_content(settings, docs_prefix, uris, known=known)
    # A read-only view can't cross to another process.
    return replace(
        content,
        lessons=dict(content.lessons),
        pages=dict(content.pages),
        gatherings=dict(content.gatherings),
        people=dict(content.people),
        trails=dict(content.trails),
        notes={uri: replace(note, lines=dict(note.lines)) for uri, note in content.notes.items()},
    )


def _sealed(content: Content) -> Content:
    return replace(
        content,
        lessons=MappingProxyType(dict(content.lessons)),
        pages=MappingProxyType(dict(content.pages)),
        gatherings=MappingProxyType(dict(content.gatherings)),
        people=MappingProxyType(dict(content.people)),
        notes=MappingProxyType(dict(content.notes)),
        trails=MappingProxyType(dict(content.trails)),
    )

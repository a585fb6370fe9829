# Runs the git processes of one mining side by side with us, each in a thread that only waits and
# hands over bytes. Why here: git's time and ours then overlap, which nearly halves the wall time on
# two cores. Must not know: what the bytes mean for credit.
"""Keep git's output flowing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from queue import Empty, Full, Queue

from pollinate.history.git import Children, Questions, Repository
from pollinate.history.log import (
    Combined,
    Parents,
    RawChange,
    RawCommit,
    combined_questions,
    log_pieces,
    read_combined,
    read_commits,
    read_merges,
    read_parents,
)

Pieces = Queue[bytes | BaseException | None]
"""What git printed, piece by piece; None at the end, or an error."""
PIECES = 64
"""Pieces of a mebibyte that wait for us at most; then git waits."""


@contextmanager
def open_streams(
    repository: Repository, revisions: Sequence[str], specs: Sequence[str]
) -> Iterator[Streams]:
    """Start git on a history; when this ends, however it ends, no process and no thread is left."""
    pool = ThreadPoolExecutor(3, "pollinate-git")
    closed = threading.Event()
    with Children() as children:
        own = replace(repository, children=children)
        try:
            mark, pieces = log_pieces(own, revisions, specs)
            queue: Pieces = Queue(PIECES)
            pool.submit(_drain, pieces, queue, closed)
            parents = pool.submit(read_parents, own, revisions)
            merges = pool.submit(lambda: read_merges(own, parents.result(), specs))
            questions = combined_questions(own, specs)
            yield Streams(
                _mark=mark,
                _queue=queue,
                _closed=closed,
                _parents=parents,
                _merges=merges,
                _questions=questions,
            )
        finally:
            closed.set()
            # Threads wait for processes: those go first.
            children.end()
            pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, kw_only=True)
class Streams:
    """The shape of a history and the stream of its commits, both under way."""

    _mark: bytes
    _queue: Pieces
    _closed: threading.Event
    _parents: Future[Parents]
    _merges: Future[dict[str, list[RawChange]]]
    _questions: Questions

    def parents(self) -> Parents:
        """Return the parents of each commit, once git has told them."""
        return self._parents.result()

    def merge(self, sha: str) -> tuple[Sequence[RawChange], Callable[[], Combined]]:
        """Return how a merge differs from its first parent, and how to ask what it made of its
        own.
        """
        return self._merges.result().get(sha, ()), lambda: read_combined(self._questions, sha)

    def commits(self) -> Iterator[RawCommit]:
        """Yield the commits, parents first; raises GitError at the end when git failed."""
        return read_commits(self._pieces(), self._mark)

    def _pieces(self) -> Iterator[bytes]:
        while True:
            try:
                piece = self._queue.get(timeout=0.2)
            except Empty:
                if self._closed.is_set():
                    return
                continue
            if piece is None:
                return
            if isinstance(piece, BaseException):
                raise piece
            yield piece


def _drain(pieces: Iterator[bytes], queue: Pieces, closed: threading.Event) -> None:
    """Hand over what git prints, then None, or the error that ended it."""
    try:
        for piece in pieces:
            if not _put(piece, queue, closed):
                return
        _put(None, queue, closed)
    except BaseException as error:
        _put(error, queue, closed)


def _put(piece: bytes | BaseException | None, queue: Pieces, closed: threading.Event) -> bool:
    while not closed.is_set():
        try:
            queue.put(piece, timeout=0.2)
            return True
        except Full:
            continue
    return False

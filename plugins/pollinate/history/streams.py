# Runs the git processes of one mining side by side with us, each in a thread that only waits and
# hands over bytes. Why here: git's time and ours then overlap, which nearly halves the wall time on
# two cores. Must not know: what the bytes mean for credit.
"""Keep git's output flowing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, Full, Queue

from pollinate.history.git import Repository
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

PIECES = 64
"""Pieces of a mebibyte that wait for us at most; then git waits."""


class Streams:
    """The shape of a history and the stream of its commits, both under way."""

    def __init__(
        self, repository: Repository, revisions: Sequence[str], specs: Sequence[str]
    ) -> None:
        self._queue: Queue[bytes | BaseException | None] = Queue(PIECES)
        self._closed = threading.Event()
        self._mark, pieces = log_pieces(repository, revisions, specs)
        self._pool = ThreadPoolExecutor(3, "pollinate-git")
        self._pool.submit(self._drain, pieces)
        self._parents = self._pool.submit(read_parents, repository, revisions)
        self._merges = self._pool.submit(
            lambda: read_merges(repository, self._parents.result(), specs)
        )
        self._questions = combined_questions(repository, specs)

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

    def close(self) -> None:
        """Let go of the processes."""
        self._closed.set()
        self._questions.close()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _drain(self, pieces: Iterator[bytes]) -> None:
        try:
            for piece in pieces:
                if not self._put(piece):
                    return
            self._put(None)
        except BaseException as error:
            self._put(error)

    def _put(self, piece: bytes | BaseException | None) -> bool:
        while not self._closed.is_set():
            try:
                self._queue.put(piece, timeout=0.2)
                return True
            except Full:
                continue
        return False

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

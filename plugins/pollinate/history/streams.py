# Runs the git processes of one mining side by side with us, each in a thread that only waits and
# hands over bytes. Why here: git's time and ours then overlap, which nearly halves the wall time on
# two cores. Must not know: what the bytes mean for credit.
"""Keep git's output flowing."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, Full, Queue
from tempfile import TemporaryDirectory

from pollinate.history.git import Children, Questions, Repository
from pollinate.history.log import (
    Combined,
    Parents,
    RawChange,
    RawCommit,
    combined_questions,
    exhaustive_questions,
    log_pieces,
    parent_questions,
    read_combined,
    read_commits,
    read_merges,
    read_ordinary,
    read_parents,
    text_questions,
)
from pollinate.history.texts import Texts

Pieces = Queue[bytes | BaseException | None]
"""What git printed, piece by piece; None at the end, or an error."""
PIECES = 64
"""Pieces of a mebibyte that wait for us at most; then git waits."""


@contextmanager
def open_streams(
    repository: Repository, revisions: Sequence[str], texts: Texts
) -> Iterator[Streams]:
    """Start git on a history; when this ends, however it ends, no process and no thread is left."""
    pool = ThreadPoolExecutor(3, "pollinate-git")
    closed = threading.Event()
    with TemporaryDirectory(prefix="pollinate-") as folder, Children() as children:
        attributes = Path(folder) / "attributes"
        attributes.write_bytes(texts.attributes())
        own = replace(repository, children=children, attributes=attributes)
        specs, elsewhere = texts.specs(), texts.elsewhere()
        try:
            mark, pieces = log_pieces(own, revisions, elsewhere)
            queue: Pieces = Queue(PIECES)
            pool.submit(_drain, pieces, queue, closed)
            parents = pool.submit(read_parents, own, revisions)
            merges = pool.submit(lambda: read_merges(own, parents.result(), specs))
            yield Streams(
                _mark=mark,
                _queue=queue,
                _closed=closed,
                _parents=parents,
                _merges=merges,
                _combined=combined_questions(own, specs),
                _by_parent=parent_questions(own, specs),
                _texts=text_questions(own, elsewhere),
                _exhaustive=exhaustive_questions(own, specs),
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
    _combined: Questions
    _by_parent: Questions
    _texts: Questions
    _exhaustive: Questions

    def parents(self) -> Parents:
        """Return the parents of each commit, once git has told them."""
        return self._parents.result()

    def merge(self, sha: str) -> Sequence[RawChange]:
        """Return how a merge differs from its first parent."""
        return self._merges.result().get(sha, ())

    def combined(self, sha: str) -> Combined:
        """Return what a merge made of its own."""
        return read_combined(self._combined, sha)

    def by_parent(self, sha: str) -> bytes:
        """Return how a merge differs from each of its parents, as patches."""
        return self._by_parent.ask(sha.encode())

    def patch(self, sha: str) -> bytes:
        """Return the patch of an ordinary commit, whatever attributes say."""
        return read_ordinary(self._texts, sha)[1]

    def exhaustive(self, sha: str) -> tuple[list[RawChange], bytes]:
        """Return changes and patch of an ordinary commit that has too many of the first to be
        compared with one another, of texts alone.
        """
        return read_ordinary(self._exhaustive, sha)

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

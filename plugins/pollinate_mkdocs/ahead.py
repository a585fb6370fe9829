# Renders our part of each page in a second process while the engine reads Markdown in this one.
# Why here: what we add to a page depends on its own view only (design.md section 7), so nobody has
# to wait for it. Only where a process can be forked cleanly and pages are many; everywhere else,
# and in any doubt, it is made when asked. Must not know: what is rendered.
"""Work ahead in a second process."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

T = TypeVar("T")

MANY = 300
"""From so many pages on a second process pays."""
BATCH = 10


class Ahead(Generic[T]):
    """Answers for keys, made in the order in which they will be asked for."""

    def __init__(
        self, work: Callable[[str], T], keys: Sequence[str], after: Callable[[], None]
    ) -> None:
        """Start at once where that pays; `work` must not change anything that others read. `after`
        is done last, once.
        """
        self._work, self._after = work, after
        self._made: dict[str, T] = {}
        self._answers: Connection | None = None
        self._failed = True
        """Nobody has done `after` yet."""
        if len(keys) >= MANY and _can_fork():
            context = multiprocessing.get_context("fork")
            self._answers, into = context.Pipe(duplex=False)
            self._process = context.Process(
                target=_do, args=(work, iter(keys), after, into, self._answers), daemon=True
            )
            self._process.start()
            into.close()

    def take(self, key: str) -> T:
        """Return the answer for a key, made now if nobody has made it; once for each key."""
        while self._answers is not None and key not in self._made:
            try:
                self._made.update(self._answers.recv())
            except (EOFError, OSError):
                self.close()
        return self._made.pop(key) if key in self._made else self._work(key)

    def finish(self) -> None:
        """Wait until all is done, `after` included; what the second process left undone is done
        here.
        """
        while self._answers is not None:
            try:
                self._answers.recv()
            except (EOFError, OSError):
                self.close()
        if self._failed:
            self._after()

    def close(self) -> None:
        """End the second process."""
        if self._answers is not None:
            self._answers.close()
            self._answers = None
            self._process.join()
            self._failed = self._process.exitcode != 0


def _can_fork() -> bool:
    return (
        (os.cpu_count() or 1) > 1
        and threading.active_count() == 1
        and multiprocessing.parent_process() is None
        and "fork" in multiprocessing.get_all_start_methods()
    )


def _do(
    work: Callable[[str], T],
    keys: Iterator[str],
    after: Callable[[], None],
    into: Connection,
    answers: Connection,
) -> None:
    """Answer in batches until the keys are through, or nobody listens; whoever asks for a key that
    failed sees the error.
    """
    answers.close()
    try:
        while batch := list(islice(keys, BATCH)):
            into.send({key: work(key) for key in batch})
        after()
    except BaseException:
        os._exit(1)

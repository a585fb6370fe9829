# "Do this in a forked process, or here": two cores, half the waiting, and the same result either
# way. Both doors are context managers: whatever happens inside them, no process outlives them.
# A fork only where it is clean (one thread, no fork of our own above us) and the work is large; a
# process that dies early is told in the log, and its work is done here.
# Must not know: what the work is.
"""Work in a second process."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")

BATCH = 10
"""Answers that are sent together."""
_log = logging.getLogger("pollinate")


class _Second:
    """A forked process that sends messages until it is done or nobody listens."""

    def __init__(self, talk: Callable[[Connection], None]) -> None:
        self._talk = talk
        self._process: BaseProcess | None = None
        self._answers: Connection | None = None

    def start(self) -> bool:
        """Start; return whether there is a process now."""
        try:
            self._fork()
        except OSError as error:
            _log.warning("no second process can be had (%s); its work is done here", error)
            return False
        return True

    def _fork(self) -> None:
        context = multiprocessing.get_context("fork")
        self._answers, into = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_run, args=(self._talk, into, self._answers), daemon=True
        )
        self._process.start()
        into.close()

    @property
    def listens(self) -> bool:
        """Whether there may be more to hear."""
        return self._answers is not None

    def hear(self) -> Any:
        """Return the next message; raises EOFError, once, when there is none any more."""
        assert self._answers is not None
        try:
            return self._answers.recv()
        except (EOFError, OSError) as error:
            status = self.end()
            if status:
                _log.warning(
                    "a second process ended early (status %s); its work is done here", status
                )
            raise EOFError from error

    def end(self) -> int:
        """End the process, and return its exit status."""
        if self._process is None or self._answers is None:
            return 0
        self._answers.close()
        self._answers = None
        # Done, it ends by itself; at work, it would go on until it wants to send.
        self._process.join(0.2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
            return 0
        return self._process.exitcode or 0


def _run(talk: Callable[[Connection], None], into: Connection, answers: Connection) -> None:
    answers.close()
    try:
        talk(into)
    except BaseException:
        # Whoever asks next does the work here, and sees the error if it comes again.
        os._exit(1)
    into.close()
    os._exit(0)


def can_fork() -> bool:
    """Return whether a process can be forked cleanly, and whether there is a core for it."""
    return (
        (os.cpu_count() or 1) > 1
        and threading.active_count() == 1
        and multiprocessing.parent_process() is None
        and "fork" in multiprocessing.get_all_start_methods()
    )


class Work(Generic[T]):
    """Something to be done once, there or here."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._second: _Second | None = None
        self._done: list[T] = []

    @property
    def is_elsewhere(self) -> bool:
        """Whether another process is at it."""
        return self._second is not None

    def do_here(self) -> None:
        """Do it now, unless another process is at it: a good moment, while we wait for git."""
        if self._second is None and not self._done:
            self._done.append(self._work())

    def result(self) -> T:
        """Return what came of it; raises what the work raises."""
        if self._second is not None and not self._done:
            try:
                self._done.append(self._second.hear())
            except EOFError:
                self._second = None
        self.do_here()
        return self._done[0]


@contextmanager
def forked(work: Callable[[], T], *, large: bool) -> Iterator[Work[T]]:
    """Give some work that another process does meanwhile, where it is large and a fork is clean.

    Its result must be picklable. The other process steps back behind this one for the processor.
    """

    def talk(into: Connection) -> None:
        os.nice(19)
        into.send(work())

    given = Work(work)
    second = _Second(talk)
    try:
        if large and can_fork() and second.start():
            given._second = second
        yield given
    finally:
        second.end()


class Answers(Generic[T]):
    """Answers for keys, made ahead in the order in which they will be asked for."""

    def __init__(self, work: Callable[[str], T]) -> None:
        self._work = work
        self._second: _Second | None = None
        self._made: dict[str, T] = {}

    @property
    def is_elsewhere(self) -> bool:
        """Whether another process is at them."""
        return self._second is not None and self._second.listens

    def take(self, key: str) -> T:
        """Return the answer for a key, made now if nobody has made it; once for each key."""
        while self._second is not None and self._second.listens and key not in self._made:
            try:
                self._made.update(self._second.hear())
            except EOFError:
                break
        return self._made.pop(key) if key in self._made else self._work(key)


@contextmanager
def forked_answers(
    work: Callable[[str], T], keys: Sequence[str], *, large: bool
) -> Iterator[Answers[T]]:
    """Give answers that another process makes ahead, where they are many and a fork is clean.

    `work` must not change anything that others read; its answers must be picklable.
    """

    def talk(into: Connection) -> None:
        waiting = iter(keys)
        while batch := list(islice(waiting, BATCH)):
            into.send({key: work(key) for key in batch})

    given = Answers(work)
    second = _Second(talk)
    try:
        if large and can_fork() and second.start():
            given._second = second
        yield given
    finally:
        second.end()

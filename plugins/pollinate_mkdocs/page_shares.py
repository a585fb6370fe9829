# The processes that render one build's pages together: each reads and renders a share, tells the
# others what they have to know of it, and all but the first end when they have said what came of
# theirs. They are forked when a garden is mined and planned, so that nothing is made twice and
# nothing has to be sent to them. A process that is lost takes the build with it; whoever started it
# may build again alone. Must not know: what is told, how a page is rendered.
"""Render pages in several processes."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

from pollinate.plan import RenderAgainError
from pollinate.runtime.forked import can_fork

LEAST = 150
"""Pages of a share at least: fewer are rendered while a process starts."""


class LostShareError(RenderAgainError):
    """A process that rendered a share of the pages ended before it was done."""

    def __init__(self) -> None:
        super().__init__("a process that rendered a share of the pages ended early")


class PageShares:
    """The processes of one build; this is one of them."""

    def __init__(self, workers: int) -> None:
        """Have up to `workers` processes, this one among them."""
        self._workers = workers
        self._starter = os.getpid()
        self._others: list[tuple[int, Connection]] = []
        self._first: Connection | None = None
        self._share: Mapping[str, int] = {}
        self._number = 0

    @property
    def are_many(self) -> bool:
        """Whether there is more than one process."""
        return self._first is not None or bool(self._others)

    @property
    def is_first(self) -> bool:
        """Whether this is the process that was there before, and goes on after."""
        return self._first is None

    def has(self, page: str) -> bool:
        """Tell whether a page is rendered in this process."""
        return self._share.get(page, 0) == self._number

    def start(self, pages: Sequence[str], together: Container[str] = ()) -> None:
        """Start the others, where the pages are many and a process can be forked cleanly; from here
        on, each of them goes on where this one stands. Some stay `together` in the first, in their
        order: one address may be that of two. Raises LostShareError.
        """
        count = min(self._workers, len(pages) // LEAST)
        if count < 2 or not can_fork():
            return
        self._share = {
            page: 0 if page in together else number % count for number, page in enumerate(pages)
        }
        # What is there now stays where it is: a collector that walks it would copy it.
        gc.freeze()
        for number in range(1, count):
            try:
                here, there = multiprocessing.Pipe()
                process = os.fork()
            except OSError as error:
                raise LostShareError from error
            if process == 0:
                self._become(number, here, there)
                return
            there.close()
            self._others.append((process, here))

    def _become(self, number: int, here: Connection, there: Connection) -> None:
        """Be another process than before."""
        signal.signal(signal.SIGINT, lambda *_: os._exit(1))
        here.close()
        for _, other in self._others:
            other.close()
        self._others, self._first, self._number = [], there, number

    def go_on(self) -> None:
        """End where the first process is gone: nobody waits for this share any more."""
        if self._first is not None and os.getppid() != self._starter:
            os._exit(1)

    def exchange(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Return what all processes tell, by name; each must ask as often, and in the same order.
        Raises LostShareError.
        """
        if not self.are_many:
            return dict(told)
        try:
            if self._first is not None:
                self._first.send(told)
                heard: dict[str, Any] = self._first.recv()
                return heard
            every = [told, *(other.recv() for _, other in self._others)]
            whole = {name: value for each in every for name, value in each.items()}
            for _, other in self._others:
                other.send(whole)
        except (EOFError, OSError) as error:
            raise LostShareError from error
        return whole

    def leave(self, result: Any) -> None:
        """Tell the first process what came of this share, and end; in the first, do nothing."""
        if self._first is None:
            return
        with suppress(OSError):
            self._first.send(result)
            self._first.close()
            os._exit(0)
        os._exit(1)

    def give_up(self) -> None:
        """End without a word, so that the first process knows that this share is lost; in the
        first, end all others, before what they write to is taken away.
        """
        if self._first is not None:
            os._exit(1)
        self._end(kill=True)

    def results(self) -> list[Any]:
        """Return what came of the shares of all others, which end. Raises LostShareError."""
        try:
            found = [other.recv() for _, other in self._others]
        except (EOFError, OSError) as error:
            raise LostShareError from error
        self._end(kill=False)
        return found

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let no other process go further than this, whatever becomes of it."""
        try:
            yield
        finally:
            if os.getpid() != self._starter:
                os._exit(1)
            self._end(kill=True)

    def _end(self, *, kill: bool) -> None:
        for process, other in self._others:
            other.close()
            if kill:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(process, 0)
        self._others = []

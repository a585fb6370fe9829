# What our plugins say in a build's log: one line each, without a sign that commands a terminal or a
# CI system. Why here: names of files and people stand in these lines. Must not know: what there is
# to say.
"""Write to a build's log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from pollinate.plain import plain

Line = tuple[str, int, str]
"""The name of a log, a level and what is said."""


class HeardLines(logging.Handler):
    """Keeps what is said, in a process that has no terminal of its own."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[Line] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line, with the traceback that it may bring."""
        try:
            self.lines.append((record.name, record.levelno, self.format(record)))
        except Exception:
            # A site's own code may log what can't be formatted; it goes on, as in any build.
            self.handleError(record)

    def instead(self, *others: logging.Handler) -> None:
        """Hear all that is said from now on, with some others that do."""
        logging.getLogger().handlers[:] = [self, *others]


class BuildLog:
    """The log of a session, in which a server builds more than once."""

    def __init__(self) -> None:
        self._log = logging.getLogger("mkdocs.plugins.pollinate")
        self._told: set[str] = set()
        self._written: set[str] = set()
        self.repeated: Callable[[], None] = lambda: None
        """Called for a warning that was written before, which is not written again."""

    def write(self, text: str, level: int = logging.WARNING) -> None:
        """Log one line."""
        line = f"pollinate: {plain(text)}"
        if self._log.isEnabledFor(level):
            # Of a page that another process renders nothing is said here.
            self._written.add(line)
        self._log.log(level, "%s", line)

    def say_again(self, lines: Iterable[Line]) -> None:
        """Log what another process had to say; of our own lines each once."""
        for name, level, text in lines:
            if name != self._log.name or text not in self._written:
                self._written.add(text)
                logging.getLogger(name).log(level, "%s", text)

    def say_once(self, text: str, level: int = logging.WARNING) -> None:
        """Log one line, once in a session."""
        if text not in self._told:
            self._told.add(text)
            self.write(text, level)
        elif level >= logging.WARNING:
            self.repeated()

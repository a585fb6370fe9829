# What our plugins say in a build's log: one line each, without a sign that commands a terminal or a
# CI system. Why here: names of files and people stand in these lines. Must not know: what there is
# to say.
"""Write to a build's log."""

from __future__ import annotations

import logging
from collections.abc import Callable

from pollinate.plain import plain


class BuildLog:
    """The log of a session, in which a server builds more than once."""

    def __init__(self) -> None:
        self._log = logging.getLogger("mkdocs.plugins.pollinate")
        self._told: set[str] = set()
        self.repeated: Callable[[], None] = lambda: None
        """Called for a warning that was written before, which is not written again."""

    def write(self, text: str, level: int = logging.WARNING) -> None:
        """Log one line."""
        self._log.log(level, "pollinate: %s", plain(text))

    def say_once(self, text: str, level: int = logging.WARNING) -> None:
        """Log one line, once in a session."""
        if text not in self._told:
            self._told.add(text)
            self.write(text, level)
        elif level >= logging.WARNING:
            self.repeated()

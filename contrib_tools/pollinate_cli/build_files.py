# Files of folders as lines of text, which change when a file does: by name, size, times and place
# on disk. What no site is made of is left out: tools of others, sites that we built, what a build
# writes itself; where a link from among pages leads there, or to a folder elsewhere, nobody can
# tell. Must not know: which folders a site is made of, what the lines are for.
"""Tell the state of files."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from pollinate.errors import PollinateError

MOST_FILES = 400_000
"""More are not looked at, and the site is built."""
MARK = ".pollinate-site"
"""Written into each site that `build` made (site_folder.py)."""
_COARSE = 3
"""Seconds within which a disk that counts whole ones may give two texts one time."""
_ASIDE = frozenset((".hg", ".svn", ".cache", ".venv", "node_modules", "__pycache__"))
"""Folders that no site is made of, where they lie beside pages and templates."""


class UntoldError(PollinateError):
    """Nobody can tell what a build depends on; the problem says why."""


class Folders:
    """Folders that are looked at: whole, where a site may be made of every file, else not quite."""

    def __init__(
        self,
        own: Iterable[Path] = (),
        never: Iterable[Path | None] = (),
        target: Path | None = None,
    ) -> None:
        """Take those that count whole, those that never do, and where the site goes; all real."""
        self._own = [str(one) for one in own]
        self._never = {str(one) for one in (*never, target) if one}
        self._beside = str(target.with_name(f".{target.name}-")) if target else ""
        self._heard = _printed_to()
        self.may_go_on = False
        """Whether a file changed just now on a disk that may not tell of the next change."""
        self._left: list[str] = []
        self._links: list[tuple[str, str]] = []

    def lines(self, around: Path) -> Iterator[str]:
        """Yield a line for each file within a folder and the own ones, and for each of these.

        Raises UntoldError where a link leads to what is not looked at, OSError.
        """
        seen: list[str] = []
        count = 0
        for top in (str(around), *self._own):
            yield f"{top} {os.path.isdir(top)}"
            looked_at = self._is_in(top, seen) and not self._is_in(top, self._left)
            if looked_at or not os.path.isdir(top):
                continue
            seen.append(top)
            for line in sorted(self._walk(top)):
                count += 1
                if count > MOST_FILES:
                    raise UntoldError("there are too many files to look at")
                yield line
        self._follow(seen)

    def _walk(self, top: str) -> Iterator[str]:
        waiting = [top]
        while waiting:
            here = waiting.pop()
            with os.scandir(here) as listed:
                entries = list(listed)
            whole = self._is_in(here, self._own)
            if not whole and here != top and any(entry.name == MARK for entry in entries):
                self._left.append(here)
                continue
            for entry in entries:
                if entry.is_symlink():
                    yield self._of_link(entry.path)
                elif not entry.is_dir():
                    about = entry.stat()
                    self.may_go_on |= _is_of_this_second(about)
                    if (about.st_dev, about.st_ino) not in self._heard:
                        yield f"{entry.path} {told(about)}"
                elif self._is_left(entry):
                    self._left.append(entry.path)
                else:
                    waiting.append(entry.path)

    def _is_left(self, entry: os.DirEntry[str]) -> bool:
        if entry.name == ".git" or entry.path in self._never:
            return True
        return not self._is_in(entry.path, self._own) and (
            entry.name in _ASIDE or bool(self._beside and entry.path.startswith(self._beside))
        )

    def _of_link(self, path: str) -> str:
        there = os.path.realpath(path)
        if os.path.isdir(there):
            # What lies in it is looked at, or nobody can tell (`_follow`).
            self._links.append((path, there))
            return f"{path} {there}"
        return f"{path} {there} {state(there)}"

    def _follow(self, seen: list[str]) -> None:
        """Look where links lead that lie in folders of the site, or in what such a link leads to:
        an engine follows them, and publishes what lies there.
        """
        live = list(self._own)
        for folder in live:
            for path, there in self._links:
                if not _within(path, folder) or self._is_in(there, live):
                    continue
                if not self._is_in(there, seen) or self._was_left(there):
                    raise UntoldError("a link leads to a folder elsewhere")
                live.append(there)

    def _was_left(self, folder: str) -> bool:
        """Tell whether something of a folder was not looked at."""
        return any(_within(folder, one) or _within(one, folder) for one in self._left)

    @staticmethod
    def _is_in(path: str, folders: Iterable[str]) -> bool:
        return any(_within(path, one) for one in folders)


def state(path: str) -> str:
    """Return what changes with a file, wherever a link leads to it; `none` without one."""
    try:
        # An empty name would be the folder where one stands.
        return told(Path(path).stat()) if path else "none"
    except (OSError, ValueError):
        return "none"


def told(about: os.stat_result) -> str:
    """Return what changes with a file; the last of the times nobody can set."""
    return f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns} {about.st_ino}"


def _is_of_this_second(about: os.stat_result) -> bool:
    return about.st_mtime_ns % 1_000_000_000 == 0 and 0 <= time.time() - about.st_mtime < _COARSE


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _printed_to() -> set[tuple[int, int]]:
    """Return the files that what we print goes to: they grow while a site is built."""
    found = set()
    for number in (1, 2):
        with suppress(OSError):
            about = os.fstat(number)
            found.add((about.st_dev, about.st_ino))
    return found

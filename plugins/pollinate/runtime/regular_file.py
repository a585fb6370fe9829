# Reads a file only if it is one: no device, no pipe that waits for ever, no terminal, and no more
# bytes than a file of its kind can need. Why here: Git fills the folders that we read, and a link
# there can lead anywhere. Must not know: what is read.
"""Read regular files."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


def read_regular(path: str | Path, most: int, *, links: bool = True) -> bytes:
    """Return the first `most` bytes of a file.

    Raises OSError for what is no regular file; without `links` for a symbolic link, too. Raises
    ValueError for a name that no file can have.
    """
    handle = os.open(path, _FLAGS if links else _FLAGS | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file", str(path))
        return file.read(most)


def bytes_or_nothing(path: str | Path, most: int, *, links: bool = True) -> bytes:
    """Return the same, empty where there is nothing to be read."""
    try:
        return read_regular(path, most, links=links)
    except (OSError, ValueError):
        return b""

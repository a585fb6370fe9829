# Lets one process at a time do a thing, such as replacing one folder; the next one waits. By a lock
# that the system gives back when a process ends, however it ends; where there is none (Windows, a
# disk without them), all go on as before. Must not know: what the thing is.
"""Do one thing at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows)
    fcntl = None  # type: ignore[assignment]

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def one_at_a_time(
    folder: Path | None, name: str, waits: Callable[[], None] = lambda: None
) -> Iterator[bool]:
    """Hold the lock of a name in a folder meanwhile, and give whether it is held; `waits` is called
    once where another process holds it. Without a folder that can be written nothing is locked.
    """
    handle = _open(folder, name)
    if handle is None:
        yield False
        return
    try:
        yield _lock(handle, waits)
    finally:
        os.close(handle)


def _open(folder: Path | None, name: str) -> int | None:
    if folder is None or fcntl is None:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(folder / name, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
    except OSError:
        return None


def _lock(handle: int, waits: Callable[[], None]) -> bool:
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits()
            fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        # A disk without locks, or one whose server went away meanwhile.
        return False
    return True

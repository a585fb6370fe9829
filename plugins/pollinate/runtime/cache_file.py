# Cache files: read as bytes, written all or nothing and only when their bytes change.
# Why here: a watcher must not see a write that changes nothing, and history, links and credits keep
# caches. They lie where no contributor can put a file (history/git.py says where); still nothing is
# written through a link, and every temporary name is new.
# Must not know: what is cached.
"""Read and write cache files."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

MOST = 2_000_000_000
"""Bytes of a cache file at most."""


def read_cached(folder: Path | None, name: str) -> bytes | None:
    """Return a cache file's bytes; None when there is no plain file to be read."""
    if folder is None:
        return None
    try:
        handle = os.open(folder / name, os.O_RDONLY | _NO_LINK | _NO_WAIT)
    except OSError:
        return None
    try:
        about = os.fstat(handle)
        if not _is_plain(about) or about.st_size > MOST:
            return None
        with os.fdopen(os.dup(handle), "rb") as file:
            return file.read()
    except OSError:
        return None
    finally:
        os.close(handle)


def write_cached(folder: Path | None, name: str, payload: bytes) -> None:
    """Write a cache file if its bytes changed; where it can't be written, it is only slower next
    time.
    """
    if folder is None or read_cached(folder, name) == payload:
        return
    aside = folder / f".{name}.{secrets.token_hex(8)}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.is_symlink():
            return
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o600)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(payload)
        aside.replace(folder / name)
    except OSError:
        _remove(aside)
    except BaseException:
        _remove(aside)
        raise


_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
"""A pipe at a cache's name must not stop us."""


def _is_plain(about: os.stat_result) -> bool:
    return (about.st_mode & 0o170000) == 0o100000


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return

# Writes a file whole or not at all: a full disk, a limit or a lost process leaves what was there,
# and never half a file or an empty one. Why here: notes, settings, pictures and exports all need
# it. Must not know: what is written.
"""Write whole files."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NO_LINKS = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}
"""What file systems without hard links answer."""
_RIGHTS = 0o666


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet; raises FileExistsError where one is, OSError where it
    can't be written.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    with _aside(path, data, _RIGHTS & ~_umask()) as aside:
        try:
            os.link(aside, path)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            # It may be overtaken by a file of that name here, which such disks can't exclude.
            aside.rename(path)


def write_over(path: Path, data: bytes) -> None:
    """Put a file in the place of another, with its rights; raises OSError where it can't be
    written.
    """
    with suppress(FileNotFoundError):
        mode = stat.S_IMODE(path.stat().st_mode)
        with _aside(path, data, mode) as aside:
            aside.replace(path)
        return
    write_new(path, data)


@contextmanager
def _aside(path: Path, data: bytes, mode: int) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(prefix=".pollinate-", dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        aside.chmod(mode)
        yield aside
    finally:
        aside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

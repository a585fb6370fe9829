# How files of the last site that stay as they are come into the new one: under a second name of the
# same file, which takes no room and no time, or as a copy where a disk knows none.
# Must not know: which files, and why.
"""Keep files of a site for the next one."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from pollinate.errors import OutputError

_NO_LINKS = (errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS)
"""What a disk says that can't give one file two names."""


def keep_pages(kept: Iterable[str], last: Path, site: Path) -> None:
    """Give a new site the pages of the last one that were kept: each file under a second name, or a
    copy where a disk knows none. Raises OutputError.
    """
    for name in sorted(kept):
        try:
            _keep(last / name, site / name)
        except OSError as error:
            raise OutputError(
                f"the site can't be written: {(error.strerror or 'unknown reason').lower()}",
                place=str(site / name),
                cure="Run `pollinate build --full`.",
            ) from error


def _keep(before: Path, now: Path) -> None:
    now.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(now):
        # A plugin wrote it when all pages were done, and has the last word in each build.
        return
    try:
        os.link(before, now, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(before, now, follow_symlinks=False)

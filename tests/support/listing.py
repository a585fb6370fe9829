# What lies in a folder, so that a test can say that nothing was written.
"""List folders."""

from __future__ import annotations

import hashlib
from pathlib import Path


def everything(folder: Path) -> dict[str, str]:
    """Return every path below a folder with a hash of its bytes, git's own folder left
    out.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name.split("/")[0] in (".git", "__pycache__"):
            continue
        if path.is_symlink():
            found[name] = f"link to {path.readlink()}"
        else:
            found[name] = (
                hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
            )
    return found

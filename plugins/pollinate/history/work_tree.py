# What a remembered answer about a garden depends on: settings, commits and the files on disk.
# Why here: it must be cheap, so it asks git two questions and reads three small files, no history.
# Must not know: what the answer is.
"""Say in one checksum what state a garden is in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from pollinate.history.mine import cache_key
from pollinate.history.workspace import Workspace
from pollinate.settings import Settings


def state_of(workspace: Workspace, settings: Settings) -> str | None:
    """Return a checksum of all that a garden is made from; None where there is nothing to go by."""
    repository = workspace.repository
    if repository is None or repository.head is None:
        return None
    listing = repository.run(
        "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames"
    )
    changed = []
    for entry in filter(None, listing.split(b"\0")):
        path = entry[3:].decode("utf-8", "surrogateescape")
        try:
            about = (repository.root / path).lstat()
            changed.append([ascii(path), about.st_mtime_ns, about.st_size, about.st_ino])
        except OSError:
            changed.append([ascii(path), 0, 0, 0])
    ignored = repository.root / settings.ignore_commits
    parts = [
        {key: str(value) for key, value in sorted(asdict(settings).items())},
        cache_key(repository, settings, [], []),
        ignored.read_bytes().hex() if settings.ignore_commits and ignored.is_file() else "",
        repository.head,
        changed,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

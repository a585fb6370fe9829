# What a remembered answer about a garden depends on: settings, commits and the files on disk.
# Why here: it must be cheap, so it asks git two questions and reads three small files, no history.
# Must not know: what the answer is.
"""Say in one checksum what state a garden is in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from pollinate.history.git import Repository
from pollinate.history.ignore_file import MOST
from pollinate.history.mine import cache_key
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.settings import Settings


def state_of(repository: Repository, settings: Settings) -> str:
    """Return a checksum of all that a garden is made from."""
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
        bytes_or_nothing(ignored, MOST, links=False).hex() if settings.ignore_commits else "",
        repository.head,
        changed,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

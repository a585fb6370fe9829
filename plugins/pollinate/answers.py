# The credits document with a memory: the same question about the same commit is answered from a
# file in no time, and after a merge only the lessons that it touched are worked out again. Any
# doubt leads to the full way (garden.py). Imports of the full way stand inside functions here,
# since loading it takes longer than a remembered answer. Must not know: who asks, how the document
# is printed.
"""Answer for credits, remembering the last answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pollinate.cache_file import cache_folder, read_cached, write_cached
from pollinate.errors import GitError
from pollinate.history.git import Repository, open_repository
from pollinate.settings import Settings
from pollinate.version import VERSION

NAME = "credits.json"
Progress = Callable[[str, int, int], None]


def credits_text(settings: Settings, progress: Progress) -> str:
    """Return the document of `pollinate credits --format json` for all lessons; raises what
    building a garden raises.
    """
    repository = _repository(settings)
    if repository is None or repository.head is None or not settings.cache:
        return _full(settings, progress)[0]
    folder, asked = cache_folder(settings), _question(repository, settings)
    stored = (read_cached(folder, NAME) or b"").split(b"\n", 2)
    if len(stored) == 3:
        last = _load(stored[0])
        if last == asked:
            return stored[2].decode()
        if last.get("key") == asked["key"] and last.get("dirty") == asked["dirty"] == []:
            from pollinate.answers_update import update

            made = update(settings, str(last["head"]), stored[1], stored[2], progress)
            if made is not None:
                _store(folder, asked, *made)
                return made[1]
    text, people = _full(settings, progress)
    _store(folder, asked, people, text)
    return text


def _store(folder: Path | None, asked: dict[str, Any], people: str, text: str) -> None:
    write_cached(folder, NAME, f"{json.dumps(asked)}\n{people}\n{text}".encode())


def _repository(settings: Settings) -> Repository | None:
    try:
        return open_repository(settings.docs_dir)
    except GitError:
        if settings.history != "optional":
            raise
        return None


def _question(repository: Repository, settings: Settings) -> dict[str, Any]:
    """Return everything that the answer depends on: settings, HEAD, and what differs from HEAD on
    disk.
    """
    parts = [VERSION, {key: str(value) for key, value in sorted(asdict(settings).items())}]
    for name in (".mailmap", settings.ignore_commits):
        file = repository.root / name
        parts.append(file.read_bytes().hex() if name and file.is_file() else "")
    listing = repository.run(
        "status",
        "--porcelain=v1",
        "-z",
        "--untracked-files=all",
        "--no-renames",
        "--",
        "*.md",
        "*.markdown",
    )
    dirty = []
    for entry in listing.split(b"\0"):
        if entry:
            path = entry[3:].decode("utf-8", "surrogateescape")
            try:
                about = (repository.root / path).stat()
                dirty.append([ascii(path), about.st_mtime_ns, about.st_size])
            except OSError:
                dirty.append([ascii(path), 0, 0])
    return {
        "key": hashlib.sha256(json.dumps(parts).encode()).hexdigest(),
        "head": repository.head,
        "dirty": dirty,
    }


def _load(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _full(settings: Settings, progress: Progress) -> tuple[str, str]:
    """Return the document and, for the next update, who the people are."""
    from pollinate.answers_update import people_text
    from pollinate.collector import quiet_collector
    from pollinate.export import credits_json, export_credits
    from pollinate.garden import build_credits

    with quiet_collector():
        work, credits = build_credits(settings, progress)
        wanted = {
            le.src_uri: (le.repo_path, le.title)
            for le in work.content.lessons.values()
            if not le.draft
        }
        return credits_json(
            export_credits(work.history, work.people.contributors, credits, wanted)
        ), people_text(work.people, work.noted)

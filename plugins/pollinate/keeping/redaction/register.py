# The register of redactions, in the cleaned history itself: when, under which reference, how much;
# never what. The same commit leads lists of commits on to their new ids: the list of those that
# earn nothing, and what front matter names. Must not know: how anything was taken out.
"""Keep the register of redactions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pollinate.history.git import Repository
from pollinate.history.side_copy import SideCopy
from pollinate.keeping.front_keys import front_of
from pollinate.paths import RepoPath

REGISTER = RepoPath("redactions.yml")
_HEAD = (
    "# What was taken out of this repository's history, and under which reference.\n"
    "# What it was does not stand here. Written by `pollinate redact`.\n"
)
_ID = re.compile(rb"\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """A line of the register."""

    day: date
    reference: str
    what: tuple[str, ...]
    """Such as "one person", "one text": never which."""
    commits: int
    """That are others now."""
    objects: int
    """That were searched afterwards."""

    def as_text(self) -> str:
        """Return the entry as YAML."""
        return (
            f"- on: {self.day.isoformat()}\n"
            f"  reference: {json.dumps(self.reference, ensure_ascii=False)}\n"
            f"  what: {json.dumps(', '.join(self.what))}\n"
            f"  commits_changed: {self.commits}\n"
            f"  objects_searched: {self.objects}\n"
        )


def write_register(
    mirror: Repository,
    entry: RegisterEntry,
    lists: str,
    mapped: Mapping[str, str],
    docs: str,
) -> str:
    """Commit an entry and the ids that lists name on top of HEAD; return the commit.

    `lists` is the file of commits that earn nothing (empty for none), `docs` the folder whose
    front matter is read. Raises GitError where git does not commit.
    """
    branch = mirror.run("symbolic-ref", "HEAD").decode("utf-8", "surrogateescape").strip()
    tip = mirror.run("rev-parse", "HEAD").decode().strip()
    files = _files(mirror)
    new = dict(_led_on(mirror, files, lists, mapped, docs))
    earlier = _text(mirror, files.get(REGISTER, "")) or _HEAD.encode()
    gap = b"" if earlier.endswith(b"\n") else b"\n"
    new[REGISTER] = earlier + gap + entry.as_text().encode()
    blobs: dict[RepoPath, str | None] = {}
    for path, data in new.items():
        sha = mirror.run("hash-object", "-w", "--stdin", stdin=data).decode().strip()
        blobs[path] = sha
    tree = SideCopy(mirror.root, mirror, Path()).tree_of(tip, blobs)
    message = b"Register a redaction\n\nReference: %s\n" % entry.reference.encode()
    made = mirror.run("commit-tree", tree, "-p", tip, stdin=message).decode().strip()
    mirror.run("update-ref", branch, made, tip)
    return made


def _files(mirror: Repository) -> dict[RepoPath, str]:
    found = {}
    for line in mirror.run("ls-tree", "-r", "-z", "HEAD").split(b"\0"):
        head, _, path = line.partition(b"\t")
        if head.startswith(b"100"):
            found[RepoPath(path.decode("utf-8", "surrogateescape"))] = head.split()[2].decode()
    return found


def _text(mirror: Repository, blob: str) -> bytes:
    return mirror.run("cat-file", "blob", blob) if blob else b""


def _led_on(
    mirror: Repository,
    files: Mapping[RepoPath, str],
    lists: str,
    mapped: Mapping[str, str],
    docs: str,
) -> list[tuple[RepoPath, bytes]]:
    """Return files that name commits by ids that are others now."""

    def new(match: re.Match[bytes]) -> bytes:
        return mapped.get(match[0].decode(), match[0].decode()).encode()

    found = []
    if lists and (blob := files.get(RepoPath(lists))):
        data = _text(mirror, blob)
        found.append((RepoPath(lists), _ID.sub(new, data)))
    status, told = mirror.ask("grep", "-lzE", "^[^#]*[0-9a-f]{40}", "HEAD", "--", docs or ".")
    for name in told.split(b"\0") if status == 0 else ():
        path = RepoPath(name.decode("utf-8", "surrogateescape").removeprefix("HEAD:"))
        if path in files and path.lower().endswith((".md", ".markdown")):
            data = _text(mirror, files[path])
            front = front_of(data)
            if (put := _ID.sub(new, front)) != front:
                found.append((path, put + data[len(front) :]))
    return found

# Ids of git objects, worked out in Python.
# Why here: a revert names the commit it reverts and the ignore file names the formatter's, both
# inside the history that is being written, so their ids must be known before git has seen them.
# Must not know: processes, the disk, the story.
"""Compute the ids of blobs, trees and commits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping


def object_id(kind: str, body: bytes) -> str:
    """Return the SHA-1 that git gives to an object."""
    return hashlib.sha1(
        b"%s %d\0" % (kind.encode(), len(body)) + body, usedforsecurity=False
    ).hexdigest()


def tree_id(blobs: Mapping[str, str]) -> str:
    """Return the id of the tree that holds these files: path -> blob id."""
    entries: list[tuple[bytes, bytes]] = []
    folders: dict[str, dict[str, str]] = {}
    for path, blob in blobs.items():
        head, slash, rest = path.partition("/")
        if slash:
            folders.setdefault(head, {})[rest] = blob
        else:
            entries.append(
                (head.encode(), b"100644 " + head.encode() + b"\0" + bytes.fromhex(blob))
            )
    for head, inner in folders.items():
        entries.append(
            (
                head.encode() + b"/",
                b"40000 " + head.encode() + b"\0" + bytes.fromhex(tree_id(inner)),
            )
        )
    return object_id("tree", b"".join(entry for _, entry in sorted(entries)))


def commit_id(tree: str, parents: Iterable[str], author: str, committer: str, message: str) -> str:
    """Return the id of a commit; author and committer as `Name <mail> seconds offset`."""
    head = [
        f"tree {tree}",
        *(f"parent {parent}" for parent in parents),
        f"author {author}",
        f"committer {committer}",
    ]
    return object_id("commit", "\n".join([*head, "", message]).encode())

# All objects of a repository, one process for all of them: whatever can be fetched is read, whether
# a branch leads to it or not. Must not know: what is looked for.
"""Read every object of a repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pollinate.errors import GitError
from pollinate.history.git import Repository

_ALL = ("cat-file", "--batch-all-objects", "--unordered", "--buffer")


class GitObject(NamedTuple):
    """One object."""

    sha: str
    kind: str
    """commit, tree, blob or tag."""
    data: bytes


def all_objects(repository: Repository) -> Iterator[GitObject]:
    """Yield all objects of a repository, in no order; raises GitError where git can't read one."""
    return _read(repository.stream(*_ALL, "--batch"))


def some_objects(repository: Repository, shas: Iterable[str]) -> Iterator[GitObject]:
    """Yield some objects of a repository, in their order (one process for all of them)."""
    asked = "".join(f"{sha}\n" for sha in shas).encode()
    return _read(repository.stream("cat-file", "--batch", "--buffer", stdin=asked))


def _read(pieces: Iterator[bytes]) -> Iterator[GitObject]:
    held = bytearray()
    at = 0

    def more() -> bool:
        nonlocal at
        piece = next(pieces, b"")
        if at:
            del held[:at]
            at = 0
        held.extend(piece)
        return bool(piece)

    while True:
        while (end := held.find(b"\n", at)) < 0:
            if not more():
                if held[at:]:
                    raise GitError("git cat-file stopped in the middle")
                return
        header = bytes(held[at:end]).split()
        if len(header) != 3:
            raise GitError("git can't read an object", place=bytes(held[at:end]).decode())
        size = int(header[2])
        at = end + 1
        while len(held) - at < size + 1:
            if not more():
                raise GitError("git cat-file stopped in the middle")
        data = bytes(held[at : at + size])
        at += size + 1
        yield GitObject(header[0].decode(), header[1].decode(), data)


def count_objects(repository: Repository) -> int:
    """Return how many objects a repository has."""
    told = b"".join(repository.stream(*_ALL, "--batch-check=x"))
    return told.count(b"\n")


def names_in(tree: bytes, length: int) -> Iterator[bytes]:
    """Yield the names in a tree; `length` is that of an id in bytes."""
    at = 0
    while at < len(tree):
        end = tree.index(b"\0", at)
        yield tree[tree.index(b" ", at) + 1 : end]
        at = end + 1 + length


def paths_of(repository: Repository) -> dict[str, str]:
    """Return a path under which each blob and tree lies somewhere in the history."""
    found: dict[str, str] = {}
    told = b"".join(repository.stream("rev-list", "--objects", "--all"))
    for line in told.decode("utf-8", "surrogateescape").split("\n"):
        sha, _, path = line.partition(" ")
        if path:
            found.setdefault(sha, path)
    return found


def tree_paths(repository: Repository) -> set[str]:
    """Return every path that a file ever had."""
    args = ("log", "--all", "-z", "--format=", "--name-only", "--no-renames", "-m", "--root")
    told = b"".join(repository.stream(*args))
    return {one.decode("utf-8", "surrogateescape") for one in told.split(b"\0") if one}


def shown_refs(repository: Repository) -> list[str]:
    """Return the names of all refs."""
    told = repository.run("for-each-ref", "--format=%(refname)")
    return told.decode("utf-8", "surrogateescape").split()

# What replay keeps of one file at one commit: who owns each line, and the file's past as a chain of
# changes. Why here: entries are shared between all live commits, so they are never changed, only
# replaced. The past is a chain and not a table by path, since only what is an ancestor may decide a
# credit: that makes the result independent of the order in which branches are replayed. Must not
# know: git, commits' authors.
"""Define entries, their past, and the key under which two lines are the same."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zlib import adler32, crc32

from pollinate.history.cache.columns import Numbers
from pollinate.history.cache.lazy import Lazy
from pollinate.model.git import Commit


class Change(NamedTuple):
    """One commit's act on a file; `prev` leads to earlier ones."""

    prev: tuple[int, ...]
    """Indexes into the list of all changes."""
    commit: int
    created: bool
    changed: bool
    blob: bytes
    """Before the change; empty for a new file."""
    gone: Numbers
    """Keys of the lines that the change took away."""
    gone_credit: Numbers
    brought: tuple[int, ...] = ()
    moved: tuple[bytes, ...] = ()
    """From which path to which, where it moved the file."""


class FileState(NamedTuple):
    """A file at a commit. `keys`, `blame` and `credit` have one item a physical line."""

    blob: bytes
    """Empty for a file that was deleted: only its past is kept."""
    blame: Numbers
    credit: Numbers
    """`commit << RULE_BITS | rule`, or a number in the table of runs with MIXED set."""
    keys: Numbers
    """White-space-free hash of each line; 0 for a blank one."""
    past: int
    """The newest of its changes, -1 for none."""


Changes = list[Change] | Lazy[Change]
"""All changes of all files, parents first."""

State = dict[bytes, FileState]
"""All files at one commit by path, deleted ones included for their past."""

Delta = list[tuple[bytes, FileState | None, FileState]]
"""What a commit changed: path, entry in the first parent (None: no such path), entry after."""

CommitList = list[Commit] | Lazy[Commit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mined:
    """All that a replay knows when it has taken the last commit: what a cache keeps."""

    commits: CommitList
    """Parents first."""
    state: State
    """At the last commit."""
    changes: Changes
    deltas: Mapping[int, Delta]
    """Of the newest commits, by number."""
    renames: Mapping[bytes, bytes]
    """Old path -> new path, the newest rename of each."""
    runs: Sequence[Numbers]
    """Of lines whose words have several owners: owner, number of words, and so on."""
    endings: tuple[bytes, ...]
    """Of the files that were followed."""
    paths: tuple[bytes, ...]
    """Files of other endings that were followed, in order."""
    doubtful: bool
    """Git's own outputs disagreed about a path; never known to happen, and never saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a cache kept, as far as new commits build on it."""

    commits: Lazy[Commit]
    tips: Mapping[str, State]
    """The states that new commits build on, and the newest of all, by commit id."""
    newest: State
    changes: Lazy[Change]
    deltas: dict[int, Delta]
    renames: Mapping[bytes, bytes]
    runs: Sequence[Numbers]
    blobs: frozenset[bytes]
    """All blobs that any file ever was."""
    keys: Callable[[], set[int]]
    """Gives the keys of all lines that stand in any of its states."""
    gone_keys: Callable[[], set[int]]
    """Gives the keys of all lines that were ever taken away."""


def same(value: int, count: int) -> array[int]:
    """Return an array of `count` times `value`."""
    return array("I", [value]) * count


def no_lines() -> array[int]:
    """Return an empty array of owners."""
    return array("I")


EMPTY = FileState(b"", array("I"), array("I"), array("Q"), -1)
"""A file that is not there."""


SPACE = b" \t\r\v\f"
LONG = 10
"""Bytes without white space from which a line is worth finding again elsewhere."""


def line_key(line: bytes) -> int:
    """Return the key of a line: equal for lines that differ in white space only, 0 for a blank one.

    Two checksums of zlib make 63 bits, quick and the same in every process; the highest bit marks a
    long line.
    """
    bare = line.translate(None, SPACE)
    if not bare:
        return 0
    return crc32(bare) | (adler32(bare) & 0x7FFFFFFF) << 32 | (len(bare) >= LONG) << 63


def is_long(key: int) -> bool:
    """Return whether a key is of a line worth finding again."""
    return key >> 63 == 1


def line_keys(lines: list[bytes]) -> array[int]:
    """Return the keys of lines, as `line_key` does, without a call for each."""
    bare = [line.translate(None, SPACE) for line in lines]
    return array(
        "Q",
        [
            crc32(text) | (adler32(text) & 0x7FFFFFFF) << 32 | (len(text) >= LONG) << 63
            if text
            else 0
            for text in bare
        ],
    )

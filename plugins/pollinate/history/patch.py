# Reads unified and combined diffs (`-p -U0 --full-index`), as bytes, without any path in them.
# Why here: a patch is found by the blob ids of its `index` line, so hostile file names cannot
# mislead it. Must not know: commits, owners, git processes. Format: git-diff(1), "Generating patch
# text" and "Combined diff format".
"""Parse patches into hunks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Hunk(NamedTuple):
    """One replaced range: `size` old lines from `start` (0-based) give way to `lines`."""

    start: int
    size: int
    lines: list[bytes]
    gone: list[bytes]


class CombinedHunk(NamedTuple):
    """One hunk of a merge: 0-based starts per parent and in the result, and its raw lines with
    their columns.
    """

    starts: tuple[int, ...]
    result: int
    lines: list[bytes]


Blobs = tuple[bytes, ...]
"""The ids of an `index` line: old ones, then the new one."""


def read_patches(patch: bytes) -> dict[Blobs, list[Hunk]]:
    """Return the hunks of each two-way diff by (old blob, new blob)."""
    found: dict[Blobs, list[Hunk]] = {}
    hunks: list[Hunk] = []
    lines = patch.split(b"\n")
    at, end = 0, len(lines)
    while at < end:
        line = lines[at]
        at += 1
        if line.startswith(b"@@ "):
            start, count, added = _ranges(line)
            gone = lines[at : at + count]
            at += count
            if at < end and lines[at].startswith(b"\\"):
                at += 1
            text = [line[1:] for line in lines[at : at + added]]
            at += added
            hunks.append(Hunk(start, count, text, gone))
        elif line.startswith(b"index "):
            old, _, new = line[6:].partition(b" ")[0].partition(b"..")
            hunks = []
            found[old, new] = hunks
    return found


def as_combined(sides: Sequence[Sequence[Hunk]]) -> list[CombinedHunk]:
    """Return how a merge differs from each of its parents as one combined diff."""
    placed = [_placed(hunks) for hunks in sides]
    ends = sorted((at, at + len(hunk.lines)) for side in placed for at, hunk in side.items())
    spans: list[tuple[int, int]] = []
    for start, end in ends:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    shifts, found = [0] * len(sides), []
    for start, end in spans:
        starts = tuple(start - shift for shift in shifts)
        lines: list[bytes] = []
        texts: dict[int, bytes] = {}
        new: list[set[int]] = [set() for _ in sides]
        for at in range(start, end + 1):
            for n, side in enumerate(placed):
                hunk = side.pop(at, None)
                if hunk is None:
                    continue
                shifts[n] += len(hunk.lines) - hunk.size
                marks = b" " * n + b"-" + b" " * (len(sides) - n - 1)
                lines += [marks + text[1:] for text in hunk.gone]
                new[n].update(range(at, at + len(hunk.lines)))
                texts.update(enumerate(hunk.lines, at))
            if at < end:
                marks = b"".join(b"+" if at in places else b" " for places in new)
                lines.append(marks + texts[at])
        found.append(CombinedHunk(starts, start, lines))
    return found


def _placed(hunks: Sequence[Hunk]) -> dict[int, Hunk]:
    """Return hunks by where they begin in the new text."""
    found, shift = {}, 0
    for hunk in hunks:
        found[hunk.start + shift] = hunk
        shift += len(hunk.lines) - hunk.size
    return found


def _ranges(header: bytes) -> tuple[int, int, int]:
    _, old, new, _ = header.split(b" ", 3)
    start, _, count = old[1:].partition(b",")
    length = int(count) if count else 1
    added = new.partition(b",")[2]
    # A range of no lines names the line before the gap, any other its own first line (from 1).
    return (int(start) - 1 if length else int(start)), length, (int(added) if added else 1)


def read_combined(patch: bytes) -> dict[Blobs, list[CombinedHunk]]:
    """Return the hunks of each combined diff by (blob of parent 1, …, new blob)."""
    found: dict[Blobs, list[CombinedHunk]] = {}
    hunks: list[CombinedHunk] = []
    body: list[bytes] = []
    parents = 0
    in_hunk = False
    for line in patch.split(b"\n"):
        if line.startswith(b"diff --combined ") and not in_hunk:
            continue
        if in_hunk and line[:1] in (b" ", b"+", b"-") and len(line) >= parents:
            body.append(line)
        elif line.startswith(b"@@@"):
            starts, result, parents = _combined_ranges(line)
            body, in_hunk = [], True
            hunks.append(CombinedHunk(starts, result, body))
        elif line.startswith(b"index "):
            olds, _, new = line[6:].partition(b" ")[0].partition(b"..")
            hunks, in_hunk = [], False
            found[(*olds.split(b","), new)] = hunks
        elif not line.startswith(b"\\"):
            in_hunk = False
    return found


def _combined_ranges(header: bytes) -> tuple[tuple[int, ...], int, int]:
    words = header.split(b" ")
    parents = len(words[0]) - 1
    # Unlike in a two-way diff the start of a range of no lines is the line after the gap.
    starts = [max(int(word[1:].partition(b",")[0]) - 1, 0) for word in words[1 : parents + 2]]
    return tuple(starts[:parents]), starts[parents], parents

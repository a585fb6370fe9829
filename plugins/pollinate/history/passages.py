# Which hunks of a patch are aligned together: git sets a border at each line that stays, and blank
# ones stay whatever became of those around them. A heading that slipped by one paragraph would
# meet strangers, and is too short to have moved.
# Must not know: words, owners, commits.
"""Join hunks that blank lines alone part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pollinate.history.patch import Hunk

MOST_JOINED = 40_000
"""Bytes and lines of hunks that are joined: some thousand words, each compared with each."""
_SIGNS = bytes(n for n in range(128) if not chr(n).isalnum())


def passages(hunks: Sequence[Hunk], keys: Sequence[int]) -> Iterator[Hunk]:
    """Yield hunks, those joined that blank lines alone part, with these; `keys` are those of the
    old lines, 0 for a blank one.
    """
    held: list[Hunk] = []
    end = size = 0
    for hunk in hunks:
        more = _size(hunk.lines) + _size(hunk.gone)
        if held and (size + more > MOST_JOINED or any(keys[end : hunk.start])):
            yield from _joined(held)
            held, size = [], 0
        held.append(hunk)
        end, size = hunk.start + hunk.size, size + more
    yield from _joined(held)


def _joined(hunks: Sequence[Hunk]) -> Iterator[Hunk]:
    """Yield hunks in a row as one; each alone where all add or all take, and one in which signs
    alone have changed: there git's border is right.
    """
    if len(hunks) < 2 or not any(h.size for h in hunks) or not any(h.lines for h in hunks):
        yield from hunks
        return
    row: list[Hunk] = []
    for hunk in hunks:
        letters = _letters(hunk.gone)
        if letters and letters == _letters(hunk.lines):
            yield from _one(row)
            yield hunk
            row = []
        else:
            row.append(hunk)
    yield from _one(row)


def _one(row: Sequence[Hunk]) -> Iterator[Hunk]:
    if len(row) < 2:
        yield from row
        return
    lines: list[bytes] = []
    gone: list[bytes] = []
    start = end = row[0].start
    for hunk in row:
        blank = [b""] * (hunk.start - end)
        lines += blank + hunk.lines
        gone += blank + hunk.gone
        end = hunk.start + hunk.size
    yield Hunk(start, end - start, lines, gone)


def _letters(lines: Sequence[bytes]) -> bytes:
    return b"".join(lines).lower().translate(None, _SIGNS)


def _size(lines: Sequence[bytes]) -> int:
    return sum(map(len, lines)) + len(lines)

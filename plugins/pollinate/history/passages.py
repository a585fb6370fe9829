# Which hunks of a patch are aligned together: git sets a border at each line that stays, and blank
# ones stay whatever became of those around them. A heading that slipped by one paragraph would
# meet strangers, and is too short to have moved.
# Must not know: words, owners, commits.
"""Join hunks that blank lines alone part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pollinate.history.patch import Hunk

MOST_JOINED = 40_000
"""Bytes and lines of hunks that are joined: some thousand words, each compared with each."""
_SIGNS = bytes(n for n in range(128) if not chr(n).isalnum())


def passages(hunks: Sequence[Hunk], keys: Sequence[int]) -> Iterable[Hunk]:
    """Return hunks, those joined that blank lines alone part, with these; `keys` are those of the
    old lines, 0 for a blank one.
    """
    # Most files change in one place.
    return _joined(hunks, keys) if len(hunks) > 1 else hunks


def _joined(hunks: Sequence[Hunk], keys: Sequence[int]) -> Iterator[Hunk]:
    held: list[Hunk] = []
    end = 0
    for hunk in hunks:
        if held and any(keys[end : hunk.start]):
            yield from _together(held)
            held = []
        held.append(hunk)
        end = hunk.start + hunk.size
    yield from _together(held)


def _together(hunks: Sequence[Hunk]) -> Iterator[Hunk]:
    """Yield hunks in a row as one, or a few where they are large; each alone where all add or all
    take, and one in which signs alone have changed: there git's border is right.
    """
    if len(hunks) < 2 or not any(h.size for h in hunks) or not any(h.lines for h in hunks):
        yield from hunks
        return
    row: list[Hunk] = []
    size = 0
    for hunk in hunks:
        more = _size(hunk.lines) + _size(hunk.gone)
        letters = _letters(hunk.gone) if more <= MOST_JOINED else b""
        alone = bool(letters) and letters == _letters(hunk.lines)
        if alone or size + more > MOST_JOINED:
            yield from _one(row)
            row, size = [], 0
        if alone:
            yield hunk
        else:
            row.append(hunk)
            size += more
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

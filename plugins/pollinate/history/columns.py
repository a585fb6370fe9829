# A file of named columns of numbers and one JSON head, with a checksum: what the cache is written in.
# Why here: loading it costs one read and no parsing of numbers, and damaged or hostile bytes can only be refused.
# Must not know: what the columns mean.
"""Write and read columns."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable
from typing import Any

MAGIC = b"pollinate-columns-1\n"


class Writer:
    """Collects columns and a head."""

    def __init__(self) -> None:
        self.head: dict[str, Any] = {}
        self._columns: list[tuple[str, bytes]] = []

    def put(self, name: str, column: array[int]) -> None:
        """Add a column."""
        self._columns.append((name, column.tobytes()))

    def put_lists(self, name: str, kind: str, lists: Iterable[Iterable[int]]) -> None:
        """Add a column of lists: one column of lengths, one of all their items."""
        arrays = [one if isinstance(one, array) else array(kind, one) for one in lists]
        self.put(f"{name}#", array("I", map(len, arrays)))
        self._columns.append((name, b"".join(arrays)))

    def bytes(self) -> bytes:
        """Return the file."""
        sizes = [[name, len(column)] for name, column in self._columns]
        head = json.dumps([self.head, sizes], ensure_ascii=True).encode()
        body = b"".join([len(head).to_bytes(8, "big"), head, *(column for _, column in self._columns)])
        return MAGIC + hashlib.blake2b(body, digest_size=16).digest() + body


class Lists:
    """A column of lists, cut up when asked."""

    def __init__(self, kind: str, lengths: array[int], items: memoryview) -> None:
        self._kind, self._items, self._width = kind, items, array(kind).itemsize
        self._starts = [0]
        at = 0
        for length in lengths:
            at += length * self._width
            self._starts.append(at)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> array[int]:
        start, end = self._starts[number], self._starts[number + 1]
        found: array[int] = array(self._kind)
        if end > start:
            found.frombytes(self._items[start:end])
        return found


class Reader:
    """Reads what a Writer wrote; raises ValueError for anything else."""

    def __init__(self, content: bytes) -> None:
        begin = len(MAGIC) + 16
        view = memoryview(content)
        if view[: len(MAGIC)] != MAGIC or hashlib.blake2b(view[begin:], digest_size=16).digest() != content[len(MAGIC) : begin]:
            raise ValueError("not a file of columns, or a damaged one")
        size = int.from_bytes(view[begin : begin + 8], "big")
        self.head, sizes = json.loads(content[begin + 8 : begin + 8 + size])
        at = begin + 8 + size
        self._columns: dict[str, memoryview] = {}
        for name, length in sizes:
            self._columns[name] = view[at : at + length]
            at += length

    def get(self, name: str, kind: str) -> array[int]:
        """Return a column."""
        column = array(kind)
        column.frombytes(self._columns[name])
        return column

    def lists(self, name: str, kind: str) -> Lists:
        """Return a column of lists."""
        return Lists(kind, self.get(f"{name}#", "I"), self._columns[name])

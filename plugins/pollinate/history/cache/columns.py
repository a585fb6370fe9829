# A file of named columns of numbers and texts and one JSON head, with a checksum: what the cache is
# written in. Why here: loading it costs one read and no parsing, and damaged or hostile bytes can
# only be refused. Must not know: what the columns mean.
"""Write and read columns."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable, MutableSequence
from itertools import accumulate
from typing import Any, cast

MAGIC = b"pollinate-columns-2\n"
Numbers = MutableSequence[int]
"""An array, or a view of a column; a view can't be written to."""


def own(kind: str, numbers: Numbers) -> array[int]:
    """Return a copy that can be changed."""
    if isinstance(numbers, array):
        return numbers[:]
    made: array[int] = array(kind)
    made.frombytes(cast(memoryview, numbers).cast("B"))
    return made


class ColumnWriter:
    """Collects columns and a head."""

    def __init__(self) -> None:
        self.head: dict[str, Any] = {}
        self._columns: list[tuple[str, bytes]] = []

    def put(self, name: str, column: array[int]) -> None:
        """Add a column of numbers."""
        self._columns.append((name, column.tobytes()))

    def put_texts(self, name: str, texts: Iterable[bytes]) -> None:
        """Add a column of texts, none of which may hold a NUL."""
        self._columns.append((name, b"".join([text + b"\0" for text in texts])))

    def put_lists(self, name: str, kind: str, lists: Iterable[Any]) -> None:
        """Add a column of lists: one column of lengths, one of all their items."""
        arrays = [one if isinstance(one, array | memoryview) else array(kind, one) for one in lists]
        self.put(f"{name}#", array("I", map(len, arrays)))
        self._columns.append((name, b"".join(arrays)))

    def bytes(self) -> bytes:
        """Return the file."""
        sizes = [[name, len(column)] for name, column in self._columns]
        head = json.dumps([self.head, sizes], ensure_ascii=True).encode()
        head += b" " * (-len(head) % 8)
        parts = [len(head).to_bytes(8, "big"), head]
        for _, column in self._columns:
            # Each column starts at a multiple of eight, so that a view of it is aligned.
            parts += [column, b"\0" * (-len(column) % 8)]
        body = b"".join(parts)
        return MAGIC + hashlib.blake2b(body, digest_size=20).digest() + body


class Lists:
    """A column of lists, cut up when asked."""

    def __init__(self, lengths: array[int], items: memoryview) -> None:
        self._items = items
        self._starts = [0, *accumulate(lengths)]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> Numbers:
        return cast(Numbers, self._items[self._starts[number] : self._starts[number + 1]])


class ColumnReader:
    """Reads what a ColumnWriter wrote; raises ValueError for anything else."""

    def __init__(self, content: bytes) -> None:
        begin = len(MAGIC) + 20
        view = memoryview(content)
        if (
            view[: len(MAGIC)] != MAGIC
            or hashlib.blake2b(view[begin:], digest_size=20).digest() != content[len(MAGIC) : begin]
        ):
            raise ValueError("not a file of columns, or a damaged one")
        size = int.from_bytes(view[begin : begin + 8], "big")
        self.head, sizes = json.loads(content[begin + 8 : begin + 8 + size])
        at = begin + 8 + size
        self._columns: dict[str, memoryview] = {}
        self._texts: dict[str, list[bytes]] = {}
        for name, length in sizes:
            self._columns[name] = view[at : at + length]
            at += length + -length % 8

    def get(self, name: str, kind: str) -> array[int]:
        """Return a column of numbers."""
        column: array[int] = array(kind)
        column.frombytes(self._columns[name])
        return column

    def view(self, name: str, kind: str) -> memoryview:
        """Return a column of numbers without a copy."""
        return self._columns[name].cast(kind)  # type: ignore[call-overload,no-any-return]

    def texts(self, name: str) -> list[bytes]:
        """Return a column of texts; the same list each time."""
        if name not in self._texts:
            self._texts[name] = bytes(self._columns[name]).split(b"\0")[:-1]
        return self._texts[name]

    def lists(self, name: str, kind: str) -> Lists:
        """Return a column of lists."""
        return Lists(self.get(f"{name}#", "I"), self.view(name, kind))

# Promises of the column file: what was written comes back; anything else can only be refused.
"""Test writing and reading columns."""

from __future__ import annotations

import random
from array import array

import pytest
from pollinate.history.cache.columns import ColumnReader, ColumnWriter
from pollinate.history.cache.lazy import Lazy
from pollinate.history.line_state import line_key, line_keys


def file() -> bytes:
    """Return a file with a column of each kind."""
    writer = ColumnWriter()
    writer.head["x"] = ["é", 1]
    writer.put("n", array("q", [-1, 0, 2**40]))
    writer.put("empty", array("I"))
    writer.put_lists("l", "Q", [[], [1, 2**63], [3]])
    writer.put_texts("t", [b"a", b"", b"\xff"])
    return writer.bytes()


def test_round_trip() -> None:
    """Head, numbers, lists and texts come back as they were."""
    reader = ColumnReader(file())

    assert {"x": ["é", 1]} == reader.head
    assert [-1, 0, 2**40] == list(reader.get("n", "q"))
    assert [] == list(reader.get("empty", "I"))
    lists = reader.lists("l", "Q")
    assert [[], [1, 2**63], [3]] == [list(lists[n]) for n in range(len(lists))]
    assert [b"a", b"", b"\xff"] == reader.texts("t")


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_refused(seed: int) -> None:
    """A flipped, missing or added byte anywhere is refused with a ValueError."""
    rng, content = random.Random(seed), bytearray(file())
    at = rng.randrange(len(content))
    if seed % 3 == 0:
        content[at] ^= 1 << rng.randrange(8)
    elif seed % 3 == 1:
        del content[at:]
    else:
        content[at:at] = bytes([rng.randrange(256)])

    with pytest.raises(ValueError):
        ColumnReader(bytes(content))


@pytest.mark.parametrize("content", [b"", b"x", b"pollinate-columns-2\n", b"\x80\x04pickle."])
def test_other_files_are_refused(content: bytes) -> None:
    """What is no file of columns is refused with a ValueError."""
    with pytest.raises(ValueError):
        ColumnReader(content)


def test_values_made_out_of_order_come_in_order() -> None:
    """Whoever asked for some of them first, all come in their order, those appended last."""
    values = Lazy(4, str)
    values.append("more")
    assert ["2", "0", "3", "1"] == [values[n] for n in (2, 0, 3, 1)]
    assert ["0", "1", "2", "3", "more"] == list(values)
    assert ["0", "1", "more"] == list(_appended(Lazy(2, str)))


def _appended(values: Lazy[str]) -> Lazy[str]:
    values.extend(["more"])
    return values


def test_keys_of_many_lines_are_those_of_each() -> None:
    """The quick way to the keys of lines gives what the plain one does."""
    lines = [b"", b" \t", b"a", b"a long line of words", b"\xff\x00", b"ten letter"]
    assert [line_key(line) for line in lines] == list(line_keys(lines))

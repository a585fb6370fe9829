# What a block of EXIF tells (CIPA DC-008): tags of how points are stored are fine, every other one
# tells something of a person, a place or a camera. JPEG, PNG and WebP all carry this same block.
# Must not know: the file around the block.
"""Read blocks of EXIF."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_TECHNICAL = frozenset(
    {
        0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0112, 0x0115, 0x011A, 0x011B, 0x011C, 0x0128,
        0x013E, 0x013F, 0x0211, 0x0213, 0x0214, 0x8769, 0x9000, 0x9101, 0x9102, 0xA000, 0xA001,
        0xA002, 0xA003, 0xA005,
    }
)  # fmt: skip
"""Tags that say how points are stored, and nothing of a person or a place."""
_PLACE, _ORIENTATION, _MORE = 0x8825, 0x0112, 0x8769
_NAMES = {
    _PLACE: "the place",
    0x010F: "the camera", 0x0110: "the camera", 0xA431: "the camera's number",
    0xA435: "the lens's number", 0xA430: "the owner", 0x013B: "the author", 0x8298: "the author",
    0x0132: "the time", 0x9003: "the time", 0x9004: "the time", 0x9286: "a comment",
    0x010E: "a description", 0x0131: "the program", 0x927C: "the camera's own notes",
    0x0201: "a small copy", 0x0202: "a small copy",
}  # fmt: skip
_WORDS, _SHORT = 2, 3
_MOST_VALUES = 64
"""Of one technical tag: more would be a text in disguise."""
_LARGEST = 1_000
"""Bytes that technical tags alone can need."""
_MOST_GROUPS, _MOST_TAGS = 8, 500


class Tag(NamedTuple):
    """One entry of EXIF."""

    number: int
    form: int
    values: int
    """How many."""
    value: int
    """Or where it stands, where it is longer than four bytes."""


def told_by_exif(tiff: bytes) -> set[str]:
    """Return what a block tells beside how points are stored, in words."""
    told = {
        _NAMES.get(tag.number, "notes of the camera")
        for tag in _tags(tiff)
        if tag.number not in _TECHNICAL or tag.form == _WORDS or tag.values > _MOST_VALUES
    }
    return told or ({"notes of the camera"} if len(tiff) > _LARGEST else set())


def orientation_of(tiff: bytes) -> int:
    """Return how the camera was held, from 1 (upright) to 8."""
    return next(
        (tag.value for tag in _tags(tiff) if tag.number == _ORIENTATION and 1 < tag.value <= 8), 1
    )


def exif_for(orientation: int) -> bytes:
    """Return a block that says how the camera was held, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)


def _tags(tiff: bytes) -> Iterator[Tag]:
    """Yield the tags of a block; one that nobody knows for what can't be read, or is too much."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        yield Tag(-1, 0, 0, 0)
        return
    waiting: list[int] = [struct.unpack(f"{order}I", tiff[4:8])[0]]
    seen: set[int] = set()
    while waiting:
        at = waiting.pop()
        if at in seen or at + 2 > len(tiff):
            continue
        if len(seen) >= _MOST_GROUPS:
            yield Tag(-1, 0, 0, 0)
            return
        seen.add(at)
        (count,) = struct.unpack(f"{order}H", tiff[at : at + 2])
        for number in range(min(count, _MOST_TAGS)):
            entry = tiff[at + 2 + 12 * number : at + 14 + 12 * number]
            if len(entry) < 12:
                yield Tag(-1, 0, 0, 0)
                break
            tag, form, values = struct.unpack(f"{order}HHI", entry[:8])
            short = struct.unpack(f"{order}H", entry[8:10])[0]
            value = short if form == _SHORT else struct.unpack(f"{order}I", entry[8:12])[0]
            if tag == _MORE:
                waiting.append(value)
            yield Tag(tag, form, values, value)
        after = tiff[at + 2 + 12 * count : at + 6 + 12 * count]
        if len(after) == 4 and (following := struct.unpack(f"{order}I", after)[0]):
            # The group of the small copy that many cameras add.
            waiting.append(following)

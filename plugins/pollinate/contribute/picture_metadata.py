# What cameras and programs write into a picture beside its points, and the same picture without it.
# Nothing is drawn anew: parts of the file that hold no points are left out, so that a picture looks
# as before to the last point. Must not know: where a picture lies, who asks.
"""Read and take out a picture's metadata."""

from __future__ import annotations

import struct

from pollinate.contribute.picture_exif import exif_for, orientation_of
from pollinate.contribute.picture_parts import RIFF, kind_of, parts_of


def metadata_of(data: bytes) -> tuple[str, ...]:
    """Return what a picture tells beside its points, in words, such as `the place`."""
    told: set[str] = set()
    for part in parts_of(data):
        told |= part.told
    return tuple(sorted(told))


def without_metadata(data: bytes) -> bytes:
    """Return a picture without what it tells beside its points; how the camera was held stays, and
    so does what is no JPEG, PNG, WebP or GIF.
    """
    kind = kind_of(data)
    kept, last = [], 0
    for part in parts_of(data):
        if not part.told or part.start == part.end:
            continue
        kept.append(data[last : part.start])
        last = part.end
        if kind == "jpeg" and part.kind == "exif":
            kept.append(_upright(orientation_of(data[part.start + 10 : part.end])))
    out = b"".join([*kept, data[last:]])
    if kind == "webp" and len(out) != len(data):
        return _webp_anew(data)
    return out


def size_of(data: bytes) -> tuple[int, int]:
    """Return the points of a picture, across and down; 0, 0 where they can't be told."""
    kind = kind_of(data)
    if kind == "png" and len(data) >= 24:
        across, down = struct.unpack(">II", data[16:24])
        return across, down
    if kind == "gif" and len(data) >= 10:
        across, down = struct.unpack("<HH", data[6:10])
        return across, down
    if kind == "jpeg":
        return _jpeg_size(data)
    return _webp_size(data) if kind == "webp" else (0, 0)


def _upright(orientation: int) -> bytes:
    """Return a segment of JPEG that says how the camera was held; nothing where it was upright."""
    if orientation == 1:
        return b""
    body = b"Exif\0\0" + exif_for(orientation)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _webp_anew(data: bytes) -> bytes:
    """Return a WebP without what it tells: its flags and its length say so too."""
    parts = []
    for part in parts_of(data):
        if part.told:
            continue
        piece = bytearray(data[part.start : part.end])
        if part.kind == "VP8X" and len(piece) > 8:
            piece[8] &= ~0b0000_1100
        parts.append(bytes(piece))
    body = b"WEBP" + b"".join(parts)
    return RIFF + struct.pack("<I", len(body)) + body


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            down, across = struct.unpack(">HH", data[at + 5 : at + 9])
            return across, down
        at += 1 if mark == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0, 0


def _webp_size(data: bytes) -> tuple[int, int]:
    name, body = data[12:16], data[20:30]
    if len(body) < 10:
        return 0, 0
    if name == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if name == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    across, down = struct.unpack("<HH", body[6:10])
    return across & 0x3FFF, down & 0x3FFF

# What cameras and programs write into a picture beside its points, and the same picture without it.
# Nothing is drawn anew: parts of the file that hold no points are left out, so that a picture looks
# as before to the last point. Formats: JPEG (ITU T.81 B.1), PNG (ISO 15948, 5), WebP (RFC 9649).
# Must not know: where a picture lies, who asks.
"""Read and take out a picture's metadata."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

_TECHNICAL = frozenset(
    {
        0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0112, 0x0115, 0x011A, 0x011B, 0x011C, 0x0128,
        0x013E, 0x013F, 0x0201, 0x0202, 0x0211, 0x0213, 0x0214, 0x8769, 0x9000, 0x9101, 0x9102,
        0xA000, 0xA001, 0xA002, 0xA003, 0xA005,
    }
)  # fmt: skip
"""Tags of EXIF that say how points are stored, and nothing of a person or a place."""
_PLACE, _ORIENTATION, _MORE = 0x8825, 0x0112, 0x8769
_NAMES = {
    _PLACE: "the place",
    0x010F: "the camera", 0x0110: "the camera", 0xA431: "the camera's number",
    0xA435: "the lens's number", 0xA430: "the owner", 0x013B: "the author", 0x8298: "the author",
    0x0132: "the time", 0x9003: "the time", 0x9004: "the time", 0x9286: "a comment",
    0x010E: "a description", 0x0131: "the program", 0x927C: "the camera's own notes",
}  # fmt: skip
_SILENT_TEXTS = frozenset(
    {
        b"Software",
        b"Creation Time",
        b"date:create",
        b"date:modify",
        b"date:timestamp",
        b"pHYs",
        b"gAMA",
    }
)
_PNG, _RIFF = b"\x89PNG\r\n\x1a\n", b"RIFF"
MOST_PARTS = 20_000


class Part(NamedTuple):
    """A piece of a picture's file."""

    kind: str
    start: int
    end: int
    told: frozenset[str]
    """What it tells beside the points: empty for points and technical parts."""


def kind_of(data: bytes) -> str:
    """Return what a file is by its first bytes: `jpeg`, `png`, `webp`, `gif`, `heif`, `tiff`,
    `bmp`, `avif`; empty for anything else.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(_PNG):
        return "png"
    if data.startswith(_RIFF) and data[8:12] == b"WEBP":
        return "webp"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if data[4:8] == b"ftyp":
        brands = data[8:64]
        return (
            "avif"
            if b"avif" in brands[:4] or b"avis" in brands[:4]
            else ("heif" if re.search(rb"hei[cxms]|hev[cx]|mif1|msf1", brands) else "")
        )
    if data[:4] in (b"II*\0", b"MM\0*"):
        return "tiff"
    return "bmp" if data.startswith(b"BM") else ""


def metadata_of(data: bytes) -> tuple[str, ...]:
    """Return what a picture tells beside its points, in words, such as `the place`."""
    told: set[str] = set()
    for part in _parts(data):
        told |= part.told
    return tuple(sorted(told))


def without_metadata(data: bytes) -> bytes:
    """Return a picture without what it tells beside its points; how the camera was held stays, and
    so does what is no JPEG, PNG or WebP.
    """
    kind = kind_of(data)
    kept, last = [], 0
    for part in _parts(data):
        if not part.told:
            continue
        kept.append(data[last : part.start])
        last = part.end
        if kind == "jpeg" and part.kind == "exif":
            kept.append(_upright(_orientation(_exif_of(data[part.start : part.end]))))
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


def _parts(data: bytes) -> Iterator[Part]:
    kind = kind_of(data)
    found = {"jpeg": _jpeg, "png": _png, "webp": _webp}.get(kind)
    if found:
        for number, part in enumerate(found(data)):
            if number > MOST_PARTS:
                return
            yield part


def _jpeg(data: bytes) -> Iterator[Part]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xFF:
            at += 1
            continue
        if mark == 0xDA or mark == 0xD9:
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : end]
        told: set[str] = set()
        kind = ""
        if mark == 0xE1 and body.startswith(b"Exif\0"):
            kind, told = "exif", _told_by_exif(body[6:])
        elif mark == 0xE1:
            told = {"a description (XMP)"}
        elif mark == 0xED:
            told = {"a description (IPTC)"}
        elif mark == 0xFE:
            told = {"a comment"}
        yield Part(kind, at, min(end, len(data)), frozenset(told))
        at = end


def _png(data: bytes) -> Iterator[Part]:
    at = len(_PNG)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        name, end = data[at + 4 : at + 8], at + 12 + length
        body = data[at + 8 : at + 8 + min(length, 100_000)]
        told: set[str] = set()
        if name == b"eXIf":
            told = _told_by_exif(body)
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            key = body.partition(b"\0")[0]
            if key not in _SILENT_TEXTS:
                told = {f"a text ({key.decode('latin-1')[:40]})"} if key.isascii() else {"a text"}
        yield Part("", at, min(end, len(data)), frozenset(told))
        if name == b"IEND":
            return
        at = end


def _webp(data: bytes) -> Iterator[Part]:
    at = 12
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        told: set[str] = set()
        if name == b"EXIF":
            body = data[at + 8 : at + 8 + length]
            told = _told_by_exif(body.removeprefix(b"Exif\0\0"))
        elif name == b"XMP ":
            told = {"a description (XMP)"}
        yield Part(name.decode("latin-1"), at, min(end, len(data)), frozenset(told))
        at = end


def _told_by_exif(tiff: bytes) -> set[str]:
    """Return what a block of EXIF tells beside how points are stored."""
    return {
        _NAMES.get(tag, "notes of the camera") for tag, _ in _tags(tiff) if tag not in _TECHNICAL
    }


def _tags(tiff: bytes) -> Iterator[tuple[int, int]]:
    """Yield the tags of a block of EXIF with their values; a block that can't be read tells one
    that nobody knows.
    """
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        yield -1, 0
        return
    waiting: list[int] = [struct.unpack(f"{order}I", tiff[4:8])[0]]
    seen: set[int] = set()
    while waiting:
        at = waiting.pop()
        if at in seen or at + 2 > len(tiff) or len(seen) > 8:
            continue
        seen.add(at)
        (count,) = struct.unpack(f"{order}H", tiff[at : at + 2])
        for number in range(min(count, 500)):
            entry = tiff[at + 2 + 12 * number : at + 14 + 12 * number]
            if len(entry) < 12:
                return
            tag, form, _ = struct.unpack(f"{order}HHI", entry[:8])
            short = struct.unpack(f"{order}H", entry[8:10])[0]
            value = short if form == 3 else struct.unpack(f"{order}I", entry[8:12])[0]
            if tag == _MORE:
                waiting.append(value)
            yield tag, value


def _exif_of(segment: bytes) -> bytes:
    return segment[10:]


def _orientation(tiff: bytes) -> int:
    return next((value for tag, value in _tags(tiff) if tag == _ORIENTATION and 1 < value <= 8), 1)


def _upright(orientation: int) -> bytes:
    """Return a segment that says how the camera was held, and nothing else; nothing where it was
    held upright.
    """
    if orientation == 1:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    tiff = b"MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 1) + entry + struct.pack(">I", 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _webp_anew(data: bytes) -> bytes:
    """Return a WebP without what it tells: its flags and its length say so too."""
    parts = []
    for part in _webp(data):
        if part.told:
            continue
        piece = bytearray(data[part.start : part.end])
        if part.kind == "VP8X" and len(piece) > 8:
            piece[8] &= ~0b0000_1100
        parts.append(bytes(piece))
    body = b"WEBP" + b"".join(parts)
    return _RIFF + struct.pack("<I", len(body)) + body


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

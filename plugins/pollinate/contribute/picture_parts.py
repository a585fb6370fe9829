# The pieces that a picture's file is made of, each with what it tells beside the points. Pieces
# that browsers need to show the points are known by name; every other one tells something, and so
# does what lies between them or after the end: a second picture, a film, a note of a program.
# Formats: JPEG (ITU T.81 B.1), PNG (W3C PNG 3, 5 and 11), WebP (RFC 9649), GIF (89a), AVIF (ISO
# 23008-12). Must not know: where a picture lies, what is done with the pieces.
"""Take a picture's file apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from pollinate.contribute.picture_exif import told_by_exif

PNG, RIFF = b"\x89PNG\r\n\x1a\n", b"RIFF"
MOST_PARTS = 20_000
_AFTER, _BETWEEN, _XMP = "what follows the picture", "bytes between its parts", "a description"
_ALONE = 0x01
"""A mark without a length, as are those within points, at which nothing begins."""
_JPEG_NEEDS = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF})
_JPEG_APPS = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
_JFIF = 14
"""Bytes of its head; a small copy of the picture may follow."""
_JPEG_NAMES = {0xE1: _XMP, 0xED: _XMP, 0xFE: "a comment", 0xEB: "where it comes from"}
_MARK = re.compile(rb"\xff(?=[^\x00\xff\xd0-\xd7])")
_PNG_NEEDS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP bKGD pHYs sBIT sPLT hIST tIME acTL fcTL fdAT "
    b"cICP mDCV mDCv cLLI cLLi vpAg oFFs orNT".split()
)
_PNG_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_TIME = re.compile(
    rb"(?:Creation Time|date:(?:create|modify|timestamp))\0(?:[\d :+.,/TZ-]|Mon|Tue|Wed|Thu|Fri|Sat"
    rb"|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|GMT|UTC|AM|PM){1,40}"
)
"""A time, and no words in its place."""
_PROGRAM = re.compile(rb"Software\0[ -?A-~]{1,60}")
"""A program's name, and no address of anybody."""
_WEBP_NEEDS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_GIF_APPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
_IN_AVIF = (b"Exif", b"application/rdf+xml")


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
    if data.startswith(PNG):
        return "png"
    if data.startswith(RIFF) and data[8:12] == b"WEBP":
        return "webp"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if data[4:8] == b"ftyp":
        brands = data[8:64]
        if brands[:4] in (b"avif", b"avis"):
            return "avif"
        return "heif" if re.search(rb"hei[cxms]|hev[cx]|mif1|msf1", brands) else ""
    if data[:4] in (b"II*\0", b"MM\0*"):
        return "tiff"
    return "bmp" if data.startswith(b"BM") and data[6:10] == bytes(4) else ""


def parts_of(data: bytes) -> Iterator[Part]:
    """Yield the parts of a JPEG, PNG, WebP or GIF in their order, each byte once but for the first
    ones; for an AVIF one part without bytes that tells what it holds.
    """
    found = _FORMATS.get(kind_of(data))
    for number, part in enumerate(found(data) if found else ()):
        if number >= MOST_PARTS:
            yield Part("", part.start, len(data), frozenset({"more parts than a picture has"}))
            return
        if part.start < part.end or part.told:
            yield part


def _jpeg(data: bytes) -> Iterator[Part]:
    at, size = 2, len(data)
    while at < size:
        mark = _MARK.search(data, at)
        start = mark.start() if mark else size
        # Before the next mark: nothing, fill bytes, or what no reader of pictures looks at.
        yield Part("", at, start, frozenset({_BETWEEN} if data[at:start].strip(b"\xff") else ()))
        if mark is None:
            return
        code = data[start + 1] if start + 1 < size else 0xD9
        if code == 0xD9:
            yield Part("", start, min(start + 2, size), frozenset())
            yield Part("", start + 2, size, frozenset({_AFTER} if data[start + 2 :] else ()))
            return
        if code == _ALONE:
            at = start + 2
            yield Part("", start, at, frozenset())
            continue
        end = min(start + 2 + int.from_bytes(data[start + 2 : start + 4], "big"), size)
        body = data[start + 4 : end]
        kind = "exif" if code == 0xE1 and body.startswith(b"Exif\0") else ""
        if code == 0xDA:
            # Points follow, up to the next mark that is none of theirs.
            following = _MARK.search(data, end)
            end = following.start() if following else size
        yield Part(kind, start, end, frozenset(_told_by_segment(code, body)))
        at = end


def _told_by_segment(code: int, body: bytes) -> set[str]:
    if code == 0xE0 and body.startswith(b"JFIF\0") and len(body) > _JFIF:
        return {"a small copy"}
    if code in _JPEG_NEEDS or any(code == app and body.startswith(w) for app, w in _JPEG_APPS):
        return set()
    if code == 0xE1 and body.startswith(b"Exif\0"):
        return told_by_exif(body[6:])
    if code == 0xE2 and body.startswith(b"MPF\0"):
        return {"a second picture"}
    return {_JPEG_NAMES.get(code, "notes of a program")}


def _png(data: bytes) -> Iterator[Part]:
    at, size, ended = len(PNG), len(data), False
    while at + 12 <= size:
        length = int.from_bytes(data[at : at + 4], "big")
        name, end = data[at + 4 : at + 8], min(at + 12 + length, size)
        body = data[at + 8 : at + 8 + min(length, 100_000)]
        yield Part("", at, end, frozenset(_told_by_chunk(name, body)))
        at = end
        if name == b"IEND":
            ended = True
            break
    # What is cut off is no more than a picture that doesn't show.
    yield Part("", at, size, frozenset({_AFTER} if ended and at < size else ()))


def _told_by_chunk(name: bytes, body: bytes) -> set[str]:
    if name in _PNG_NEEDS:
        return set()
    if name == b"eXIf":
        return told_by_exif(body)
    if name in _PNG_TEXTS:
        key = body.partition(b"\0")[0]
        if name == b"tEXt" and (_TIME.fullmatch(body) or _PROGRAM.fullmatch(body)):
            return set()
        known = re.fullmatch(rb"[A-Za-z][\w .:-]{0,39}", key)
        return {f"a text ({key.decode('ascii')})" if known else "a text"}
    return {"where it comes from" if name == b"caBX" else "notes of a program"}


def _webp(data: bytes) -> Iterator[Part]:
    at, size = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= size:
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = min(at + 8 + length + length % 2, size)
        told: set[str] = set()
        if name == b"EXIF":
            told = told_by_exif(data[at + 8 : at + 8 + length].removeprefix(b"Exif\0\0"))
        elif name not in _WEBP_NEEDS:
            told = {_XMP if name == b"XMP " else "notes of a program"}
        yield Part(name.decode("latin-1"), at, end, frozenset(told))
        at = end
    # A last byte may be there to make the length even.
    rest = data[at:].strip(b"\0")
    yield Part("", at, len(data), frozenset({_AFTER} if rest else ()))


def _gif(data: bytes) -> Iterator[Part]:
    at, size = 13 + _colours(data[10:11]), len(data)
    while at < size:
        mark = data[at]
        if mark == 0x21:
            end, told = _blocks_end(data, at + 2), _told_by_extension(data, at)
        elif mark == 0x2C:
            end, told = _blocks_end(data, at + 11 + _colours(data[at + 9 : at + 10])), set()
        else:
            break
        yield Part("", at, end, frozenset(told))
        at = end
    at = min(at + 1, size)
    yield Part("", at, size, frozenset({_AFTER} if data[at:].strip(b"\0") else ()))


def _colours(flags: bytes) -> int:
    """Return the bytes of a table of colours that flags announce."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    """Return where a run of blocks ends, each with its length before it, the last one empty."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return min(at + 1, len(data))


def _told_by_extension(data: bytes, at: int) -> set[str]:
    kind, name = data[at + 1 : at + 2], data[at + 3 : at + 14]
    if kind == b"\xf9" or (kind == b"\xff" and name in _GIF_APPS):
        return set()
    if kind == b"\xff":
        return {_XMP if name.startswith(b"XMP") else "notes of a program"}
    return {"a comment" if kind == b"\xfe" else "a text"}


def _avif(data: bytes) -> Iterator[Part]:
    """Yield what the list of items announces: boxes nest, and no byte of them is taken out."""
    at = data.find(b"meta", 0, 4_096)
    length = int.from_bytes(data[at - 4 : at], "big") if at >= 4 else len(data)
    items = data[at : at + length] if at >= 4 else data
    for name in _IN_AVIF:
        if name in items:
            told = "what a camera wrote (EXIF)" if name == b"Exif" else _XMP
            yield Part("", 0, 0, frozenset({told}))


_FORMATS: Mapping[str, Callable[[bytes], Iterator[Part]]] = {
    "jpeg": _jpeg,
    "png": _png,
    "webp": _webp,
    "gif": _gif,
    "avif": _avif,
}

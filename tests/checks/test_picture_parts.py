# Pictures byte by byte: which parts of a file tell something, and which don't though they look odd.
# Must not know: where pictures lie (tests/cli/test_check_hides_nothing.py).
"""Test how pictures are taken apart."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from pollinate.contribute import picture_parts
from pollinate.contribute.picture_exif import orientation_of, told_by_exif
from pollinate.contribute.picture_metadata import metadata_of, without_metadata
from pollinate.contribute.picture_parts import kind_of


def saved(form: str, **options: object) -> bytes:
    """Return a plain picture of a form."""
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, form, **options)
    return out.getvalue()


JPEG, PNG, GIF, WEBP, AVIF = map(saved, ("JPEG", "PNG", "GIF", "WEBP", "AVIF"))
TECHNICAL, PLACE, TEXT, SMALL, MORE = 0x0100, 0x8825, 0x9286, 0x0201, 0x8769


def group(*tags: tuple[int, int], after: int = 0, count: int | None = None) -> bytes:
    """Return a group of EXIF: tags with their values, and where the next group is."""
    rows = b"".join(struct.pack(">HHII", tag, 4, 1, value) for tag, value in tags)
    number = len(tags) if count is None else count
    return struct.pack(">H", number) + rows + struct.pack(">I", after)


def block(*groups: bytes, first: int = 8) -> bytes:
    """Return a block of EXIF."""
    return b"MM\0*" + struct.pack(">I", first) + b"".join(groups)


def segment(code: int, body: bytes) -> bytes:
    """Return a JPEG with a segment more."""
    return JPEG[:2] + bytes([0xFF, code]) + struct.pack(">H", len(body) + 2) + body + JPEG[2:]


def chunk(name: bytes, body: bytes) -> bytes:
    """Return a PNG with a chunk more."""
    more = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return PNG[:33] + more + PNG[33:]


def part(name: bytes, body: bytes) -> bytes:
    """Return a WebP with a part more."""
    body = WEBP[8:] + name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


LOOP = block(group((MORE, 8)))
CHAIN = block(*(group((TECHNICAL, 1), after=8 + 18 * n) for n in range(1, 12)), group((PLACE, 0)))
BROKEN = block(group((TEXT, 0)), group((MORE, 8), count=9)[:-4], first=26)


@pytest.mark.parametrize(
    ("tiff", "told"),
    [
        (b"", {"notes of the camera"}),
        (b"XX\0*\0\0\0\x08", {"notes of the camera"}),
        (block(group((TECHNICAL, 1))), set()),
        (block(group((MORE, 26)), group((TEXT, 0))), {"a comment"}),
        (block(group((TECHNICAL, 1), after=26), group((SMALL, 0))), {"a small copy"}),
        (LOOP, set()),
        (CHAIN, {"notes of the camera"}),
        (BROKEN, {"a comment", "notes of the camera"}),
    ],
    ids=["empty", "other", "technical", "more", "after", "loop", "chain", "broken"],
)
def test_every_group_of_a_camera_is_read(tiff: bytes, told: set[str]) -> None:
    """Those that others name too; what leads in circles ends, and what is broken, or goes on and
    on, is told.
    """
    assert told == told_by_exif(tiff)


@pytest.mark.parametrize(("values", "told"), [(64, set()), (65, {"notes of the camera"})])
def test_a_technical_tag_has_few_values(values: int, told: set[str]) -> None:
    """Sixty-four at most."""
    entry = struct.pack(">HHII", TECHNICAL, 3, values, 26)
    assert told == told_by_exif(b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4))


@pytest.mark.parametrize(("value", "way"), [(1, 1), (2, 2), (8, 8), (9, 1), (0, 1), (40_000, 1)])
def test_a_camera_is_held_in_one_of_eight_ways(value: int, way: int) -> None:
    """Any other number is none, and is not kept."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, value, 0)
    assert way == orientation_of(b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4))


LOCAL = (
    b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\x80" + bytes(6) + b"\2\2\x44\1\0;"
)  # One point, with colours of its own.
FINE = {
    "jpeg with fill bytes": JPEG[:2] + b"\xff\xff" + JPEG[2:],
    "jpeg with a mark alone": JPEG[:2] + b"\xff\x01" + JPEG[2:],
    "png that is cut": PNG[:-5],
    "png of a program": chunk(b"tEXt", b"Software\0GNU Image Program 2.10"),
    "png with a time": chunk(b"tEXt", b"date:create\x002026-11-29T13:45:06+00:00"),
    "png with a long time": chunk(b"tEXt", b"Creation Time\0Sun, 29 Nov 2026 13:45:06 GMT"),
    "webp with a byte more": WEBP + b"\0",
    "webp that is technical": part(b"EXIF", b"Exif\0\0" + block(group((TECHNICAL, 1)))),
    "gif with a byte more": GIF + b"\0",
    "gif with colours": LOCAL,
    "avif with chance points": AVIF + b"\0\0\0\x0cmdatExif",
}
TOLD = {
    "a comment": JPEG[:2] + b"\xff\x01" + segment(0xFE, b"At the quay")[2:],
    "a small copy": segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1abc"),
    "a second picture": segment(0xE2, b"MPF\0" + bytes(8)),
    "a text (Creation Time)": chunk(b"tEXt", b"Creation Time\x002026 at the quay with Ana"),
    "a text (Comment)": chunk(b"tEXt", b"Comment\0At the quay"),
    "a text": chunk(b"tEXt", b"\xe9\xe9\0At the quay"),
    "a text (date:create)": chunk(b"zTXt", b"date:create\x002026"),
    "what follows the picture": WEBP + b"more",
    "a description": GIF[:-1] + b"!\xff\x0bXMP DataXMP\5hello\0;",
    "notes of a program": GIF[:-1] + b"!\xff\x0bELSEWHERE00\5hello\0;",
    "what a camera wrote (EXIF)": b"\0\0\0\x18ftypavif\0\0\0\0avifmif1Exif",
}


@pytest.mark.parametrize("name", FINE)
def test_what_is_odd_tells_nothing(name: str) -> None:
    """Bytes that fill, times and programs, and colours of one frame are no words of anybody; such
    a picture stays byte for byte.
    """
    assert () == metadata_of(FINE[name]) and FINE[name] == without_metadata(FINE[name])


@pytest.mark.parametrize("told", TOLD)
def test_what_tells_is_told_in_words(told: str) -> None:
    """Each part by what it is."""
    assert (told,) == metadata_of(TOLD[told])


def test_a_picture_of_too_many_parts_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes after so many is taken for what tells something, and goes."""
    monkeypatch.setattr(picture_parts, "MOST_PARTS", 2)
    assert ("more parts than a picture has",) == metadata_of(PNG)
    assert len(without_metadata(PNG)) < len(PNG)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1avif", "heif"),
        (b"\0\0\0\x18ftypavif\0\0\0\0mif1", "avif"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isom", ""),
        (b"BM\x46\0\0\0\0\0\0\0\x36", "bmp"),
        (b"BMW drives on the quay.", ""),
    ],
)
def test_first_bytes_say_what_a_file_is(data: bytes, kind: str) -> None:
    """The first of its brands, and of a short sign the zeros behind it."""
    assert kind == kind_of(data)

# A text as somebody reads it who knows how it was encoded: entities of HTML, bytes of a web address
# or of a mail, escapes of JSON and of git, a host in Punycode, letters of another width, signs that
# nobody sees. It knows where each of its letters stands in the text as it is written, so that what
# is found in the one can be replaced in the other. Base64 is read apart, run by run.
# Must not know: what is looked for.
"""Decode texts, and lead positions back."""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

from pollinate.model.names import without_accents

_UNSEEN = (
    "\u00ad\u034f\u061c\u0640\u0610-\u061a\u064b-\u065f\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4"
    "\u05c5\u05c7\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
)
"""Signs without a shape, and signs that Arabic and Hebrew may leave out."""
_OTHER_WIDTH = "\u24b6-\u24e9\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff"
_CODED = re.compile(
    r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|(?P<web>(?:%[0-9a-fA-F]{2})+)"
    r"|(?P<mail>(?:=[0-9A-Fa-f]{2})+)|=[ \t]*\r?\n"
    r"|(?P<units>(?:\\u[0-9a-fA-F]{4})+)|\\u\{[0-9a-fA-F]{1,6}\}|\\U[0-9a-fA-F]{8}"
    r"|(?P<hex>(?:\\x[0-9a-fA-F]{2})+)|(?P<octal>(?:\\[0-3][0-7]{2})+)|\\[nrt]"
    r"|\\(?=[ !-/:-@\[-`{-~\r\n])"
    rf"|(?<![a-zA-Z0-9])[xX][nN]--[a-zA-Z0-9-]{{2,60}}|[{_UNSEEN}]+|[{_OTHER_WIDTH}]"
)
_PLAIN = {
    letter: put
    for code in (*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000))
    if (put := without_accents(letter := chr(code))) != letter
}
"""Letters of Latin, Greek and Cyrillic that have an accent, and what they are without it."""
_ACCENTED = re.compile(rf"\w[\u0300-\u036f]+|[{''.join(_PLAIN)}]")
_BEGINS = re.compile(rf"[&%=\\{_UNSEEN}{_OTHER_WIDTH}]|[xX](?=[nN]--)").search
"""Where a code may begin: looked for first, since most of a text has none."""
_BYTES = {"web": (3, 1, 16), "mail": (3, 1, 16), "hex": (4, 2, 16), "octal": (4, 1, 8)}
"""Of each way to write bytes: letters for one byte, how many of these come before the digits, and
the base.
"""
_RUN = r"[A-Za-z0-9+/_\-]"
_BASE64 = re.compile(rf"{_RUN}{{40,}}(?:\r?\n[ \t]*{_RUN}{{4,}})+={{0,2}}|{_RUN}{{8,}}={{0,2}}")
_PARTS = re.compile(r"[A-Za-z0-9+]{8,}={0,2}")
_blank_controls = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]").search
OLD_CODINGS = (
    "cp1252", "iso8859-15", "cp1250", "iso8859-2", "cp1254", "cp1257", "cp1258", "cp1251",
    "koi8-r", "iso8859-5", "cp1253", "cp1255", "cp1256", "iso8859-6", "cp874", "gb18030",
    "big5", "shift-jis", "euc-jp", "euc-kr", "mac-roman", "cp850", "cp852", "cp866",
)  # fmt: skip
"""Encodings from before Unicode that a file may be written in."""

_COUNTED = b"%PDF-"
"""How a file begins that says at which byte each part of it stands: another length breaks it."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without codes, and where its letters stand in the text as it is written."""

    text: str
    _begins: list[int] = field(default_factory=list)
    _pieces: list[tuple[int, int, int]] = field(default_factory=list)
    """Of each decoded piece: letters here, and where it begins and ends as it is written."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where the letters from start to end stand as they are written."""
        return self._at(start)[0], self._at(end - 1)[1]

    def _at(self, index: int) -> tuple[int, int]:
        number = bisect_right(self._begins, index) - 1
        if number < 0:
            return index, index + 1
        begin, (count, start, end) = self._begins[number], self._pieces[number]
        if index < begin + count:
            return start, end
        at = end + index - begin - count
        return at, at + 1


def decoded(text: str) -> Decoded | None:
    """Return a text without codes; None for one that has none."""
    parts: list[str] = []
    begins: list[int] = []
    pieces: list[tuple[int, int, int]] = []
    last = length = 0
    for match in _codes(text):
        start = match.start()
        parts.append(text[last:start])
        length += start - last
        for put, one, end in _read(match):
            begins.append(length)
            pieces.append((len(put), one, end))
            parts.append(put)
            length += len(put)
        last = match.end()
    if not pieces:
        return None
    parts.append(text[last:])
    return Decoded("".join(parts), begins, pieces)


def accentless(text: str) -> Decoded | None:
    """Return a text without accents; None for one that has none."""
    begins, pieces, parts, last, length = list[int](), list[tuple[int, int, int]](), [], 0, 0
    for match in _ACCENTED.finditer(text):
        put = _PLAIN.get(match[0]) or without_accents(match[0])
        parts += [text[last : match.start()], put]
        length += match.start() - last
        begins.append(length)
        pieces.append((len(put), match.start(), match.end()))
        length += len(put)
        last = match.end()
    return Decoded("".join((*parts, text[last:])), begins, pieces) if pieces else None


def _codes(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while begin := _BEGINS(text, at):
        at = begin.start() + 1
        if match := _CODED.match(text, begin.start()):
            yield match
            at = match.end()


def _read(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the letters of a code, with where each stands."""
    said, start = match[0], match.start()
    kind = match.lastgroup
    if kind in _BYTES:
        yield from _bytes_read(said, start, *_BYTES[kind])
    elif kind == "units":
        yield from _units_read(said, start)
    else:
        yield _one(said), start, match.end()


def _bytes_read(
    said: str, start: int, size: int, skipped: int, base: int
) -> Iterator[tuple[str, int, int]]:
    numbers = (said[at + skipped : at + size] for at in range(0, len(said), size))
    data = bytes(int(one, base) for one in numbers)
    try:
        text, coding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, coding = data.decode("latin-1"), "latin-1"
    for letter in text:
        end = start + size * len(letter.encode(coding))
        yield letter, start, end
        start = end


def _units_read(said: str, start: int) -> Iterator[tuple[str, int, int]]:
    data = bytes.fromhex(said.replace("\\u", ""))
    for letter in data.decode("utf-16-be", "replace"):
        end = start + (12 if ord(letter) > 0xFFFF else 6)
        yield letter, start, end
        start = end


def _one(said: str) -> str:
    """Return what one code stands for."""
    if said[0] == "&":
        return html.unescape(said)
    if said[0] == "\\":
        digits = said[2:].strip("{}")
        if not digits:
            return " " if len(said) == 2 else ""
        return chr(int(digits, 16)) if int(digits, 16) < 0x110000 else ""
    if said[:4].lower() == "xn--":
        try:
            return said[4:].encode("ascii").decode("punycode")
        except (UnicodeError, ValueError):
            return said
    if said[0] == "=" or _is_unseen(said):
        return ""
    return unicodedata.normalize("NFKC", said)


_is_unseen = re.compile(f"[{_UNSEEN}]+").fullmatch


def base64_runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what of a text reads as text in base64: where it begins and ends, and what it says."""
    for match in _BASE64.finditer(text):
        if told := _text_of(match[0]):
            yield match.start(), match.end(), told
            continue
        # A slash or a dash before it belongs to an address more often than to the code.
        for part in _PARTS.finditer(match[0]) if {"/", "-", "_"} & set(match[0]) else ():
            if told := _text_of(part[0]):
                yield match.start() + part.start(), match.start() + part.end(), told


@lru_cache(maxsize=1 << 16)
def _text_of(said: str) -> str:
    # The same words stand in each version of a file.
    bare = re.sub(r"\s", "", said).rstrip("=").replace("-", "+").replace("_", "/")
    if len(bare) % 4 == 1:
        return ""
    try:
        data = base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return ""
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        if coding != "utf-8" and b"\0" not in data:
            break
        try:
            told = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if not _blank_controls(told):
            return told
    return ""


def encoding_of(data: bytes) -> str:
    """Return how a file's text is encoded; empty for a file that is no text."""
    if len(data) % 4 == 0 and data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return "utf-32-le" if data[:1] == b"\xff" else "utf-32-be"
    if len(data) % 2 == 0 and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16-le" if data[:1] == b"\xff" else "utf-16-be"
    return "" if b"\0" in data[:8192] or data.startswith(_COUNTED) else "utf-8"


def old_readings(data: bytes) -> list[str]:
    """Return what bytes say in each encoding from before Unicode in which they are a text."""
    found = []
    for coding in OLD_CODINGS:
        with suppress(UnicodeError):
            found.append(data.decode(coding))
    return found

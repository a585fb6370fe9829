# A line as its reader reads and copies it: entities and escapes are the letters that they stand
# for; what is not seen, or only styles a word, is gone; blanks, dashes and digits of all kinds are
# those of a keyboard. Rules look at a line as it stands and as it is read.
# Every step takes a time that grows with the line alone. Must not know: what is looked for.
"""Read lines as people do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

LONGEST = 4_000
"""Letters of a line that are looked at together."""
_OVERLAP = 500
"""Letters of a longer line that its next part repeats: nothing short is cut in two."""
_NOTHING = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_ESCAPED = re.compile(r"\\([ -/:-@\[-`{-~])")
_COMMENT = re.compile(r"<!--.{0,200}?-->")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_BREAK = re.compile(r"<br\b[^<>]{0,20}>", re.IGNORECASE)
_MARKS = re.compile(r"\*+|~~|==|`")
_UNDERSCORES = re.compile(r"(?<![^\W_])_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?![^\W_])")
_HEX = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))")
_BLANKS = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_DASHES = re.compile(r"[\u058a\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_HIDING = re.compile(r"[\\&<*_~%=`\t]|  |[^\x20-\x7e]")
"""What a line must hold to be read otherwise than it stands."""


def parts(line: str) -> Iterator[tuple[int, str]]:
    """Yield where each part of a line begins, from 0, and its letters; most lines have one."""
    yield 0, line[:LONGEST]
    step = LONGEST - _OVERLAP
    for start in range(step, len(line) - _OVERLAP, step):
        yield start, line[start : start + LONGEST]


def readings(line: str) -> tuple[str, ...]:
    """Return a line as it stands, and as it is read where that is another."""
    if not _HIDING.search(line):
        return (line,)
    read = as_read(line)
    return (line,) if read == line else (line, read)


def as_read(line: str) -> str:
    """Return a line as its reader reads it."""
    if "<" in line:
        line = _TAG.sub("", _BREAK.sub(" ", _COMMENT.sub("", line)))
    if "\\" in line:
        line = _ESCAPED.sub(r"\1", _HEX.sub(_letter, line))
    if "&" in line:
        line = unescape(line).replace("\n", " ")
    if "%" in line:
        line = unquote(line, errors="ignore")
    line = _UNDERSCORES.sub("", _MARKS.sub("", _NOTHING.sub("", line)))
    if not line.isascii():
        line = _DASHES.sub("-", line)
        line = unicodedata.normalize("NFKC", line)
        line = "".join(str(unicodedata.digit(c)) if c > "\x7f" and c.isdigit() else c for c in line)
    return _BLANKS.sub(" ", line)


def _letter(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return "" if 0xD800 <= code < 0xE000 else chr(code)

# What a word is: the unit in which text is credited. A run of letters, digits and marks; a web
# address is one; each character of a script that sets no blanks between words is one. Markup, white
# space, numbering of lists and letters' case are none of it. Why here: history counts the words of
# old texts and content those of today's, and both must count alike.
# Each line is read for itself, so that a line's words never depend on its neighbours.
# Must not know: whose a word is.
"""Split text into words."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain

_ADDRESS = r"[a-z][a-z0-9+.-]*://[^\s<>()\[\]{}\"'`|]*[^\s<>()\[\]{}\"'`|.,;:!?*_~]"
_PLAIN = bytes(ord(chr(n).lower()) if n < 128 and chr(n).isalnum() else 32 for n in range(256))
"""Makes blanks of all but ASCII letters and digits: splitting then takes a third of the time of
looking for words.
"""
_numbering = re.compile(r"[ \t>*+-]*(?:\d{1,9}[.)](?!\S)[ \t]*)?(?:\[[ x]\](?!\S))?").match
_ascii_words = re.compile("[A-Za-z0-9]+").finditer
_MAY_NUMBER = frozenset(b"%c" % n for n in b"0123456789 \t>*+-[")
"""What a line begins with in front of which a number may stand."""
MOST_BYTES = 10_000_000
"""Of a file that is read."""
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u034f\u200b\u2060\ufeff"))
"""What may stand within a word and is not seen: whoever puts it there has written no other word."""
LOOK_ALIKES = str.maketrans("авекмнорстухіјѕԁԛԝαβεικνορτυχ", "abekmhopctyxijsdqwabeikvoptux")
"""Letters that look like Latin ones; between such they are taken for these."""
_mixes_letters = re.compile("[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]").search
_WITHOUT_BLANKS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f\u2e80-\u2fdf\u3005-\u3007"
    "\u3021-\u3035\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana and Han (Unicode blocks; UAX 29 leaves them to dictionaries)."""


WORD = 6
"""What a word of letters is worth."""
_THREE_BYTES = 0xE0
"""In UTF-8, the first byte of whatever has three or more of them."""


def words_of(line: bytes) -> list[bytes]:
    """Return the words of one line, in small letters, without signs that nobody sees."""
    if line.isascii() and b"://" not in line:
        if line[:1] in _MAY_NUMBER:
            line = line[_start(line.decode("ascii").lower()) :]
        return line.translate(_PLAIN).split()
    told = unicodedata.normalize("NFC", _decoded(line).casefold())
    if _mixes_letters(told):
        told = told.translate(LOOK_ALIKES)
    return [
        word.translate(_UNSEEN).encode() or word.encode()
        for word in _any_script()(told, _start(told))
    ]


def spelled(line: bytes) -> list[str]:
    """Return the words of one line as they are spelled."""
    told = unicodedata.normalize("NFC", _decoded(line))
    return [told[start:end] for start, end in places(told)]


def places(line: str) -> list[tuple[int, int]]:
    """Return where the words of one line, in NFC, begin and end."""
    plain = line.isascii() and "://" not in line
    found = (_ascii_words if plain else _words_in())(line, _start(line.lower()))
    return [match.span() for match in found]


def words_by_line(lines: Sequence[bytes]) -> tuple[list[bytes], list[int]]:
    """Return all words of some lines, in small letters, and how many each line has."""
    if len(lines) == 1:
        found = words_of(lines[0])
        return found, [len(found)]
    rows = list(map(words_of, lines))
    return list(chain.from_iterable(rows)), list(map(len, rows))


@lru_cache(maxsize=100_000)
def worth(word: bytes) -> int:
    """Return how much text a word is: one of letters WORD, a character of a script without blanks a
    half or a third of that.

    Of 22 texts in Japanese and 24 in Chinese, 2.7 and 1.6 characters say what an English word does.
    """
    if word[0] < _THREE_BYTES or not _without_blanks().match(word.decode()):
        return WORD
    return WORD // 2 if unicodedata.name(word.decode()[0], "").startswith("CJK") else WORD // 3


def count_words(lines: Iterable[bytes]) -> list[int]:
    """Return how many words each line has."""
    return [len(words_of(line)) for line in lines]


def words_per_line(data: bytes, body_line: int) -> array[int]:
    """Return how many words each physical line of a file has; none those before its text, which
    begins at `body_line`, counted from 1; nothing of a file that is too large to be read whole.
    """
    if len(data) > MOST_BYTES:
        return array("I")
    lines = data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    counts = array("I", bytes(4 * min(body_line - 1, len(lines))))
    counts.extend(count_words(lines[body_line - 1 :]))
    return counts


def _start(line: str) -> int:
    """Return where a line begins after a list's number and the box of a task."""
    found = _numbering(line)
    return found.end() if found else 0


def _decoded(line: bytes) -> str:
    """Return a line of UTF-8; of one that is none each byte as a Latin-1 letter, so that a file
    keeps its words when it changes its encoding.
    """
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("latin-1")


@cache
def _any_script() -> Callable[[str, int], list[str]]:
    """Return what finds the words of a line that is not ASCII alone; made when the first comes."""
    return re.compile(_pattern()).findall


@cache
def _without_blanks() -> re.Pattern[str]:
    return re.compile(f"[{_WITHOUT_BLANKS}]")


@cache
def _words_in() -> Callable[[str, int], Iterator[re.Match[str]]]:
    return re.compile(_pattern(), re.IGNORECASE).finditer


def _pattern() -> str:
    mark = f"[{_marks()}{''.join(map(chr, _UNSEEN))}]*"
    alone = rf"(?=[^\W_])[{_WITHOUT_BLANKS}]{mark}"
    run = rf"(?:(?![{_WITHOUT_BLANKS}])[^\W_]{mark})+"
    return rf"{_ADDRESS}|{alone}|{run}"


def _marks() -> str:
    """Return the combining marks as ranges of a character class."""
    codes = [n for n in (*range(0x300, 0x1F000), *range(0xE0100, 0xE01F0)) if _is_mark(n)]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


def _is_mark(code: int) -> bool:
    return unicodedata.category(chr(code))[0] == "M"

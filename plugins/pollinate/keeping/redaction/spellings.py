# Patterns that find a word, a name, an address or a text however it was written down: composed or
# decomposed, as an entity of HTML, encoded in an address, a message or JSON, in Latin-1, wrapped,
# quoted, in a table. Positions count here, since what is found is written over; to only tell that
# a name stands somewhere, see model/name_search.py. Must not know: whose a name is.
"""Build patterns of spellings."""

from __future__ import annotations

import hashlib
import html.entities
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from urllib.parse import quote

from pollinate.model.names import SPELLED_OUT, without_accents


def _runs_of_marks() -> Iterator[tuple[int, int]]:
    """Yield the first and last code points of rows of combining marks (category M of Unicode)."""
    first = -1
    for code in range(0x300, 0x1E950):
        if unicodedata.category(chr(code))[0] == "M":
            first = code if first < 0 else first
        elif first >= 0:
            yield first, code - 1
            first = -1


_DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARKS = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _runs_of_marks())
"""Signs that belong to the letter before, as vowels do in Devanagari; `\\w` leaves them out."""
_dense_letter = re.compile(f"[{_DENSE}]").search
_WORDS = re.compile(rf"[{_DENSE}]|(?:[^\W_{_DENSE}]|[{_MARKS}])+")
_BEGINS = r"(?:(?<![^\W_])|(?<=%[0-9A-Fa-f]{2})|(?<=\\[nrt])|(?<==[0-9A-F]{2}))"
"""A word's beginning, also behind a character that an encoding wrote as letters and digits."""
_ENDS = rf"(?![^\W_]|[{_MARKS}])"
_TAG = r"</?[a-z][^<>]{0,200}>|<!--[^<>]{0,200}-->|\]\([^()\s]{1,200}\)"
_PART = r"(?:given|family|first|last|fore|sur|middle)[_\- ]?names?(?![^\W_])"
"""What says which part of a name follows, as in CITATION.cff, in JSON and in HTML."""
_SIGN = (
    r"[\s_.,*>#|~`\"\-+'\u00b4\u00b7\u02b9-\u02bf\u2010-\u201f\u2032\u055a\u05be\u05f3\u060c"
    r"\u3001\u30fb\u3000\ua78c\uff0c]|%20|%2[CE]|&nbsp;|&\#(?:32|160);"
    r"|=20|=\n|%C2%A0|\\u00a0|[\u00a0\u00ad\u200b-\u200d\u2060\ufeff]"
)
_GAP = rf"(?:{_TAG}|{_PART}|{_SIGN}|[;:&=()\[\]{{}}])"
_NEAR = rf"(?:{_SIGN}|</?[a-z][^<>]{{0,20}}>)"
"""In a handle, which is no two words."""
_CLOSE = r"(?:[ \t\u00a0_.\-+'`\u00b4\u02bc\u2010-\u2012\u2019]|%20|&nbsp;|\r?\n[ \t>]*)"
"""Between words that are nobody's else while they stand so near."""
GAPS = re.compile(f"({_GAP}+)", re.I)
"""What stands between the words of a name."""
_LEFT_OUT = re.compile(rf"{_TAG}|{_PART}|&(?:nbsp|\#\d+);|\[bot\]?$", re.I)
_CODE = re.compile(r"[;:&=()\[\]{}]").search
_TEXT_GAP = r"(?:&(?:nbsp|amp|quot|lt|gt|\#\d+);|%[0-9A-Fa-f]{2}|\\[nrt]|[\W_]){1,80}"
_DENSE_GAP = r"(?:[\W_]){0,80}"
LOOSE = 8
"""Letters from which on the words of a name may touch, as they do in a login."""
_PAIRS = re.compile(rf"(?:{'|'.join(sorted(set(SPELLED_OUT.values())))})|.", re.I | re.S)
_NAMED = {chr(code): f"&{name};" for name, code in html.entities.name2codepoint.items()}


def is_dense(text: str) -> bool:
    """Tell whether a text has letters of a script that sets no blanks."""
    return _dense_letter(text) is not None


def words_in(text: str) -> list[str]:
    """Return the words of a text; each letter of a script that sets no blanks is one."""
    return _WORDS.findall(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def _letter(one: str, *, plain: bool, name: bool = False) -> str:
    """Return the pattern of one letter, also without its accent (`plain`), and as a `name` has it
    where such letters are not at hand.
    """
    if one.isascii():
        return re.escape(one)
    forms: list[str] = []
    for cased in dict.fromkeys((one, one.lower(), one.upper())):
        for form in dict.fromkeys((cased, unicodedata.normalize("NFD", cased))):
            whole = quote(form)
            forms += [form, whole, whole.replace("%", "=")]
            forms.append("".join(f"\\u{unit}" for unit in _units(form)))
        forms += [_NAMED.get(cased, ""), *_twice(cased)]
        forms += [f"&#{ord(c)};" for c in cased if len(cased) == 1]
        forms += [f"&#x{ord(c):x};" for c in cased if len(cased) == 1]
        # A byte of Latin-1 in a text that is read as UTF-8 with `surrogateescape`.
        forms += [chr(0xDC00 + ord(c)) for c in cased if len(cased) == 1 and ord(c) < 256]
    base = without_accents(one)
    if plain:
        # Greek sets no accents on capitals.
        forms += [base, base.upper(), "\u1e9e" if one == "ß" else ""]
    if name:
        forms.append(SPELLED_OUT.get(one.lower(), ""))
    ordered = sorted({form for form in forms if form}, key=lambda form: (-len(form), form))
    return f"(?:{'|'.join(map(re.escape, ordered))})"


def _twice(one: str) -> Iterator[str]:
    """Yield a letter whose bytes were once taken for letters."""
    for coding in ("latin-1", "cp1252"):
        with suppress(UnicodeDecodeError):
            yield one.encode().decode(coding)


def _units(text: str) -> Iterable[str]:
    data = text.encode("utf-16-be")
    return (data[at : at + 2].hex() for at in range(0, len(data), 2))


def _word(word: str, *, plain: bool = False) -> str:
    letters = unicodedata.normalize("NFC", word)
    return "".join(_letter(one, plain=plain) for one in letters)


def letters_pattern(word: str) -> str:
    """Return what finds a word of a name, with its accents, without them, or with two letters for
    one, as in Mueller.
    """
    letters = _PAIRS.findall(unicodedata.normalize("NFC", word))
    return "".join(
        _pair(one) if len(one) > 1 else _letter(one, plain=True, name=True) for one in letters
    )


def _pair(two: str) -> str:
    """Return the pattern of two plain letters that may stand for one."""
    ones = [one for one, put in SPELLED_OUT.items() if put == two.lower()]
    said = "|".join(_letter(one, plain=True) for one in ones)
    return f"(?:{re.escape(two)}|{said})"


def is_code(found: str) -> bool:
    """Tell whether the words of a name are a program's, as in `max(value)`: in small letters, with
    signs between them that join names in programs more often than in sentences.
    """
    bare = _LEFT_OUT.sub(" ", found)
    return bool(_CODE(bare)) and any(word[0].islower() for word in words_in(bare))


def name_pattern(
    name: str, *, apart: bool = False, turned: bool = False, close: bool = False
) -> str:
    """Return what finds a name of several words; where they stay `apart`, not the one word that
    they are together; `turned`, with its last words first; `close`, with nothing between them that
    may part people in a list. Empty where there is no such way to write it.
    """
    words = words_in(name)
    if not words:
        return "" if turned else re.escape(name)
    some = list(map(letters_pattern, words))
    if is_dense(name):
        return _dense_name(some, turned=turned)
    tells = sum(map(len, words)) >= LOOSE
    least = int(apart or turned or not tells) if close else int(apart or not tells)
    between = f"{_GAP}{{{least},12}}"
    if close:
        between = f"(?:{_CLOSE}|,[ \\t]?){{1,2}}" if turned else f"{_CLOSE}{{{least},2}}"
    if turned:
        # A surname may have several words, and may come first.
        ways = [between.join([*some[at:], *some[:at]]) for at in range(1, len(some))]
    else:
        initial = r"(?:[^\W\d_]\.?[ _.\-]{1,2})?"
        ways = [(f"{some[0]}{between}{initial}" if some[1:] else some[0]) + between.join(some[1:])]
    # A number behind it, as in a login, tells one of several who are called so.
    number = r"\d{0,4}" if tells and not apart else ""
    return f"{_BEGINS}(?:{'|'.join(ways)}){number}{_ENDS}" if ways else ""


def _dense_name(some: list[str], *, turned: bool) -> str:
    """Return what finds a name of a script without blanks: the family, most often one or two
    letters, is what others write last.
    """
    near, between = f"{_GAP}{{0,3}}", f"{_GAP}{{1,3}}"
    ways = [near.join(some)]
    if turned:
        cuts = range(1, min(len(some) - 1, 3)) if len(some) > 2 else ()
        ways = [near.join(some[at:]) + between + near.join(some[:at]) for at in cuts]
    return f"(?:{'|'.join(ways)})" if ways else ""


def whole_pattern(word: str) -> str:
    """Return what finds a handle as a whole value, or one of several with commas between."""
    value = rf"(?:people/)?{single_pattern(word)}(?:\.md)?"
    return rf"(?:(?<=[,;])|^)(?P<before>[\s\"'@\[]*){value}(?=[\s\"'\]]*(?:$|[,;]))"


def single_pattern(word: str) -> str:
    """Return what finds a name of one word, such as a handle; a dash or point in it may be any."""
    if not words_in(word):
        return re.escape(word)
    parts = [_word(one, plain=True) for one in words_in(word)]
    if is_dense(word):
        return "".join(parts)
    return f"{_BEGINS}{f'{_NEAR}?'.join(parts)}{_ENDS}"


def address_pattern(address: str) -> str:
    """Return what finds an e-mail address, encoded or not."""
    local, _, host = address.partition("@")
    at = r"(?: ?@ ?|%40|=40|&\#64;|&commat;|\\u0040| ?[\[({<_\-] ?(?:at|@) ?[\])}>_\-] ?| at )"
    tail = rf"(?:\+[\w.\-]{{1,40}})?{at}{_signs(host, spelled=True)}" if host else ""
    # A sign beside it may be of the text, as in emphasis or a diff, and no part of a longer one.
    begins, ends = r"(?<![^\W_])(?<![^\W_][._+\-])", r"(?![^\W_]|\.\w|[_\-][\w\-]*\.[^\W_])"
    return f"{begins}{_signs(local, spelled=True)}{tail}{ends}"


def hashes_of(address: str) -> list[str]:
    """Return the hashes of an address by which services keep a picture of somebody."""
    data = address.strip().lower().encode("utf-8", "surrogateescape")
    return [hashlib.new(kind, data, usedforsecurity=False).hexdigest() for kind in _HASHES]


_HASHES = ("md5", "sha256", "sha1")
_DOT = r"(?:\.|%2E| ?[\[({<] ?(?:dot|\.) ?[\])}>] ?| dot )"
"""A point, also as people write it who hide an address from programs."""


def _signs(text: str, *, spelled: bool = False) -> str:
    encoded = {one: quote(one, safe="") for one in set(text) if not one.isalnum()}
    forms = {one: f"(?:{re.escape(one)}|{re.escape(put)})" for one, put in encoded.items()}
    if spelled:
        forms["."] = _DOT
    return "".join(forms.get(one) or _word(one) for one in text)


def text_pattern(words: Sequence[str]) -> str:
    """Return what finds some words in a row, with any markup and white space between."""
    parts: list[str] = []
    for before, word in zip(["", *words], words, strict=False):
        if before:
            parts.append(_DENSE_GAP if is_dense(before) and is_dense(word) else _TEXT_GAP)
        parts.append(_word(word))
    whole = "".join(parts)
    if (len(words) == 1 and len(words[0]) >= LOOSE) or is_dense(words[0]):
        return whole
    return f"{_BEGINS}{whole}{_ENDS}"


def needed(words: Iterable[str]) -> str:
    """Return a word in small letters without which none of its spellings stands anywhere; empty
    where no word is so plain.
    """
    plain = [one for one in words if one.isascii() and one.isalnum()]
    return max(plain, key=len, default="").lower()


def needed_of_name(name: str) -> str:
    """Return letters in a row of a name that stand in each of its spellings: none that may have an
    accent, and no two that may stand for one.
    """
    letters = (_PAIRS.findall(unicodedata.normalize("NFC", one)) for one in words_in(name))
    runs = ("".join(c if c.isascii() and len(c) == 1 else " " for c in one) for one in letters)
    return max((run for one in runs for run in one.split()), key=len, default="").lower()

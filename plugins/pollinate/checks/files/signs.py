# Signs that nobody sees, and signs that turn the writing around (Unicode TR 36, CVE-2021-42574).
# What languages and emoji need of them stays: a joiner between letters of Persian or Hindi, the
# tags of a flag, marks of direction that are closed on their line.
# Must not know: which text it is, how findings are printed.
"""Find signs that hide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pollinate.checks.files.rules import finding
from pollinate.checks.files.text import Text
from pollinate.model.diagnostics import Diagnostic, Fix

_ANY = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u3164\ufeff\uffa0\ufff9-\ufffb\ufe00-\ufe0f\U000e0000-\U000e0fff]"
)
_TURNS = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
_ENDS = {"\u202c": "\u202a\u202b\u202d\u202e", "\u2069": "\u2066\u2067\u2068"}
_OVERRIDES = frozenset("\u202d\u202e")
_MARKS = frozenset("\u200e\u200f\u061c")
_JOINERS = frozenset("\u200c\u200d")
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e007a]{1,7}\U000e007f")
_SOFT, _BREAK = "\u00ad", "\u200b"
_WITHOUT_BLANKS = ("THAI", "KHMER", "LAO", "MYANMAR", "TIBETAN", "TAI ", "JAVANESE", "BALINESE")
"""Scripts in which no blank says where a word, and so a line, may end."""
_PLAIN_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "DIGIT")


def find_signs(text: Text) -> Iterator[Diagnostic]:
    """Yield a finding for each line with a sign that hides, and for each that turns it around."""
    if not _ANY.search(text.whole):
        return
    prose = text.whole[: text.body_at] + text.prose
    start = 0
    for line in text.whole.split("\n"):
        if _ANY.search(line):
            yield from _invisible(text, line, start)
            yield from _turned(text, line, prose[start : start + len(line)], start)
        start += len(line) + 1


def _invisible(text: Text, line: str, start: int) -> Iterator[Diagnostic]:
    for found in _ANY.finditer(_FLAG.sub(lambda m: "⚑" * len(m[0]), line)):
        at, sign = found.start(), found[0]
        first = start + at == 0 and sign == "\ufeff"
        if first or sign in _MARKS or sign in _TURNS or sign in _ENDS or sign == _SOFT:
            continue
        if _is_needed(line, at):
            continue
        number, column = text.place(start + at)
        yield finding(
            "invisible",
            text.path,
            number,
            f"an invisible sign ({_name(sign)}) stands here",
            "Take it out; `pollinate check --fix` does.",
            column=column,
            fix=Fix(start + at, start + at + 1, ""),
        )
        # One for a line: whoever sees it looks at the rest, and --fix goes on.
        return


def _is_needed(line: str, at: int) -> bool:
    """Tell whether a sign belongs to the letters or the picture beside it."""
    sign, before = line[at], line[at - 1 : at]
    if "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef":
        # One makes another form of the sign before it; a second one can only carry something.
        return bool(before) and not before.isspace() and not _ANY.fullmatch(before)
    after = line[at + 1 : at + 2]
    if sign == _BREAK:
        return any(unicodedata.name(one, "").startswith(_WITHOUT_BLANKS) for one in before + after)
    if sign not in _JOINERS or not before:
        return False
    return any(_joins(one) for one in (before, after) if one)


def _joins(sign: str) -> bool:
    kind = unicodedata.category(sign)
    if kind in ("So", "Sk", "Mn", "Mc"):
        return True
    return kind.startswith("L") and not unicodedata.name(sign, "").startswith(_PLAIN_SCRIPTS)


def _turned(text: Text, line: str, prose: str, start: int) -> Iterator[Diagnostic]:
    open_signs: list[int] = []
    bad = -1
    for at, sign in enumerate(line):
        if sign in _TURNS:
            open_signs.append(at)
            # In code nothing has to be turned, and an override turns what needs no turning.
            if bad < 0 and (sign in _OVERRIDES or prose[at : at + 1] == " "):
                bad = at
        elif sign in _ENDS and open_signs and line[open_signs[-1]] in _ENDS[sign]:
            open_signs.pop()
        elif sign in _MARKS and bad < 0 and prose[at : at + 1] == " ":
            bad = at
    bad = bad if bad >= 0 else next(iter(open_signs), -1)
    if bad < 0:
        return
    number, column = text.place(start + bad)
    yield finding(
        "bidi",
        text.path,
        number,
        f"a sign that turns the writing around ({_name(line[bad])}) is not closed or not needed",
        "Take it out, or close it on the same line (U+2069 after U+2066 to U+2068).",
        column=column,
    )


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X}"

# Finds names of people in texts, as people write them there: in any case, with a line break or a
# dash between, the last word first, in a genitive, beside an underscore, and in texts of scripts
# that set no blanks. A short name is a word too often: it counts with a capital inside a sentence.
# Must not know: whose names they are, what a text is for.
"""Search texts for names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from pollinate.model.names import folded, own_words, spelled_out, without_accents
from pollinate.model.people import PersonFile

SHORT_NAME = 4
"""Names of fewer letters are words too often."""
SHORT_GIVEN_NAME = 6
"""Up to so many letters on a given name may be a word, such as `hope`."""
STEM = 5
"""From so many letters on a word of a name tells enough at the beginning of a longer one."""
_DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts that set no blanks, or put endings at a name: a name may touch others."""
_IS_DENSE = re.compile(f"[{_DENSE}]{{2,}}")
_BETWEEN = r"[\s_.,\-\u00b7\u2010-\u2015\u30fb]{0,3}"
_INITIAL = r"(?:[^\W\d_]\.?\s{1,2})?"
_BEGINS, _ENDS = r"(?<![^\W_])", r"(?:['\u2019]?s)?(?![^\W_])"
_INSIDE = r"(?<=[\w,;)\]\"'\u2019\u201d][ \n])"
"""Inside a sentence: behind a word, or what may stand behind one."""
_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?![^\W_])")
_NEXT = re.compile(r"[ \n]([^\W\d_])[^\W\d_]")
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_MONTHS = frozenset(("april", "august", "june", "may"))
_OF_A_MONTH = re.compile(
    r"(?:\b(?:and|by|early|every|from|in|last|late|mid|next|of|or|since|this|till?|to|until)"
    r"|\d(?:st|nd|rd|th)?)\s$",
    re.I,
)
_LITTLE_WORDS = (
    "al am an and as at be by da de del della den der des di do dos du el for go he if in is it "
    "la le les me my no of on or so ten ter the to up us van von we zu zum zur"
)
_LITTLE = frozenset(_LITTLE_WORDS.split())
"""Words that stand in names and in every text."""


def names_pattern(file: PersonFile, more: Iterable[str] = ()) -> re.Pattern[str] | None:
    """Return what finds a person's names in `folded` text, those of the file and `more`; None where
    all are too short.
    """
    names = (file.name, *file.git, file.handle, *more)
    return pattern_of(name for name in names if name.casefold() != file.alias.casefold())


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds some names in `folded` text, also with the last word first; None where all
    are too short.
    """
    return _pattern({way for name in with_two_letters(names) for way in _ways(name)})


def with_two_letters(names: Iterable[str]) -> list[str]:
    """Return names, and how they are written where a letter of theirs is not at hand."""
    found = [way for name in names for way in (name, spelled_out(name)) if way]
    return list(dict.fromkeys(found))


def hints_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds the words of some names in `folded` text, short ones, too, and long ones at
    the beginning of another word.
    """
    names = with_two_letters(names)
    words = {word for name in names for word in re.split(r"[\W_]+", folded(name))}
    # A Chinese or Korean given name stands behind a family name of one letter.
    words |= {name[1:] for name in names if _IS_DENSE.fullmatch(name) and len(name) > 2}
    told = {folded(word) for word in words if len(word) > 1 and word not in _LITTLE}
    long = {rf"{re.escape(word)}\w*" for word in told if len(word) >= STEM}
    ways = {way for name in names for way in _ways(name)}
    return _pattern(ways | long | {re.escape(word) for word in told})


def is_dense(letter: str) -> bool:
    """Tell whether a letter is of a script in which words may touch each other."""
    return re.fullmatch(f"[{_DENSE}]", letter) is not None


def apart(text: str) -> str:
    """Return a text in which words that are told apart by a capital alone stand apart."""
    return _CAMEL.sub(" ", text)


class Names:
    """What finds the names of some people in texts."""

    def __init__(self, names: Iterable[str], others: Collection[str] = ()) -> None:
        """Take names; `others` are given names of people who may be named."""
        names = list(filter(None, names))
        own = {name: own_words(name) for name in names}
        given = {
            words[0]
            for name, words in own.items()
            if len(words) > 1 or (words and _INITIALS.search(folded(name)))
        }
        short = {name for name in names if _is_short(name, given)}
        self._sure = pattern_of(set(names) - short)
        # Looking for one word takes a fraction of the time.
        sure = with_two_letters(set(names) - short)
        self._needed = {max(some, key=len) for one in sure for some in _words_of(one)}
        words = {folded(one) for one in (*short, *given)} - set(others) - {""}
        # As it is written at the beginning of a name.
        self._said = {one[:1].upper() + one[1:] for one in words if one.isalnum()}
        told = sorted(map(re.escape, self._said))
        self._given = re.compile(rf"{_INSIDE}({'|'.join(told)}){_ENDS}") if told else None

    def first(self, text: str) -> int:
        """Return in how many lines of a text no name stands yet; -1 where none does."""
        found = []
        if self._sure is not None:
            plain = _folded(text)
            needed = any(word in plain for word in self._needed)
            if needed and (match := self._sure.search(plain)):
                found.append(plain.count("\n", 0, match.start()))
        if self._given is not None:
            plain = _cased(text)
            needed = any(word in plain for word in self._said)
            if needed and (start := next(self._meant(plain), -1)) >= 0:
                found.append(plain.count("\n", 0, start))
        return min(found, default=-1)

    def _meant(self, text: str) -> Iterator[int]:
        """Yield where a given name stands that isn't followed by another's family name, and is no
        month.
        """
        assert self._given is not None
        for match in self._given.finditer(text):
            following = _NEXT.match(text, match.end())
            of_another = following is not None and following[1].isupper()
            start = match.start()
            is_month = match[1].lower() in _MONTHS and (
                _OF_A_MONTH.search(text[max(0, start - 12) : start])
                or re.match(r"\s\d", text[match.end() :][:2])
            )
            if not of_another and not is_month:
                yield start


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    """Return a text that is searched for one person after the other."""
    return folded(text)


@lru_cache(maxsize=8)
def _cased(text: str) -> str:
    return text if text.isascii() else without_accents(unicodedata.normalize("NFKC", text))


def _is_short(name: str, given: Collection[str]) -> bool:
    """Tell whether a name of one word may be an ordinary word."""
    if _IS_DENSE.search(name) or len(name.split()) > 1:
        return False
    return len(name) < SHORT_NAME or (folded(name) in given and len(name) <= SHORT_GIVEN_NAME)


def _ways(name: str) -> Iterator[str]:
    """Yield the patterns of a name and of its own words, also with the last one first."""
    for words in _words_of(name):
        some = list(map(re.escape, words))
        for order in (some, [*some[-1:], *some[:-1]]):
            between = _BETWEEN + _INITIAL if len(order) == 2 else _BETWEEN
            yield between.join(order)


def _words_of(name: str) -> Iterator[list[str]]:
    """Yield the words of a name and its own words, but of one that is too short."""
    own = list(map(folded, own_words(name)))
    if len(own) < 2 and _INITIALS.search(folded(name)):
        own = []
    for words in (re.split(r"[\s_.,\-]+", folded(name)), own):
        some = list(filter(None, words))
        long = len("".join(some)) + len(some) - 1 >= SHORT_NAME or _IS_DENSE.search(name)
        if some and long:
            yield some


def _pattern(ways: Collection[str]) -> re.Pattern[str] | None:
    longest = sorted(filter(None, ways), key=lambda one: (-len(one), one))
    dense = [one for one in longest if _IS_DENSE.match(one)]
    others = [one for one in longest if one not in dense]
    both = [f"{_BEGINS}(?:{'|'.join(others)}){_ENDS}"] if others else []
    both += [f"(?:{'|'.join(dense)})"] if dense else []
    return re.compile("|".join(both)) if both else None

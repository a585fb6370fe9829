# The words that an organisation has for lesson and garden, and sentences that it says otherwise,
# put into a catalogue. Words are swapped in English alone: elsewhere articles, endings and genders
# around them would be wrong, and whole sentences are the way. Escaped here for pages, since
# what stands in a catalogue of ours is not escaped again. Must not know: files, settings.
"""Say sentences in words of one's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import c2py
from string import Formatter
from typing import NamedTuple

from markupsafe import escape

SWAPS = "en"
"""The language in which a word is swapped for another."""
KEPT = frozenset({"file-learned-kinds"})
"""Sentences that name the keys of a file, which are the same in every garden."""
_OURS = re.compile(
    # Neither a part of a path or an address, nor a key, nor a part of another word.
    r"(?<![\w/.`<{-])(?:(?P<article>[Aa]) )?(?P<word>[Ll]essons?|[Gg]arden)(?![\w/`>}-]|\.\w)"
)
_AN = re.compile(r"[aeiou]|hour|honest|heir", re.I)
_A = re.compile(r"(?:uni(?!n|m)|us[aeiu]|ut[eio]|ubi|eu|ewe|one|once)", re.I)

Pieces = tuple[tuple[str, str], ...]
"""Words, each with the name of the part that follows them."""


class Sentence(NamedTuple):
    """A message in all its forms: one, or as many as its language has for counts."""

    forms: tuple[Pieces, ...]
    form_of: Callable[[int], int]
    on_pages: tuple[Pieces, ...] = ()
    """The same with what is not ours escaped, where anything is."""


@dataclass(frozen=True, slots=True)
class OwnSentences:
    """Sentences of one language."""

    language: str
    plural: str
    """How counts choose a form, as gettext writes it."""
    told: tuple[tuple[str, tuple[str, ...]], ...]
    """Key and forms of each."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What an organisation says otherwise; empty for what it says as we do."""

    lesson: str = ""
    lessons: str = ""
    garden: str = ""
    sentences: tuple[OwnSentences, ...] = ()


AS_WE_DO = OwnWords()


def pieces(text: str) -> Pieces:
    """Return a text of a catalogue as its words and the names of its parts; raises ValueError for
    braces that don't close.
    """
    return tuple((words, name or "") for words, name, _, _ in Formatter().parse(text))


def with_own(
    sentences: Mapping[str, Sentence], language: str, own: OwnWords
) -> dict[str, Sentence]:
    """Return the sentences of a language in words of one's own."""
    found = dict(sentences)
    if language == SWAPS and (own.lesson or own.garden):
        for key, one in sentences.items():
            if key not in KEPT:
                found[key] = _swapped(one, own)
    for file in own.sentences:
        if file.language == language:
            form_of = c2py(file.plural)
            for key, forms in file.told:
                told = tuple(map(pieces, forms))
                found[key] = Sentence(told, form_of, tuple(map(_escaped, told)))
    return found


def _swapped(one: Sentence, own: OwnWords) -> Sentence:
    def all_in(own: OwnWords) -> tuple[Pieces, ...]:
        return tuple(tuple((_said(words, own), name) for words, name in form) for form in one.forms)

    forms = all_in(own)
    if forms == one.forms:
        return one
    safe = OwnWords(str(escape(own.lesson)), str(escape(own.lessons)), str(escape(own.garden)))
    return Sentence(forms, one.form_of, all_in(safe))


def _said(words: str, own: OwnWords) -> str:
    by = {"lesson": own.lesson, "lessons": own.lessons, "garden": own.garden}

    def instead(found: re.Match[str]) -> str:
        word, article = found["word"], found["article"]
        said = by[word.lower()]
        if not said:
            return found[0]
        if word[0].isupper():
            said = said[:1].upper() + said[1:]
        if article is None:
            return said
        return f"{article}{'n' if _is_an(by[word.lower()]) else ''} {said}"

    return _OURS.sub(instead, words)


def _is_an(word: str) -> bool:
    return _A.match(word) is None and _AN.match(word) is not None


def _escaped(form: Pieces) -> Pieces:
    return tuple((str(escape(words)), name) for words, name in form)

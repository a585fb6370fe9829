# Reads the catalogues of sentences (`de.po` and others beside this file) and says one of them.
# Why here: pages and the command line say the same things, so each sentence stands in one place. A
# catalogue is read through Babel when it is first asked for; nothing has to be compiled. A value of
# `Messages` is passed to whoever speaks: two builds in one process can't mix their languages.
# Must not know: HTML, settings, what a sentence is said about.
"""Say sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from gettext import c2py
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

from pollinate.messages.own_words import (
    AS_WE_DO,
    OwnWords,
    Pieces,
    Sentence,
    pieces,
    with_own,
)

ENDING, ENGLISH = ".po", "en"

_INNER = str.maketrans("“”„«»", "‘’‚‹›")
"""Quotation marks, and those of the same hand for words inside."""


class Messages:
    """The sentences of one language."""

    def __init__(self, language: str, sentences: Mapping[str, Sentence]) -> None:
        self.language, self.sentences = language, sentences
        self._plain: dict[str, Markup] = {}
        self._days: dict[str, str] = {}

    def keys(self) -> Iterable[str]:
        """Return the keys of all sentences."""
        return self.sentences.keys()

    def say(self, key: str, **parts: Any) -> Markup:
        """Return a sentence for a page; parts that aren't Markup yet are escaped.

        `count` chooses the form. Raises KeyError for an unknown key or a missing part.
        """
        if not parts:
            return self._without_parts(key)
        return Markup(
            "".join(
                [
                    f"{words}{escape(self._number(parts[name])) if name else ''}"
                    for words, name in self._form(key, parts, on_page=True)
                ]
            )
        )

    def tell(self, key: str, **parts: Any) -> str:
        """Return a sentence as plain text, for a terminal, a title or a feed; nothing is
        escaped.
        """
        return "".join(
            f"{words}{self._number(parts[name]) if name else ''}"
            for words, name in self._form(key, parts)
        )

    def _number(self, part: Any) -> Any:
        return f"{part:g}".replace(".", self._point) if isinstance(part, float) else part

    def _without_parts(self, key: str) -> Markup:
        if key not in self._plain:
            found = self._form(key, {}, on_page=True)
            if missing := [name for _, name in found if name]:
                raise KeyError(missing[0])
            self._plain[key] = Markup("".join(words for words, _ in found))
        return self._plain[key]

    def _form(self, key: str, parts: Mapping[str, Any], *, on_page: bool = False) -> Pieces:
        sentence = self.sentences[key]
        forms = (on_page and sentence.on_pages) or sentence.forms
        if len(forms) == 1:
            return forms[0]
        count = parts["count"]
        # gettext's rules are for whole numbers; "2.5 days" is said as several are.
        return forms[sentence.form_of(math.ceil(count) if count > 1 else int(count != 0))]

    def quote(self, text: str) -> Markup:
        """Return somebody's words in quotation marks; marks inside them become single ones."""
        first, *parts = text.translate(_INNER).split('"')
        # A single mark at the end of a number is inches.
        pairs = len(parts) // 2 * 2 or int(not first)
        marks = ["‘’"[n % 2] if n < pairs else '"' for n in range(len(parts))]
        inner = "".join([first, *(m + p for m, p in zip(marks, parts, strict=True))])
        return self.say("quote", text=inner)

    def join(self, names: Sequence[Any]) -> Markup:
        """Return `A`, `A and B` or `A, B and C` for a page."""
        return escape(self._joined(self.say, names))

    def join_plain(self, names: Sequence[str]) -> str:
        """Return `A`, `A and B` or `A, B and C` as plain text."""
        return str(self._joined(self.tell, names))

    @staticmethod
    def _joined(speak: Callable[..., Any], names: Sequence[Any]) -> Any:
        head = names[0] if names else ""
        for name in names[1:-1]:
            head = speak("comma", first=head, last=name)
        return speak("and", first=head, last=names[-1]) if len(names) > 1 else head

    def month(self, month: str) -> str:
        """Return `March 2026` for `2026-03`; what is no month comes back as it is."""
        year, _, number = month.partition("-")
        name = self._months.get(number[:2])
        return self.tell("month", month=name[1], year=year) if name else month

    def day(self, date: str) -> str:
        """Return `19 March 2026` for an ISO 8601 date, `March 2026` for a month."""
        if date not in self._days:
            self._days[date] = self._day(date)
        return self._days[date]

    def _day(self, date: str) -> str:
        day, name = date[8:10], self._months.get(date[5:7])
        if not day.isdigit() or not name:
            return self.month(date[:7])
        return self.tell("day", day=int(day), month=name[0], year=date[:4])

    @cached_property
    def _point(self) -> str:
        """What stands before the fraction of a number."""
        from babel.numbers import get_decimal_symbol

        return get_decimal_symbol(self.language.replace("-", "_"))

    @cached_property
    def _months(self) -> Mapping[str, tuple[str, str]]:
        """Each month's name beside a day and alone: many languages have a form for either."""
        from babel.dates import get_month_names

        beside, alone = (
            get_month_names("wide", context, locale=self.language.replace("-", "_"))
            for context in ("format", "stand-alone")
        )
        return {f"{number:02}": (beside[number], alone[number]) for number in range(1, 13)}


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue."""
    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(ENDING) for name in names if name.endswith(ENDING)))


def find_language(wanted: str) -> str | None:
    """Return the catalogue for a language as people write it (`en`, `en-GB`, `EN_us`); None where
    there is none.
    """
    known = {name.casefold(): name for name in languages()}
    exact = wanted.strip().replace("_", "-").casefold()
    return known.get(exact) or known.get(exact.partition("-")[0])


def messages_in(language: str, own: OwnWords = AS_WE_DO) -> Messages:
    """Return the sentences of a language, English where there is no catalogue for it; in words of
    one's own.
    """
    return _messages(find_language(language) or ENGLISH, own)


@lru_cache(maxsize=32)
def _messages(language: str, own: OwnWords) -> Messages:
    """Return the sentences of a catalogue; what it leaves empty is English."""
    if own != AS_WE_DO:
        return Messages(language, with_own(_messages(language, AS_WE_DO).sentences, language, own))
    english = _messages(ENGLISH, AS_WE_DO).sentences if language != ENGLISH else {}
    return Messages(language, {**english, **_read(language)})


def _read(language: str) -> dict[str, Sentence]:
    from babel.messages.pofile import read_po

    with files(__package__).joinpath(f"{language}{ENDING}").open("rb") as file:
        catalogue = read_po(file, charset="utf-8", abort_invalid=True)
    form_of = c2py(catalogue.plural_expr)
    found = {}
    for message in catalogue:
        forms = _texts(message.string)
        if message.id and all(forms) and not message.fuzzy:
            found[_texts(message.id)[0]] = Sentence(tuple(map(pieces, forms)), form_of)
    return found


def _texts(one_or_more: Any) -> tuple[str, ...]:
    """Return what Babel gives as one text or, for a message with plurals, as several."""
    return (one_or_more,) if isinstance(one_or_more, str) else tuple(one_or_more)

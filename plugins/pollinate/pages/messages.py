# Every sentence of ours that stands on a page, in one catalogue.
# Why here: so that a garden can speak another language, and so that one look finds every pronoun,
# number or promise. No gendered pronouns, no guesses about surnames, no praise adjectives
# (mockups/README.md section 6). Must not know: HTML. What is put into the braces is escaped by the
# caller's Markup.
"""Hold the catalogue of messages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import Any

from markupsafe import Markup, escape

from pollinate.pages.words_garden import GARDEN_WORDS
from pollinate.pages.words_lessons import LESSON_WORDS
from pollinate.pages.words_metrics import VALUE_ENGLISH

ENGLISH: Mapping[str, str] = {**LESSON_WORDS, **GARDEN_WORDS, **VALUE_ENGLISH}

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@cache
def _pieces(key: str) -> tuple[tuple[str, str], ...]:
    """Return a message as pairs of words and the name of the part that follows them."""
    return tuple((words, name or "") for words, name, _, _ in Formatter().parse(ENGLISH[key]))


@cache
def _plain(key: str) -> Markup:
    """Return a message without braces; raises KeyError for one that has any."""
    pieces = _pieces(key)
    if missing := [name for _, name in pieces if name]:
        raise KeyError(missing[0])
    return Markup("".join(words for words, _ in pieces))


def say(key: str, **parts: Any) -> Markup:
    """Return a message with its braces filled in; what isn't Markup yet is escaped. Raises KeyError
    for an unknown key.
    """
    if not parts:
        return _plain(key)
    return Markup(
        "".join([f"{words}{escape(parts[name]) if name else ''}" for words, name in _pieces(key)])
    )


def quote(text: str) -> Markup:
    """Return somebody's words in quotation marks; marks inside them become single ones."""
    inner = text.replace("“", "‘").replace("”", "’")
    while inner[:1] == '"' or inner.count('"') >= 2:
        inner = inner.replace('"', "‘", 1).replace('"', "’", 1)
        if '"' not in inner:
            break
    return say("quote", text=inner)


def join_names(names: list[Any]) -> Markup:
    """Return `A`, `A and B` or `A, B and C`."""
    if not names:
        return Markup("")
    head = names[0]
    for name in names[1:-1]:
        head = say("comma", first=head, last=name)
    return say("and", first=head, last=names[-1]) if len(names) > 1 else escape(head)


def month_words(month: str) -> str:
    """Return `March 2026` for `2026-03`."""
    year, _, number = month.partition("-")
    return (
        f"{MONTHS[int(number[:2]) - 1]} {year}"
        if number[:2].isdigit() and 1 <= int(number[:2]) <= 12
        else month
    )


def day_words(date: str) -> str:
    """Return `19 March 2026` for an ISO 8601 date, `March 2026` for a month."""
    day = date[8:10]
    return f"{int(day)} {month_words(date[:7])}" if day.isdigit() else month_words(date[:7])

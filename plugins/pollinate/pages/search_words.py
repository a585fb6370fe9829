# What a browser needs before it asks: the words of a question that say nothing, and the words of a
# garden, so that a typing slip leads to the word that was meant. Small enough to be loaded with the
# first question. Why here: both follow from the language and the documents of a site alone.
# Must not know: which search is asked, where this is written.
"""Make the words that help a question along."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from pollinate.messages.catalogue import Messages

MOST_BYTES = 48_000
"""Of the words of a garden, as they are sent."""
MOST_LETTERS = 3
"""Of the code of a language."""
SHORTEST, LONGEST = 3, 30
MANY = 500
"""Pages on which a word stands at least that is called common."""
TELLING = 1_000_000
"""What a word counts more that stands in a title, a situation or a question."""
SAID: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("typing", "one", "filters", "any", "more"), ()),
    **dict.fromkeys(("topic", "tag", "person", "stage", "level", "outcome"), ()),
    **dict.fromkeys(("question", "answer", "applied", "note"), ()),
    **dict.fromkeys(("is-person", "is-trail", "is-gathering"), ()),
    "several": ("number",),
    "none": ("question",),
    "instead": ("word", "typed"),
    "as-written": ("typed",),
    "go-to": ("title",),
}
"""The sentences that the box says, and what each leaves open."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FOLDER = files("pollinate.pages") / "stop_words"


@lru_cache(maxsize=8)
def stop_words(language: str) -> tuple[str, ...]:
    """Return the words that say nothing in a language; none for one that has no list here."""
    name = language.lower().replace("_", "-").partition("-")[0]
    place = _FOLDER / f"{name}.txt"
    if not name.isalpha() or len(name) > MOST_LETTERS or not place.is_file():
        return ()
    return tuple(place.read_text(encoding="utf-8").split())


def sentences(messages: Messages) -> dict[str, str]:
    """Return what the box says, with a name in braces for what it fills in."""
    return {
        key: messages.tell(f"search-{key}", **{name: f"{{{name}}}" for name in names})
        for key, names in SAID.items()
    }


def words_in(text: str) -> Iterable[str]:
    """Yield the words of a text in small letters, as a question is cut into words too."""
    for found in _WORD.finditer(unicodedata.normalize("NFC", text).lower()):
        yield found[0].replace("’", "'").removesuffix("'s")


class Vocabulary:
    """The words of a garden, gathered document by document."""

    def __init__(self) -> None:
        self._found: Counter[str] = Counter()
        self._pages = 0

    def add(self, telling: Iterable[str], text: str) -> None:
        """Count the words of a document: those in which people look first, and all others."""
        self._pages += 1
        self._found.update(set(words_in(text)))
        first = {word for one in telling for word in words_in(one)}
        self._found.update(dict.fromkeys(first, TELLING))

    def join(self, other: Vocabulary) -> None:
        """Add the words of other documents."""
        self._found.update(other._found)
        self._pages += other._pages

    def common(self) -> dict[str, int]:
        """Return on how many pages the words stand that are on many: the more, the less they decide
        and the more has to be loaded for them. None in a small garden, where nothing is much.
        """
        least = max(self._pages // 20, MANY)
        counted = {word: n % TELLING for word, n in sorted(self._found.items())}
        return {word: n for word, n in counted.items() if n >= least and _is_kept(word)}

    def packed(self) -> str:
        """Return the words that matter most, in order, each without what it has in common with the
        one before, whose length is the letter before it: `a`, none.

        A word of the text alone must stand in two documents: else it may be a slip itself.
        """
        common = [(-n, word) for word, n in self._found.items() if n > 1 and _is_kept(word)]
        common.sort()
        chosen, size = [], 0
        for _, word in common:
            size += len(word.encode()) // 2 + 2
            if size > MOST_BYTES:
                break
            chosen.append(word)
        return _packed(sorted(chosen))


def _is_kept(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST


def _packed(words: list[str]) -> str:
    pieces, before = [], ""
    for word in words:
        shared = 0
        for one, other in zip(word, before, strict=False):
            if one != other or shared == 25:
                break
            shared += 1
        pieces.append(chr(ord("a") + shared) + word[shared:])
        before = word
    return " ".join(pieces)

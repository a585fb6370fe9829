# What helps a question along: words that say nothing, and the words of a garden, packed.
# Must not know: an index, a browser.
"""Test the words that help a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.pages import search_words
from pollinate.pages.search_words import MOST_BYTES, Vocabulary, stop_words, words_in


def unpack(packed: str) -> list[str]:
    """Return the words of a packed text, as the browser reads it."""
    before, found = "", []
    for piece in packed.split():
        before = before[: ord(piece[0]) - ord("a")] + piece[1:]
        found.append(before)
    return found


@pytest.mark.parametrize(
    "language", ["en", "en-GB", "EN_us", "de", "fr", "es", "it", "nl", "pt-BR"]
)
def test_a_language_has_words_that_say_nothing(language: str) -> None:
    """Each is one word in small letters, without a second of its kind."""
    words = stop_words(language)

    assert 60 < len(words) == len(set(words))
    assert all(word == word.lower().strip() for word in words)


@pytest.mark.parametrize("language", ["", "xx", "..", "../en", "en/../de", "a" * 5000])
def test_another_language_has_none(language: str) -> None:
    """A language without a list keeps all its words, whatever it is called."""
    assert () == stop_words(language)


def test_words_are_cut_as_in_the_browser() -> None:
    """Capitals, apostrophes, numbers and marks: `Sive's` is `sive`, and a number is no word."""
    found = list(words_in("DON’T ask Sive’s 42 CAFE\u0301 <b> naïve"))

    assert ["don't", "ask", "sive", "café", "b", "naïve"] == found


def test_a_word_of_one_text_alone_may_be_a_slip() -> None:
    """What stands in a title counts; what stands in one page's text alone does not."""
    words = Vocabulary()
    words.add(["Warm the batteries"], "the baterries of the scanner")
    words.add(["Other"], "a scanner")

    assert ["batteries", "other", "scanner", "the", "warm"] == unpack(words.packed())


@given(st.lists(st.text(alphabet="abcdeäöß'", min_size=3, max_size=30), max_size=60))
def test_packed_words_come_back(texts: list[str]) -> None:
    """What the browser unpacks are the words, in order."""
    words = Vocabulary()
    words.add(texts, "")
    kept = {word for text in texts for word in words_in(text) if 3 <= len(word) <= 30}

    assert sorted(kept) == unpack(words.packed())


def test_a_large_garden_sends_no_more_than_it_may() -> None:
    """Of very many words those are sent that stand in titles and on most pages."""
    words = Vocabulary()
    letters = "abcdefghijklmnopqrst"
    many = ["".join(letters[int(d)] for d in f"{n:08d}") for n in range(30_000)]
    for _ in range(2):
        words.add([], " ".join(many))
    words.add(["zebra"], "")

    packed = words.packed()
    assert len(packed.encode()) <= MOST_BYTES
    assert "zebra" in unpack(packed)


def test_common_words_are_told_in_a_large_garden_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word on most of many pages is told with how many they are."""
    words = Vocabulary()
    words.add(["boat"], "boat rope")
    assert {} == words.common()
    monkeypatch.setattr(search_words, "MANY", 2)
    words.add([], "boat")

    assert {"boat": 2} == words.common()

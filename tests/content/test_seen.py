# What of Markdown a reader sees: letters, and as many lines as there are. Must not know: names.
"""Test reading Markdown as a reader sees it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.content.seen import seen, unseen


@given(st.text(alphabet="ab_*`~=[](){}<>!-&;#\\\"': \n", max_size=60))
def test_no_line_is_lost(text: str) -> None:
    """Whatever is left out, the lines behind it keep their numbers."""
    assert seen(text).count("\n") == text.count("\n")
    assert all(0 <= start < end <= len(text) for start, end in unseen(text))


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<a", "](", "](a(", "][", "[", "_", "{.", "&", "[a]:", "<a\n", "]:\n'"]
)
def test_a_text_that_would_keep_a_pattern_busy(piece: str) -> None:
    """Half a megabyte of what begins markup and never ends it takes no time."""
    text = piece * (500_000 // len(piece))
    start = time.process_time()
    seen(f"{text}>)")
    list(unseen(f"{text}>)"))
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("[Zoe](people/z_(a).md) wrote", "Zoe wrote"),
        ("[Zoe][people] wrote", "Zoe wrote"),
        ("Z&ouml;e &amp; co", "Zöe & co"),
        ("Zoe&NewLine;Lind", "Zoe Lind"),
        ("**Zo**e _Lind_ snake_case", "Zoe Lind snake_case"),
        ("<b title='x'>Zoe</b>", "Zoe"),
        ("a <!-- b\n--> c", "a \nc"),
        ("a <!-- Zoe", "a <!-- Zoe"),
        ("> > Zoe", "Zoe"),
        ("Zoe{ .mark }", "Zoe"),
    ],
)
def test_a_text_is_what_a_reader_sees(text: str, read: str) -> None:
    """No mark, tag, address or entity stands between the letters of a name."""
    assert read == seen(text)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("[a]:\n  x.md", ["[a]:\n  x.md"]),
        ("[^a]:\n  Zoe", []),
        ("[Zoe](\nx.md) y", ["](\nx.md)"]),
        ("<b\nid=x>Zoe</b>", ["<b\nid=x>"]),
        ("a <!-- b\n--> c", ["<!-- b\n-->"]),
    ],
)
def test_what_nobody_sees_on_several_lines(text: str, hidden: list[str]) -> None:
    """A definition of a link is hidden, and a note below the text is read."""
    assert set(hidden) == {text[start:end] for start, end in unseen(text)}

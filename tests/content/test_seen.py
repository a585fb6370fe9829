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

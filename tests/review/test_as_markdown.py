# Words of others in the comment that a bot writes. Must not know: what a review is about.
"""Test that words of others are inert in a comment."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pollinate.review.as_markdown import code, inert


@settings(max_examples=40)
@given(st.text(alphabet="`|*_<>[]()!#@/:&\\\n ab", max_size=30))
@example("docs/`[x](https://evil.test)`.md")
@example("`@everyone`")
def test_code_and_words_of_others_stay_what_they_are(text: str) -> None:
    """A path or a title with any signs: code is one piece of code, and words are words, in which a
    forge finds no name to call.
    """
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    shown = reader.render(f"x {code(text)} y")
    assert re.fullmatch(r"<p>x (?:<code>[^<]*</code>|`*) y</p>\n", shown), shown
    shown = reader.render(f"x {inert(text)} y")
    assert not re.search(r"<(?!/?p>|!-- -->)", shown), shown
    assert not re.search(r"[@#!]\w", shown)

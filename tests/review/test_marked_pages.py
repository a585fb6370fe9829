# What is marked on a page of today and on the same as proposed.
"""Test the marks of changes on pages."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from pollinate.review.marked_pages import GONE, NEW, mark_changes

PAGE = "<html><body><header><p>Old nav {}</p></header><article>{}</article></body></html>"


def test_blocks_that_differ_are_marked() -> None:
    """A paragraph that is new is inserted, one that goes is deleted, the rest stands unmarked."""
    old = PAGE.format(1, "<h1>A</h1><p>Same words.</p><p>It <b>was</b> so.</p>")
    new = PAGE.format(2, '<h1>A</h1><p class="x">Same\n words.</p><p>It <b>is</b> so.</p>')
    today, proposed, count = mark_changes(old, new)
    assert f"<p>{GONE}It <b>was</b> so.</del></p>" in today
    assert f"<p>{NEW}It <b>is</b> so.</ins></p>" in proposed
    assert (today.count("<del"), proposed.count("<ins"), count) == (1, 1, 2)


def test_only_the_innermost_block_is_marked() -> None:
    """Of a list within a list, and of a table, the item that changes and not all around it."""
    old = PAGE.format(1, "<ul><li>A<ul><li>B</li><li>C</li></ul></li></ul>")
    new = PAGE.format(1, "<ul><li>A<ul><li>B</li><li>D</li></ul></li></ul>")
    today, proposed, _ = mark_changes(old, new)
    assert f"<li>{GONE}C</del></li>" in today
    assert f"<li>{NEW}D</ins></li>" in proposed
    assert proposed.count("<ins") == 1


def test_a_paragraph_that_stands_twice_is_new_once() -> None:
    """What is there once more than before is marked once."""
    old, new = PAGE.format(1, "<p>Look.</p>"), PAGE.format(1, "<p>Look.</p><p>Look.</p>")
    _, proposed, count = mark_changes(old, new)
    assert (proposed.count("<ins"), count) == (1, 1)


def test_a_block_without_words_is_no_change() -> None:
    """An empty cell or paragraph is nothing that a reader would look for."""
    old, new = PAGE.format(1, "<p>Look.</p>"), PAGE.format(1, "<p>Look.</p><p> </p><p></p>")
    assert mark_changes(old, new) == (old, new, 0)


def test_scripts_and_drawings_are_no_words() -> None:
    """A script or a drawing within a block is never compared nor taken apart."""
    old = PAGE.format(1, "<p>Look<script>if (a < b) '</p>'</script></p>")
    new = PAGE.format(1, "<p>Look<script>if (a > b) '</p>'</script><svg><p/></svg></p>")
    assert mark_changes(old, new)[2] == 0


_WORDS = st.text("ab <&>\"'\u00e9\n", max_size=8)
_TAGS = st.sampled_from(
    ["<p>", "</p>", "<li>", "</li>", "<b>", "</b>", "<pre>", "<td>", "</td>", "<"]
)


@given(st.lists(st.one_of(_TAGS, _WORDS), max_size=20), st.lists(st.one_of(_TAGS, _WORDS)))
def test_marks_are_all_that_is_added(old: list[str], new: list[str]) -> None:
    """Whatever stands there, well-formed or not: without the marks the pages are as they were."""
    pages = PAGE.format(1, "".join(old)), PAGE.format(1, "".join(new))
    for before, after in zip(pages, mark_changes(*pages), strict=False):
        told = str(after)
        for mark in (NEW, GONE, "</ins>", "</del>"):
            told = told.replace(mark, "")
        assert told == before
        assert len(re.findall("<ins |<del ", str(after))) == len(
            re.findall("</ins>|</del>", str(after))
        )

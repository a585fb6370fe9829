# The first sentence of a text, where nobody wrote a summary. Must not know: where it is shown.
"""Test finding the sentence with which a text opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.content.openings import LONGEST, opening


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("# Title\n\nSay it first. Then more.\n", "Say it first."),
        ("Title of it\n===========\nSay it first.\n", "Say it first."),
        ("Title\n---\n\nSay it\nfirst, e.g. here. Then.", "Say it first, e.g. here."),
        ("```sh\nrun it now\n```\n\nThen read the log.", "Then read the log."),
        ("- one thing here\n- two things here\n\nThen prose comes.", "Then prose comes."),
        ("- one\nstill of the list item\n\nThen prose comes.", "Then prose comes."),
        ("> a quote of one\n\n| a | b |\n|---|---|\n\nThen prose comes.", "Then prose comes."),
        ("![a picture here](x.png)\n\n<div>some HTML here</div>\n\nThen prose.\n\nThis is it.",
         "This is it."),
        ("!!! note\n    inside of it\n\nThen prose comes.", "Then prose comes."),
        ("You can use **git log** with [a link](x.md):\n\n    code", "You can use git log with a link"),
        ("[ref]: http://x.test/\n\nThen prose comes.", "Then prose comes."),
        ("<!-- a comment of more -->\nThen prose comes.", "Then prose comes."),
        ("Hi.\n\nThis one says something.", "This one says something."),
        ("船が来る前に名簿を印刷する。次に", "船が来る前に名簿を印刷する。"),
        ("A word of <script>attack()</script> more.", ""),
        ("# Only a title\n", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_first_sentence_of_prose(text: str, first: str) -> None:
    """Headings, lists, code, tables, pictures and HTML are passed over; marks are taken off."""
    assert first == opening(text)


def test_a_long_one_is_cut_at_a_word() -> None:
    """What has no end in sight ends in an ellipsis."""
    found = opening("word " * 500)

    assert found.endswith("word…")
    assert len(found) <= LONGEST + 1


@given(st.text(alphabet="ab .#>-*`|[]()<!\n\t ", max_size=300))
def test_any_text_has_at_most_one_line(text: str) -> None:
    """Whatever stands there, the sentence is one line of words from it, and short."""
    found = opening(text)

    assert "\n" not in found
    assert len(found) <= LONGEST + 1

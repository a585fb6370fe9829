# Where our parts stand on a page: around what an author wrote, found without trusting it. Must not
# know: what a part shows.
"""Test the places of our parts."""

from __future__ import annotations

import pytest
from pollinate_mkdocs.page_parts import heading_end


@pytest.mark.parametrize(
    ("html", "before"),
    [
        ("<h1>A</h1><p>b</p>", "<h1>A</h1>"),
        ('<p><img src="a>b"></p>\n<h1 id="a">A <b>c</b></h1><p>d</p>', "A <b>c</b></h1>"),
        ("<!-- <h1>x</h1> --><h1>A</h1>b", "<h1>A</h1>"),
        ("<h1 hidden>A</h1><p>b</p>", "<h1 hidden>A</h1>"),
    ],
)
def test_parts_stand_behind_the_first_heading(html: str, before: str) -> None:
    """A heading of its own level has our parts right behind it."""
    assert html[: heading_end(html)].endswith(before)


@pytest.mark.parametrize(
    "html",
    [
        "<div hidden><h1>A</h1></div>",
        '<div hidden><p><a href="<b></p></div>">x</a><h1>A</h1></p></div>',
        "<p>no heading</p>",
        "</div><h1>A</h1>",
        "<!-- <h1>A</h1>",
        "",
    ],
)
def test_a_heading_in_something_else_is_none(html: str) -> None:
    """What stands around a heading can't be around our parts."""
    assert 0 == heading_end(html)


@pytest.mark.parametrize("piece", ["<h1>", '<a "', "<!--", "<p ", "</a ", "<a href='>"])
def test_many_openings_are_no_heading(piece: str) -> None:
    """A text that opens and never closes has no heading."""
    assert 0 == heading_end(piece * 30_000)

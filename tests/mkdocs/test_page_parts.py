# Where our parts stand on a page: around what an author wrote, found without trusting it. Must not
# know: what a part shows.
"""Test the places of our parts."""

from __future__ import annotations

import pytest
from pollinate_mkdocs.page_parts import MANY_TITLES, PageParts, heading_end


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


def test_a_part_is_renewed_where_nobody_changed_it() -> None:
    """Another title takes the place of the one before; a part that a plugin changed, and one that
    can't be made any more, stay.
    """
    parts = PageParts({"a.html": "<p>Old one</p>", "b.html": "<p>Old two</p>", "c.html": "\n"})
    parts.lists = {"topic": "<ul>Old</ul>"}
    html = "<p>Old one</p><p>Text</p><p>Old <b>two</b></p><ul>Old</ul>\n"
    later = {"a.html": "<p>New one</p>", "b.html": "<p>New two</p>", "c.html": "c"}

    renewed = parts.renew(html, later, {})

    assert "<p>New one</p><p>Text</p><p>Old <b>two</b></p><ul>Old</ul>\n" == renewed


def test_parts_that_name_no_other_title_need_no_second_look() -> None:
    """A title is looked for as a page writes it; of many titles nobody looks for each."""
    parts = PageParts({"a.html": "<p>Salt &amp; ropes</p>"})

    assert parts.may_name(["Salt & ropes"])
    assert not parts.may_name(["Pumps", "salt"])
    assert parts.may_name([f"Lesson {number}" for number in range(MANY_TITLES + 1)])

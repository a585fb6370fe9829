# The text of a note as it stands on anybody's page. Must not know: notes, pages.
"""Test how texts of notes are rendered."""

from __future__ import annotations

import pytest
from pollinate.content.note_text import render_note


@pytest.mark.parametrize(
    "body",
    [
        "[words](a.md '<img src=x onerror=pwn(1)>')",
        '<a href="a.md" title="<img src=x onerror=pwn(1)>">words</a>',
        '<a href="a.md" lang="x" dir="rtl" class="pl-byline">words</a>',
    ],
)
def test_a_link_keeps_its_address_alone(body: str) -> None:
    """A theme shows a title as HTML when somebody points at it: a note has none."""
    assert '<p><a href="a.md">words</a></p>' == render_note(body).html


@pytest.mark.parametrize("address", ["a\x16.md", "java\x16script:pwn(1)", "\x01javascript:pwn(1)"])
def test_an_address_with_a_control_sign_goes(address: str) -> None:
    """What no page may have for an address, no note has either."""
    assert "<p><a>words</a></p>" == render_note(f"[words](<{address}>)").html

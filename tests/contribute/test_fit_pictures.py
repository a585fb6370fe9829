# What is called a picture and is none, is too large once unfolded, or holds more than a picture.
"""Test which pictures are fit to be shown."""

from __future__ import annotations

import random
import struct

import pytest
from checks.planted_values import draw
from pollinate.contribute.fit_pictures import picture_problem

PAGE = b"<html><script>pwn(1)</script></html>"


@pytest.mark.parametrize(("form", "ending"), [("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".webp")])
def test_a_picture_is_shown_and_nothing_else_under_its_name(form: str, ending: str) -> None:
    """A picture by its own name is fit; a page, another kind, and bytes behind it are told."""
    picture = draw({"form": form}, random.Random(1))

    assert "" == picture_problem(ending, picture)
    assert f"it is called {ending} and is none" == picture_problem(ending, PAGE)
    assert f"it is called {ending} and is none" == picture_problem(ending, b"GIF89a" + picture)
    assert "more in the file than a picture" in picture_problem(ending, picture + PAGE)


def test_a_picture_that_unfolds_is_told() -> None:
    """What takes gigabytes once it is drawn is not shown, however few bytes it has."""
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR"

    assert "unfolds to 30,000 by 30,000" in picture_problem(
        ".png", head + struct.pack(">II", 30_000, 30_000) + b"\1\0\0\0\0" + b"\0" * 4
    )


def test_a_document_begins_as_one() -> None:
    """A page under a document's name is told; what is no picture is none of our business."""
    assert "" == picture_problem(".pdf", b"%PDF-1.7\n")
    assert "it is called .pdf and is none" == picture_problem(".pdf", PAGE)
    assert "" == picture_problem(".txt", PAGE)

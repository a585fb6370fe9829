# Pictures as they are published. Must not know: where they come from.
"""Test how pictures are cleaned."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from pollinate.contribute.pictures import LONGEST_SIDE, clean_picture
from pollinate.errors import RequestError


def picture(kind: str, size: tuple[int, int] = (4, 3), mode: str = "RGB") -> bytes:
    """Return a picture of some kind."""
    out = BytesIO()
    Image.new(mode, size, 1).save(out, kind)
    return out.getvalue()


def test_a_picture_is_no_larger_than_a_page_shows() -> None:
    """What a camera takes is far larger than a page, and would stay in the repository for ever;
    its sides keep their proportion.
    """
    data, ending, points = clean_picture(picture("JPEG", (4_000, 1_000)), ".jpg")
    assert 4_000_000 == points

    assert ((LONGEST_SIDE, 500), ".jpg") == (Image.open(BytesIO(data)).size, ending)


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO", "PPM"])
def test_only_four_kinds_are_opened(kind: str) -> None:
    """What calls itself a PNG and is something else is opened by no parser that nobody thought
    of.
    """
    with pytest.raises(RequestError, match="no picture that can be read"):
        clean_picture(picture(kind), ".png")


def test_a_moving_picture_stands_still() -> None:
    """A GIF becomes a PNG, and is called so."""
    data, ending, _ = clean_picture(picture("GIF", mode="P"), ".gif")

    assert ("PNG", ".png") == (Image.open(BytesIO(data)).format, ending)

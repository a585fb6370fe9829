# Makes a picture fit to be published: turned as the camera held it, and without what cameras write
# into it, such as the place and the day. Only its points are kept and written anew, so that nothing
# is left by being of a kind that nobody thought of.
# Must not know: where a picture comes from, where it goes.
"""Clean pictures."""

from __future__ import annotations

import warnings
from io import BytesIO

from pollinate.errors import RequestError

LONGEST_SIDE = 2_000
"""Points: more no page shows."""
MOST_POINTS = 60_000_000
MOST_TOGETHER = 150_000_000
"""Points of all pictures of one mail."""
_READ = ("JPEG", "PNG", "WEBP", "GIF")
_FORMS = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "PNG"}
"""What is read by which ending; a GIF becomes a still picture."""


def clean_picture(data: bytes, ending: str, most: int = MOST_POINTS) -> tuple[bytes, str, int]:
    """Return a picture's points written anew, its ending, and how many points it had; `most` is
    how many it may have.

    Raises RequestError for what is no picture, or too large to be opened, and where Pillow is not
    installed.
    """
    try:
        from PIL import Image, ImageOps
    except ImportError as error:
        raise RequestError(
            "pictures are cleaned with Pillow, which is not installed",
            cure="Install it:",
            example="pip install 'pollinate[check]'",
        ) from error
    try:
        with warnings.catch_warnings():
            # We have a limit of our own, which is lower.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(data), formats=_READ)
        with opened:
            points = opened.width * opened.height
            if points > min(most, MOST_POINTS):
                raise RequestError("this picture has too many points to be opened safely")
            # A JPEG can be read smaller at once, near to what is kept.
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            turned = ImageOps.exif_transpose(opened)
            kept = turned.convert("RGB" if ending == ".jpg" else "RGBA")
        kept.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        # A new picture: nothing that the old one carried beside its points comes along.
        plain = Image.frombytes(kept.mode, kept.size, kept.tobytes())
        out = BytesIO()
        form = _FORMS[ending]
        plain.save(out, form, **({"quality": 85} if form != "PNG" else {}))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RequestError("this is no picture that can be read") from error
    return out.getvalue(), ".png" if ending == ".gif" else ending, points

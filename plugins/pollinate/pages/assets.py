# The stylesheet as it goes into a site. No script, no font, no image: every page works without any of them.
# Must not know: where the site lies.
"""Give the stylesheet."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

STYLESHEET = "assets/pollinate.css"
"""From the site root."""


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Return the stylesheet, with a class for each whole share of a bar, so that a strict CSP needs no inline style."""
    text = (files("pollinate.pages") / "static" / "pollinate.css").read_text(encoding="utf-8")
    shares = "".join(f".pl-share-{n}{{--share:{n}}}\n" for n in range(101))
    return text + "\n" + shares

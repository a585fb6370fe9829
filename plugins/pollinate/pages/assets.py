# The stylesheet and the one small script as they go into a site. No font, no image; every page
# works without the script. Must not know: where the site lies.
"""Give stylesheet and script."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

STYLESHEET = "assets/pollinate.css"
"""From the site root."""


SCRIPT = "assets/pollinate.js"
"""From the site root; only sites with trails have it."""


@lru_cache(maxsize=1)
def script() -> str:
    """Return the script that keeps a reader's own ticks on trails, in the browser and nowhere
    else.
    """
    return (files("pollinate.pages") / "static" / "pollinate.js").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Return the stylesheet, with a class for each whole share of a bar, so that a strict CSP needs
    no inline style.
    """
    text = (files("pollinate.pages") / "static" / "pollinate.css").read_text(encoding="utf-8")
    shares = "".join(f".pl-share-{n}{{--share:{n}}}\n" for n in range(101))
    return text + "\n" + shares

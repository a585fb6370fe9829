# The stylesheets and the small scripts as they go into a site: one sheet for our parts on any
# site, one for the look of a garden that has no other, with its icon. No font; every page works
# without the script. Must not know: where the site lies.
"""Give stylesheets and script."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from pollinate.pages.icons import icon

_DRAWN = re.compile(r"<path\b[^>]*>")

STYLESHEET = "assets/pollinate.css"
"""From the site root: touches nothing but our own parts."""
LOOK = "assets/pollinate-look.css"
"""From the site root: colours, type and measure of a whole site; only where it asks for them."""

SCRIPT = "assets/pollinate.js"
"""From the site root; only sites with trails have it."""

TAKE_PART_SCRIPT = "assets/pollinate-take-part.js"
"""From the site root; only the pages with forms load it."""

VALUE_PICTURE = "assets/pollinate-value.svg"
WHEN_SCRIPT = "assets/pollinate-when.js"
"""From the site root; only the pages of situations load it."""

SEARCH_SCRIPT = "assets/pollinate-search.js"
"""From the site root; only sites with an index of ours have it."""


@lru_cache(maxsize=1)
def search_script() -> str:
    """Return the script that takes a theme's search box over, in the browser and nowhere else."""
    return _static("pollinate-search.js")


FAVICON = "assets/pollinate-favicon.svg"
"""From the site root; only sites of our look that have no icon of their own."""


@lru_cache(maxsize=1)
def favicon() -> str:
    """Return the icon of a site: the sprout, in the greens of our look; empty without Material."""
    drawn = _DRAWN.search(icon("sprout"))
    style = "path{fill:#1d5a43}@media (prefers-color-scheme:dark){path{fill:#8fd0b0}}"
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    return f"{head}<style>{style}</style>{drawn[0]}</svg>\n" if drawn else ""


FEED_STYLE = "assets/pollinate-feed.css"
"""From the site root: what somebody sees who opens a feed in a browser."""


@lru_cache(maxsize=1)
def feed_style() -> str:
    """Return the stylesheet of feeds."""
    return _static("pollinate-feed.css")


@lru_cache(maxsize=1)
def when_script() -> str:
    """Return the script that filters situations, in the browser and nowhere else."""
    return _static("pollinate-when.js")


@lru_cache(maxsize=1)
def take_part_script() -> str:
    """Return the script that composes a file from a form, in the browser and nowhere else."""
    return _static("pollinate-take-part.js")


@lru_cache(maxsize=1)
def script() -> str:
    """Return the script that keeps a reader's own ticks on trails, in the browser and nowhere
    else.
    """
    return _static("pollinate.js")


@lru_cache(maxsize=1)
def look() -> str:
    """Return the stylesheet of our own look."""
    return _static("pollinate-look.css")


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Return the stylesheet, with a class for each whole share of a bar, so that a strict CSP needs
    no inline style.
    """
    text = _static("pollinate.css")
    shares = "".join(f".pl-share-{n}{{--share:{n}}}\n" for n in range(101))
    return text + "\n" + shares


def _static(name: str) -> str:
    return (files("pollinate.pages") / "static" / name).read_text(encoding="utf-8")

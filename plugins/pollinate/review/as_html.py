# A review as one page that a build server keeps beside a request, so that whoever decides needs no
# clone. It loads nothing and runs nothing: its own policy forbids both. Templates escape all.
# Must not know: where the page is shown.
"""Write a review as a page."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from pollinate.model.review import PieceKind, RequestReview
from pollinate.plain import plain

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"


def review_html(review: RequestReview) -> str:
    """Return a review as a page of HTML."""
    style = _style()
    checksum = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    text = (
        _environment()
        .get_template("review.html")
        .render(
            review=review,
            style=style,
            policy=f"{_NOTHING}; style-src 'sha256-{checksum}'",
            gone=PieceKind.GONE,
            new=PieceKind.NEW,
        )
    )
    return f"{text}\n"


@cache
def _style() -> str:
    return (files("pollinate.review") / "templates" / "review.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("pollinate.review", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Signs that nobody sees could turn the words of others around.
        finalize=lambda value: plain(value) if isinstance(value, str) else value,
    )
    made.filters["whole"] = lambda number: f"{number:+.0f}".replace("-", "−")
    return made

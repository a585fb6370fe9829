# A review as one page that a build server keeps beside a request, so that whoever decides needs no
# clone. It loads nothing and runs nothing: its own policy forbids both. Templates escape all.
# Must not know: where the page is shown.
"""Write a review as a page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pollinate.model.review import PieceKind, RequestReview
from pollinate.plain import plain

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"


def review_html(review: RequestReview, links: Sequence[tuple[str, str]] = ()) -> str:
    """Return a review as a page of HTML; `links` are titles and addresses of pages side by side."""
    style = _style()
    checksum = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    text = (
        _environment()
        .get_template("review.html")
        .render(
            review=review,
            links=links,
            style=style,
            policy=f"{_NOTHING}; style-src 'sha256-{checksum}'",
            gone=PieceKind.GONE,
            new=PieceKind.NEW,
        )
    )
    return f"{text}\n"


def beside_html(**told: Any) -> str:
    """Return the page that shows a page of today and the same as proposed."""
    return f"{_environment().get_template('beside.html').render(**told)}\n"


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
        finalize=lambda value: plain(value) if type(value) is str else value,
    )
    made.filters["whole"] = lambda number: f"{number:+.0f}".replace("-", "−")
    return made

# Cleans what Markdown made of a contributed page, before any other plugin sees it: what trusted
# plugins add stays. Why here: the garden's plugin only says which pages are contributed; how a
# finding is worded in a log stands here. Must not know: what is safe (pollinate.content.clean),
# gardens.
"""Clean the pages of an MkDocs build."""

from __future__ import annotations

import logging
import re

from pollinate.content.clean import clean_html
from pollinate.model.content import Content
from pollinate.paths import SrcUri

_UNKNOWN = re.compile(
    r"<(?!/?(?:script|style|iframe|object|embed|applet|frame|frameset|form|button|select|option|textarea|input|meta|base|link|title|"
    r"template|noscript|noembed|noframes|xmp|plaintext|svg|math|portal|dialog|slot|marquee|body|html|head)\b)[a-z][\w-]*>",
    re.I,
)
"""An element that is neither allowed nor one that browsers do something with."""
FIRST = 1000
"""The priority of cleaning: above what other plugins use, which is 100 by custom."""


def clean_page(html: str, *, place: str, mode: str, log: logging.Logger) -> str:
    """Return a page's HTML as the setting `clean` wants it, and log what was, or would be, taken
    out.
    """
    if mode == "off":
        return html
    cleaned, taken_out = clean_html(html)
    if taken_out:
        # An element that HTML does not know, such as <file> in a sentence, was never shown: no
        # reason to fail a strict build.
        level = logging.INFO if all(map(_UNKNOWN.fullmatch, taken_out)) else logging.WARNING
        what = (
            "is left out"
            if mode == "remove"
            else "could do harm and stays, since `clean` is `report`"
        )
        log.log(
            level,
            "pollinate: %s: %s: %s. `pollinate check` says where.",
            place,
            what,
            ", ".join(taken_out),
        )
    return cleaned if mode == "remove" else html


def contributed(content: Content, uri: SrcUri) -> str:
    """Return the path of a lesson, trail or gathering from the repository root; empty for the
    site's other pages.
    """
    found = content.lessons.get(uri) or content.trails.get(uri) or content.gatherings.get(uri)
    return found.repo_path if found else ""

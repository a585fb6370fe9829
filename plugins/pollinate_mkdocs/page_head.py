# Mends what a theme leaves bare in a finished page: what a link to it unfolds to, its feeds, a skip
# link that jumps past the page's beginning, and the page for what is not there.
# Must not know: what is said there.
"""Complete the head of a page."""

from __future__ import annotations

import re

_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_SKIP = re.compile(r'(<a href=")#[^"]*(" class="md-skip")')
_TITLE_ID = re.compile(r'<h1\b[^>]*?\bid="([^"]+)"', re.IGNORECASE)
_NOT_FOUND = re.compile(r"<h1\b[^>]*>\s*404\b[^<]*</h1>", re.IGNORECASE)
_ARTICLE = '<article class="md-content__inner md-typeset">'
_HAS_CRUMBS = re.compile(r'<nav class="md-path"')
OPEN_GRAPH = 'property="og:'


def with_head(page: str, head: str) -> str:
    """Return a finished page with more in its head; one without a head stays as it is."""
    found = _HEAD_END.search(page)
    return page[: found.start()] + head + page[found.start() :] if found and head else page


def unfolds(page: str) -> bool:
    """Tell whether a page says already what a link to it unfolds to."""
    found = _HEAD_END.search(page)
    return OPEN_GRAPH in page[: found.start()] if found else False


def with_ways_on(page: str, ways: str) -> str:
    """Return a theme's page for what is not there, with ways on in place of its bare title."""
    return _NOT_FOUND.sub(lambda _: ways, page, count=1)


def with_crumbs(page: str, text: str, crumbs: str) -> str:
    """Return a finished page with a line that says where it stands, right before its text or before
    the title that a theme puts there; a page that has such a line already stays as it is.
    """
    at = page.find(text) if text else -1
    if at < 0 or not crumbs or _HAS_CRUMBS.search(page):
        return page
    article = page.rfind(_ARTICLE, 0, at)
    at = article + len(_ARTICLE) if article >= 0 else at
    return f"{page[:at]}\n{crumbs}{page[at:]}"


def skipping_to_title(page: str) -> str:
    """Return a page of Material whose skip link leads to its title."""
    skip = _SKIP.search(page)
    title = _TITLE_ID.search(page, skip.end()) if skip else None
    return _SKIP.sub(rf"\g<1>#{title[1]}\g<2>", page, count=1) if title else page

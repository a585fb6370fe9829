# What makes a built site a preview: a line on every page that says so, and signs that keep it out
# of search engines. Why after the build: a theme, a template or a page could leave out what is put
# in before. Must not know: how the pages were made.
"""Mark a site as a preview."""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import escape
from pollinate.content.security_policy import allow_styles

_HEAD = re.compile(rb"<head[^>]*>", re.IGNORECASE)
_BODY = re.compile(rb"<body[^>]*>", re.IGNORECASE)
_NO_ROBOTS = b'<meta name="robots" content="noindex, nofollow, noarchive">'
_STYLE = (
    "position:sticky;top:0;z-index:2147483647;display:block;margin:0;padding:.5rem 1rem;"
    "background:#7a3b00;color:#fff;font:600 16px/1.4 sans-serif;text-align:center;opacity:1;"
    "visibility:visible"
)


def mark_site(site: Path, words: str) -> int:
    """Say on every page of a site that it is a preview; return how many pages there are."""
    banner = f'<p role="note" style="{_STYLE}">{escape(words)}</p>'.encode()
    count = 0
    for page in site.rglob("*.htm*"):
        if page.is_file() and not page.is_symlink():
            page.write_bytes(_marked(page.read_bytes(), banner))
            count += 1
    (site / "robots.txt").write_text("User-agent: *\nDisallow: /\n", encoding="utf-8")
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
    return count


def _marked(page: bytes, banner: bytes) -> bytes:
    for pattern, words in ((_HEAD, _NO_ROBOTS), (_BODY, banner)):
        found = pattern.search(page)
        page = page[: found.end()] + words + page[found.end() :] if found else words + page
    # A page says which styles are its own.
    return allow_styles(page, banner.decode())

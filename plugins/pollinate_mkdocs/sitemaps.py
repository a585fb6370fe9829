# Keeps a sitemap within what search engines read: a file of more addresses, or of more bytes, is
# refused whole, so the pages of a large garden are told in several, and sitemap.xml lists those.
# Source: https://www.sitemaps.org/protocol.html. Must not know: which pages a site has, gardens.
"""Tell the pages of a large site in several sitemaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from lxml import etree

NAME = "sitemap.xml"
MOST_PAGES = 50_000
MOST_BYTES = 50 * 1024 * 1024
_HEAD = 1_000
"""Bytes that stand around the entries, with room to spare."""
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def split_sitemap(
    text: str,
    site_url: str,
    site: Path,
    free: Callable[[str], str],
    most: int = MOST_PAGES,
    most_bytes: int = MOST_BYTES,
) -> str:
    """Return a sitemap as it is, or where it is too large a list of others that are written into
    the site. `free` gives the name under which a file may stand there, `site_url` its address:
    without one a list can't lead anywhere.

    Raises OSError where the site can't be written.
    """
    if not site_url or (text.count("<url>") <= most and len(text.encode()) <= most_bytes):
        return text
    try:
        pages = list(etree.fromstring(text.encode(), _parser()).iter(f"{{{_SPACE}}}url"))
    except etree.XMLSyntaxError:
        # A template of the site's own: whoever wrote it knows what for.
        return text
    listed = []
    for number, part in enumerate(_parts(pages, most, most_bytes), 1):
        name = free(f"sitemap-{number}.xml")
        site.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(_document("urlset", part), encoding="utf-8")
        there = escape(urljoin(site_url.rstrip("/") + "/", name))
        listed.append(f"<sitemap><loc>{there}</loc></sitemap>")
    return _document("sitemapindex", listed)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _parts(pages: list[etree._Element], most: int, most_bytes: int) -> Iterator[list[str]]:
    """Yield the entries of one sitemap after another."""
    part: list[str] = []
    size = 0
    for page in pages:
        entry = etree.tostring(page, encoding="unicode", with_tail=False)
        entry = entry.replace(f' xmlns="{_SPACE}"', "")
        longer = len(entry.encode()) + 1
        if part and (len(part) == most or size + longer > most_bytes - _HEAD):
            yield part
            part, size = [], 0
        part.append(entry)
        size += longer
    yield part


def _document(kind: str, entries: list[str]) -> str:
    lines = [f'<{kind} xmlns="{_SPACE}">', *entries, f"</{kind}>"]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines, ""])

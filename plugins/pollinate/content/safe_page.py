# Tells whether an HTML file runs and loads nothing, so that it may be published under the site's
# own address: a redirect from an old place, a page of plain words. Why not cleaned instead: a page
# that loses a part is wrong, and nobody sees it. Must not know: where the file lies.
"""Tell plain HTML pages from others."""

from __future__ import annotations

import re

from pollinate.content.clean import is_harmless

MOST_BYTES = 200_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What could make a browser read the bytes in another encoding."""
_WORDS = r"[A-Za-z0-9 .,;:=_/@+-]*"
_PLACE = r"(?![A-Za-z][A-Za-z0-9+.-]*:|[\\/]{2})[A-Za-z0-9._~/#?=&%-]*"
"""An address in the site itself: no scheme, no host."""
_REFRESH = rf"\d{{1,3}}(?:; ?(?:url|URL) ?= ?'?{_PLACE}'?)?"
_HEAD = re.compile(
    r"\s*(?:(?:"
    + "|".join(
        (
            r"<!doctype html>",
            r"</?head>|<html>|<body>",
            r"<html lang=\"?[A-Za-z-]{1,20}\"?>",
            r"<title>[^<>]*</title>",
            r"<meta charset=[\"']?utf-8[\"']? ?/?>",
            rf"<meta name=[\"']?(?:robots|viewport|description)[\"']? content=\"{_WORDS}\" ?/?>",
            rf"<meta http-equiv=[\"']?refresh[\"']? content=(?:\"{_REFRESH}\"|'{_REFRESH}') ?/?>",
            rf"<link rel=[\"']?canonical[\"']? href=(?:\"{_PLACE}\"|'{_PLACE}') ?/?>",
        )
    )
    + r")\s*)*",
    re.I,
)
"""What a page begins with, plainly written, from its first letter on: in the middle the same
letters may be part of something else.
"""
_ENDS = ("</html>", "</body>")


def is_plain_page(data: bytes) -> bool:
    """Tell whether an HTML file holds nothing but what a page in Markdown may hold, and where it
    leads on stays in the site.
    """
    if len(data) > MOST_BYTES:
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    head = _HEAD.match(text)
    rest = text[head.end() if head else 0 :].rstrip()
    for end in _ENDS:
        rest = rest.removesuffix(end).rstrip()
    return not _CONTROL.search(text) and is_harmless(rest)

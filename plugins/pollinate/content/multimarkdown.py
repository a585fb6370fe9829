# The `Key: value` lines that a text may begin with in place of front matter: an engine takes a
# page's title from them, and so do we. No other key of theirs is one of ours: a text that happens
# to begin with `Draft: …` must neither vanish nor appear by it. Must not know: YAML, files.
"""Read the head of a MultiMarkdown text."""

from __future__ import annotations

import re

_KEY = re.compile(r"[ ]{0,3}([A-Za-z0-9_-]{1,60}):[ \t]*(.*)")
_MORE = re.compile(r"(?:[ ]{4}|\t)[ \t]*(.*)")
MOST_LINES = 100


def split_head(text: str) -> tuple[dict[str, str], str]:
    """Return the keys in small letters with their values, and the text that follows them."""
    values: dict[str, str] = {}
    key, end = "", 0
    for line in text.split("\n", MOST_LINES)[:MOST_LINES]:
        found = _KEY.match(line) or (_MORE.match(line) if key else None)
        if line.strip() and found is None:
            break
        end += len(line) + 1
        if found is None:
            break
        if found.re is _KEY:
            key = found[1].lower()
        values[key] = f"{values.get(key, '')} {found[found.re.groups].strip()}".strip()
    return (values, text[end:].lstrip("\n")) if values else ({}, text)

# Words for the names of files and folders: those that are always written one way are written so,
# all others as they stand there. Why here: titles of lessons and of topics are made alike.
# Must not know: what is named.
"""Spell names of files and folders."""

from __future__ import annotations

import re

_WRITTEN = (
    "API APIs AWS CI CLI CPU CSS CSV DNS FAQ GCP GPU GraphQL HTML HTTP HTTPS iOS IP JSON "
    "JavaScript JWT macOS MySQL NGINX NoSQL npm PDF PHP PostgreSQL RSS SEO SQL SQLite SSH SSL "
    "SVG TCP TLS TypeScript UDP UI URL USB UX VPN XML YAML"
)
_KNOWN = {word.lower(): word for word in _WRITTEN.split()}
"""Names that are written otherwise than their files, by how these have them."""


def in_words(name: str) -> str:
    """Return a file's or folder's name in words: as everybody writes them where that is known, else
    as they stand there, with the first letter raised.
    """
    words = re.sub(r"[-_]+", " ", name).split()
    said = " ".join(_KNOWN.get(word, word) for word in words)
    return said if words and words[0] in _KNOWN else said[:1].upper() + said[1:]

# The names that Git gives to what files hold, worked out here, so that ten thousand files need no
# process. Must not know: files, what they say.
"""Name contents as Git does."""

from __future__ import annotations

import hashlib
import re

_IDENT = re.compile(rb"\$Id:[^$\n]*\$")


def blob_id(data: bytes, algorithm: str = "sha1") -> str:
    """Return the id that git gives to these bytes."""
    told = hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False)
    return told.hexdigest()


def plain_blob_id(data: bytes, algorithm: str = "sha1") -> str:
    """Return the id that git gives to a text without what it adds to one that it checks out: line
    ends of Windows, and its own id between dollar signs; empty for one without these.
    """
    plain = _IDENT.sub(b"$Id$", data.replace(b"\r\n", b"\n"))
    return blob_id(plain, algorithm) if plain != data else ""

# Files of which Git keeps a pointer, and another server the text (Git LFS). Whose text it is, no
# history here can tell. Source: git-lfs, its specification, version 1.
# Must not know: whose a text is.
"""Tell pointers from texts."""

from __future__ import annotations

_BEGINS = b"version https://git-lfs.github.com/spec/v"
_LARGEST = 1024
"""Bytes of a pointer, by the specification."""


def is_pointer(data: bytes) -> bool:
    """Return whether a file only says where its text is."""
    return data.startswith(_BEGINS) and len(data) < _LARGEST

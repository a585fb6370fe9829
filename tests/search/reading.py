# Reads what an index says, as somebody would who takes it apart: every file, unpacked.
# Must not know: how an index is made.
"""Take an index apart."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

SIGNATURE = b"pagefind_dcd"


def everything(site: Path) -> str:
    """Return every byte of a site's index as text in small letters, but those of its programs."""
    return "\n".join(
        unpacked(path).decode("utf-8", "replace").lower()
        for path in sorted((site / "pagefind").rglob("*"))
        if path.is_file() and path.suffix not in (".js", ".pagefind")
    )


def fragments(site: Path) -> dict[str, dict[str, Any]]:
    """Return what an index says of each page, by its address."""
    found = {}
    for path in (site / "pagefind" / "fragment").iterdir():
        said = json.loads(unpacked(path).removeprefix(SIGNATURE))
        found[said["url"]] = said
    return found


def unpacked(path: Path) -> bytes:
    """Return a file's bytes, unpacked where they are packed."""
    data = path.read_bytes()
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data

# The document `pollinate/new-file/1`: which file `new`, `note` or `thank` wrote, or would write.
# Must not know: what stands in the file, who asks.
"""Export a new file."""

from __future__ import annotations

from typing import Any

NEW_FILE_SCHEMA = "pollinate/new-file/1"


def export_new_file(path: str, text: str | None = None) -> dict[str, Any]:
    """Return the document; `text` only where the file was not written (`--dry-run`)."""
    document: dict[str, Any] = {"schema": NEW_FILE_SCHEMA, "path": path}
    return document if text is None else {**document, "text": text}

# Documents as text: the same spelling everywhere, and nothing that UTF-8 can't hold.
# Must not know: what a document says.
"""Write documents as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def to_json(document: Mapping[str, Any], *, indent: int | None = None) -> str:
    """Return a document as JSON text; a lone surrogate of a file name that is no UTF-8 is
    replaced.
    """
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    return text.encode("utf-8", "replace").decode("utf-8")


def to_json_text(text: str) -> str:
    """Return one text as JSON."""
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")

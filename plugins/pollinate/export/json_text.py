# Documents as text: the same spelling everywhere, and nothing that UTF-8 can't hold.
# Must not know: what a document says.
"""Write documents as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_PLAIN = json.JSONEncoder(ensure_ascii=False)


def to_json(document: Mapping[str, Any], *, indent: int | None = None) -> str:
    """Return a document as JSON text; a lone surrogate of a file name that is no UTF-8 is
    replaced.
    """
    encoder = _PLAIN if indent is None else json.JSONEncoder(ensure_ascii=False, indent=indent)
    text = encoder.encode(document)
    return text.encode("utf-8", "replace").decode("utf-8")


def to_json_text(text: str) -> str:
    """Return one text as JSON."""
    return _PLAIN.encode(text).encode("utf-8", "replace").decode("utf-8")

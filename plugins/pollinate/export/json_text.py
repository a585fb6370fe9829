# Documents as text: the same spelling everywhere, and nothing that UTF-8 can't hold.
# Must not know: what a document says.
"""Write documents as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pollinate.plain import without_commands

_PLAIN = json.JSONEncoder(ensure_ascii=False)


def to_json(document: Mapping[str, Any] | Sequence[Any], *, indent: int | None = None) -> str:
    """Return a document as JSON text; a lone surrogate of a file name that is no UTF-8 is
    replaced.
    """
    encoder = _PLAIN if indent is None else json.JSONEncoder(ensure_ascii=False, indent=indent)
    return _fit(encoder.encode(document))


def to_json_text(text: str) -> str:
    """Return one text as JSON."""
    return _fit(_PLAIN.encode(text))


def _fit(text: str) -> str:
    # The sign is written as its number where a build server's agent would read a command.
    return without_commands(text.encode("utf-8", "replace").decode("utf-8"), r"#\\u0023")

# The file in which a credits document is remembered, with what it was made from: enough to answer
# the same question in no time, and to make only a few lessons anew after a change.
# Must not know: what a document depends on, how one is made (credits_document.py).
"""Remember a credits document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pollinate.runtime.cache_file import read_cached, write_cached

NAME = "credits.json"


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """A document, and what it was made from."""

    question: str
    """A checksum of everything that it depends on."""
    head: str
    """The commit that it speaks of."""
    base: str
    """A checksum of settings and of what they name."""
    people: str
    """A checksum of who is who."""
    dirty: tuple[str, ...]
    """Files that were not as that commit has them."""
    facts: Mapping[str, Any]
    """What other lessons need to know of each, by repository path, in the document's order."""
    text: str


def load_document(folder: Path | None) -> _Parts | None:
    """Return what was remembered, to be looked into step by step; None without it."""
    content = read_cached(folder, NAME)
    if content is None:
        return None
    question, _, rest = content.partition(b"\n")
    return _Parts(question.decode("ascii", "replace"), rest)


@dataclass(frozen=True)
class _Parts:
    question: str
    _rest: bytes

    @property
    def text(self) -> str:
        """The document itself."""
        return self._rest.split(b"\n", 1)[1].decode()

    def whole(self) -> Remembered | None:
        """Return all that was remembered; None for a file that can't be read."""
        about, _, text = self._rest.partition(b"\n")
        try:
            values = json.loads(about)
            return Remembered(
                question=self.question,
                head=str(values["head"]),
                base=str(values["base"]),
                people=str(values["people"]),
                dirty=tuple(map(str, values["dirty"])),
                facts=dict(values["facts"]),
                text=text.decode(),
            )
        except (ValueError, KeyError, TypeError):
            return None


def save_document(folder: Path | None, document: Remembered) -> None:
    """Remember a document."""
    about = {
        "head": document.head,
        "base": document.base,
        "people": document.people,
        "dirty": document.dirty,
        "facts": document.facts,
    }
    told = json.dumps(about, ensure_ascii=True, separators=(",", ":"))
    write_cached(folder, NAME, f"{document.question}\n{told}\n{document.text}".encode())

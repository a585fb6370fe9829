# The credits document with a memory: the same question about the same commit is answered from a
# file in no time. Only an exact hit counts; after any change the document is made anew.
# Must not know: what a question depends on (history/work_tree.py), how the document is made.
"""Remember the credits document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pollinate.runtime.cache_file import read_cached, write_cached

NAME = "credits.json"


def remembered(folder: Path | None, question: str, make: Callable[[], str]) -> str:
    """Return the answer to a question: as remembered, else made now; raises what making raises.

    `question` is a checksum of everything that the answer depends on.
    """
    asked, _, answer = (read_cached(folder, NAME) or b"").partition(b"\n")
    if asked == question.encode():
        return answer.decode()
    made = make()
    write_cached(folder, NAME, f"{question}\n{made}".encode())
    return made

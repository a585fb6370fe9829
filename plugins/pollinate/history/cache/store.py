# The two doors of the cache: load what an earlier run mined, save what this one did.
# Besides the state at HEAD it keeps what each of the newest commits changed: from that any of them
# is restored, so a branch that forked there is replayed without mining anew. Any doubt (another
# key, damage) drops it. Columns of numbers, never pickles, and every number is checked.
# Must not know: git, how replay works, how a key is made.
"""Load and save mined history."""

from __future__ import annotations

from pathlib import Path

from pollinate.history.cache.columns import ColumnReader
from pollinate.history.cache.pack import packed
from pollinate.history.cache.restore import Stored
from pollinate.history.line_state import Mined
from pollinate.runtime.cache_file import read_cached, write_cached

NAME, BASE = "history.bin", "history-base.bin"
"""Of what is checked out, and of the branch that requests go to where that is not it."""
NAMES = (NAME, BASE)

FORMAT = 18


def is_there(folder: Path | None) -> bool:
    """Tell whether anything is remembered."""
    return folder is not None and any((folder / name).exists() for name in NAMES)


def load(folder: Path | None, key: str, name: str = NAME) -> Stored | None:
    """Return what an earlier run saved under a key; None when there is nothing to be trusted."""
    content = read_cached(folder, name)
    if content is None:
        return None
    try:
        reader = ColumnReader(content)
        return Stored(reader) if reader.head["key"] == key else None
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
        # Whatever is wrong in the file, it is only a memory: the history itself is read anew.
        return None


def save(folder: Path | None, key: str, head: str, mined: Mined) -> None:
    """Save what was mined up to a commit."""
    if folder is not None:
        write_cached(folder, NAME, packed(key, head, mined))

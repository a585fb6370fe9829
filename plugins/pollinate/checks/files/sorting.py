# Tells what a file that is no Markdown is: a picture by its ending, a text by its bytes (a key file
# has no ending that tells it), and the rest, of which it is kept that nobody looked into it.
# Files are read one at a time, as each is asked for: a garden may hold gigabytes.
# Must not know: where files come from, what is looked for in them.
"""Sort files into pictures, texts and the rest."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from pollinate.checks.files.pictures import ENDINGS as PICTURES
from pollinate.checks.files.pictures import LARGEST
from pollinate.checks.files.text import as_text
from pollinate.checks.files.unseen import cut_short, find_unseen
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath

MOST_BYTES = 1_000_000
"""Of a text that is no Markdown: more is data, and that is said."""
_SNIFFED = 8_000
_TWO_BYTES = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, kw_only=True)
class Sorting:
    """Files, sorted while they are read."""

    paths: Iterable[RepoPath]
    read: Callable[[RepoPath, int], bytes | None]
    """Return at most so many bytes of a file; None for what is no file."""
    known: Collection[RepoPath] = ()
    """Markdown, which is read elsewhere."""
    others: list[RepoPath] = field(default_factory=list)
    """Those that are neither, once `texts` has run."""
    cut: list[Diagnostic] = field(default_factory=list)

    def pictures(self) -> Iterator[tuple[RepoPath, bytes]]:
        """Yield each picture with its bytes."""
        for path in self.paths:
            data = self.read(path, LARGEST) if path.lower().endswith(PICTURES) else None
            if data is not None:
                yield path, data
            if data is not None and len(data) == LARGEST:
                self.cut.append(cut_short(path, LARGEST))

    def texts(self) -> Iterator[tuple[RepoPath, str]]:
        """Yield each file that holds words."""
        for path in self.paths:
            if path in self.known or path.lower().endswith(PICTURES):
                continue
            begins = self.read(path, _SNIFFED)
            if begins is None:
                continue
            data = begins if len(begins) < _SNIFFED else self.read(path, MOST_BYTES) or b""
            words = words_of(data)
            if words is None:
                self.others.append(path)
                continue
            yield path, words
            if len(data) == MOST_BYTES:
                self.cut.append(cut_short(path, MOST_BYTES))

    def unseen(self) -> Iterator[Diagnostic]:
        """Yield what was not looked at, once the rest has run."""
        yield from self.cut
        yield from find_unseen(self.others)


def words_of(data: bytes) -> str | None:
    """Return the words that a file holds; None where it is no text."""
    if data.startswith(_TWO_BYTES):
        return data.decode("utf-16", "replace").replace("\r\n", "\n")
    return None if b"\0" in data else as_text(data)

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
from pollinate.contribute.picture_parts import kind_of
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath

MOST_BYTES = 1_000_000
"""Of a text that is no Markdown: more is data, and that is said."""
_SNIFFED = 8_000
_FOUR_BYTES = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_TWO_BYTES = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, kw_only=True)
class Sorting:
    """Files, sorted while they are read."""

    paths: Iterable[RepoPath]
    read: Callable[[RepoPath, int], bytes | None]
    """Return at most so many bytes of a file; None for what is no file."""
    known: Collection[RepoPath] = ()
    """Markdown, which is read elsewhere."""
    hidden: list[RepoPath] = field(default_factory=list)
    """Pictures by their bytes, not by their ending, once `texts` has run."""
    others: list[RepoPath] = field(default_factory=list)
    """Those that are neither, once `texts` has run."""
    cut: list[Diagnostic] = field(default_factory=list)

    def pictures(self) -> Iterator[tuple[RepoPath, bytes]]:
        """Yield each picture with its bytes."""
        named = [path for path in self.paths if path.lower().endswith(PICTURES)]
        for path in (*named, *self.hidden):
            data = self.read(path, LARGEST)
            if data is not None:
                yield path, data
            if data is not None and len(data) == LARGEST:
                self.cut.append(cut_short(path, LARGEST))

    def texts(self) -> Iterator[tuple[RepoPath, str]]:
        """Yield each file that holds words."""
        for path in self.paths:
            if path in self.known:
                continue
            begins = self.read(path, _SNIFFED)
            if begins is None or (path.lower().endswith(PICTURES) and kind_of(begins)):
                continue
            data = begins if len(begins) < _SNIFFED else self.read(path, MOST_BYTES) or b""
            words = words_of(data)
            if words is not None:
                yield path, words
            elif kind_of(data):
                # The ending hides what it is.
                self.hidden.append(path)
            else:
                self.others.append(path)
            if len(data) == MOST_BYTES:
                self.cut.append(cut_short(path, MOST_BYTES))

    def binaries(self) -> Iterator[tuple[RepoPath, str]]:
        """Yield each file that is neither, as if it were a text."""
        for path in self.others:
            yield path, as_text(self.read(path, MOST_BYTES) or b"")

    def unseen(self) -> Iterator[Diagnostic]:
        """Yield what was not looked at, once the rest has run."""
        yield from self.cut
        yield from find_unseen(self.others)


def words_of(data: bytes) -> str | None:
    """Return the words that a file holds; None where it is no text."""
    if data.startswith(b"%PDF-"):
        return None
    if data.startswith(_FOUR_BYTES):
        return _lines_ended(data.decode("utf-32", "replace"))
    if data.startswith(_TWO_BYTES):
        # Two bytes are quickly put before another text, so that one is read as well.
        other = b"" if data.count(0) * 4 > len(data) else data.replace(b"\0", b"")
        return _lines_ended(data.decode("utf-16", "replace")) + f"\n{as_text(other)}"
    if b"\0" not in data:
        return as_text(data)
    for first, form in ((1, "utf-16-le"), (0, "utf-16-be")):
        half, other = data[first::2], data[1 - first :: 2]
        if half.count(0) * 10 > len(half) * 6 and not other.count(0):
            return _lines_ended(data.decode(form, "replace"))
    # A text with a byte that no text has is still read by browsers, and by people.
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return None
    return as_text(data) if data.count(0) * 10 < len(data) else None


def _lines_ended(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")

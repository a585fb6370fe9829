# One text as the rules look at it: whole, its body, and its body without code, with as many lines
# and letters as before, so that a place found in one is a place in all.
# Must not know: which rules there are, files on disk.
"""Define the text that rules look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from pollinate.content.frontmatter import FrontMatter, read_front_matter
from pollinate.paths import RepoPath, SrcUri

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]+\1(?!`)")
_LETTER = re.compile(r"[^\n]")


def as_text(data: bytes) -> str:
    """Return what a file holds, as Markdown reads it."""
    return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class Text:
    """A text of the garden, with what is cut out of it for one rule or another."""

    path: RepoPath
    uri: SrcUri
    """From `docs_dir`."""
    whole: str
    """With `\\n` for `\\r\\n`."""
    is_lesson: bool = True

    @cached_property
    def front(self) -> FrontMatter:
        """What stands above the text."""
        return read_front_matter(self.whole.encode("utf-8", "surrogatepass"), self.path)

    @cached_property
    def body_at(self) -> int:
        """The letter at which the body begins."""
        lines = self.front.body_line - 1
        return self._starts[lines] if lines < len(self._starts) else len(self.whole)

    @property
    def body(self) -> str:
        """What stands below the front matter."""
        return self.whole[self.body_at :]

    @cached_property
    def prose(self) -> str:
        """The body with blanks for code."""
        return without_code(self.body)

    @cached_property
    def words(self) -> str:
        """The same with blanks for comments too."""
        return without_comments(self.prose)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.whole))]

    def place(self, at: int) -> tuple[int, int]:
        """Return line and column, from 1, of a letter of the whole."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1

    def in_body(self, at: int) -> tuple[int, int]:
        """Return line and column, from 1, of a letter of the body."""
        return self.place(self.body_at + at)


def blank(text: str) -> str:
    """Return blanks for a text's letters; its lines stay."""
    return _LETTER.sub(" ", text)


def without_comments(text: str) -> str:
    """Return a text with blanks for comments; one that is never closed is none."""
    pieces, last = [], 0
    while (start := text.find("<!--", last)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces += [text[last:start], blank(text[start : end + 3])]
        last = end + 3
    return "".join([*pieces, text[last:]])


def without_code(text: str) -> str:
    """Return a text with blanks for code; a fence that is never closed is none."""
    lines = text.split("\n")
    mark, start = "", 0
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if not fence:
            continue
        if not mark:
            mark, start = fence[1], number
        elif fence[1].startswith(mark) and not line[fence.end() :].strip():
            for within in range(start, number + 1):
                lines[within] = " " * len(lines[within])
            mark = ""
    return _SPAN.sub(lambda m: " " * len(m[0]), "\n".join(lines))

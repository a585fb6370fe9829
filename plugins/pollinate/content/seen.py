# What a reader sees of Markdown, line for line: marks of emphasis, tags, comments, addresses of
# links and attributes are left out, entities and escapes are the letters they stand for. Roughly,
# and on purpose more than less: who looks for something in a text must not miss it for a mark.
# Every step takes a time that grows with the text alone. Must not know: what is looked for.
"""Read Markdown as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(r"<[/!?A-Za-z][^<>]*>")
_TARGET = re.compile(r"\]\([^()]*(?:\([^()\n]*\)[^()]*)?\)|\]\[[^\[\]]*\]")
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?!\^)[^\[\]\n]{1,400}\]:[ \t]*(?:\n[ \t]*)?\S[^\n]*"
    r"(?:\n[ \t]*[\"'(][^\n]*[\"')][ \t]*$)?",
    re.M,
)
_MARKS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~\n])|[*`~\[\]]+|==+|(?<![^\W_])_+|_+(?![^\W_])|\{[+=-]{2}|[+=-]{2}\}"
    r"|\{[:.#\t ][^{}\n]*\}"
)
_BEGINNING = re.compile(r"^[ \t>]+", re.M)


def seen(text: str) -> str:
    """Return a text as a reader sees it, with as many lines as it has."""
    for pattern in (_TAG, _TARGET):
        text = pattern.sub(_lines_of, without_comments(text))
    plain = _BEGINNING.sub("", _MARKS.sub("", text))
    if "&" not in plain:
        return plain
    return "\n".join(unescape(line).replace("\n", " ") for line in plain.split("\n"))


def unseen(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where nobody sees a text, of what stands on more than one line: comments,
    tags, targets of links, definitions of them.
    """
    yield from _comments(text)
    for pattern in (_TAG, _TARGET, _DEFINITION):
        for found in pattern.finditer(text):
            if "\n" in found[0]:
                # The bracket in front ends words that are seen.
                yield found.span()


def without_comments(text: str) -> str:
    """Return a text without its comments, with as many lines."""
    pieces, at = [], 0
    for start, end in _comments(text):
        pieces += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end
    return "".join([*pieces, text[at:]])


def _comments(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end + 3)


def _lines_of(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")

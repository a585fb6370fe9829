# Takes marks out of plain words that only a site's own extensions of Markdown would read: icons,
# keys, highlights, footnotes, macros. Why here: titles and sentences stand on other pages, in feeds
# and in documents, where nobody turns `:material-anchor:` into an anchor. Patterns are linear.
# Must not know: which extensions a site has, where the words stand.
"""Strip the marks of Markdown's extensions."""

from __future__ import annotations

import re

_ANY = re.compile(r"[:+=^~{\[]")
_MARKS = (
    (re.compile(r"\{\{[^{}\n]{0,400}\}\}"), "…"),
    (re.compile(r"\{%[^{}\n]{0,400}%\}|\{#[^{}\n]{0,400}#\}"), ""),
    (re.compile(r"\[\^[^\[\]\s]{1,60}\]"), ""),
    (re.compile(r"(?<![\w:]):(?:[a-z][a-z0-9_+-]{0,80}|[+-]1):(?![\w:])"), ""),
    (
        re.compile(r"(?<![\w+])\+\+(?=[^\s+])([^\s+]{1,40}(?:\+[^\s+]{1,40}){0,8})\+\+(?![\w+])"),
        r"\1",
    ),
    (re.compile(r"(?<![=!<>])==(?=[^\s=])([^=\n]{1,400}?)(?<=\S)==(?!=)"), r"\1"),
    (re.compile(r"\^\^(?=[^\s^])([^\^\n]{1,400}?)(?<=\S)\^\^"), r"\1"),
    (re.compile(r"~~(?=[^\s~])([^~\n]{1,400}?)(?<=\S)~~"), r"\1"),
    (re.compile(r"(?<=\w)\^([^\s^]{1,40})\^"), r"\1"),
    (re.compile(r"(?<=\w)~([^\s~]{1,40})~"), r"\1"),
)


def without_marks(text: str) -> str:
    """Return words without marks that would be shown raw: what a macro says is an ellipsis, an
    icon is nothing, of anything else the words stay.
    """
    if not _ANY.search(text):
        return text
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return text

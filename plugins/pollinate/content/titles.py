# Finds the level-1 heading of a text by looking at lines, as Python-Markdown takes them (`#Heading`
# counts). Why not by Markdown itself: docs/developers/decisions/titles.md. Must not know: front
# matter, where links lead, what a title is used for.
"""Find the title of a Markdown text."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pollinate.content.marks import without_marks
from pollinate.spelling import in_words

MAX_HEADING = 400
_ANY = re.compile(r"^#(?!#)|^=+[ \t]*$|<h1\b", re.MULTILINE | re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_ATX = re.compile(r"#(?![#!])[ \t]*(\S.*?)[ \t]*#*[ \t]*$")
_SETEXT = re.compile(r"=+[ \t]*$")
_RAW = re.compile(r"<h1\b[^<>]{0,300}>(.*?)</h1\s*>", re.IGNORECASE)
_MARKUP = re.compile(r"[\[\]`*_<>&\\{~:+=^]")
_CODE = re.compile(r"(`+)(.+?)\1")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^{}]{0,300}\}[ \t]*$")
_REPLACEMENTS = (
    (
        re.compile(r"!?\[([^\[\]]{0,400})\]\([^()]{0,2000}(?:\([^()]{0,400}\)[^()]{0,400})?\)"),
        r"\1",
    ),
    (re.compile(r"\[\[(?:[^\[\]|]{0,400}\|)?([^\[\]|]{1,400})\]\]"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,1000})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]{0,1000}>|<!--.{0,400}?-->"), ""),
    (re.compile(r"(\*{1,3})(?=\S)([^*]{1,400}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_]{1,400}?)(?<=\S)\1(?!\w)"), r"\2"),
)
_REFERENCE = re.compile(r"!?\[([^\[\]]{0,400})\] ?\[([^\[\]]{0,400})\]")
_DEFINED = re.compile(r"^ {0,3}\[([^\[\]\n]{1,400})\]:", re.MULTILINE)
_SHIELD = 0xF0000
"""Added to an escaped sign, so that nothing takes it for a mark: a private plane of Unicode."""
_SHIELDED = re.compile("[\U000f0000-\U000f007f]")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()<>#+.!|~-])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A level-1 heading as plain text."""

    text: str
    opens: bool
    """Nothing but blank lines and comments stands before it."""


def find_heading(body: str) -> Heading | None:
    """Return the first level-1 heading of a text that stands in no code."""
    if not _ANY.search(body):
        return None
    seen, before = 0, ""
    for line in prose_lines(body):
        words, above = _heading_in(line, before)
        plain = plain_text(words, body) if words else ""
        if plain:
            return Heading(plain, seen == above)
        seen += bool(line.strip())
        before = line
    return None


def title_from_name(uri: str) -> str:
    """Return a title made from a file name; a README is named after its folder."""
    folder, name = posixpath.split(uri)
    stem = name.rsplit(".", 1)[0] if "." in name.lstrip(".") else name
    if stem.lower() in ("readme", "index") and folder:
        stem = posixpath.basename(folder)
    return in_words(stem) or stem


def plain_text(markdown: str, body: str = "") -> str:
    """Return one line of Markdown without its marks; `body` says which references are links."""
    text = markdown[:MAX_HEADING]
    if not _MARKUP.search(text):
        return " ".join(text.split())
    text = _ATTRIBUTES.sub("", text)
    parts, start = [], 0
    for code in _CODE.finditer(text):
        parts += [_strip(text[start : code.start()], body), code[2].strip()]
        start = code.end()
    return " ".join("".join([*parts, _strip(text[start:], body)]).split())


def _strip(text: str, body: str) -> str:
    text = _ESCAPE.sub(lambda found: chr(ord(found[1]) + _SHIELD), text)
    # Two rounds: an image within a link, a strong word within an emphasised sentence.
    for _ in range(2):
        for pattern, replacement in _REPLACEMENTS:
            text = pattern.sub(replacement, text)
    if "][" in text or "] [" in text:
        defined = {_name(found[1]) for found in _DEFINED.finditer(body)}
        text = _REFERENCE.sub(
            lambda found: found[1] if _name(found[2] or found[1]) in defined else found[0], text
        )
    text = without_marks(text)
    return html.unescape(_SHIELDED.sub(lambda found: chr(ord(found[0]) - _SHIELD), text))


def _name(reference: str) -> str:
    return " ".join(reference.split()).lower()


def _heading_in(line: str, before: str) -> tuple[str, int]:
    """Return the words of a heading that ends with this line, and how many of its lines came
    before.
    """
    if line.startswith("#"):
        found = _ATX.match(line[:MAX_HEADING])
        return (found[1] if found else "", 0)
    if (
        line.startswith("=")
        and before.strip()
        and not before.startswith(("#", "    ", ">"))
        and _SETEXT.match(line)
    ):
        return before.strip(), 1
    found = _RAW.search(line[: 4 * MAX_HEADING]) if "<" in line else None
    return (found[1] if found else "", 0)


def prose_lines(body: str) -> Iterator[str]:
    """Yield the lines of a text that stand in no fence and no comment; of a fence, one line of
    its marks.
    """
    fence, comment = "", False
    for line in body.split("\n"):
        if comment:
            comment = "-->" not in line
            continue
        if fence:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        opened = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if opened and "`" not in opened[2]:
            fence = opened[1]
            yield "```"
        elif line.lstrip().startswith("<!--"):
            comment = "-->" not in line
        else:
            yield line

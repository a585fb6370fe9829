# From the text of a note to HTML that is safe on anybody's page: few tags, no attributes but
# addresses, no pictures. Most notes are plain sentences and need no Markdown at all, which matters
# at 30,000 of them. Must not know: where a link leads, who wrote the note.
"""Render the texts of notes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import nh3
from markdown import Markdown

from pollinate.content.hostile import defuse
from pollinate.content.safe_html import is_safe_address
from pollinate.model.notes import Note
from pollinate.paths import SrcUri

_PLAIN = re.compile(r"[\[\]*_`#<>|\\&~^]|^\s*(?:[-+]|\d+[.)])\s|^ {4}|^\t|://", re.M)
_TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "hr",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sub",
    "sup",
    "ul",
}
_ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "*": set()}
"""Of all elements none: without a word for them, a title stays, which themes show as HTML."""
_SCHEMES = {"http", "https", "mailto"}
_HEADING = re.compile(r"<(/?)h[1-6][^>]*>")
_BREAK = re.compile(r"</(?:p|li|pre|blockquote)>|<br\s*/?>")
_ANY_TAG = re.compile(r"<[^>]*>")


class NoteText(NamedTuple):
    """A note's text in two forms."""

    html: str
    """Clean; addresses inside the garden as they are written."""
    words: str
    """Plain, one line for each paragraph."""


def render_notes(notes: Iterable[Note]) -> Mapping[SrcUri, NoteText]:
    """Return the text of each note."""
    markdown = Markdown(extensions=["fenced_code", "sane_lists"])
    return {note.src_uri: render_note(note.body, markdown) for note in notes}


def render_note(body: str, markdown: Markdown | None = None) -> NoteText:
    """Return one text as HTML and as plain words; never raises, whatever it holds."""
    if not _PLAIN.search(body):
        paragraphs = [
            " ".join(block.split()) for block in re.split(r"\n\s*\n", body) if block.strip()
        ]
        return NoteText(
            "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs), "\n".join(paragraphs)
        )
    safe, _ = defuse(body)
    markdown = markdown or Markdown(extensions=["fenced_code", "sane_lists"])
    markdown.reset()
    try:
        made = markdown.convert(safe)
    except Exception:
        # An extension that stumbles over one text must not end the build: it is shown as it was
        # typed.
        made = f"<p>{html.escape(body)}</p>"
    made = _HEADING.sub(lambda m: "</strong></p>" if m[1] else "<p><strong>", made)
    clean = nh3.clean(
        made,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=lambda tag, name, value: value if is_safe_address(tag, value) else None,
        url_schemes=_SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    return NoteText(clean, _words(clean))


def _words(clean: str) -> str:
    lines = _ANY_TAG.sub("", _BREAK.sub("\n", clean)).split("\n")
    return "\n".join(text for line in lines if (text := " ".join(html.unescape(line).split())))

# From the text of a note to HTML that is safe on anybody's page: few tags, no attributes but
# addresses, no pictures. Most notes are plain sentences and need no Markdown at all, which matters
# at 30,000 of them. Must not know: where a link leads, who wrote the note.
"""Render the texts of notes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import nh3
from markdown import Markdown

from pollinate.content.hostile import defuse
from pollinate.content.losses import LOOSE_ATTRIBUTE, loose_tags
from pollinate.content.safe_html import is_safe_address, scheme_of
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
_NAME = re.compile(r"[a-z][a-z0-9+:_.-]{0,30}")
_QUIET = frozenset({"class", "start", "title"})
"""Attributes that Markdown writes by itself, and that no reader of a note misses."""
_HEADING = re.compile(r"<(/?)h[1-6][^>]*>")
_BREAK = re.compile(r"</(?:p|li|pre|blockquote)>|<br\s*/?>")
_ANY_TAG = re.compile(r"<[^>]*>")


class NoteText(NamedTuple):
    """A note's text in two forms."""

    html: str
    """Clean; addresses inside the garden as they are written."""
    words: str
    """Plain, one line for each paragraph."""


def make_note_markdown() -> Markdown:
    """Return what makes HTML of notes."""
    return Markdown(extensions=["fenced_code", "sane_lists"])


def render_notes(notes: Iterable[Note]) -> Mapping[SrcUri, NoteText]:
    """Return the text of each note."""
    markdown = make_note_markdown()
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
    clean = nh3.clean(
        _made_of(body, markdown or make_note_markdown()),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=lambda tag, name, value: value if is_safe_address(tag, value) else None,
        url_schemes=_SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    return NoteText(clean, _words(clean))


def left_out_of_note(body: str, markdown: Markdown) -> tuple[str, ...]:
    """Return what of a note's text no page shows, in words, each once."""
    if not _PLAIN.search(body):
        return ()
    return tuple(dict.fromkeys(_left_out(_made_of(body, markdown))))


def _left_out(made: str) -> Iterator[str]:
    for closing, tag, attributes in loose_tags(made):
        if closing:
            continue
        if tag not in _TAGS:
            yield f"<{tag}>" if _NAME.fullmatch(tag) else "an unknown tag"
            continue
        for found in LOOSE_ATTRIBUTE.finditer(attributes):
            name, value = found[1].lower(), html.unescape((found[2] or "").strip("\"'"))
            scheme = scheme_of(value) if (tag, name) == ("a", "href") else ""
            if scheme and (scheme not in _SCHEMES or not is_safe_address(tag, value)):
                yield f"{scheme}: in {name}" if _NAME.fullmatch(scheme) else "an unknown address"
            elif name not in _QUIET and (tag, name) != ("a", "href"):
                yield f"{name} on <{tag}>" if _NAME.fullmatch(name) else "a broken attribute"


def _made_of(body: str, markdown: Markdown) -> str:
    """Return the HTML that Markdown makes of a text, headings as bold words."""
    safe, _ = defuse(body)
    markdown.reset()
    try:
        made = markdown.convert(safe)
    except Exception:
        # An extension that stumbles over one text must not end the build: it is shown as it was
        # typed.
        made = f"<p>{html.escape(body)}</p>"
    return _HEADING.sub(lambda m: "</strong></p>" if m[1] else "<p><strong>", made)


def _words(clean: str) -> str:
    lines = _ANY_TAG.sub("", _BREAK.sub("\n", clean)).split("\n")
    return "\n".join(text for line in lines if (text := " ".join(html.unescape(line).split())))

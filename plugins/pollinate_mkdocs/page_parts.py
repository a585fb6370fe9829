# The parts that plugins hand in for one page, and the order in which they stand around the author's
# text. Why here: whatever the order of plugins in mkdocs.yml, a page reads the same
# (mockups/README.md section 3). Must not know: what a part shows.
"""Collect and place the parts of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from secrets import token_hex

from markupsafe import escape
from pollinate.content.safe_html import VOID
from pollinate.model.content import Lesson
from pollinate.pages.render import Section, headings

from pollinate_mkdocs.engine import free_ids, ids_in, without_ids

BEFORE = ("stepper",)
"""Before the first heading."""
ABOVE = ("top", "byline", "when")
BELOW = ("actions", "learned", "notes", "list", "credit", "pager")
LATE = f"<!-- pollinate: byline {token_hex(8)} -->"
"""Where the byline goes: put in after the search index is made, which is of the author's words. No
author can write it, since it is another in each build.
"""
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_OPENS = re.compile(r"(?:\s|<!--.{0,1000}?-->|<a\b[^<>]{0,300}></a>){0,100}<h1\b", re.S)
"""A page whose first words are its heading, whoever wrote it: a snippet, or raw HTML."""
_NOTE = "note-"
"""How ids of notes begin: links from elsewhere lead to them, so a text may not have the same."""


class PageParts:
    """Fragments of HTML by slot."""

    def __init__(self, made: Mapping[str, str]) -> None:
        self.made = made
        """What our templates say for this page, by template; under no name, the whole of a
        generated page.
        """
        self._parts: dict[str, str] = {}
        self._byline = self.below = ""

    def add(self, slot: str, fragment: str) -> None:
        """Hand in a part; an empty one is as none."""
        if fragment.strip():
            self._parts[slot] = self._parts.get(slot, "") + fragment

    def place(self, html: str, lesson: Lesson | None, title: str) -> tuple[str, list[Section]]:
        """Return the page's HTML with the parts above its text, and the headings of those below,
        kept for later. `title` is the engine's, for a page whose text has none.
        """
        if not self._parts:
            return html, []
        self._byline = self._parts.pop("byline", "")
        html = without_ids(html, [one for one in ids_in(*self._parts.values()) if _NOTE in one])
        above = free_ids(
            "".join(LATE if slot == "byline" else self._parts.get(slot, "") for slot in ABOVE), html
        )
        self.below = free_ids("".join(self._parts.get(slot, "") for slot in BELOW), html)
        before = "".join(self._parts.get(slot, "") for slot in BEFORE)
        return before + self._placed(html, above, lesson, title), headings(self.below)

    def finish(self, html: str) -> str:
        """Return the page's HTML with the parts that were kept for later."""
        return html.replace(LATE, self._byline, 1) + self.below

    def keep(self, html: str) -> str:
        """Keep what follows a generated page's first paragraphs for later, and return those."""
        first, heading, rest = html.partition("<h2")
        self.below = heading + rest
        return first

    def _placed(self, html: str, above: str, lesson: Lesson | None, title: str) -> str:
        if not above:
            return html
        end = heading_end(html)
        if end and (lesson is None or lesson.has_heading or _OPENS.match(html)):
            return html[:end] + above + html[end:]
        heading = (
            f'<h1 id="pl-top">{escape(title or lesson.title)}</h1>'
            if lesson is not None and "<h1" not in html
            else ""
        )
        return heading + above + html


def heading_end(html: str) -> int:
    """Return where the first heading ends that stands in no other element; 0 without one.

    What an author puts around a heading, to hide it say, must not be around our parts as well.
    """
    depth, opened, position = 0, False, html.find("<")
    while position >= 0:
        if html.startswith("<!--", position):
            end = html.find("-->", position)
            position = html.find("<", end) if end >= 0 else -1
            continue
        tag = _TAG.match(html, position)
        position = html.find("<", tag.end() if tag else position + 1)
        name = tag[2].lower() if tag else ""
        if tag is None or name in VOID or tag[3].endswith("/"):
            continue
        if not tag[1]:
            opened = opened or (name == "h1" and not depth)
            depth += 1
            continue
        depth -= 1
        if depth < 0:
            return 0
        if opened and not depth:
            return tag.end()
    return 0

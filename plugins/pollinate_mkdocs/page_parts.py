# The parts that plugins hand in for one page, and the order in which they stand around the author's
# text. Why here: whatever the order of plugins in mkdocs.yml, a page reads the same
# (mockups/README.md section 3). Must not know: what a part shows.
"""Collect and place the parts of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import escape
from pollinate.model.content import Lesson
from pollinate.pages.render import Section, headings

from pollinate_mkdocs.engine import free_ids

BEFORE = ("stepper",)
"""Before the first heading."""
ABOVE = ("top", "byline", "when")
BELOW = ("actions", "learned", "notes", "list", "credit", "pager")
LATE = "<!-- pollinate: byline -->"
"""Where the byline goes: put in after the search index is made, which is of the author's words."""
_HEADING = re.compile(r"<h1\b[^>]*>.*?</h1>", re.S)


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

    def place(self, html: str, lesson: Lesson | None) -> tuple[str, list[Section]]:
        """Return the page's HTML with the parts above its text, and the headings of those below,
        kept for later.
        """
        if not self._parts:
            return html, []
        self._byline = self._parts.pop("byline", "")
        above = free_ids(
            "".join(LATE if slot == "byline" else self._parts.get(slot, "") for slot in ABOVE), html
        )
        self.below = free_ids("".join(self._parts.get(slot, "") for slot in BELOW), html)
        before = "".join(self._parts.get(slot, "") for slot in BEFORE)
        return before + self._placed(html, above, lesson), headings(self.below)

    def finish(self, html: str) -> str:
        """Return the page's HTML with the parts that were kept for later."""
        return html.replace(LATE, self._byline, 1) + self.below

    def keep(self, html: str) -> str:
        """Keep what follows a generated page's first paragraphs for later, and return those."""
        first, heading, rest = html.partition("<h2")
        self.below = heading + rest
        return first

    def _placed(self, html: str, above: str, lesson: Lesson | None) -> str:
        if not above:
            return html
        first = _HEADING.search(html)
        if first is not None and (lesson is None or lesson.has_heading):
            return html[: first.end()] + above + html[first.end() :]
        title = (
            f'<h1 id="top">{escape(lesson.title)}</h1>'
            if lesson is not None and first is None
            else ""
        )
        return title + above + html

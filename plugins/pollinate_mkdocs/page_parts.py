# The parts that plugins hand in for one page, and the order in which they stand around the author's
# text. Why here: whatever the order of plugins in mkdocs.yml, a page reads the same.
# Must not know: what a part shows.
"""Collect and place the parts of a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from secrets import token_hex

from markupsafe import escape
from pollinate.content.safe_html import VOID
from pollinate.model.content import Lesson
from pollinate.pages.render import Section, headings

from pollinate_mkdocs.engine import free_ids, ids_in, without_ids

PUT_TOGETHER = 50
"""The priority of putting a page together: other plugins look at what a page holds at 0."""
HAND_IN = PUT_TOGETHER + 10
BEFORE = ("stepper",)
"""Before the first heading."""
ABOVE = ("top", "byline", "when")
BELOW = ("actions", "learned", "notes", "list", "credit", "pager")
SEARCHED = ("top", "when", "notes")
"""What a theme's search is made of beside the author's words."""
MANY_TITLES = 20
"""Beyond so many it takes less time to make a page's parts anew than to look for each."""
OPEN, CLOSE = "<!-- pollinate: part -->", "<!-- /pollinate: part -->"
"""Around what is none of the author's words, so that a search index can be made without it. Where
an author writes the same, more of the page is taken out for that moment, and put back.
"""
PLACE = f"<!-- pollinate: {token_hex(8)} "
"""Where a part was taken out. No author can write it, since it is another in each build."""
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
        self.lists: dict[str, str] = {}
        """What else of ours stands on it, by name."""
        self._parts: dict[str, str] = {}
        self._hidden: list[str] = []

    def add(self, slot: str, fragment: str) -> None:
        """Hand in a part; an empty one is as none."""
        if fragment.strip():
            self._parts[slot] = self._parts.get(slot, "") + fragment

    def place(self, html: str, lesson: Lesson | None, title: str) -> tuple[str, list[Section]]:
        """Return the page's HTML with all parts, and the headings of those below its text.

        `title` is the engine's, for a page whose text has none.
        """
        if not self._parts:
            return html, []
        html = without_ids(html, [one for one in ids_in(*self._parts.values()) if _NOTE in one])
        above = free_ids("".join(self._slot(slot) for slot in ABOVE), html)
        below = free_ids("".join(map(self._slot, BELOW)), html)
        before = "".join(_marked(self._parts.get(slot, "")) for slot in BEFORE)
        whole = before + self._placed(html, above, lesson, title) + below
        return whole, headings(below)

    def renew(self, html: str, made: Mapping[str, str], lists: Mapping[str, str]) -> str:
        """Return a page's HTML with our parts made anew; one that another plugin or an id that was
        taken changed stays as it was.
        """
        for earlier, later in ((self.made, made), (self.lists, lists)):
            for name, part in earlier.items():
                if part.strip() and later.get(name, part) != part:
                    html = html.replace(part, later[name], 1)
        return html

    def may_name(self, titles: Collection[str]) -> bool:
        """Tell whether our parts may hold one of some titles; of many nobody looks for each."""
        whole = "\n".join((*self.made.values(), *self.lists.values()))
        return len(titles) > MANY_TITLES or any(str(escape(title)) in whole for title in titles)

    def hide(self, html: str) -> str:
        """Return a page's HTML without what is none of its author's words."""
        pieces, at = [], 0
        while (start := html.find(OPEN, at)) >= 0 and (end := html.find(CLOSE, start)) >= 0:
            pieces += [html[at:start], f"{PLACE}{len(self._hidden)} -->"]
            self._hidden.append(html[start + len(OPEN) : end])
            at = end + len(CLOSE)
        return "".join([*pieces, html[at:]])

    def show(self, html: str) -> str:
        """Return it with what was hidden, where another plugin left its place."""
        for number, part in enumerate(self._hidden):
            html = html.replace(f"{PLACE}{number} -->", part, 1)
        return html

    def _slot(self, slot: str) -> str:
        part = self._parts.get(slot, "")
        return part if slot in SEARCHED else _marked(part)

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


def after_first_words(html: str) -> str:
    """Return a generated page's HTML with a mark around what follows its first paragraphs."""
    first, heading, rest = html.partition("<h2")
    return first + _marked(heading + rest)


def _marked(part: str) -> str:
    return f"{OPEN}{part}{CLOSE}" if part else ""


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

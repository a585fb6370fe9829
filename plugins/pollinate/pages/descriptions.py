# What a page is about, in one sentence of its own: for search engines, for chats that unfold a
# link, and for whoever reads a list of results. Only sentences that stand on the page; where none
# fits, nothing, and the site's own sentence stands there.
# Must not know: MkDocs, HTML.
"""Describe pages in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from pollinate.model.notes import NoteKind
from pollinate.pages.parts import Lookup
from pollinate.paths import Slug, SrcUri

LONGEST = 200
LEDES = {
    "people.html": "people-lede",
    "months.html": "months-lede",
    "trails.html": "trails-lede",
    "gatherings.html": "gatherings-lede",
    "sources.html": "sources-lede",
    "attribution.html": "attribution-lede",
    "situations.html": "situations-lede",
    "take_parts.html": "take-part-lede",
    "policy.html": "policy-lede",
}
"""Templates of pages that begin with a sentence of ours."""


class Descriptions:
    """Answers what any page of a garden is about."""

    def __init__(self, look: Lookup, months: Mapping[str, SrcUri]) -> None:
        self._look = look
        self._people: dict[SrcUri, Slug] = {}
        for slug in look.garden.contributors:
            if page := look.person(slug).page:
                self._people[page] = slug
        self._months = {page: month for month, page in months.items()}

    def of(self, uri: SrcUri, template: str = "") -> str:
        """Return the description of a page; `template` is that of a generated one."""
        content = self._look.garden.content
        if lesson := content.lessons.get(uri):
            return _cut(lesson.summary or self._when(lesson.applies_when) or lesson.opening)
        if trail := self._look.garden.trails.get(uri):
            return _cut(trail.trail.summary)
        if uri in self._people:
            about = self._look.contributor(self._people[uri]).ask_about
            return (
                _cut(self._look.messages.tell("ask-about", things=", ".join(about)))
                if about
                else ""
            )
        if uri in self._months:
            return _cut(self._thanked(self._months[uri]))
        if (own := content.pages.get(uri)) and own.opening:
            return _cut(own.opening)
        key = LEDES.get(template)
        return _cut(self._look.messages.tell(key)) if key else ""

    def _when(self, conditions: tuple[str, ...]) -> str:
        tell = self._look.messages.tell
        return tell("labelled", label=tell("when-row"), text=conditions[0]) if conditions else ""

    def _thanked(self, month: str) -> str:
        """Return the first thank-you of a month."""
        for note in self._look.garden.notes:
            if note.kind is NoteKind.THANKS and note.text and note.when[:7] == month:
                return note.text
        return ""


def _cut(text: str) -> str:
    """Return a text on one line, its beginning where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"

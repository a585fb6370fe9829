# What a theme's own search is told of a lesson, while its index is made: its state in the title,
# since who searches must see that a lesson is retired before opening it, and its situations among
# the tags, which the theme weighs and shows. The page itself says both, so all is put back after.
# Why here: engines take title, heading and tags from the page, and all are theirs.
# Must not know: what a state means.
"""Say states and situations in a theme's search."""

from __future__ import annotations

from html import escape
from typing import Any

from pollinate.messages.catalogue import Messages
from pollinate.model.public import PublicGarden
from pollinate.paths import SrcUri

from pollinate_mkdocs.page_parts import heading_end

_END = "</h1>"
THEIRS = {"tags": (1e6, 12.0), "title": (1e3, 8.0)}
"""What Material weighs a field by itself, and what a garden does: a word in a title or a tag must
not hide a page that answers a whole question.
"""


def weigh(config: Any) -> None:
    """Weigh the fields of Material's search for a garden, but those that the site weighs itself."""
    for name in ("search", "material/search"):
        fields = getattr(getattr(config.plugins.get(name), "config", None), "fields", None)
        for field, (theirs, ours) in THEIRS.items():
            if isinstance(fields, dict) and fields.get(field) == {"boost": theirs}:
                fields[field] = {"boost": ours}


class SearchTitles:
    """The titles of pages whose state is said for a moment."""

    def __init__(self) -> None:
        self._changed: dict[str, tuple[str, str | None]] = {}
        self._tags: dict[str, Any] = {}

    def mark(self, page: Any, garden: PublicGarden, messages: Messages) -> None:
        """Add a lesson's state to its page's title and heading, and its situations to its tags."""
        uri = SrcUri(page.file.src_uri)
        if lesson := garden.content.lessons.get(uri):
            self._tags[uri] = tags = page.meta.get("tags")
            # Material sets what it shows of them as HTML.
            own = tags if isinstance(tags, list) else []
            page.meta["tags"] = [*map(escape, lesson.applies_when), *own]
        state = garden.state(uri) if uri in garden.content.lessons else ""
        if not state:
            return
        words = messages.tell("in-brackets", text=messages.tell(f"state-{state}"))
        added = f" {escape(words)}{_END}"
        end = heading_end(page.content)
        self._changed[uri] = (added, page.__dict__.get("title"))
        page.title = f"{page.title} {words}"
        if end and page.content[:end].endswith(_END):
            page.content = page.content[: end - len(_END)] + added + page.content[end:]

    def take_back(self, page: Any) -> None:
        """Put title, heading and tags back as they were."""
        if page.file.src_uri in self._tags:
            tags = self._tags.pop(page.file.src_uri)
            page.meta.pop("tags", None)
            if tags is not None:
                page.meta["tags"] = tags
        if (changed := self._changed.pop(page.file.src_uri, None)) is None:
            return
        added, title = changed
        page.content = page.content.replace(added, _END, 1)
        page.__dict__.pop("title", None)
        if title is not None:
            page.title = title

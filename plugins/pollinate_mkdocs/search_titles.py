# Says a lesson's state in the title under which search lists it, while a search index is made:
# who searches must see that a lesson is retired before opening it. The page itself says so in its
# notice, so title and heading are put back after. Why here: engines take the title from the page
# or from its heading, and both are theirs.
# Must not know: what a state means.
"""Say states in search."""

from __future__ import annotations

from html import escape
from typing import Any

from pollinate.messages.catalogue import Messages
from pollinate.model.public import PublicGarden
from pollinate.paths import SrcUri

from pollinate_mkdocs.page_parts import heading_end

_END = "</h1>"


class SearchTitles:
    """The titles of pages whose state is said for a moment."""

    def __init__(self) -> None:
        self._changed: dict[str, tuple[str, str | None]] = {}

    def mark(self, page: Any, garden: PublicGarden, messages: Messages) -> None:
        """Add a lesson's state to its page's title and heading."""
        uri = SrcUri(page.file.src_uri)
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
        """Put title and heading back as they were."""
        if (changed := self._changed.pop(page.file.src_uri, None)) is None:
            return
        added, title = changed
        page.content = page.content.replace(added, _END, 1)
        page.__dict__.pop("title", None)
        if title is not None:
            page.title = title

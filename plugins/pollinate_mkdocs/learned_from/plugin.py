# Sources, backlinks with their sentences, lineage. The pages are planned by pollinate.pages.site.
# Must not know: how a link is resolved.
"""Show what lessons were learned from, and what grew from them."""

from __future__ import annotations

from pollinate_mkdocs.part_plugin import PartPlugin


class LearnedFromPlugin(PartPlugin):
    """Hand in what a lesson was learned from and what grew from it."""

    name = "pollinate/learned-from"
    slots = (("learned", "learned.html"),)

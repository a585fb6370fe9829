# Bylines, credit panels, how a lesson is cited, people pages, the attribution page. The pages are
# planned by pollinate.pages.site. Must not know: how a credit is derived.
"""Show who made each lesson."""

from __future__ import annotations

from pollinate_mkdocs.part_plugin import PartPlugin


class AttributionPlugin(PartPlugin):
    """Hand in byline, credit panel, and how to cite a lesson."""

    name = "pollinate/attribution"
    slots = (("byline", "byline.html"), ("credit", "credit.html"), ("credit", "cite.html"))

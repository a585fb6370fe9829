# Bylines, credit panels, people pages, the attribution page. The pages are planned by
# pollinate.pages.site. Must not know: how a credit is derived.
"""Show who made each lesson."""

from __future__ import annotations

from pollinate_mkdocs.part_plugin import PartPlugin


class AttributionPlugin(PartPlugin):
    """Hand in byline and credit panel."""

    name = "pollinate/attribution"
    slots = (("byline", "byline.html"), ("credit", "credit.html"))

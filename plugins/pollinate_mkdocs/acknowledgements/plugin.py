# Thanks by month. The pages are planned by pollinate.pages.site as soon as this plugin is in use.
# Must not know: how an acknowledgement is derived.
"""Show who is thanked for what."""

from __future__ import annotations

from pollinate_mkdocs.part_plugin import PartPlugin


class AcknowledgementsPlugin(PartPlugin):
    """Switch the acknowledgement pages on."""

    name = "pollinate/acknowledgements"

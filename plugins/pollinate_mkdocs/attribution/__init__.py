"""Provide the plugin of this folder."""

from pollinate_mkdocs.attribution.plugin import AttributionPlugin

__all__ = ["AttributionPlugin"]

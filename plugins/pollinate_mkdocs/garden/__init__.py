"""Provide the plugin of this folder."""

from pollinate_mkdocs.garden.plugin import GardenPlugin

__all__ = ["GardenPlugin"]

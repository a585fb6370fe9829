"""Provide the plugin of this folder."""

from pollinate_mkdocs.trails.plugin import TrailsPlugin

__all__ = ["TrailsPlugin"]

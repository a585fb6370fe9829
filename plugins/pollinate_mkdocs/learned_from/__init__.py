"""Provide the plugin of this folder."""

from pollinate_mkdocs.learned_from.plugin import LearnedFromPlugin

__all__ = ["LearnedFromPlugin"]

"""Provide the plugin of this folder."""

from pollinate_mkdocs.acknowledgements.plugin import AcknowledgementsPlugin

__all__ = ["AcknowledgementsPlugin"]

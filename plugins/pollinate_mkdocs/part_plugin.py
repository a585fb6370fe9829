# What the three plugins that hand in parts have in common: find the garden, find the lesson, hand
# in. Must not know: what any of them shows.
"""Give plugins that hand in parts their common ground."""

from __future__ import annotations

from typing import Any

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from pollinate_mkdocs.page_parts import HAND_IN

GARDEN = "pollinate/garden"
_EXAMPLE = "plugins:\n  - search\n  - pollinate/garden\n  - {name}"


class NoSettings(Config):
    """No settings of its own: all stand under `pollinate/garden`."""


class PartPlugin(BasePlugin[NoSettings]):
    """Hand in one template's HTML for each lesson."""

    name = ""
    """As in mkdocs.yml."""
    slots: tuple[tuple[str, str], ...] = ()
    """Slot and template of each part."""

    def on_config(self, config: Any) -> Any:
        """Insist on the garden plugin, which holds what this one shows."""
        if GARDEN not in config.plugins:
            example = _EXAMPLE.format(name=self.name)
            raise PluginError(
                f"{self.name} needs {GARDEN}, which mines and reads the garden. Add it to"
                f" mkdocs.yml:\n\n{example}"
            )
        return config

    @event_priority(HAND_IN)
    def on_page_content(self, html: str, *, page: Any, config: Any, files: Any) -> str:
        """Hand in this plugin's parts of a lesson. Priority: before they are put together."""
        garden = config.plugins[GARDEN]
        lesson = garden.lesson(page)
        if lesson is not None:
            parts = garden.parts(page)
            for slot, template in self.slots:
                parts.add(slot, parts.made.get(template, ""))
        return html

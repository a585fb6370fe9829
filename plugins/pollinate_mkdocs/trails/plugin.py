# Trails: on a lesson where it stands on each, with the steps before and after. The trail's own page
# and the list of all are planned by pollinate.pages.site. Must not know: how a step finds its
# lesson.
"""Show the trails that lessons stand on."""

from __future__ import annotations

from typing import Any

from pollinate.pages.assets import SCRIPT

from pollinate_mkdocs.own_files import free_name
from pollinate_mkdocs.part_plugin import PartPlugin


class TrailsPlugin(PartPlugin):
    """Hand in where a lesson stands on trails."""

    name = "pollinate/trails"
    slots = (("stepper", "stepper.html"), ("pager", "pager.html"))

    def on_config(self, config: Any) -> Any:
        """Add the script that keeps a reader's own ticks; without it a trail is a plain list."""
        if (name := free_name(config, SCRIPT)) not in config.extra_javascript:
            config.extra_javascript.append(name)
        return super().on_config(config)

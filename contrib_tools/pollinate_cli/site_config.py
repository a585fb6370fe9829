# The MkDocs configuration that `build` and `serve` work with: the garden's own, or one made for a
# bare tree of Markdown. Why here: MkDocs refuses a docs_dir that holds its own file, so a made one
# lies in a folder of its own, elsewhere. Must not know: how a site is built.
"""Give the site's configuration file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pollinate.config_file import find_config, read_config
from pollinate.errors import SettingsError
from pollinate.settings import Settings
from pollinate.settings_file import garden_values

from pollinate_cli.cli import GardenPlace

PLUGINS = (
    "pollinate/attribution",
    "pollinate/acknowledgements",
    "pollinate/learned-from",
    "pollinate/trails",
)
PALETTE = [
    {"media": "(prefers-color-scheme: light)", "scheme": "default",
     "primary": "custom", "accent": "custom",
     "toggle": {"icon": "material/weather-night", "name": "Use the dark scheme"}},
    {"media": "(prefers-color-scheme: dark)", "scheme": "slate",
     "primary": "custom", "accent": "custom",
     "toggle": {"icon": "material/weather-sunny", "name": "Use the light scheme"}},
]  # fmt: skip


@contextmanager
def site_config(
    place: GardenPlace, site_dir: Path | None = None
) -> Iterator[tuple[Path, Settings]]:
    """Give a configuration file for as long as it is needed, and the settings that it stands
    for.
    """
    settings = place.settings()
    own = find_config(place.directory)
    if own is not None and not place.docs_dir and not place.lessons:
        if garden_values(read_config(own)) is None:
            raise SettingsError(
                "this site does not use pollinate yet",
                place=own.name,
                cure="Add two lines under `plugins`:",
                example="plugins:\n  - search\n  - pollinate/garden\n  - pollinate/attribution",
            )
        yield own, settings
        return
    with tempfile.TemporaryDirectory(prefix="pollinate-") as folder:
        made = Path(folder) / "mkdocs.yml"
        made.write_text(json.dumps(_made(settings, place, site_dir)), encoding="utf-8")
        yield made, settings


def _made(settings: Settings, place: GardenPlace, site_dir: Path | None) -> dict[str, object]:
    own = find_config(place.directory)
    # Nobody has said under which licence the texts of a bare tree are used, so no page says it.
    values: dict[str, Any] = {"license": ""}
    if own:
        values = garden_values(read_config(own)) or {}
    values["lessons"] = list(settings.lessons)
    values["look"] = "garden"
    return {
        "site_name": settings.site_name,
        "docs_dir": str(settings.docs_dir),
        "site_dir": str(site_dir or settings.root / "site"),
        **({"repo_url": settings.repo_url} if settings.repo_url else {}),
        "theme": {
            "name": "material",
            "font": False,
            "palette": PALETTE,
            "features": ["navigation.indexes", "navigation.prune", "toc.follow"],
        },
        "extra": {"generator": False, "pollinate_root": str(settings.root)},
        "plugins": ["search", {"pollinate/garden": values}, *PLUGINS],
        "markdown_extensions": [
            "attr_list",
            "admonition",
            "tables",
            "footnotes",
            "pymdownx.superfences",
            "pymdownx.details",
            {"toc": {"permalink": False}},
        ],
        "validation": {
            "links": {
                "not_found": "info",
                "anchors": "info",
                "unrecognized_links": "info",
                # As forges read them: from the top of the tree.
                "absolute_links": "relative_to_docs",
            },
            "nav": {"omitted_files": "ignore"},
        },
    }

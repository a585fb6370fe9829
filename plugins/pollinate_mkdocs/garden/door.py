# What comes in through an engine's configuration. Why here: the plugin itself is only events. Must
# not know: pages.
"""Read a garden's settings from an engine's configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from pollinate.errors import PollinateError
from pollinate.settings import Settings, make_settings

from pollinate_mkdocs.garden.config import GardenConfig


def read_settings(plugin: GardenConfig, config: Any) -> Settings:
    """Return our settings from a validated MkDocs config; raises PluginError with place and
    cure.
    """
    values = {key: value for key, value in plugin.items() if value is not None}
    path = Path(config.config_file_path).resolve() if config.config_file_path else None
    root = path.parent if path else Path(config.docs_dir).resolve().parent
    if override := (config.extra or {}).get("pollinate_root"):
        root = Path(override)
    try:
        return make_settings(
            values,
            place=str(path.name if path else "mkdocs.yml"),
            root=root,
            docs_dir=Path(config.docs_dir).resolve(),
            site_name=config.site_name,
            repo_url=config.repo_url or "",
            edit_branch=_branch(config),
        )
    except PollinateError as error:
        raise PluginError(f"pollinate: {error}") from error


def _branch(config: Any) -> str:
    words = (config.edit_uri or "").strip("/").split("/")
    return words[1] if len(words) > 1 and words[0] in ("edit", "blob", "_edit") else "main"

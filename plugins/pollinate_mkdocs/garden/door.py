# What comes in through an engine's configuration, and what stops a build at once. Why here: the
# plugin itself is only events. Must not know: pages.
"""Read a garden's settings from an engine's configuration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from pollinate.errors import PollinateError
from pollinate.locks import locks_of
from pollinate.model.diagnostics import Diagnostic
from pollinate.settings import Settings, make_settings

from pollinate_mkdocs.garden.config import GardenConfig


def refuse_doubtful(diagnostics: Iterable[Diagnostic]) -> None:
    """Stop a build that might name somebody who asked not to be named."""
    if found := [one for one in diagnostics if one.stops_build]:
        lines = [f"{one.path}: {one.message}. {one.cure}" for one in found]
        raise PluginError(
            "pollinate: it is in doubt who wants to be shown how, so nothing is built:\n"
            + "\n".join(lines)
        )


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
            locks=locks_of(partial(_set_for, config)),
        )
    except PollinateError as error:
        raise PluginError(f"pollinate: {error}") from error


def _set_for(config: Any, name: str) -> Mapping[str, Any] | None:
    """Return what is set for a plugin of others; None where it isn't in use."""
    plugin = config.plugins.get(name)
    return None if plugin is None else dict(plugin.config)


def _branch(config: Any) -> str:
    words = (config.edit_uri or "").strip("/").split("/")
    return words[1] if len(words) > 1 and words[0] in ("edit", "blob", "_edit") else "main"

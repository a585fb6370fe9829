# What comes in through an engine's configuration. Why here: the plugin itself is only events. Must
# not know: pages.
"""Read a garden's settings from an engine's configuration."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from pollinate.contribute.forge import branch_in
from pollinate.errors import PollinateError
from pollinate.history.repository import default_branch, open_repository
from pollinate.locks import locks_of
from pollinate.runtime.walk import repository_root
from pollinate.settings import Settings, make_settings
from pollinate.settings_file import left_out

from pollinate_mkdocs.garden.config import GardenConfig


def read_settings(plugin: GardenConfig, config: Any, *, drafts: bool = False) -> Settings:
    """Return our settings from a validated MkDocs config, in which drafts are pages or not; raises
    PluginError with place and cure.
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
            exclude=_left_out(config, drafts=drafts),
            site_language=_theme_language(config.theme),
            seen_branch=_branch(config) if not plugin.get("branch") else "",
            locks=locks_of(partial(_set_for, config)),
            strangers=frozenset((config.extra or {}).get("pollinate_strangers") or ()),
        )
    except PollinateError as error:
        raise PluginError(f"pollinate: {error}") from error


def _left_out(config: Any, *, drafts: bool) -> tuple[str, ...]:
    """Return what a site leaves out, with the words of its own file, as the command line reads
    them: other words would make each of the two forget what the other one mined.
    """
    keys = ("exclude_docs",) if drafts else ("exclude_docs", "draft_docs")
    found = [config.get(key) for key in keys]
    lines = (one.pattern for spec in found if spec for one in spec.patterns)
    return left_out(str(line) for line in lines)


def _set_for(config: Any, name: str) -> Mapping[str, Any] | None:
    """Return what is set for a plugin of others; None where it isn't in use."""
    plugin = config.plugins.get(name)
    return None if plugin is None else dict(plugin.config)


def _theme_language(theme: Any) -> str:
    """Return the language of a theme: Material has `language`, MkDocs's own have `locale`."""
    said = [theme[key] for key in ("language", "locale") if key in theme]
    return str(said[0]) if said else ""


def _branch(config: Any) -> str:
    """Return the branch that a site's own `edit_uri` names, else the one that Git knows.

    What MkDocs puts in its place, where a site says nothing, names a branch that need not be there.
    """
    docs = Path(config.docs_dir).resolve()
    root = repository_root(docs)
    inside = docs.relative_to(root).as_posix() if root else ""
    with warnings.catch_warnings():
        # An engine warns whoever asks what stands in the files; nothing else tells.
        warnings.simplefilter("ignore")
        said = [one for values in config.user_configs for one in _edit_uris(values)]
    named = next((found for one in said if (found := branch_in(one, inside.strip(".")))), "")
    if named or root is None:
        return named
    try:
        return default_branch(open_repository(docs))
    except PollinateError:
        # Whoever needs the history is told what is wrong with it.
        return ""


def _edit_uris(values: Mapping[str, Any]) -> Iterator[str]:
    for key in ("edit_uri_template", "edit_uri"):
        if isinstance(values.get(key), str):
            yield values[key]

# Finds our settings in mkdocs.yml, as the command line needs them.
# Why here: an engine hands its plugins a checked configuration; the command line has only the file
# (config_file.py reads it as data). Must not know: MkDocs.
"""Read settings from mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pollinate.config_file import find_config, read_config, top_of
from pollinate.errors import SettingsError
from pollinate.locks import locks_of
from pollinate.settings import Settings, make_settings

GARDEN = "pollinate/garden"
MAKERS = frozenset(
    {
        *("gen-files", "mkdocs-simple-hooks", "redirects", "monorepo", "multirepo", "mkdoxy"),
        *("techdocs-core", "blog", "material/blog", "api-autonav", "mkapi", "coverage", "blogging"),
        *("mkdocs-jupyter", "kroki", "exporter", "bibtex", "include_dir_to_nav", "git-snippet"),
    }
)
"""Plugins of others that make pages, or take them from elsewhere."""


def garden_values(config: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what stands under `pollinate/garden`; None when the plugin isn't used."""
    for name, values in plugins_of(config):
        if name == GARDEN:
            if values is not None and not isinstance(values, dict):
                raise SettingsError(
                    f"'{GARDEN}' must hold settings",
                    place="mkdocs.yml",
                    example=f"- {GARDEN}:\n    lessons: ['**/*.md']",
                )
            # Any plugin may be switched off by MkDocs itself; to us a garden stays one.
            return {key: value for key, value in (values or {}).items() if key != "enabled"}
    return None


def plugin_names(config: Mapping[str, Any]) -> list[str]:
    """Return the plugins that a configuration names, in order."""
    return [name for name, _ in plugins_of(config)]


def plugins_of(config: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return each plugin that a configuration names, in order, and what is set for it."""
    found: list[tuple[str, Any]] = []
    plugins = config.get("plugins")
    if isinstance(plugins, dict):
        plugins = [{name: values} for name, values in plugins.items()]
    for item in plugins if isinstance(plugins, list) else []:
        if isinstance(item, str):
            found.append((item, None))
        elif isinstance(item, dict):
            found += [(str(name), values) for name, values in item.items()]
    return found


def _set_for(config: Mapping[str, Any], plugin: str) -> Mapping[str, Any] | None:
    return next(
        (
            values
            for name, values in plugins_of(config)
            if name == plugin and isinstance(values, dict) and values.get("enabled") is not False
        ),
        None,
    )


def read_settings(directory: Path, docs_dir: str = "", lessons: Sequence[str] = ()) -> Settings:
    """Return the settings of the garden in a folder; `docs_dir` and `lessons` override what a file
    says.

    Raises SettingsError when there is neither a configuration nor a `docs_dir`.
    """
    if not directory.is_dir():
        raise SettingsError(
            "there is no such folder", place=str(directory), cure="Say with -C where the garden is."
        )
    path = find_config(directory)
    config = read_config(path) if path else {}
    values = garden_values(config) or {}
    if lessons:
        values["lessons"] = list(lessons)
    root = path.parent if path else _repository(directory)
    docs = (
        directory / docs_dir if docs_dir else root / str(config.get("docs_dir") or "docs")
    ).resolve()
    if path and not docs_dir and not docs.is_relative_to(top_of(path)):
        raise SettingsError(
            f"docs_dir is '{config.get('docs_dir') or 'docs'}', which leads out of the repository",
            place=path.name,
            cure="Say so yourself if you trust this file: --docs-dir FOLDER",
        )
    if not docs.is_dir():
        raise SettingsError(
            f"the folder '{docs.name}' with the lessons does not exist",
            place=str(directory),
            cure="Say where they are, or make a garden to look around in:",
            example='pollinate -C DIR --docs-dir . --lessons "**/*.md" check\npollinate demo DIR',
        )
    return make_settings(
        values,
        place=path.name if path else "",
        root=root,
        docs_dir=docs,
        site_name=str(config.get("site_name") or root.name),
        repo_url=str(config.get("repo_url") or ""),
        exclude=_excluded(config),
        site_language=_theme_language(config),
        locks=locks_of(partial(_set_for, config)),
        maker=_maker(config),
    )


def _theme_language(config: Mapping[str, Any]) -> str:
    """Return what a theme is told: Material knows `language`, MkDocs's own know `locale`."""
    theme = config.get("theme")
    if not isinstance(theme, dict):
        return ""
    keys = ("language",) if theme.get("name") == "material" else ("language", "locale")
    return next((theme[key] for key in keys if isinstance(theme.get(key), str)), "")


def _maker(config: Mapping[str, Any]) -> str:
    """Return what makes pages that no file holds: hooks can, and some plugins of others do."""
    if config.get("hooks"):
        return "hooks"
    return next((name for name in plugin_names(config) if name in MAKERS), "")


def _excluded(config: Mapping[str, Any]) -> tuple[str, ...]:
    said = [config.get(key) for key in ("exclude_docs", "draft_docs")]
    lines = [line for text in said if isinstance(text, str) for line in text.splitlines()]
    return left_out(lines)


def left_out(lines: Iterable[str]) -> tuple[str, ...]:
    """Return what a site leaves out, as MkDocs does: lines of `exclude_docs` and `draft_docs`, and
    the folder of templates that it leaves out by itself.
    """
    return ("/templates/", *lines)


def _repository(directory: Path) -> Path:
    directory = directory.resolve()
    return next((p for p in (directory, *directory.parents) if (p / ".git").exists()), directory)

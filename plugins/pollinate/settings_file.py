# Reads our settings out of mkdocs.yml without running anything: no hook, plugin or tag of that
# file. Why here: the command line must work on a stranger's checkout; MkDocs's own loader imports
# what the file names. It follows INHERIT inside the repository and reads `!ENV [X, default]` as
# MkDocs does. Must not know: MkDocs.
"""Read settings from mkdocs.yml."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from pollinate.errors import SettingsError
from pollinate.locks import locks_of
from pollinate.settings import Settings, make_settings

NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
GARDEN = "pollinate/garden"


class _Loader(yaml.SafeLoader):
    """A SafeLoader for which every unknown tag is only an opaque value."""


def _env(loader: _Loader, node: yaml.Node) -> Any:
    """Return the value of `!ENV NAME`, or the first one set of `!ENV [A, B, default]`."""
    if isinstance(node, yaml.ScalarNode):
        return _scalar(os.environ.get(str(loader.construct_scalar(node))))
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return None
    *names, default = (
        loader.construct_sequence(node)
        if len(node.value) > 1
        else [*loader.construct_sequence(node), None]
    )
    return next(
        (_scalar(os.environ[str(name)]) for name in names if str(name) in os.environ), default
    )


def _scalar(text: str | None) -> Any:
    if text is None:
        return None
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError:
        return text
    return value if isinstance(value, str | bool | int | float) else text


def _opaque(loader: _Loader, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return str(node.value)


_Loader.add_constructor("!ENV", _env)
_Loader.add_multi_constructor("!", _opaque)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _opaque)


def find_config(start: Path) -> Path | None:
    """Return the configuration beside or above a folder, not above its repository."""
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
        if (folder / ".git").exists():
            return None
    return None


def read_config(path: Path, top: Path | None = None) -> dict[str, Any]:
    """Return a configuration with what it inherits; raises SettingsError with file and line for
    what can't be read.
    """
    top = top or _top(path)
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8-sig"), _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path.name}:{mark.line + 1}" if mark else path.name
        raise SettingsError(
            f"this is not valid YAML: {getattr(error, 'problem', None) or 'unknown problem'}",
            place=place,
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("the configuration can't be read", place=str(path)) from error
    if not isinstance(loaded, dict):
        raise SettingsError(
            "the configuration must be a mapping of settings",
            place=path.name,
            example="site_name: Our garden",
        )
    parent = loaded.pop("INHERIT", None)
    if not isinstance(parent, str):
        return loaded
    target = (path.parent / parent).resolve()
    if not target.is_relative_to(top) or not target.is_file() or target == path.resolve():
        raise SettingsError(
            f"INHERIT names '{parent}', which is not a file of this repository", place=path.name
        )
    return _merged(read_config(target, top), loaded)


def _top(path: Path) -> Path:
    folder = path.resolve().parent
    return next((p for p in (folder, *folder.parents) if (p / ".git").exists()), folder)


def _merged(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    for key, value in over.items():
        old = base.get(key)
        base[key] = (
            _merged(old, value) if isinstance(old, dict) and isinstance(value, Mapping) else value
        )
    return base


def garden_values(config: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what stands under `pollinate/garden`; None when the plugin isn't used."""
    for name, values in _plugins(config):
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
    return [name for name, _ in _plugins(config)]


def _plugins(config: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each plugin that a configuration names, and what is set for it."""
    plugins = config.get("plugins")
    if isinstance(plugins, dict):
        plugins = [{name: values} for name, values in plugins.items()]
    for item in plugins if isinstance(plugins, list) else []:
        if isinstance(item, str):
            yield item, None
        elif isinstance(item, dict):
            yield from ((str(name), values) for name, values in item.items())


def _set_for(config: Mapping[str, Any], plugin: str) -> Mapping[str, Any] | None:
    return next(
        (
            values
            for name, values in _plugins(config)
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
    if not docs.is_dir():
        raise SettingsError(
            f"the folder '{docs.name}' with the lessons does not exist",
            place=str(directory),
            cure="Say where they are, or make a garden to look around in:",
            example="pollinate -C DIR --docs-dir . --lessons '**/*.md' check\npollinate demo DIR",
        )
    return make_settings(
        values,
        place=path.name if path else "",
        root=root,
        docs_dir=docs,
        site_name=str(config.get("site_name") or root.name),
        repo_url=str(config.get("repo_url") or ""),
        exclude=_excluded(config),
        locks=locks_of(partial(_set_for, config)),
    )


def _excluded(config: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a site leaves out, as MkDocs does: `exclude_docs`, `draft_docs`, and the folder
    of templates that it leaves out by itself.
    """
    said = [config.get(key) for key in ("exclude_docs", "draft_docs")]
    lines = [line for text in said if isinstance(text, str) for line in text.splitlines()]
    return ("/templates/", *lines)


def _repository(directory: Path) -> Path:
    directory = directory.resolve()
    return next((p for p in (directory, *directory.parents) if (p / ".git").exists()), directory)

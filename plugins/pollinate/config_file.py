# Reads mkdocs.yml as data, under limits: nothing of it is run, no alias multiplies it, nothing
# outside its repository is read, and of the environment only what is meant for a site. Why here:
# the command line must be safe on a stranger's checkout; an engine's own loader imports what the
# file names. Must not know: which settings there are, MkDocs.
"""Read a site's configuration as data."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from pollinate.errors import SettingsError
from pollinate.runtime.regular_file import read_regular

NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
MOST_BYTES = 2_000_000
MOST_DEPTH = 40
MOST_VALUES = 100_000
"""Values of a file, each counted as often as aliases repeat it."""
MOST_PARENTS = 20
"""Files that INHERIT names one after the other."""
_OF_A_SITE = re.compile(
    r"(?:SITE|DOCS|MKDOCS|PROPERDOCS|POLLINATE|GARDEN|PUBLIC|READTHEDOCS|CI_PAGES|CI_PROJECT"
    r"|GITHUB_REPOSITORY|GITHUB_SERVER|GITHUB_REF)(?:_[A-Z0-9_]*)?"
)
"""Variables whose texts are meant to be seen."""
_SECRET = re.compile(r"TOKEN|SECRET|PASS|KEY|CRED|AUTH|PRIVATE|JWT")


class _Loader(yaml.SafeLoader):
    """A SafeLoader for which every unknown tag is only an opaque value."""


def _env(loader: _Loader, node: yaml.Node) -> Any:
    """Return the value of `!ENV NAME`, or the first one set of `!ENV [A, B, default]`."""
    if isinstance(node, yaml.ScalarNode):
        return _variable(str(loader.construct_scalar(node)))
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return None
    *names, default = (
        loader.construct_sequence(node)
        if len(node.value) > 1
        else [*loader.construct_sequence(node), None]
    )
    values = (_variable(str(name)) for name in names)
    return next((value for value in values if value is not None), default)


def _variable(name: str) -> Any:
    """Return a variable of the environment; of a text only one that is meant for a site, else the
    variable's name: what stands here is printed, and a stranger's file must not choose what.
    """
    text = os.environ.get(name)
    if text is None:
        return None
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError:
        value = text
    if isinstance(value, bool | int | float):
        return value
    return text if _OF_A_SITE.fullmatch(name) and not _SECRET.search(name) else f"${name}"


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


def read_config(path: Path) -> dict[str, Any]:
    """Return a configuration with what it inherits; raises SettingsError with file and line for
    what can't be read.
    """
    merged: dict[str, Any] = {}
    for _, one in reversed(_chain(path)):
        merged = _merged(merged, one)
    return merged


def config_files(path: Path) -> list[Path]:
    """Return a configuration and those that it inherits from; raises as `read_config` does."""
    return [file for file, _ in _chain(path)]


def _chain(path: Path) -> list[tuple[Path, dict[str, Any]]]:
    top, seen, read = top_of(path), {path.resolve()}, _mapping(path)
    files = [(path, read)]
    while isinstance(parent := read.pop("INHERIT", None), str):
        target = (path.parent / parent).resolve()
        if not target.is_relative_to(top) or not target.is_file() or target in seen:
            raise SettingsError(
                f"INHERIT names '{parent}', which is not a file of this repository, or one that"
                " inherits from this file",
                place=path.name,
            )
        if len(seen) > MOST_PARENTS:
            raise SettingsError(
                f"INHERIT leads through more than {MOST_PARENTS} files", place=path.name
            )
        seen.add(target)
        path, read = target, _mapping(target)
        files.append((path, read))
    return files


def top_of(path: Path) -> Path:
    """Return the folder of a configuration's repository, else its own."""
    folder = path.resolve().parent
    return next((p for p in (folder, *folder.parents) if (p / ".git").exists()), folder)


def _mapping(path: Path) -> dict[str, Any]:
    """Return what one file says."""
    try:
        content = read_regular(path, MOST_BYTES + 1)
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise SettingsError("the configuration can't be read", place=str(path)) from error
    if len(content) > MOST_BYTES:
        raise SettingsError(
            f"the configuration is larger than {MOST_BYTES // 1_000_000} MB", place=path.name
        )
    try:
        _count(text, path.name)
        loaded = yaml.load(text, _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path.name}:{mark.line + 1}" if mark else path.name
        raise SettingsError(
            f"this is not valid YAML: {getattr(error, 'problem', None) or 'unknown problem'}",
            place=place,
        ) from error
    if not isinstance(loaded, dict):
        raise SettingsError(
            "the configuration must be a mapping of settings",
            place=path.name,
            example="site_name: Our garden",
        )
    return loaded


def _count(text: str, name: str) -> None:
    """Refuse a YAML text that is too deep, holds itself, or is huge once its aliases are written
    out.
    """
    sizes: dict[str, int] = {}
    open_at: list[tuple[str, int]] = []
    total = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        anchor = getattr(event, "anchor", None) or ""
        if isinstance(event, yaml.CollectionStartEvent):
            total += 1
            open_at.append((anchor, total))
            sizes.pop(anchor, None)
        elif isinstance(event, yaml.CollectionEndEvent):
            begun, before = open_at.pop()
            sizes[begun] = total - before + 1
        elif isinstance(event, yaml.ScalarEvent):
            total += 1
            sizes[anchor] = 1
        elif isinstance(event, yaml.AliasEvent):
            if any(begun == anchor for begun, _ in open_at):
                raise _refused(f"'*{anchor}' stands inside what it names", event, name)
            total += sizes.get(anchor, 1)
        if len(open_at) > MOST_DEPTH:
            raise _refused(f"it is nested more than {MOST_DEPTH} levels deep", event, name)
        if total > MOST_VALUES:
            raise _refused(f"it holds more than {MOST_VALUES:,} values", event, name)


def _refused(problem: str, event: Any, name: str) -> SettingsError:
    return SettingsError(
        f"the configuration can't be used: {problem}", place=f"{name}:{event.start_mark.line + 1}"
    )


def _merged(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    for key, value in over.items():
        old = base.get(key)
        base[key] = (
            _merged(old, value) if isinstance(old, dict) and isinstance(value, Mapping) else value
        )
    return base

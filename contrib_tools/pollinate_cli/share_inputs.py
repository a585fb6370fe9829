# What has to be the same wherever shares of one site are rendered: settings, templates, programs,
# told by what they hold and by their versions, since the times and places of files differ from one
# machine to the next. Texts and history are none of it: what a page shows of them is compared page
# by page. Must not know: how shares are rendered, where they come from.
"""Tell what the shares of one site have in common."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from pollinate.config_file import read_config
from pollinate.errors import SettingsError
from pollinate.settings import Settings
from pollinate.version import VERSION

from pollinate_cli.build_inputs import asked_variables, own_folders

PACKAGES = (
    "mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Pygments", "Jinja2",
    "MarkupSafe", "PyYAML", "Babel", "nh3", "lxml", "rapidfuzz", "anyascii",
    "python-frontmatter", "mkdocs-material-extensions", "jieba",
)  # fmt: skip
"""Packages of others that have a part in each page."""
_OURS = ("pollinate", "pollinate_mkdocs", "pollinate_cli")
_PLACES = ("site_dir", "docs_dir", "config_file_path", "pollinate_root")
"""Settings, and those of `extra`, that say where something lies on one machine."""


def installed() -> dict[str, str]:
    """Return what is installed here, by name: versions, and of our own files a checksum."""
    told = {"Python": ".".join(map(str, sys.version_info[:2])), "pollinate": VERSION}
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            told[name] = version(name)
    return told | {"the files of pollinate": _checksum(_own_files())}


def common_of(config: Path, settings: Settings) -> dict[str, str]:
    """Return what shares have in common, by name."""
    values = {k: v for k, v in read_config(config).items() if k not in _PLACES}
    if isinstance(extra := values.get("extra"), dict):
        values["extra"] = {k: v for k, v in extra.items() if k not in _PLACES}
    said = repr(values)
    variables = [(name, os.environ.get(name)) for name in sorted(asked_variables(config))]
    templates = own_folders(config, settings, values)[1:]
    return installed() | {
        # A garden without settings goes by its folder: that is said, and not only that they differ.
        "site_name": settings.site_name,
        "the settings": _checksum([said.encode("utf-8", "surrogatepass")]),
        "the environment": _checksum([repr([*variables, os.environ.get("TZ")]).encode()]),
        "the templates": _checksum(part for one in templates for part in _files(one, "*")),
    }


def refuse_other(theirs: Mapping[str, str], ours: Mapping[str, str], whose: str) -> None:
    """Raise SettingsError where `whose` pages were made with something else than here."""
    names = sorted(n for n in theirs.keys() | ours.keys() if theirs.get(n) != ours.get(n))
    if not names:
        return
    told = [
        f"{name} differ"
        if name.startswith("the ")
        else f"{name} is {theirs.get(name, 'missing')} there and {ours.get(name, 'missing')} here"
        for name in names
    ]
    raise SettingsError(
        f"{whose} can't be joined with this site: {'; '.join(told)}",
        cure="Use the same commit, packages and variables everywhere, and render them again.",
    )


def _own_files() -> Iterator[bytes]:
    for name in _OURS:
        found = find_spec(name)
        for place in found.submodule_search_locations or () if found else ():
            yield from _files(Path(place), "*")


def _files(folder: Path, pattern: str) -> Iterator[bytes]:
    """Yield the names of files and what they hold, without what Python makes of them."""
    for file in sorted(folder.rglob(pattern)):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.relative_to(folder).as_posix().encode("utf-8", "surrogateescape")
            yield file.read_bytes()


def _checksum(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()

# All that a build of a site depends on, as one checksum: the same checksum, the same site. Files by
# name, size and time of change, as an engine's server watches them; what git knows; the programs,
# the environment and the day. Where that can't be told (a hook, a plugin that may read anything)
# there is no checksum, and the reason instead: a site that is built too often is only slow, one
# that is stale is wrong. Must not know: what became of a checksum, how a site is built.
"""Tell what a build depends on."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pollinate.config_file import read_config, top_of
from pollinate.errors import GitError, PollinateError
from pollinate.history import people_key
from pollinate.history.git import Repository
from pollinate.runtime.walk import repository_root
from pollinate.settings import Settings
from pollinate.site_record import git_folder
from pollinate.version import VERSION

FORMAT = 1
MOST_FILES = 400_000
"""More are not looked at, and the site is built."""
KNOWN_PLUGINS = frozenset(
    (
        "pollinate/garden", "pollinate/attribution", "pollinate/acknowledgements",
        "pollinate/learned-from", "pollinate/trails", "search", "tags", "meta", "offline",
        "awesome-nav", "awesome-pages", "literate-nav", "section-index", "redirects",
    )
)  # fmt: skip
"""Plugins that read nothing but the files and the configuration of a site; `material/` before a
name means the same.
"""
KNOWN_EXTENSIONS = frozenset(
    (
        "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
        "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists",
        "smarty", "tables", "toc", "wikilinks",
    )
)  # fmt: skip
"""Extensions of Markdown itself."""
_READS_FILES = frozenset(("pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter"))
"""Extensions of pymdownx that read what a page names, wherever that lies."""
_FUNCTION = re.compile(r"!!python/(?!name:(?:pymdownx|material)\.)")
"""A function of others, by its name in a configuration."""
_PASSING = ("PWD", "OLDPWD", "SHLVL", "_", "COLUMNS", "LINES", "WINDOWID", "GIT_PYTHON_REFRESH")
"""Variables that differ from one shell to the next, or that we set on the way."""
_OF_BUILDS = (
    "POLLINATE", "MKDOCS", "PROPERDOCS", "SOURCE_DATE_EPOCH", "GIT_", "PYTHON", "LANG", "LC_", "TZ",
    "CI", "GITHUB_", "GITLAB_", "READTHEDOCS", "XDG_CONFIG_HOME", "HOME",
)  # fmt: skip
"""How variables begin that a build may look at where its configuration names none."""
_LISTS = ("words_file", "private_words", "link_picture")
"""Settings that name a file, wherever it lies."""
_ASIDE = frozenset((".hg", ".svn", ".cache", ".venv", "node_modules", "__pycache__"))
"""Folders that no site is made of, where they lie beside pages and templates."""
_OURS = ("pollinate", "pollinate_mkdocs", "pollinate_cli")
_MAIN_PARTS = ("mkdocs", "material", "markdown", "pymdownx", "pygments", "jinja2", "babel", "nh3")
_OF_GIT = ("info/exclude", "info/attributes", "info/grafts", "shallow", people_key.FILE)
_NAMED_BY_GIT = ("mailmap.file", "core.excludesfile", "core.attributesfile")
_ASKED = (
    ("version",),
    ("rev-parse", "HEAD"),
    ("symbolic-ref", "-q", "HEAD"),
    ("for-each-ref", "--format=%(objectname) %(refname)"),
    ("ls-files", "-s", "-z"),
    ("config", "--list", "-z"),
)
"""What git is asked for; its configuration last."""


class UntoldError(PollinateError):
    """Nobody can tell what a build depends on; the problem says why."""


def inputs_of(config: Path, settings: Settings, target: Path, *, strict: bool) -> str:
    """Return the checksum of all that a build depends on, but the site that it makes.

    Raises UntoldError where a part of it may read what we don't know.
    """
    values = read_config(config)
    text = config.read_text(encoding="utf-8", errors="replace")
    _refuse_unknown(values, text)
    # Keys of YAML may be of several kinds, which have no order among them.
    told = [values, _environment(text), FORMAT, VERSION, sys.version, strict, str(target)]
    parts = [repr([*told, _days()])]
    lists = filter(None, (getattr(settings, name) for name in _LISTS))
    parts += [_state(str(settings.root / name)) for name in lists]
    try:
        parts += [*_programs(), *_of_git(settings)]
        own = _own_folders(config, settings, values)
        parts += _files(_tops([top_of(own[0] / "x"), settings.root, *own]), target, own)
    except (OSError, GitError) as error:
        raise UntoldError("a file or folder can't be looked at") from error
    return _checksum(parts)


def files_of(site: Path) -> str:
    """Return the checksum of the files of a site: names, sizes and times of change; empty where it
    can't be read.
    """
    try:
        return _checksum(_files([site], None, [site]))
    except (OSError, UntoldError):
        return ""


def _checksum(parts: Iterable[str]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return whole.hexdigest()


def _environment(text: str) -> list[tuple[str, str]]:
    """Return the variables that a build may look at: all, where a configuration asks for any."""
    asks = "!ENV" in text or "INHERIT" in text
    return sorted(
        (key, value)
        for key, value in os.environ.items()
        if key not in _PASSING and (asks or key.startswith(_OF_BUILDS))
    )


def _days() -> list[str]:
    """Return the day here and at Greenwich: what is due, and since when, changes with it."""
    return [time.strftime("%Y-%m-%d"), time.strftime("%Y-%m-%d", time.gmtime())]


def _refuse_unknown(values: Mapping[str, Any], text: str) -> None:
    if _FUNCTION.search(text):
        raise UntoldError("a function that the settings name may read anything")
    if values.get("hooks"):
        raise UntoldError("a hook may read anything")
    for name in map(_name, _listed(values.get("plugins"))):
        if name.removeprefix("material/") not in KNOWN_PLUGINS:
            raise UntoldError(f"the plugin '{name}' may read what we don't know")
    for name in map(_name, _listed(values.get("markdown_extensions"))):
        short = name.removeprefix("markdown.extensions.")
        if name in _READS_FILES or not (short in KNOWN_EXTENSIONS or name.startswith("pymdownx.")):
            raise UntoldError(f"the extension '{name}' may read what we don't know")


def _listed(told: object) -> Iterable[object]:
    if isinstance(told, dict):
        return told.keys()
    return told if isinstance(told, list) else []


def _name(entry: object) -> str:
    return str(next(iter(entry), "")) if isinstance(entry, dict) else str(entry)


def _programs() -> Iterator[str]:
    """Yield what is installed, with versions; where the main parts come from; and our own files,
    which somebody may be changing.
    """
    for folder in dict.fromkeys(sys.path):
        if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder):
            there = os.listdir(folder)
            if any("__editable__" in name and "pollinate" not in name for name in there):
                raise UntoldError("a package is installed so that its files may change")
            names = sorted(name for name in there if name.endswith(".dist-info"))
            yield from (f"{name} {_state(os.path.join(folder, name, 'RECORD'))}" for name in names)
    for name in (*_OURS, *_MAIN_PARTS):
        found = find_spec(name)
        origin = found.origin if found is not None else None
        yield f"{name} {origin} {_state(origin or '')}"
        if origin and name in _OURS:
            yield from _walk(os.path.dirname(origin))


def _of_git(settings: Settings) -> Iterator[str]:
    """Yield what git knows, and what steers it (six git processes)."""
    root = repository_root(settings.docs_dir)
    if root is None:
        yield "no repository"
        return
    # As it stands: whether it can tell the truth is asked when a garden is built.
    repository = Repository(root=root, head=None, common_dir=git_folder(root))
    settled = b""
    for args in _ASKED:
        settled = repository.ask(*args)[1]
        yield settled.decode("utf-8", "surrogateescape")
    yield from _of_its_files(repository, settled.decode("utf-8", "surrogateescape"))


def _of_its_files(repository: Repository, settled: str) -> Iterator[str]:
    """Yield the state of files that steer git; `settled` is all its configuration."""
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    named = [repository.common_dir / name for name in _OF_GIT]
    named += [home / "git" / "ignore", home / "git" / "attributes"]
    for entry in settled.split("\0"):
        key, _, value = entry.partition("\n")
        if value and key.lower() in _NAMED_BY_GIT:
            named.append(repository.root / Path(value).expanduser())
    for file in named:
        yield f"{file.name} {_state(str(file))}"


def _own_folders(config: Path, settings: Settings, values: Mapping[str, Any]) -> list[Path]:
    """Return the folders of pages and of templates, of which an engine may publish every file."""
    theme = values.get("theme")
    own = theme.get("custom_dir") if isinstance(theme, dict) else None
    more = [(config.parent / own).resolve()] if isinstance(own, str) else []
    return [settings.docs_dir.resolve(), *more]


def _tops(wanted: Iterable[Path]) -> list[Path]:
    """Return the folders in which files count, none within another."""
    found: list[Path] = []
    for folder in sorted({one.resolve() for one in wanted}, key=lambda one: len(one.parts)):
        if not any(folder.is_relative_to(one) for one in found):
            found.append(folder)
    return found


def _files(tops: Iterable[Path], target: Path | None, own: Iterable[Path] = ()) -> Iterator[str]:
    """Yield each file of some folders, but of the site; in `own` ones nothing lies aside."""
    whole = tuple(f"{one}{os.sep}" for one in own)
    count = 0
    for top in tops:
        yield str(top)
        for line in sorted(_walk(str(top), target, whole)):
            count += 1
            if count > MOST_FILES:
                raise UntoldError("there are too many files to look at")
            yield line


def _walk(folder: str, target: Path | None = None, whole: tuple[str, ...] = ()) -> Iterator[str]:
    waiting = [folder]
    beside = f".{target.name}-" if target else ""
    while waiting:
        here = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                if entry.is_symlink():
                    yield _of_link(entry.path, folder)
                elif not entry.is_dir():
                    yield f"{entry.path} {_told(entry.stat())}"
                elif not (
                    entry.name == ".git"
                    or (entry.name in _ASIDE and not entry.path.startswith(whole))
                    or (target and entry.path == str(target))
                    or (target and here == str(target.parent) and entry.name.startswith(beside))
                ):
                    waiting.append(entry.path)


def _of_link(path: str, top: str) -> str:
    """Return what a link leads to; what lies in the same folder is looked at there."""
    there = os.path.realpath(path)
    if os.path.isdir(there):
        below = Path(os.path.relpath(there, os.path.realpath(top))).parts
        if not {"..", ".git", *_ASIDE}.isdisjoint(below):
            raise UntoldError("a link leads to a folder elsewhere")
    return f"{path} {Path(path).readlink()} {_state(there)}"


def _state(path: str) -> str:
    try:
        return _told(Path(path).stat())
    except OSError:
        return "none"


def _told(about: os.stat_result) -> str:
    return f"{about.st_mode} {about.st_size} {about.st_mtime_ns} {about.st_ino}"

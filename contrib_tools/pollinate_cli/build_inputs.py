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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pollinate.config_file import config_files, read_config, top_of
from pollinate.errors import GitError
from pollinate.history import people_key
from pollinate.history.git import Repository
from pollinate.pages.overrides import FOLDER as OVERRIDES
from pollinate.runtime.clock import now
from pollinate.runtime.walk import repository_root
from pollinate.settings import Settings
from pollinate.site_record import git_folder, record_folder
from pollinate.version import VERSION

from pollinate_cli.build_files import Folders, UntoldError, state
from pollinate_cli.build_programs import programs

FORMAT = 2
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
_READING_OPTIONS = frozenset(("jieba_dict", "jieba_dict_user", "prebuild_index"))
"""Options of plugins that we know by which they read files from anywhere, or run a program."""
_FUNCTION = "tag:yaml.org,2002:python/"
"""How the tag of a function begins, by its name in a configuration."""
_KNOWN_FUNCTION = re.compile(r"name:(?:pymdownx|material)\.|object/apply:pymdownx\.slugs\.")
_OURS = "GIT_PYTHON_REFRESH"
"""A variable that we set on the way."""
_OF_BUILDS = (
    "POLLINATE", "MKDOCS", "PROPERDOCS", "SOURCE_DATE_EPOCH", "GIT_", "PYTHON", "LANG", "LC_", "TZ",
    "CI", "GITHUB_", "GITLAB_", "READTHEDOCS", "XDG_CONFIG_HOME", "HOME",
)  # fmt: skip
"""How variables begin that a build may look at where its configuration names none."""
_NOT_ON_PAGES = ("SOURCE_DATE_EPOCH", "CI", "GITHUB_", "GITLAB_", "GIT_", "READTHEDOCS")
"""Of these, the ones that change nothing of a page but what it is told of a garden's facts."""
_PAGE_BY_PAGE = frozenset(
    (
        "pollinate/garden", "pollinate/attribution", "pollinate/acknowledgements",
        "pollinate/learned-from", "pollinate/trails", "search",
    )
)  # fmt: skip
"""Plugins with which a page was seen to be the same, whether others are rendered or not."""
_LISTS = ("words_file", "private_words", "ignore_commits")
"""Settings that name a file, wherever it lies."""
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


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build depends on, but the site that it makes."""

    whole: str
    """The checksum of all of it."""
    base: Mapping[str, str]
    """The checksums of what all pages depend on, by name."""
    all_pages: str = ""
    """Why all pages are rendered whatever changed; empty where those that changed are enough."""


def inputs_of(config: Path, settings: Settings, target: Path, *, strict: bool) -> Inputs:
    """Return what a build depends on.

    Raises UntoldError where a part of it may read what we don't know.
    """
    values = read_config(config)
    asked = asked_variables(config)
    names = _known_names(values)
    # Keys of YAML may be of several kinds, which have no order among them.
    said = [values, _environment(asked), FORMAT, VERSION, sys.version, strict]
    parts = [repr([*said, _days(), _umask()])]
    lists = filter(None, (getattr(settings, name) for name in _LISTS))
    parts += [state(str(settings.root / name)) for name in lists]
    own = own_folders(config, settings, values)
    folders = Folders(own, [_real(record_folder(settings))], target)
    try:
        installed = [*programs(names)]
        parts += [*installed, *_of_git(settings), *folders.lines(top_of(own[0] / "x"))]
        theme = [line for folder in own[1:] for line in Folders([folder]).lines(folder)]
    except (OSError, GitError) as error:
        raise UntoldError("a file or folder can't be looked at") from error
    said = [values, _environment(asked, _NOT_ON_PAGES), FORMAT, VERSION, sys.version, _umask()]
    # A text that is saved again within the second may look the same: this build is remembered as
    # one of a moment that never comes back.
    whole = _checksum([*parts, str(time.time_ns())] if folders.may_go_on else parts)
    base = {"settings": map(repr, said), "programs": installed, "theme": theme}
    return Inputs(
        whole,
        {name: _checksum(lines) for name, lines in base.items()},
        all_pages_for(values, own[1:]),
    )


def all_pages_for(values: Mapping[str, Any], own: Iterable[Path]) -> str:
    """Return why a site of these settings, with `own` folders of templates, is rendered whole where
    anything changed; empty where it need not be.
    """
    theme = values.get("theme")
    name = theme.get("name") if isinstance(theme, dict) else theme
    if name != "material":
        return f"the theme '{name or 'mkdocs'}' is none of those that this was tested with"
    plugins = [name for name, _ in _entries(values.get("plugins"))]
    for one in plugins:
        if one.removeprefix("material/") not in _PAGE_BY_PAGE:
            return f"the plugin '{one}' may show on one page what stands on another"
    if values.get("extra_templates"):
        return "a template of `extra_templates` may show what stands on pages"
    for folder in own:
        for file in folder.rglob("*.html"):
            if file.relative_to(folder).parts[0] != OVERRIDES:
                return "a template of the site's own may show on one page what stands on another"
    return ""


def files_of(site: Path) -> str:
    """Return the checksum of the files of a site: names, sizes and times of change; empty where it
    can't be read.
    """
    try:
        return _checksum(Folders([site]).lines(site))
    except (OSError, UntoldError):
        return ""


def _checksum(parts: Iterable[str]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return whole.hexdigest()


def _environment(asked: frozenset[str], never: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return the variables that a build may look at, without those that begin as `never` says
    unless they are asked for.
    """
    return sorted(
        (key, value)
        for key, value in os.environ.items()
        if key in asked
        or (key != _OURS and key.startswith(_OF_BUILDS) and not key.startswith(never))
    )


def _days() -> list[str]:
    """Return the day here and at Greenwich: what is due, and since when, changes with it."""
    return [time.strftime("%Y-%m-%d"), time.strftime("%Y-%m-%d", time.gmtime())]


def _umask() -> int:
    """Return who may not read files that are made."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def asked_variables(config: Path) -> frozenset[str]:
    """Return the variables that a configuration, or one that it inherits, asks for (a default
    counts as one). By the tags as a reader of YAML knows them: there are many ways to write one.

    Raises UntoldError where it names a function.
    """
    asked: set[str] = set()
    for file in config_files(config):
        within = False
        for event in yaml.parse(file.read_text(encoding="utf-8-sig"), yaml.SafeLoader):
            tag = getattr(event, "tag", None) or ""
            if tag.startswith(_FUNCTION) and not _KNOWN_FUNCTION.match(tag, len(_FUNCTION)):
                raise UntoldError("a function that the settings name may read anything")
            if within and isinstance(event, yaml.AliasEvent):
                raise UntoldError("the settings ask for a variable by an alias")
            if isinstance(event, yaml.ScalarEvent) and (within or tag == "!ENV"):
                asked.add(event.value)
            elif isinstance(event, yaml.SequenceStartEvent):
                within = tag == "!ENV"
            elif isinstance(event, yaml.SequenceEndEvent):
                within = False
    return frozenset(asked)


def _known_names(values: Mapping[str, Any]) -> set[str]:
    """Return the names of plugins and extensions, where we know all of them."""
    if values.get("hooks"):
        raise UntoldError("a hook may read anything")
    names: set[str] = set()
    for name, options in _entries(values.get("plugins")):
        short = name.removeprefix("material/")
        if short not in KNOWN_PLUGINS or not _READING_OPTIONS.isdisjoint(options):
            raise UntoldError(f"the plugin '{name}' may read what we don't know")
        names.add(name)
    for name, _ in _entries(values.get("markdown_extensions")):
        # A class may be named behind its module.
        module = name.partition(":")[0]
        short = module.removeprefix("markdown.extensions.")
        known = short in KNOWN_EXTENSIONS or module.startswith("pymdownx.")
        if module in _READS_FILES or not known:
            raise UntoldError(f"the extension '{name}' may read what we don't know")
        names.add(name)
    return names


def _entries(listed: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield names with options, of a list or a mapping of them."""
    if isinstance(listed, dict):
        listed = [{name: options} for name, options in listed.items()]
    for entry in listed if isinstance(listed, list) else ():
        name, options = (
            next(iter(entry.items()), ("", {})) if isinstance(entry, dict) else (entry, {})
        )
        yield str(name), options if isinstance(options, dict) else {}


def own_folders(config: Path, settings: Settings, values: Mapping[str, Any]) -> list[Path]:
    """Return the folders of pages, templates and icons, of which an engine may publish every
    file.
    """
    theme = values.get("theme")
    own = theme.get("custom_dir") if isinstance(theme, dict) else None
    more = [config.parent / own] if isinstance(own, str) else []
    for name, options in _entries(values.get("markdown_extensions")):
        icons = options.get("options")
        if name.startswith("pymdownx.emoji") and isinstance(icons, dict):
            # They count from where one stands.
            more += [Path(str(one)) for one in icons.get("custom_icons") or ()]
    if any(one.name.startswith("$") for one in more):
        # The loader of settings shows no text of the environment.
        raise UntoldError("a variable says where templates or icons lie")
    return [one.resolve() for one in (settings.docs_dir, *more)]


def _real(folder: Path | None) -> Path | None:
    return folder.resolve() if folder else None


def _of_git(settings: Settings) -> Iterator[str]:
    """Yield what git knows, and what steers it (seven git processes)."""
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
    _refuse_future(repository)
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
        yield f"{file.name} {state(str(file))}"


def _refuse_future(repository: Repository) -> None:
    """Refuse commits of a time that has yet to come: until then, another one is believed."""
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return
    later = f"--max-age={int(now()) + 1}"
    if repository.ask("rev-list", "-1", later, "HEAD", "--all", "--")[1]:
        raise UntoldError("a commit is dated later than now")

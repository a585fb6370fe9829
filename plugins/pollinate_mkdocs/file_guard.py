# Looks at a site's files before anything is made of them: what contributors may not publish, what
# would replace a theme's or our own script, what stands in the way of another file, and two sources
# of one address. Why here: an engine writes whatever it is given, the later over the earlier. Must
# not know: what stands in a page, gardens.
"""Guard a site's files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from pollinate.content.contributed import Contributed, asks_not_to_be_shown
from pollinate.content.frontmatter import FrontMatter
from pollinate.content.page_meta import safe_meta
from pollinate.content.publishable import publish_problem
from pollinate.content.yamltext import read_yaml
from pollinate.plain import plain
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.settings import Settings

RUNS = (".js", ".mjs", ".css", ".html", ".htm", ".xml", ".map")
"""Endings of a theme's files that no file of a garden replaces: all of the site runs by them."""
WRITTEN = ("sitemap.xml", "sitemap.xml.gz", "404.html", "search/search_index.json", "garden.json")
"""What a build writes besides: a file that stands in the way would stop it."""
YAML = (".yml", ".yaml")
META_FILES = (".meta.yml", ".meta.yaml")
"""Defaults for the front matter of a folder's pages."""


class FileGuard:
    """What is asked about each file of one build."""

    def __init__(self, settings: Settings, config: Any) -> None:
        self._contributed, self._settings = Contributed(settings), settings
        self._config = config
        self._docs = Path(config.docs_dir)
        self._named = frozenset(_configured(config))
        self._themes = [Path(folder) for folder in config.theme.dirs]

    def problems(self, files: Any) -> Iterator[tuple[Any, str]]:
        """Yield each file that is left out, and why."""
        homes = {posixpath.dirname(f.src_uri) for f in files if self._is_lesson_like(f)} - {""}
        for file in files:
            if self._from_docs(file) and file.src_uri not in self._named:
                problem = self._problem(file, homes)
                if problem:
                    yield file, problem

    def in_the_way(self, files: Any, written: Iterable[str]) -> Iterator[tuple[Any, str]]:
        """Yield each file that stands where a folder must be, or in a folder where a file must
        be.
        """
        fixed = {*WRITTEN, *written}
        folders: set[str] = set()
        for path in (*fixed, *(file.dest_uri for file in files)):
            while path := posixpath.dirname(path):
                if path in folders:
                    break
                folders.add(path)
        for file in files:
            if not self._from_docs(file):
                continue
            if file.dest_uri in folders:
                yield file, "a folder of the site has this name"
            elif any(above in fixed for above in _above(file.dest_uri)):
                yield file, "a file of the site has the name of its folder"

    def refuse_twins(self, files: Any) -> None:
        """Stop a build in which a contributed file and another have one address."""
        first: dict[str, Any] = {}
        for file in files:
            if not self._from_docs(file) or not file.inclusion.is_included():
                continue
            other = first.setdefault(file.dest_uri, file)
            if other is not file and any(
                self._contributed.holds(one.src_uri) for one in (file, other)
            ):
                one, two = other.src_uri, file.src_uri
                raise PluginError(
                    plain(
                        f"pollinate: {one} and {two} would both be {file.dest_uri}, and the later"
                        " would replace the earlier. Rename one of them."
                    )
                )

    def _from_docs(self, file: Any) -> bool:
        if getattr(file, "generated_by", None) or not file.abs_src_path:
            return False
        return Path(file.abs_src_path).is_relative_to(self._docs)

    def _is_lesson_like(self, file: Any) -> bool:
        return file.is_documentation_page() and self._contributed.page(file.src_uri)

    def _problem(self, file: Any, homes: set[str]) -> str:
        path = file.src_uri
        name = posixpath.basename(path)
        ending = posixpath.splitext(path)[1].lower()
        mine = self._contributed.holds(path) and (
            not self._contributed.everywhere or posixpath.dirname(path) in homes
        )
        if name.startswith(".") or "/." in path:
            # Not published by any engine; some plugins read them.
            return self._meta_problem(file) if mine and (ending in YAML or name == ".pages") else ""
        if ending in RUNS and not self._may(ending) and self._in_theme(path):
            return "it would replace a file of the theme; a theme's `custom_dir` may"
        if self._contributed.is_beside_profiles(path) and asks_not_to_be_shown(_bytes(file)):
            raise PluginError(
                f"pollinate: {plain(path)}: this file asks not to show somebody, and profiles"
                " are files that end in .md. Rename it."
            )
        return publish_problem(path, lambda: _bytes(file), self._settings.publish) if mine else ""

    def _may(self, ending: str) -> bool:
        return ending in self._settings.publish or ending.lstrip(".") in self._settings.publish

    def _in_theme(self, path: str) -> bool:
        return any((folder / path).is_file() for folder in self._themes)

    def _meta_problem(self, file: Any) -> str:
        """Return what is wrong with a file that other plugins read as YAML; one of defaults for
        pages is front matter from elsewhere.
        """
        text = _bytes(file).decode("utf-8-sig", "replace")
        read = read_yaml(text)
        if read.broken_at:
            return f"it can't be read: {read.findings[-1].message}"
        if posixpath.basename(file.src_uri) not in META_FILES:
            return ""
        if not (read.values is None or isinstance(read.values, dict)) or "<" in text:
            return "it holds more than plain keys and values"
        made = safe_meta(
            FrontMatter(values=read.values or {}, lines={}, body="", body_line=1),
            self._settings.meta_keys,
        )
        return f"'{made.left_out[0][0]}' is not for contributors to set" if made.left_out else ""


def _configured(config: Any) -> Iterator[str]:
    """Yield files that the site's own configuration names."""
    theme = config.theme
    for one in (
        *config.extra_css,
        *config.extra_javascript,
        *config.extra_templates,
        theme.get("logo") if hasattr(theme, "get") else None,
        theme.get("favicon") if hasattr(theme, "get") else None,
    ):
        if one:
            yield str(getattr(one, "path", one)).lstrip("/")


def _above(path: str) -> Iterator[str]:
    while path := posixpath.dirname(path):
        yield path


def _bytes(file: Any) -> bytes:
    return bytes_or_nothing(file.abs_src_path, 6_000_000)

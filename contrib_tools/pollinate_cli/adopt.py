# `pollinate init --adopt`: shows what would change in a site's configuration, asks, and writes it
# whole or not at all. Must not know: where plugins are listed (contribute/adopting.py).
"""Adopt a site that is there."""

from __future__ import annotations

import difflib
import errno
from collections.abc import Sequence
from pathlib import Path

import click
from pollinate.config_file import find_config, read_config
from pollinate.content.files import kind_test
from pollinate.contribute.adopting import PLUGINS, adopted
from pollinate.errors import OutputError, RequestError, SettingsError
from pollinate.runtime.walk import repository_root, walk_docs
from pollinate.runtime.whole_file import write_over
from pollinate.settings_file import plugin_names, plugins_of, read_settings

from pollinate_cli.terminal import echo, plain

_BY_HAND = "plugins:\n  - search\n  - pollinate/garden\n  - pollinate/attribution"


def adopt(folder: Path, *, asks: bool, dry_run: bool) -> None:
    """Add a garden to the site in a folder; raises RequestError where there is none."""
    path = find_config(folder)
    if path is None or path.parent.resolve() != folder.resolve():
        raise RequestError(
            "there is no mkdocs.yml here to add a garden to",
            place=str(folder),
            cure="Name the folder that holds it; for a new garden, leave --adopt out:",
            example="pollinate init garden",
        )
    config = read_config(path)
    data = path.read_bytes()
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    before = data[len(mark) :].decode("utf-8")
    ends = "\r\n" if "\r\n" in before else "\n"
    plain_before = before.replace("\r\n", "\n")
    lessons = _lessons(folder, config)
    after = adopted(plain_before, plugin_names(config), lessons)
    if after is None:
        raise _left(path)
    if after == plain_before:
        echo(f"{plain(str(path))} has all of it already.")
        _tell_next(folder, config)
        return
    text = mark + after.replace("\n", ends).encode("utf-8")
    _would_be(path, text, config, lessons)
    _show(path, plain_before, after)
    if dry_run:
        return
    if asks and not click.confirm("Write this?", default=True, err=True):
        echo("Nothing was written.")
        return
    _write(path, text)
    echo(f"Wrote {plain(str(path))}. Look at it: pollinate serve")
    _tell_next(folder, read_config(path))


def _lessons(folder: Path, config: dict[str, object]) -> tuple[str, ...]:
    """Return patterns for the lessons of a site without a folder of that name: all its pages."""
    docs = folder / str(config.get("docs_dir") or "docs")
    pages = walk_docs(docs).pages if docs.is_dir() else []
    return () if any(uri.startswith("lessons/") for uri in pages) else ("**/*.md",)


def _tell_next(folder: Path, config: dict[str, object]) -> None:
    """Say what a build still lacks."""
    docs = folder / str(config.get("docs_dir") or "docs")
    if docs.resolve() == folder.resolve():
        echo("No build takes the folder of mkdocs.yml itself for `docs_dir`: move the pages to one")
        echo("below it, such as docs.")
    if repository_root(folder) is None:
        echo("Credit comes out of Git, and this folder is in no repository. Make one: git init")
    if not docs.is_dir():
        echo(f"The folder of its pages isn't there yet: {plain(docs.name)}")
        return
    kind_of, pages = kind_test(read_settings(folder)), walk_docs(docs).pages
    if not any(kind_of(uri) == "lessons" for uri in pages):
        echo("No page here is a lesson yet, and a garden needs one. Write the first:")
        echo('    pollinate new lesson --title "What I learned"')
        if any(not uri.endswith(("index.md", "README.md")) for uri in pages):
            echo("Or say in mkdocs.yml, under pollinate/garden, which pages are lessons:")
            echo('    lessons: ["**/*.md"]')


def _would_be(path: Path, text: bytes, before: dict[str, object], lessons: Sequence[str]) -> None:
    """Stop where a text would not say what the configuration says now and, behind its plugins,
    ours: each with its settings, and nothing else.
    """
    aside = path.with_name(f".{path.name}.pollinate")
    try:
        aside.write_bytes(text)
        try:
            after = read_config(aside)
        finally:
            aside.unlink(missing_ok=True)
    except SettingsError as error:
        raise _left(path) from error
    except OSError as error:
        raise _unwritten(path, error) from error
    own = plugins_of(before) if plugin_names(before) else [("search", None)]
    named = {name for name, _ in own}
    settings = {"lessons": list(lessons)} if lessons else None
    ours = [(name, settings if name == PLUGINS[0] else None) for name in PLUGINS]
    wanted = [*own, *(one for one in ours if one[0] not in named)]
    rest = {key: value for key, value in before.items() if key != "plugins"}
    told = {key: value for key, value in after.items() if key != "plugins"}
    if told != rest or [(n, v or None) for n, v in plugins_of(after)] != [
        (n, v or None) for n, v in wanted
    ]:
        raise _left(path)


def _show(path: Path, before: str, after: str) -> None:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), str(path), str(path), lineterm=""
    )
    for line in lines:
        colour = {"+": "green", "-": "red"}.get(line[:1])
        echo(click.style(plain(line), fg=colour) if colour else plain(line))


def _write(path: Path, text: bytes) -> None:
    """Put a configuration in the place of the one that is there, behind a link too, with its
    rights; nothing is half written.
    """
    there = path.resolve()
    try:
        if not there.stat().st_mode & 0o222:
            raise PermissionError(errno.EACCES, "it may only be read")
        write_over(there, text)
    except OSError as error:
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"the configuration can't be written ({(error.strerror or 'unknown').lower()})",
        place=str(path),
        cure="Check its rights, then run the same again.",
    )


def _left(path: Path) -> RequestError:
    """Return the error about a list that nobody can add to safely."""
    return RequestError(
        "its list of plugins is written in a way that we won't change",
        place=str(path),
        cure="Add the lines yourself, pollinate/garden before the others:",
        example=_BY_HAND,
    )

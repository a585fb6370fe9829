# `pollinate init --adopt`: shows what would change in a site's configuration, asks, and writes it
# whole or not at all. Must not know: where plugins are listed (contribute/adopting.py).
"""Adopt a site that is there."""

from __future__ import annotations

import difflib
from pathlib import Path

import click
from pollinate.config_file import find_config, read_config
from pollinate.contribute.adopting import PLUGINS, adopted
from pollinate.errors import OutputError, RequestError, SettingsError
from pollinate.runtime.walk import walk_docs
from pollinate.settings_file import plugin_names

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
    before = path.read_bytes().decode("utf-8-sig")
    config = read_config(path)
    names = plugin_names(config)
    after = adopted(before.replace("\r\n", "\n"), names, _lessons(folder, config))
    if after == before.replace("\r\n", "\n"):
        echo(f"{plain(str(path))} has all of it already.")
        return
    if after is None:
        raise _left(path)
    _show(path, before, after)
    if dry_run:
        return
    if asks and not click.confirm("Write this?", default=True, err=True):
        echo("Nothing was written.")
        return
    _write(path, before, after, names)
    echo(f"Wrote {plain(str(path))}. Look at it: pollinate serve")


def _lessons(folder: Path, config: dict[str, object]) -> tuple[str, ...]:
    """Return patterns for the lessons of a site without a folder of that name: all its pages."""
    docs = folder / str(config.get("docs_dir") or "docs")
    pages = walk_docs(docs).pages if docs.is_dir() else []
    return () if any(uri.startswith("lessons/") for uri in pages) else ("**/*.md",)


def _show(path: Path, before: str, after: str) -> None:
    lines = difflib.unified_diff(
        before.replace("\r\n", "\n").splitlines(),
        after.splitlines(),
        str(path),
        str(path),
        lineterm="",
    )
    for line in lines:
        colour = {"+": "green", "-": "red"}.get(line[:1])
        echo(click.style(plain(line), fg=colour) if colour else plain(line))


def _write(path: Path, before: str, after: str, names: list[str]) -> None:
    """Write a configuration if it says what it should: the plugins that were there, and ours."""
    aside = path.with_name(f".{path.name}.pollinate")
    text = after.replace("\n", "\r\n") if "\r\n" in before else after
    try:
        aside.write_bytes(text.encode("utf-8"))
        try:
            told = plugin_names(read_config(aside))
            kept = {*(names or ["search"]), *PLUGINS}
            if set(told) != kept:
                raise SettingsError("the plugins would not be what they should", place=str(path))
            aside.chmod(path.stat().st_mode & 0o777)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except SettingsError as error:
        raise _left(path) from error
    except OSError as error:
        raise OutputError(
            f"the configuration can't be written ({(error.strerror or 'unknown').lower()})",
            place=str(path),
            cure="Check its rights, then run the same again.",
        ) from error


def _left(path: Path) -> RequestError:
    """Return the error about a list that nobody can add to safely."""
    return RequestError(
        "its list of plugins is written in a way that we won't change",
        place=str(path),
        cure="Add the lines yourself, pollinate/garden before the others:",
        example=_BY_HAND,
    )

# The page that somebody wants to write on, at once: a process shows it alone until the site is
# built, at the address that both have. Where that fails, the site comes all the same, only later.
# Must not know: how a page is rendered, how a site is served.
"""Show one page while the site is built."""

from __future__ import annotations

import json
import os
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pollinate.errors import ProgramError, RequestError
from pollinate.runtime.program import running_module
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import echo, plain

WORDS = "This page alone, without its garden: that is being built, and comes by itself."
_ENDINGS = (".md", ".markdown")
_MOST = 10
"""Files that are named where a word means several."""


@contextmanager
def early_page(
    config: Path, settings: Settings, uri: str, host: str, port: int, *, open_browser: bool
) -> Iterator[Callable[[], None]]:
    """Show a page of the docs folder; give what ends that, and frees the address."""
    asked = {
        "config": str(config),
        "docs": str(settings.docs_dir),
        "uri": uri,
        "host": host,
        "port": port,
        "words": WORDS,
    }
    told = json.dumps(asked).encode()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = running_module("pollinate_mkdocs.early", str(settings.root), told, environment)
    try:
        address, end = process.__enter__()
    except ProgramError as error:
        echo(f"{plain(uri)} comes with the site: {plain(error.problem)}", err=True)
        yield lambda: None
        return
    try:
        shown = f"[{host}]" if ":" in host and not host.startswith("[") else host
        url = f"http://{shown}:{port}{address}"
        echo(f"{plain(uri)} is at {plain(url)}; the garden follows", err=True)
        if open_browser:
            webbrowser.open(url)
        yield end
    finally:
        process.__exit__(None, None, None)


def page_of(place: GardenPlace, settings: Settings, word: str) -> str:
    """Return the page that a word means, as its path from the docs folder: that of its file, from
    where one stands, from the docs folder, or its name alone.

    Raises RequestError where no page or several are meant.
    """
    named = place.word(word, settings.docs_dir)
    stem, found = named.removesuffix(".md"), []
    for file in sorted(settings.docs_dir.rglob("*")):
        uri = file.relative_to(settings.docs_dir).as_posix()
        if not uri.lower().endswith(_ENDINGS) or not file.is_file():
            continue
        if uri == named:
            return uri
        if stem in (file.stem, uri.rpartition(".")[0]):
            found.append(uri)
    if len(found) == 1:
        return found[0]
    if not found:
        raise RequestError(
            f"there is no page '{plain(word)}'",
            cure="Give the file, or its name:",
            example="pollinate serve docs/lessons/backups.md",
        )
    raise RequestError(
        f"'{plain(word)}' may be several pages",
        cure=f"Give the file: {', '.join(map(plain, found[:_MOST]))}",
        choices=tuple(found),
    )

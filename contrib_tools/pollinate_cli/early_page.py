# The page that somebody wants to write on, at once: a process shows it alone until the site is
# built, at the address that both have. Where that fails, the site comes all the same, only later.
# Must not know: how a page is rendered, how a site is served.
"""Show one page while the site is built."""

from __future__ import annotations

import json
import os
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

from pollinate.content.frontmatter import read_front_matter
from pollinate.content.titles import find_heading
from pollinate.errors import ProgramError, RequestError
from pollinate.model.targets import AmbiguousError, Target, find_target
from pollinate.paths import RepoPath, SrcUri
from pollinate.runtime.program import running_module
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import echo, plain

WORDS = "This page alone, without its garden: that is being built, and comes by itself."
_ENDINGS = (".md", ".markdown")
_MOST_READ = 5_000
"""Texts that are read for a title: more would take longer than to look for the file."""


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
    process = running_module("pollinate_cli.early_server", str(settings.root), told, environment)
    try:
        address, end = process.__enter__()
    except ProgramError as error:
        echo(f"{plain(uri)} can't be shown alone: {plain(error.problem)}", err=True)
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
    where one stands, from the docs folder, its name, title or address.

    Raises RequestError where no page or several are meant.
    """
    docs = settings.docs_dir
    named = place.word(word, docs)
    # A large garden's files are not listed for a word that is one of them.
    is_within = ".." not in Path(named).parts and not Path(named).is_absolute()
    if is_within and named.lower().endswith(_ENDINGS) and (docs / named).is_file():
        return named
    if not word.strip():
        raise RequestError("an empty word is no page")
    uris = list(_pages(docs))
    site_url = place.site_url()
    try:
        return find_target(named, _targets(place, docs, uris), "page", site_url).src_uri
    except AmbiguousError:
        raise
    except RequestError:
        # All texts are read only for a word that no file has in its name.
        titles = map(_title, map(docs.joinpath, uris)) if len(uris) <= _MOST_READ else ()
        found = _targets(place, docs, uris, titles)
        return find_target(named, found, "page", site_url).src_uri


def _pages(docs: Path) -> Iterator[str]:
    for file in sorted(docs.rglob("*")):
        if file.name.lower().endswith(_ENDINGS) and file.is_file():
            yield file.relative_to(docs).as_posix()


def _targets(
    place: GardenPlace, docs: Path, uris: list[str], titles: Iterable[str] = ()
) -> list[Target]:
    """Return pages as they can be meant, each with the path that one types where one stands."""
    top = docs.relative_to(place.directory) if docs.is_relative_to(place.directory) else docs
    return [
        Target(SrcUri(uri), RepoPath((top / uri).as_posix()), title, "page")
        for uri, title in zip_longest(uris, titles, fillvalue="")
    ]


def _title(file: Path) -> str:
    try:
        front = read_front_matter(file.read_bytes(), RepoPath(file.name))
    except OSError:
        return ""
    heading = find_heading(front.body)
    return str(front.values.get("title") or (heading.text if heading else ""))

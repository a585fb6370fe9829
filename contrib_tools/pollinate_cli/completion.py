# What a shell offers when somebody presses Tab: kinds, lessons, people. Files are listed and no
# history is read, since an answer must come at once; whoever has no page of a name is no choice.
# Nothing is said when something is wrong: a shell has no place for it.
"""Complete words of a command line."""

from __future__ import annotations

from pathlib import Path

import click
from pollinate.content.files import kind_test
from pollinate.content.frontmatter import read_front_matter
from pollinate.errors import PollinateError
from pollinate.model.notes import NoteKind
from pollinate.model.people import Show
from pollinate.paths import RepoPath
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.runtime.walk import walk_docs
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace

MOST = 200
_MOST_BYTES = 100_000


def kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the kinds of note that begin so."""
    return [kind.value for kind in NoteKind if kind.value.startswith(incomplete)]


def lessons(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the lessons whose path, or whose file's name, begins so; paths count from docs_dir."""
    settings = _settings(ctx)
    if settings is None:
        return []
    kind = kind_test(settings)
    found = [str(uri) for uri in walk_docs(settings.docs_dir).pages if kind(uri) == "lessons"]
    paths = [uri for uri in found if uri.startswith(incomplete)]
    names = [uri.rsplit("/", 1)[-1].rsplit(".", 1)[0] for uri in found]
    return (paths or [name for name in names if name.startswith(incomplete)])[:MOST]


def people(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the handles that begin so, of people who are shown by their name."""
    settings = _settings(ctx)
    if settings is None:
        return []
    kind = kind_test(settings)
    found = []
    for uri in walk_docs(settings.docs_dir).pages:
        handle = uri.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        if kind(uri) == "people" and handle.startswith(incomplete):
            data = bytes_or_nothing(settings.docs_dir / uri, _MOST_BYTES)
            front = read_front_matter(data, RepoPath(uri))
            wish = {str(key).lower(): value for key, value in front.values.items()}.get("show")
            if not front.broken and wish in (None, Show.NAME.value):
                found.append(handle)
    return found[:MOST]


def _settings(ctx: click.Context) -> Settings | None:
    told = ctx.find_root().params
    place = GardenPlace(
        Path(str(told.get("directory") or ".")).resolve(),
        str(told.get("docs_dir") or ""),
        tuple(told.get("lessons") or ()),
    )
    try:
        settings = place.settings()
    except (PollinateError, OSError):
        return None
    return settings if settings.docs_dir.is_dir() else None

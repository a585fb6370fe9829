# Templates that a site puts in the place of ours: the folder `pollinate/` inside its theme's
# `custom_dir`, as Material is overridden too. Why a folder: Material has a `home.html` of its own.
# What is wrong in one of them is somebody's slip and not ours, so it becomes one clear error.
# Must not know: what a template shows, MkDocs.
"""Find templates that override ours."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType

from jinja2 import TemplateError, TemplateSyntaxError

from pollinate.errors import OverrideError

FOLDER = "pollinate"
ORIGINAL = "original"
"""`{% include "original/home.html" %}` in an override is our own template."""
_CURE = "Compare it with ours: the handbook's page 'Words and looks' says where they are."


@dataclass(frozen=True, slots=True)
class Overrides:
    """The templates of a site at one moment: a changed file makes another value."""

    folder: Path
    files: tuple[tuple[str, int, int], ...]
    """Name, time of change and size of each."""


def find_overrides(custom_dir: Path | None, known: Collection[str]) -> Overrides | None:
    """Return the templates that override ours; raises OverrideError for one that overrides
    nothing.

    `known` are the names of ours. A name that begins with `_`, or in a folder, is a site's own part
    to include.
    """
    folder = custom_dir / FOLDER if custom_dir else None
    if folder is None or not folder.is_dir():
        return None
    files = []
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        if name not in known and "/" not in name and not name.startswith("_"):
            raise OverrideError(
                "there is no template of this name, so it would never be used",
                place=shown(folder, name),
                cure=_nearest(name, known),
            )
        about = path.stat()
        files.append((name, about.st_mtime_ns, about.st_size))
    return Overrides(folder, tuple(files)) if files else None


def _nearest(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, 1)
    if near:
        return f"Did you mean '{near[0]}'? Parts of your own to include begin with '_'."
    return f"Templates are: {', '.join(sorted(n for n in known if not n.startswith('_')))}."


def shown(folder: Path, name: str, line: int = 0) -> str:
    """Return a place as its author knows it: from the folder that holds `custom_dir`."""
    place = f"{folder.parent.name}/{FOLDER}/{name}"
    return f"{place}:{line}" if line else place


def override_error(error: Exception, overrides: Overrides) -> OverrideError | None:
    """Return what an error says of the override it came up in; None where it came up elsewhere."""
    folder = overrides.folder
    if isinstance(error, TemplateSyntaxError) and error.filename:
        name = _inside(folder, error.filename)
        place = shown(folder, name, error.lineno) if name else folder.name
        return OverrideError(error.message or "it can't be read", place=place, cure=_CURE)
    place = _place(error.__traceback__, folder)
    if not place and not isinstance(error, TemplateError):
        return None
    said = f"there is no {error}" if isinstance(error, KeyError) else str(error)
    return OverrideError(said or type(error).__name__, place=place or shown(folder, ""), cure=_CURE)


def _place(trace: TracebackType | None, folder: Path) -> str:
    """Return the line of an override that an error passed last."""
    found = ""
    while trace is not None:
        name = _inside(folder, trace.tb_frame.f_code.co_filename)
        if name:
            found = shown(folder, name, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _inside(folder: Path, filename: str) -> str:
    path = Path(filename)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""

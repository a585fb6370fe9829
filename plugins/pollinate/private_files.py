# Names of people who asked not to be named, where no text of the garden stands: in the site's own
# configuration, which is on every page, and in the names and words of all other files that it
# publishes, such as pictures, drawings and lists of a blog's authors.
# Must not know: how findings are printed.
"""Find private names in files that are no texts of the garden."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from pollinate.checks.files.sorting import words_of
from pollinate.checks.files.unseen import unseen
from pollinate.checks.private_names import named_in
from pollinate.config_file import NAMES
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.model.name_search import Names
from pollinate.model.private_people import PrivatePeople
from pollinate.paths import RepoPath, SrcUri
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.runtime.walk import below
from pollinate.settings import Settings

MOST_FILES, MOST_BYTES = 20_000, 300_000
"""Files that are looked at, and the beginning of each."""
_SPARED = (".woff", ".woff2", ".ttf", ".css", ".map", ".min.js", ".ico")
_APART = re.compile(r"[-_./]+")


def find_in_other_files(garden: Garden, settings: Settings) -> Iterator[Diagnostic]:
    """Yield each file that names somebody who is shown by alias or hidden, with its first line that
    does; 0 for its own name.
    """
    private = PrivatePeople(garden)
    people = [(one, Names(private.names_of(one), private.given_names)) for one in private.files]
    if not people:
        return
    texts = {
        *garden.content.lessons,
        *garden.content.pages,
        *garden.content.gatherings,
        *garden.content.trails,
        *garden.content.notes,
        *(one.src_uri for one in garden.content.people.values()),
    }
    others = list(islice(_others(settings, texts), MOST_FILES + 1))
    if len(others) > MOST_FILES:
        yield unseen(
            RepoPath(""), f"private names are looked for in the first {MOST_FILES} files only"
        )
    for path, name, text in _read(garden, settings, others[:MOST_FILES]):
        for file, names in people:
            line = 0 if names.first(name) >= 0 else names.first(text) + 1 or -1
            if line >= 0:
                yield named_in(path, line, file)


def _read(
    garden: Garden, settings: Settings, others: Iterable[SrcUri]
) -> Iterator[tuple[RepoPath, str, str]]:
    """Yield the path of each file, its name in words, and its text; none for no text."""
    place = garden.content.place
    root = os.path.relpath(settings.root, settings.docs_dir)
    for name in NAMES if root != "." else ():
        if data := bytes_or_nothing(settings.root / name, MOST_BYTES):
            path = RepoPath(posixpath.normpath(posixpath.join(place.prefix, root, name)))
            yield path, "", words_of(data) or ""
    for uri in others:
        data = bytes_or_nothing(settings.docs_dir / uri, MOST_BYTES)
        # What looks like an ending may be half of a name; in capitals it looks like a family's.
        ways = (_APART.sub(" ", way) for way in (posixpath.splitext(uri)[0], uri))
        yield place.repo(uri), "\n".join(ways), words_of(data) or ""


def _others(settings: Settings, texts: set[SrcUri]) -> Iterator[SrcUri]:
    for folder, names, files in os.walk(settings.docs_dir):
        names[:] = sorted(name for name in names if not name.startswith("."))
        inside = below(str(settings.docs_dir), folder) or ""
        for name in sorted(files):
            uri = SrcUri(posixpath.join(inside, name))
            if uri not in texts and not name.lower().endswith(_SPARED):
                yield uri

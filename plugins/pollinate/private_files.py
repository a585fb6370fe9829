# Names of people who asked not to be named, where no text of the garden stands: in the site's own
# configuration, which is on every page, and in the names and words of all other files that it
# publishes, such as pictures, drawings and lists of a blog's authors.
# Must not know: how findings are printed.
"""Find private names in files that are no texts of the garden."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator

from pollinate.checks.files.sorting import words_of
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
    for path, name, text in _read(garden, settings) if people else ():
        for file, names in people:
            line = 0 if names.first(name) >= 0 else names.first(text) + 1 or -1
            if line >= 0:
                yield named_in(path, line, file)


def _read(garden: Garden, settings: Settings) -> Iterator[tuple[RepoPath, str, str]]:
    """Yield the path of each file, its name in words, and its text; none for no text."""
    place, content = garden.content.place, garden.content
    root = os.path.relpath(settings.root, settings.docs_dir)
    for name in NAMES if root != "." else ():
        if data := bytes_or_nothing(settings.root / name, MOST_BYTES):
            path = RepoPath(posixpath.normpath(posixpath.join(place.prefix, root, name)))
            yield path, "", words_of(data) or ""
    texts = {
        *content.lessons,
        *content.pages,
        *content.gatherings,
        *content.trails,
        *content.notes,
        *(one.src_uri for one in content.people.values()),
    }
    for number, uri in enumerate(_others(settings, texts)):
        if number >= MOST_FILES:
            return
        data = bytes_or_nothing(settings.docs_dir / uri, MOST_BYTES)
        yield place.repo(uri), _APART.sub(" ", posixpath.splitext(uri)[0]), words_of(data) or ""


def _others(settings: Settings, texts: set[SrcUri]) -> Iterator[SrcUri]:
    for folder, names, files in os.walk(settings.docs_dir):
        names[:] = sorted(name for name in names if not name.startswith("."))
        inside = below(str(settings.docs_dir), folder) or ""
        for name in sorted(files):
            uri = SrcUri(posixpath.join("" if inside == "." else inside, name))
            if uri not in texts and not name.lower().endswith(_SPARED):
                yield uri

# Which files a wiki link may mean: a path is a path, from the page's own folder first; a name is a
# title, an alias or a file's name, and of several the nearest folder's. Why here: tools that write
# such links agree on this, and a guess would credit the wrong lesson.
# Must not know: what may be shown of a file, who asks.
"""Resolve the names of wiki links."""

from __future__ import annotations

import posixpath
from collections import defaultdict

from pollinate.model.content import Content
from pollinate.paths import SrcUri, slugify

ENDINGS = (".md", ".markdown")
_FRONT = ("index", "readme")


class WikiNames:
    """The names of all files that a wiki link may mean."""

    def __init__(self, content: Content) -> None:
        self._names: dict[str, set[SrcUri]] = defaultdict(set)
        self._stems: dict[str, set[SrcUri]] = defaultdict(set)
        for uri, lesson in content.lessons.items():
            if not lesson.draft:
                self._add(uri, lesson.title, *lesson.aliases)
        for uri, page in content.pages.items():
            if not page.hidden:
                self._add(uri, page.title)
        for uri, gathering in content.gatherings.items():
            if not gathering.hidden:
                self._add(uri, gathering.title)

    def _add(self, uri: SrcUri, *names: str) -> None:
        stem = _stem(posixpath.basename(uri))
        for name in {name.casefold() for name in names if name}:
            self._names[name].add(uri)
        if stem.casefold() not in _FRONT:
            self._stems[stem.casefold()].add(uri)

    def called(self, name: str, source: SrcUri) -> list[SrcUri]:
        """Return the files of a name that are nearest to a page, in order of path."""
        wanted = name.casefold()
        by_name = self._names.get(wanted, set()) | self._stems.get(wanted, set())
        return _nearest(by_name or self._stems.get(slugify(name), set()), source)

    def ending_in(self, path: str, source: SrcUri) -> list[SrcUri]:
        """Return the files whose paths end as a path does, nearest first."""
        wanted = _stem(path.strip("/")).casefold()
        same = self._stems.get(posixpath.basename(wanted), set())
        fitting = {uri for uri in same if f"/{_stem(uri)}".casefold().endswith(f"/{wanted}")}
        return _nearest(fitting, source)


def is_path(name: str) -> bool:
    """Tell whether the words of a wiki link are a path."""
    return "/" in name or name.startswith(".") or name.lower().endswith(ENDINGS)


def is_relative(name: str) -> bool:
    """Tell whether a path can only count from the page's own folder."""
    return name.startswith(("./", "../"))


def _stem(path: str) -> str:
    return path.rsplit(".", 1)[0] if path.lower().endswith(ENDINGS) else path


def _nearest(found: set[SrcUri], source: SrcUri) -> list[SrcUri]:
    if len(found) < 2:
        return list(found)
    here = posixpath.dirname(source).split("/")

    def steps(uri: SrcUri) -> int:
        there = posixpath.dirname(uri).split("/")
        alike = len(posixpath.commonprefix([here, there]))
        return len(here) + len(there) - 2 * alike

    least = min(map(steps, found))
    return sorted(uri for uri in found if steps(uri) == least)

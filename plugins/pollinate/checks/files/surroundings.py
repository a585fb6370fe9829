# What lies around a text on disk, for the rule about links: which files there are, and what the
# pages among them can be linked to. Each page is rendered once, however many links lead there.
# Must not know: which links are right.
"""Look around a text."""

from __future__ import annotations

import os
import posixpath
import re
from functools import cached_property
from itertools import takewhile

from rapidfuzz import fuzz, process

from pollinate.checks.files.anchors import Anchors, is_made_elsewhere, read_page
from pollinate.content.contributed import GENERATED
from pollinate.content.frontmatter import read_front_matter
from pollinate.paths import RepoPath, SrcUri
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.runtime.walk import ENDINGS, below, repository_root
from pollinate.settings import Settings
from pollinate.words import MOST_BYTES

_MADE = (*GENERATED, "take-part", "gatherings", "questions", "trails", "topics", "tags", "assets")
_DOCUMENTS = re.compile(r"garden(-\d+)?\.json|sitemap\.xml|search/search_index\.json")
_MOST_FILES = 50_000
_LIKE = 60
"""Of 100, for the names of two files."""
_NEAR = 75
"""Of 100, from which on a path is worth to be asked about."""


class OnDisk:
    """The files of `docs_dir` as they are on disk; `texts` stand for files of the same path."""

    def __init__(self, settings: Settings, texts: dict[str, str] | None = None) -> None:
        self._docs = os.path.realpath(settings.docs_dir)
        self._root = os.path.realpath(repository_root(settings.docs_dir) or settings.docs_dir)
        self._base = settings.base.strip("/")
        self._texts = texts or {}
        self.maker = settings.maker
        self._anchors: dict[str, Anchors | None] = {}

    def holds(self, uri: str) -> bool:
        """Tell whether `docs_dir` has a file, or a folder, at a path."""
        return uri in self._texts or os.path.lexists(os.path.join(self._docs, uri))

    def lies_outside(self, uri: str) -> bool:
        """Tell whether a path that leads out of `docs_dir` leads to a file of the repository."""
        there = os.path.realpath(os.path.join(self._docs, uri))
        return below(self._root, there) is not None and os.path.exists(there)

    def is_made(self, uri: str) -> bool:
        """Tell whether a page or document stands there that no file holds."""
        own = uri
        if self._base:
            own = uri.removeprefix(f"{self._base}/")
        first = own.partition("/")[0].removesuffix(".md")
        if first in _MADE or _DOCUMENTS.fullmatch(own):
            return True
        return posixpath.basename(own).startswith("feed_")

    def remember(self, uri: SrcUri, text: str, anchors: Anchors) -> None:
        """Keep the anchors of a page that somebody rendered."""
        self._anchors[uri] = None if is_made_elsewhere(text) else anchors

    def anchors(self, uri: SrcUri) -> Anchors | None:
        """Return what links to a page can name; None where that can't be told."""
        if uri not in self._anchors:
            self._anchors[uri] = self._read(uri)
        return self._anchors[uri]

    def nearest(self, uri: str) -> str:
        """Return the file whose path is most like one; empty where none is."""
        name = posixpath.basename(uri)
        same = [one for one in self._files if posixpath.basename(one) == name]
        if same:
            return min(same, key=lambda one: (-_common(one, uri), one))
        found = process.extract(uri, self._files, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=9)
        # Files of one long path are alike; whoever slipped meant a name like this one.
        near = (one for one, *_ in found if fuzz.ratio(posixpath.basename(one), name) >= _LIKE)
        return next(near, "")

    def _read(self, uri: SrcUri) -> Anchors | None:
        if uri in self._texts:
            data = self._texts[uri].encode("utf-8", "surrogatepass")
        else:
            there = os.path.realpath(os.path.join(self._docs, uri))
            if below(self._root, there) is None:
                return None
            data = bytes_or_nothing(there, MOST_BYTES)
        body = read_front_matter(data, RepoPath(uri)).body
        page = None if is_made_elsewhere(body) else read_page(body)
        return page.anchors if page else None

    @cached_property
    def _files(self) -> list[str]:
        found = list(self._texts)
        for folder, names, files in os.walk(self._docs):
            names[:] = sorted(name for name in names if not name.startswith("."))
            inside = below(self._docs, folder) or ""
            for name in files:
                path = posixpath.join(inside, name) if inside else name
                if path.isprintable() and not name.startswith(".") and _is_linked(name):
                    found.append(path)
            if len(found) > _MOST_FILES:
                break
        return sorted(set(found))


def _is_linked(name: str) -> bool:
    lower = name.lower()
    return lower.endswith((*ENDINGS, ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf"))


def _common(one: str, other: str) -> int:
    """Return how many folders two paths begin with alike."""
    pairs = zip(one.split("/"), other.split("/"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

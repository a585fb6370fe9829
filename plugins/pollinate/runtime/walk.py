# Walks docs_dir as an engine does, but no further than the repository: a link to a file or folder
# of the same repository is followed, each folder once; one that leads out is refused, and so is
# everything that is no plain file. Why here: where a garden lies, what is read and what may be
# published must go by one answer. Must not know: what a file is to a garden, git.
"""Walk a folder of documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pollinate.paths import DocsPlace, SrcUri

ENDINGS = (".md", ".markdown")


@dataclass(kw_only=True)
class Walked:
    """What a folder of documents holds, each list in order of path."""

    prefix: str = ""
    """The folder itself from the root of its repository."""
    pages: list[SrcUri] = field(default_factory=list)
    unfit: list[str] = field(default_factory=list)
    """Files whose names are no UTF-8, in a form that can be printed."""
    leading_out: list[SrcUri] = field(default_factory=list)
    """Links that lead out of the repository or nowhere, and pages that are no files."""
    folders: dict[str, str] = field(default_factory=dict)
    """Folders that are links to others of the repository, by their path here."""
    files: dict[str, str] = field(default_factory=dict)
    """Files that are links to others of the repository, by their path here."""

    @property
    def place(self) -> DocsPlace:
        """Where the folder lies in its repository, and which of its files lie elsewhere in it."""
        return DocsPlace(
            prefix=self.prefix,
            folders=tuple(sorted(self.folders.items())),
            files=tuple(sorted(self.files.items())),
        )

    def keep_links(self, tracked: Iterable[str]) -> None:
        """Follow only those links to files that lead to some files of the repository."""
        there = set(tracked)
        refused = {SrcUri(here) for here, target in self.files.items() if target not in there}
        for uri in refused:
            del self.files[uri]
        self.leading_out = sorted([*self.leading_out, *refused])
        self.pages = [uri for uri in self.pages if uri not in refused]


def walk_docs(docs_dir: Path, root: Path | None = None, more: tuple[str, ...] = ()) -> Walked:
    """Return what a folder holds that lies in a repository, or in any other folder; no dot
    folder. Beside Markdown, files of some more endings are pages.
    """
    docs = os.path.realpath(docs_dir)
    top = os.path.realpath(root or docs_dir)
    found = Walked(prefix=below(top, docs) or "")
    inside = top if below(top, docs) is not None else docs
    _Walk(docs, inside, found, (*ENDINGS, *more)).folder(docs, "")
    for names in (found.pages, found.unfit, found.leading_out):
        names.sort()
    return found


def below(root: str, path: str) -> str | None:
    """Return a real path from a root; empty for the root itself, None for one that lies outside."""
    if path == root:
        return ""
    start = root.rstrip(os.sep) + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else None


def repository_root(docs_dir: Path) -> Path | None:
    """Return the folder of the repository that a folder lies in, as git finds it; None outside."""
    docs = docs_dir.resolve()
    return next((one for one in (docs, *docs.parents) if (one / ".git").exists()), None)


class _Walk:
    def __init__(self, docs: str, root: str, found: Walked, endings: tuple[str, ...]) -> None:
        self._docs, self._root, self._found = docs, root, found
        self._endings = endings
        self._followed: set[str] = set()

    def folder(self, directory: str, prefix: str) -> None:
        for entry in _entries(directory):
            if entry.name.startswith("."):
                continue
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                self.folder(entry.path, f"{path}/")
            elif entry.is_symlink() and os.path.isdir(entry.path):
                self._linked_folder(entry.path, path)
            elif entry.name.lower().endswith(self._endings):
                self._file(entry, path)

    def _linked_folder(self, place: str, path: str) -> None:
        real = os.path.realpath(place)
        there = below(self._root, real)
        if there is None or "/." in f"/{there}":
            self._found.leading_out.append(SrcUri(path))
            return
        # What lies in docs_dir is found at its own place, and so is what was followed before.
        for known in (self._docs, *self._followed):
            if below(known, real) is not None or below(real, known) is not None:
                return
        if not _is_fit(path) or not _is_fit(there):
            return
        self._followed.add(real)
        self._found.folders[path] = there
        self.folder(real, f"{path}/")

    def _file(self, entry: os.DirEntry[str], path: str) -> None:
        if not _is_fit(path):
            name = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            self._found.unfit.append(name)
            return
        try:
            if entry.is_file(follow_symlinks=False):
                self._found.pages.append(SrcUri(path))
                return
            real = os.path.realpath(entry.path)
            there = below(self._root, real)
            if there is None or "/." in f"/{there}" or not os.path.isfile(real):
                self._found.leading_out.append(SrcUri(path))
                return
        except OSError:
            self._found.leading_out.append(SrcUri(path))
            return
        self._found.pages.append(SrcUri(path))
        if _is_fit(there):
            self._found.files[path] = there


def _entries(directory: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(directory) as listing:
            yield from sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return


def _is_fit(path: str) -> bool:
    return path.isascii() or not any("\ud800" <= c <= "\udfff" for c in path)

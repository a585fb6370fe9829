# The kinds of path and address that a garden deals in, one NewType for each.
# Why here: the field's commonest bug is one kind of path used as another; mypy can see it only if
# each has a name. Must not know: files on disk, git, MkDocs. Everything here is text in, text out.
"""Name the kinds of path and convert between them."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

from anyascii import anyascii

RepoPath = NewType("RepoPath", str)
"""A file counted from the repository root, with `/`, as git says it."""

SrcUri = NewType("SrcUri", str)
"""A file counted from `docs_dir`, with `/`, as MkDocs says it."""

Url = NewType("Url", str)
"""A page's address counted from the site root, as MkDocs says it (`lessons/a/`)."""

Slug = NewType("Slug", str)
"""A name made fit for an address: `a-z`, `0-9` and single `-`."""

Sha = NewType("Sha", str)
"""A full commit id in hex."""

LONGEST_SLUG = 120
"""Letters of a slug at most."""
MOST_NAME = 240
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "ß": "ss",
        "ẞ": "SS",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ı": "i",
        "ħ": "h",
        "Ħ": "H",
        "ŋ": "n",
        "Ŋ": "N",
        "’": "",
        "'": "",
    }
)


def _is_latin(char: str) -> bool:
    plain = unicodedata.normalize("NFKD", char)
    return plain.isascii() or unicodedata.name(char, "").startswith("LATIN ")


_VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""How an emoji is drawn: a part of no word."""


def slugify(text: str) -> Slug:
    """Return the slug of a name or title; empty when it holds no letter or digit.

    NFKD with a small table for Latin letters that do not decompose; letters of other scripts as
    the library anyascii writes them (docs/developers/decisions/anyascii.md). A long one is cut and
    ends in a checksum, since names of files have an end.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    if not letters.isascii():
        letters = "".join(c if c.isascii() or not c.isalnum() else anyascii(c) for c in letters)
    runs = "".join(c if c.isascii() and c.isalnum() else " " for c in letters.lower()).split()
    slug = "-".join(runs)
    if len(slug) <= LONGEST_SLUG:
        return Slug(slug)
    mark = hashlib.blake2b(slug.encode(), digest_size=4).hexdigest()
    return Slug(f"{slug[: LONGEST_SLUG - 9].rstrip('-')}-{mark}")


def file_slug(text: str) -> str:
    """Return the name that a title gives a file: Latin letters as in addresses, those of every
    other script as they are, with their marks; empty when it holds no letter or digit.

    Why not `slugify`: who writes in another script could not read the names of the files, and
    several words of it are one in Latin letters.
    """
    kept: list[str] = []
    for c in unicodedata.normalize("NFC", text.translate(_LETTERS)):
        kind, before = unicodedata.category(c), kept[-1] if kept else " "
        if kind[0] == "M":
            # Of a Latin letter it is an accent, of others a part of the word.
            kept += [c] if not before.isascii() and c not in _VARIANTS else []
        elif c.isascii():
            kept.append(c.lower() if c.isalnum() else " ")
        elif _is_latin(c):
            kept.append(slugify(c) or " ")
        elif c.isalnum():
            kept.append(c.lower())
        elif kind != "Cf":
            kept.append(" ")
    return unicodedata.normalize("NFC", "-".join("".join(kept).split()))


def short_path(path: str) -> str:
    """Return a path whose last name a disk takes, with an ending besides; a long one keeps its
    difference.
    """
    head, name = posixpath.split(path)
    written = name.encode("utf-8", "surrogateescape")
    if len(written) <= MOST_NAME:
        return path
    told = hashlib.blake2b(written, digest_size=5).hexdigest()
    return posixpath.join(head, f"{name[:50]}-{told}")


def join_src(base: SrcUri, target: str) -> SrcUri | None:
    """Return where a relative path written in `base` leads, or None when it leaves `docs_dir`."""
    if target.startswith("/"):
        joined = posixpath.normpath(target.lstrip("/"))
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
    if joined == ".." or joined.startswith("../"):
        return None
    return SrcUri("" if joined == "." else joined)


@dataclass(frozen=True, slots=True)
class DocsPlace:
    """Where `docs_dir` lies in its repository, and what of it lies elsewhere there behind links."""

    prefix: str = ""
    """`docs_dir` from the repository root; empty for the root itself."""
    folders: tuple[tuple[str, str], ...] = ()
    """Folders that are links: path from `docs_dir`, path from the root."""
    files: tuple[tuple[str, str], ...] = ()
    """Files that are links, in the same way."""

    def repo(self, uri: SrcUri) -> RepoPath:
        """Return the repository path of a file in `docs_dir`; a link to a file has its own."""
        for here, there in self.folders:
            if uri.startswith(f"{here}/"):
                return RepoPath(f"{there}{uri[len(here) :]}")
        return to_repo(self.prefix, uri)

    def src(self, path: RepoPath) -> SrcUri | None:
        """Return the path from `docs_dir`, or None for a file that is not in it."""
        own = to_src(self.prefix, path)
        if own is not None:
            return own
        for here, there in self.folders:
            if path.startswith(f"{there}/"):
                return SrcUri(f"{here}{path[len(there) :]}")
        return next((SrcUri(here) for here, there in self.files if path == there), None)

    def target(self, uri: SrcUri) -> RepoPath | None:
        """Return the file of the repository that a link to a file leads to; None for any other."""
        return next((RepoPath(there) for here, there in self.files if uri == here), None)


HERE = DocsPlace()
"""Of a `docs_dir` that is a repository's top folder."""


def to_repo(docs: str, uri: SrcUri) -> RepoPath:
    """Return the repository path of a file in `docs_dir`, itself given from the root (`""` for the
    root).
    """
    return RepoPath(f"{docs}/{uri}" if docs else uri)


def to_src(docs: str, path: RepoPath) -> SrcUri | None:
    """Return the path from `docs_dir`, or None for a file outside it."""
    if not docs:
        return SrcUri(path)
    return SrcUri(path[len(docs) + 1 :]) if path.startswith(docs + "/") else None


def folder(uri: SrcUri) -> str:
    """Return the folder of a file, `""` for one at the root."""
    return posixpath.dirname(uri)


def stem_of(uri: str) -> str:
    """Return a path without its ending, README as index: two files of one stem have one address."""
    stem = uri.rsplit(".", 1)[0]
    above, name = posixpath.split(stem)
    return posixpath.join(above, "index") if name == "README" else stem


def named_endings(globs: Iterable[str]) -> tuple[str, ...]:
    """Return the endings of files that some globs name, in lower case: what follows the last star
    of a name, or the whole name; nothing where that may be any file.
    """
    found: dict[str, None] = {}
    for glob in globs:
        name = glob.rpartition("/")[2].lower()
        ending = re.split(r"[*?\]\\]", name)[-1]
        if not glob.startswith("!") and ("." in ending or (ending and ending == name)):
            found[ending] = None
    return tuple(found)

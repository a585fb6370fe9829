# Which files are followed line by line: those whose names a lesson's can have, and those that were
# renamed into such. Renames are looked for among all files, patches are printed of these alone; so
# what else lies in a repository costs little and decides nothing
# (docs/developers/decisions/replay.md). Must not know: what a change means for a line's owner.
"""Say which files are texts."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pollinate.history import refusals
from pollinate.history.git import Repository
from pollinate.history.log import read_blob_paths, read_renames
from pollinate.runtime.walk import ENDINGS

MOST_PATHS = 200
"""Paths that are named one by one; of more, all files of their endings are followed."""


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Files by their names."""

    endings: tuple[bytes, ...]
    """In lower case."""
    paths: frozenset[bytes] = frozenset()
    """Files of other names that were renamed into one of these."""
    left_out: tuple[bytes, ...] = ()
    """Pathspecs of files that a partial clone lacks, so that nothing may be asked of them."""
    _known: dict[bytes, bool] = field(default_factory=dict, compare=False, repr=False)

    def holds(self, path: bytes) -> bool:
        """Return whether a file is one of them."""
        if path not in self._known:
            self._known[path] = path in self.paths or path.lower().endswith(self.endings)
        return self._known[path]

    def attributes(self) -> bytes:
        """Return what tells git, as an attributes file, to print patches of these alone."""
        # Git looks from the end and stops at the first that fits: the usual ones come last.
        patterns = [
            *(b"/" + _literal(path) for path in sorted(self.paths)),
            *(b"*" + _any_case(ending) for ending in self.endings),
            *(b"*" + _literal(ending) for ending in self.endings),
        ]
        lines = [b'"%b" diff' % _quoted(pattern) for pattern in patterns]
        return b"\n".join([b"* -diff", *lines, b""])

    def specs(self) -> list[str]:
        """Return the pathspecs of these files."""
        endings = [f"*{os.fsdecode(_any_case(ending))}" for ending in self.endings]
        return [*endings, *(f":(top,literal){os.fsdecode(path)}" for path in sorted(self.paths))]

    def elsewhere(self) -> list[str]:
        """Return the pathspecs of all files that may be asked for; none where these are all."""
        return [":(top)", *map(os.fsdecode, self.left_out)] if self.left_out else []

    def key(self) -> list[str]:
        """Return what a cache depends on."""
        return [one.hex() for one in (*self.endings, *sorted(self.paths), *self.left_out)]

    def with_paths(self, paths: Iterable[bytes]) -> Texts:
        """Return these and some others."""
        more = self.paths | {path for path in paths if not self.holds(path)}
        if len(more) <= MOST_PATHS:
            return replace(self, paths=frozenset(more), _known={})
        endings = {_ending(path) for path in more}
        return replace(
            self, endings=(*self.endings, *sorted(endings)), paths=frozenset(), _known={}
        )


def texts_of(endings: Iterable[str]) -> Texts:
    """Return the files of Markdown and of some other endings."""
    named = dict.fromkeys([*ENDINGS, *(ending.lower() for ending in endings)])
    return Texts(endings=tuple(os.fsencode(ending) for ending in named))


def with_origins(repository: Repository, texts: Texts, revisions: Sequence[str]) -> Texts:
    """Return some texts with all files that were renamed into one of them, step by step (one git
    process).
    """
    sources: dict[bytes, set[bytes]] = {}
    for source, path in read_renames(repository, revisions, texts.elsewhere()):
        sources.setdefault(path, set()).add(source)
    found: set[bytes] = set()
    waiting = [path for path in sources if texts.holds(path)]
    while waiting:
        for source in sources.get(waiting.pop(), ()):
            if source not in found:
                found.add(source)
                waiting.append(source)
    return texts.with_paths(found)


def without_missing(repository: Repository, texts: Texts) -> Texts:
    """Return some texts with what a partial clone lacks left out, so that nobody asks for it (two
    git processes); raises GitError where it lacks a text.
    """
    if not repository.is_partial:
        return texts
    listing = repository.run("rev-list", "--objects", "--missing=print", "HEAD", "--")
    missing = {line[1:] for line in listing.split(b"\n") if line.startswith(b"?")}
    if not missing:
        return texts
    paths = {path for blob, path in read_blob_paths(repository) if blob in missing}
    if any(map(texts.holds, paths)):
        raise refusals.partial(repository.root)
    if len(paths) > MOST_PATHS:
        endings = sorted({_ending(path) for path in paths})
        left_out = [b":(top,exclude)*%b" % _any_case(ending) for ending in endings]
    else:
        left_out = [b":(top,exclude,literal)%b" % path for path in sorted(paths)]
    return replace(texts, left_out=tuple(left_out), _known={})


def _ending(path: bytes) -> bytes:
    name = posixpath.basename(path).lower()
    stem, dot, ending = name.rpartition(b".")
    return dot + ending if stem else name


def _literal(text: bytes) -> bytes:
    """Return a pattern that means just this text."""
    return b"".join(b"\\" + bytes([c]) if c in b"\\*?[" else bytes([c]) for c in text)


def _any_case(text: bytes) -> bytes:
    """Return a pattern that means a text in upper or lower case."""
    return b"".join(
        b"[%c%c]" % (c, c - 32) if 97 <= c <= 122 else _literal(bytes([c])) for c in text
    )


def _quoted(text: bytes) -> bytes:
    """Return a text as it stands between double quotes in an attributes file."""
    return b"".join(b"\\%03o" % c if c < 32 or c > 126 or c in b'"\\' else bytes([c]) for c in text)

# Names that Windows refuses, and names that are one name where a disk does not tell capitals or
# the two writings of an accent apart: there, a clone loses one of the two files.
# Must not know: what the files hold.
"""Find names that not every disk takes."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from pollinate.checks.files.rules import finding
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9¹²³])(?:\..*)?", re.I)
_REFUSED = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_LONGEST = 240
"""Letters of a whole path: Windows stops at 260, and a clone lies in a folder of its own."""


def find_names(paths: Iterable[RepoPath]) -> Iterator[Diagnostic]:
    """Yield a finding for each path that Windows refuses."""
    for path in paths:
        problem = next(filter(None, map(_problem, path.split("/"))), "")
        if not problem and len(path) > _LONGEST:
            problem = f"the path has {len(path)} letters"
        if problem:
            new = "/".join(map(_harmless, path.split("/")))
            yield finding(
                "file-name",
                path,
                0,
                f"Windows refuses this path: {problem}",
                f'Rename it: git mv "{path}" "{new}"' if new != path else "Give it a shorter name.",
            )


def find_twins(paths: Collection[RepoPath], among: Iterable[RepoPath]) -> Iterator[Diagnostic]:
    """Yield a finding for each of some paths that another of all paths is one with, where capitals
    and accents are not told apart.
    """
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for path in {*paths, *among}:
        for at in _above(path):
            spellings[_folded(at)].add(at)
    told: set[str] = set()
    for path in sorted(set(paths)):
        at = next((one for one in _above(path) if len(spellings[_folded(one)]) > 1), "")
        if not at or _folded(at) in told:
            continue
        told.add(_folded(at))
        other = min(spellings[_folded(at)] - {at})
        yield finding(
            "case-twin",
            path,
            0,
            f"'{at}' and '{other}' are one name on Windows and macOS",
            f'Rename one of the two: git mv "{at}" "{_other_name(at)}"',
        )


def all_twins(paths: Iterable[RepoPath], among: Iterable[RepoPath]) -> dict[RepoPath, str]:
    """Return, for each of some paths that is one with another where capitals and accents are not
    told apart, what that other is. Of two of them the first in order is none.
    """
    spelled = {_folded(at): at for path in among for at in _above(path)}
    found = {}
    for path in sorted(paths):
        twins = [at for at in _above(path) if spelled.setdefault(_folded(at), at) != at]
        if twins:
            found[path] = spelled[_folded(twins[0])]
    return found


def _above(path: str) -> list[str]:
    """Return a path and the folders that it lies in, from the top."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _problem(name: str) -> str:
    if _RESERVED.fullmatch(name):
        return f"'{name}' is the name of a device there"
    if refused := _REFUSED.search(name):
        return f"'{refused[0]}' stands in a name" if refused[0] > " " else "a control sign"
    if name.endswith((".", " ")):
        return "a name ends in a dot or a blank"
    return ""


def _harmless(name: str) -> str:
    name = re.sub(r"-{2,}|(?<=-) +", "-", _REFUSED.sub("-", name).rstrip(". ")) or "file"
    stem, dot, ending = name.partition(".")
    return f"{stem}-file{dot}{ending}" if _RESERVED.fullmatch(name) else name


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _other_name(path: str) -> str:
    stem, ending = posixpath.splitext(path)
    return f"{stem}-2{ending}"

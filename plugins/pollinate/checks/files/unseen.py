# What `check` did not look at, and why: silence would read as "nothing is there".
# Must not know: who reads the files, how findings are printed.
"""Say what was not looked at."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from pollinate.checks.files.rules import finding
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath

_SILENT = (
    ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".mp3", ".ogg", ".wav", ".webm", ".mo",
)  # fmt: skip
"""Endings of fonts, sounds and the like, which hold no words of ours."""
_NAMED = 3


def unseen(path: RepoPath, message: str, cure: str = "Look at it yourself.") -> Diagnostic:
    """Return the finding that something was not looked at."""
    return finding("not-looked-at", path, 0, message, cure)


def cut_short(path: RepoPath, most: int) -> Diagnostic:
    """Return the finding that only the beginning of a file was looked at; `most` in bytes."""
    return unseen(path, f"only the first {most / 1e6:.0f} MB of this file are looked at")


def find_detours(
    links: Iterable[RepoPath], modules: Iterable[RepoPath], leads_out: Callable[[RepoPath], bool]
) -> Iterator[Diagnostic]:
    """Yield what a request brings that is no file of it: links and other repositories."""
    for path in links:
        if leads_out(path):
            yield finding(
                "leads-out",
                path,
                0,
                "a link to what git doesn't track here is left out of the site",
                "Put the file itself here, or link to one that this repository tracks.",
            )
    for path in modules:
        yield unseen(path, "this is another repository within this one: nothing looks into it")


def find_unseen(paths: Iterable[RepoPath]) -> Iterator[Diagnostic]:
    """Yield one finding about files that are neither text nor picture, with how many of which kind
    there are; the one file where there is one.
    """
    files = [path for path in paths if not path.lower().endswith(_SILENT)]
    if len(files) == 1:
        yield unseen(files[0], "this file is neither text nor picture, so nothing looks into it")
    elif files:
        kinds = Counter(posixpath.splitext(path)[1].lower() or "no ending" for path in files)
        told = ", ".join(f"{kind} ({n})" for kind, n in kinds.most_common(_NAMED))
        more = f" and {len(kinds) - _NAMED} more kinds" if len(kinds) > _NAMED else ""
        yield unseen(
            RepoPath(""),
            f"{len(files)} files are neither text nor picture, so nothing looks into them: "
            f"{told}{more}",
            "Look at those that a request brings.",
        )

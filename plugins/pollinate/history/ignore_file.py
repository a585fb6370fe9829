# Reads the list of commits to look through (`.git-blame-ignore-revs`).
# Why here: a malformed line must be told, must not stop the build, and must not credit a formatter
# silently. Must not know: what looking through a commit does (survival.py).
"""Read the ignore file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.git import Commit
from pollinate.paths import RepoPath
from pollinate.runtime.regular_file import read_regular

MOST = 5_000_000
"""Bytes that are read: a hundred thousand commits."""
_ID = re.compile(r"^[0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?$")


def find_unknown(name: str, ids: frozenset[str], commits: Iterable[Commit]) -> list[Diagnostic]:
    """Return a finding where some ids of the list are those of no commit."""
    unknown = sorted(ids.difference(commit.sha for commit in commits)) if ids else []
    if not unknown:
        return []
    more = f" (and {len(unknown) - 1} more)" if len(unknown) > 1 else ""
    return [
        Diagnostic(
            path=RepoPath(name),
            line=0,
            code="unknown-commit",
            message=f"no commit here has the id {unknown[0][:10]}{more}, so it is passed over",
            cure="After a rebase or a squash write the new id: `git log --format='%H %s'`.",
            severity=Severity.ADVICE,
        )
    ]


def read_ignore_file(root: Path, name: str) -> tuple[frozenset[str], list[Diagnostic]]:
    """Return the commits that the file names, and a Diagnostic for each line that is not a full
    commit id.
    """
    if not name:
        return frozenset(), []
    place = RepoPath(name)
    if not (root / name).resolve().is_relative_to(root.resolve()):
        message = "the list of ignored commits lies outside the repository, so it is not read"
        return frozenset(), [Diagnostic(path=place, line=0, code="ignore-file", message=message)]
    try:
        text = read_regular(root / name, MOST, links=False).decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return frozenset(), []
    except OSError as error:
        why = error.strerror or "unknown reason"
        return frozenset(), [
            Diagnostic(
                path=place,
                line=0,
                code="ignore-file",
                message=f"the list of ignored commits can't be read: {why}",
                severity=Severity.ADVICE,
            )
        ]
    found, bad = set(), []
    for number, line in enumerate(text.splitlines(), 1):
        word = line.partition("#")[0].strip()
        if _ID.match(word):
            found.add(word.lower())
        elif word:
            cure = (
                "Write one full commit id a line: `git rev-parse SHORT` gives it; start remarks"
                " with `#`."
            )
            bad.append(
                Diagnostic(
                    path=place,
                    line=number,
                    code="ignore-file",
                    message="this is not a full commit id, so the line is passed over",
                    cure=cure,
                    severity=Severity.ADVICE,
                )
            )
    return frozenset(found), bad

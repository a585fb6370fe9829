# What is told of people's files and of lines in commit messages that name nobody, beside the joins
# themselves. Must not know: who is joined with whom, how anybody is shown.
"""Find what is odd about people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.git import History
from pollinate.model.people import COLLEAGUE, PersonFile
from pollinate.paths import RepoPath, Sha, Slug

RESERVED = (COLLEAGUE, Slug("index"))
"""Handles that are nobody's: they would take the place of others."""


def odd_trailers(history: History) -> Iterable[Diagnostic]:
    """Yield, for each key, how many commits have such a line that credits nobody."""
    odd: dict[str, list[Sha]] = {}
    for commit in history.commits:
        for key in commit.odd:
            odd.setdefault(key, []).append(commit.sha)
    for key, shas in sorted(odd.items()):
        count = "one commit has" if len(shas) == 1 else f"{len(shas)} commits have"
        yield Diagnostic(
            path=RepoPath(".git"),
            line=0,
            code="odd-trailer",
            message=f"{count} a line '{key}' that credits nobody, such as {min(shas)[:10]}",
            cure=f"Write {key}: NAME <ADDRESS>; for what is past, `credit` in the lesson says it.",
            severity=Severity.ADVICE,
        )


def reserved_handles(files: Mapping[str, PersonFile]) -> Iterable[Diagnostic]:
    """Yield the files whose names would take the place of others."""
    for handle, file in files.items():
        if handle.casefold() in RESERVED:
            message = f"'{handle}' is nobody's handle: it stands for others here"
            cure = "Rename the file after the person."
            yield Diagnostic(
                path=file.repo_path,
                line=0,
                code="reserved-handle",
                message=message,
                cure=cure,
                severity=Severity.ERROR,
            )

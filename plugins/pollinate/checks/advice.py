# What all claims about others have in common: the cure, since only people can tell whether one is
# right, and who wrote it, as far as they may be named. Must not know: what a claim is.
"""Word an advice to ask somebody."""

from __future__ import annotations

from collections.abc import Iterable

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.model.git import Identity
from pollinate.paths import RepoPath


def ask(path: RepoPath, line: int, code: str, message: str) -> Diagnostic:
    """Return an advice to ask whom it is about."""
    return Diagnostic(
        path=path,
        line=line,
        code=code,
        message=message,
        cure="Ask whom it is about, unless it is known to be right.",
        severity=Severity.ADVICE,
    )


def told(garden: Garden, writers: Iterable[Identity]) -> str:
    """Return who wrote something, as far as they may be named."""
    slugs = [garden.people.of(who) for who in dict.fromkeys(writers)]
    names = (garden.people.contributors[one].name if one else "a tool" for one in slugs)
    return ", ".join(dict.fromkeys(names))

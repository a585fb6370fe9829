# Dates that lie after the newest commit: a slip of the pen, or something that has not happened yet.
# Compared with the newest commit and not with today, so that the answer is the same whenever it is
# asked. Must not know: how findings are printed.
"""Find dates in the future."""

from __future__ import annotations

from collections.abc import Iterator

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.paths import RepoPath

_CURE = "Write the day on which it happened; what is still to come belongs into a calendar."


def find_future_dates(garden: Garden) -> Iterator[Diagnostic]:
    """Yield lessons and gatherings that are dated later than the newest commit."""
    newest = max((commit.when[:10] for commit in garden.history.commits), default="")
    if not newest:
        return
    for lesson in garden.content.lessons.values():
        for key in ("created", "on"):
            if getattr(lesson, key)[:10] > newest:
                yield _finding(lesson.repo_path, key, getattr(lesson, key))
    for gathering in garden.content.gatherings.values():
        if gathering.date[:10] > newest:
            yield _finding(gathering.repo_path, "date", gathering.date)


def _finding(path: RepoPath, key: str, value: str) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=1,
        code="future-date",
        message=f"'{key}' lies after the newest commit ({value[:10]})",
        cure=_CURE,
        severity=Severity.ADVICE,
    )

# Findings as GitLab's Code Quality report, which it shows in a request and compares between two
# builds. A finding is known by its fingerprint: code, file, the words of its line and how many of
# the same stand above, so that a line that moves is the same one, and no two share one.
# Format: docs.gitlab.com, "Code Quality", "Code Quality report format".
# Must not know: how anything is found.
"""Write findings for GitLab."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import RepoPath
from pollinate.plain import plain

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.ADVICE: "info"}


def gitlab_report(
    found: Iterable[Diagnostic], line_of: Callable[[RepoPath, int], str]
) -> list[dict[str, Any]]:
    """Return the report, in the order given; `line_of` gives the words of a line."""
    seen: Counter[str] = Counter()
    report = []
    for one in found:
        words = line_of(one.path, one.line).strip() if one.line else ""
        same = "\0".join((one.code, one.path, words or one.message))
        seen[same] += 1
        told = f"{same}\0{seen[same]}".encode("utf-8", "surrogateescape")
        report.append(
            {
                "description": plain(" ".join(filter(None, (f"{one.message}.", one.cure)))),
                "check_name": one.code,
                "fingerprint": hashlib.sha256(told, usedforsecurity=False).hexdigest(),
                "severity": _SEVERITIES[one.severity],
                "location": {
                    "path": plain(one.path) or ".",
                    "lines": {"begin": max(one.line, 1)},
                },
            }
        )
    return report

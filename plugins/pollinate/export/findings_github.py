# Findings as commands that GitHub, and Gitea and Forgejo after it, read from a build's output and
# show beside the changed lines. They need no token, so they work for requests out of forks. What
# the server would drop is not sent: ten of each kind in a step, fifty in a job; worst comes first.
# Format: docs.github.com, "Workflow commands for GitHub Actions"; how values are escaped is its
# toolkit's (`escapeData`, `escapeProperty`). Must not know: how anything is found.
"""Write findings for GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.plain import plain

MOST_OF_A_KIND = 10
LONGEST = 1_000
"""Letters of one message."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def github_lines(found: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield a command for each finding, in the order given, and a line about those left out."""
    counts: Counter[str] = Counter()
    for one in found:
        command = _COMMANDS[one.severity]
        counts[command] += 1
        if counts[command] <= MOST_OF_A_KIND:
            yield f"::{command} {_properties(one)}::{_data(_message(one))}"
    for command, count in counts.items():
        if count > MOST_OF_A_KIND:
            more = count - MOST_OF_A_KIND
            yield f"{more} more of the kind '{command}': pollinate check shows all of them"


def _properties(one: Diagnostic) -> str:
    told = {"title": one.code}
    if one.path:
        told = {"file": one.path, "line": str(max(one.line, 1)), **told}
        if one.column:
            told["col"] = str(one.column)
    return ",".join(f"{key}={_property(value)}" for key, value in told.items())


def _message(one: Diagnostic) -> str:
    return " ".join(filter(None, (f"{one.message}.", one.why, one.cure)))[:LONGEST]


def _data(text: str) -> str:
    return plain(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

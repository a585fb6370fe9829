# How a finding reads on a terminal: place, severity, message, code; then why it matters and what
# cures it. Must not know: how anything is found.
"""Word findings for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click
from pollinate.model.diagnostics import Diagnostic, Severity

from pollinate_cli.terminal import plain

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}


def finding_lines(one: Diagnostic, *, cures: bool = True) -> Iterator[str]:
    """Yield the lines of a finding; without `cures`, what was found alone."""
    place = f"{one.path}:{one.line}" if one.line else str(one.path)
    place = f"{place}:{one.column}" if one.line and one.column else place
    word = click.style(one.severity.value, fg=COLOURS[one.severity], bold=True)
    where = f"{click.style(plain(place), bold=True)}: " if one.path else ""
    yield f"{where}{word}: {plain(one.message)} [{one.code}]"
    for words in filter(None, (one.why, one.cure) if cures else ()):
        yield f"    {plain(words)}"

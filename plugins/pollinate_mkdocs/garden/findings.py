# Which of a garden's findings a build tells, how loudly, and which end it. Why here: a site that
# takes us in must build under `--strict` as before, so what is only advice may not be a warning.
# Must not know: how anything is found (pollinate.content, pollinate.derive).
"""Tell a garden's findings in a build."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from mkdocs.exceptions import PluginError
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden

from pollinate_mkdocs.log_lines import BuildLog

TOLD = frozenset({"meta-left-out", "ignore-file", "people-key"})
"""Codes of advice that says what a site loses."""
UNREAD = ("front-matter-", "yaml-")
"""How the codes of findings begin that say what could not be read of a page."""


def refuse_doubtful(diagnostics: Iterable[Diagnostic]) -> None:
    """Stop a build that might name somebody who asked not to be named."""
    if found := [one for one in diagnostics if one.stops_build]:
        lines = [f"{one.path}: {one.message}. {one.cure}" for one in found]
        raise PluginError(
            "pollinate: it is in doubt who wants to be shown how, so nothing is built:\n"
            + "\n".join(lines)
        )


def log_findings(garden: Garden, log: BuildLog) -> None:
    """Print errors and warnings once in a session; advice belongs to `pollinate check`, but what is
    left out of a page stands in the log, where it stops no strict build.
    """
    lessons = {lesson.repo_path for lesson in garden.content.lessons.values()}
    for one in garden.diagnostics:
        left_out = one.code in TOLD or (one.code.startswith(UNREAD) and one.path in lessons)
        if one.severity is Severity.ADVICE and not left_out:
            continue
        level = logging.INFO if one.severity is Severity.ADVICE else logging.WARNING
        place = f"{one.path}:{one.line}" if one.line else one.path
        log.say_once(f"{place}: {one.message}. {one.cure}".rstrip(), level)

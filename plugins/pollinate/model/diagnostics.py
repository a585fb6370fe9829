# Findings: what is wrong in a garden, where, and what cures it. Printed by the edge, never raised.
# Must not know: who finds or prints them.
"""Define findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from pollinate.paths import RepoPath


class Severity(str, Enum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


_STOP = frozenset({"duplicate-handle", "reserved-handle", "name-is-private", "profile-unreadable"})


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of one file that mends a finding."""

    start: int
    """In letters of the file's text, from 0."""
    end: int
    text: str
    """What stands there afterwards."""


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Diagnostic:
    """A finding: stable code, place, message, reason, cure."""

    path: RepoPath
    line: int
    """From 1; 0 for the whole file."""
    code: str
    """Stable and in kebab-case: `unknown-key`."""
    message: str
    cure: str = ""
    severity: Severity = Severity.WARNING
    why: str = ""
    """What it means for a reader or a colleague."""
    column: int = 0
    """In letters, from 1; 0 for the whole line."""
    fix: Fix | None = field(default=None, compare=False)
    """Where the change is plain; it is made on request, and only if the page stays the same."""

    @property
    def blocks(self) -> bool:
        """Whether a request should not be merged before it is mended."""
        return self.severity is not Severity.ADVICE

    @property
    def stops_build(self) -> bool:
        """Whether nothing may be published before it is mended: somebody's wish to stay unnamed
        is in doubt.
        """
        return self.code in _STOP

# Findings: what is wrong in a garden, where, and what cures it. Printed by the edge, never raised.
# Must not know: who finds or prints them.
"""Define findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pollinate.paths import RepoPath


class Severity(str, Enum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


_STOP = frozenset({"duplicate-handle", "reserved-handle", "name-is-private", "profile-unreadable"})


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Diagnostic:
    """A finding: stable code, place, message, cure."""

    path: RepoPath
    line: int
    """From 1; 0 for the whole file."""
    code: str
    """Stable and in kebab-case: `unknown-key`."""
    message: str
    cure: str = ""
    severity: Severity = Severity.WARNING

    @property
    def stops_build(self) -> bool:
        """Whether nothing may be published before it is mended: somebody's wish to stay unnamed
        is in doubt.
        """
        return self.code in _STOP

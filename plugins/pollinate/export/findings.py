# The document `pollinate/findings/1`: what `check` found, for bots and editors.
# Must not know: how anything is found, who asks.
"""Export findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pollinate.model.diagnostics import Diagnostic

FINDINGS_SCHEMA = "pollinate/findings/1"


def export_findings(found: Iterable[Diagnostic]) -> dict[str, Any]:
    """Return the document of `pollinate check --format json`, in the order given."""
    return {
        "schema": FINDINGS_SCHEMA,
        "findings": [
            {
                "code": one.code,
                "severity": one.severity.value,
                "path": one.path,
                "line": one.line,
                "message": one.message,
                "cure": one.cure,
            }
            for one in found
        ],
    }

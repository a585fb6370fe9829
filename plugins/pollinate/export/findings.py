# The document `pollinate/findings/1`: what `check` found, for bots and editors.
# Must not know: how anything is found, who asks.
"""Export findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pollinate.model.diagnostics import Diagnostic

FINDINGS_SCHEMA = "pollinate/findings/1"


def export_findings(found: Iterable[Diagnostic], missing: Iterable[str] = ()) -> dict[str, Any]:
    """Return the document of `pollinate check --format json`, in the order given; `missing` are
    packages without which less is found.
    """
    return {
        "schema": FINDINGS_SCHEMA,
        "missing": list(missing),
        "findings": [
            {
                "code": one.code,
                "severity": one.severity.value,
                "path": one.path,
                "line": one.line,
                "column": one.column,
                "message": one.message,
                "why": one.why,
                "cure": one.cure,
            }
            for one in found
        ],
    }

# A history as text that does not depend on the order of replay: every commit by its id, so that two
# runs can be compared.
"""Compare mined histories."""

from __future__ import annotations

from typing import Any

from pollinate.model.git import RULE_BITS, History


def plain(history: History) -> dict[str, Any]:
    """Return all that a history says, commits by id."""
    commits = list(history.commits)
    shas = [commit.sha for commit in commits]
    files = {}
    for path, file in sorted(history.files.items()):
        files[path] = {
            "blob": file.blob,
            "blame": [shas[n] for n in file.blame],
            "credit": [(shas[c >> RULE_BITS], c & ((1 << RULE_BITS) - 1)) for c in file.credit],
            "keys": list(file.keys),
            "changes": {
                (shas[c.commit], c.created, c.changed, frozenset(shas[n] for n in c.brought))
                for c in file.changes
            },
        }
    return {
        "head": history.head,
        "commits": {commit.sha: commit for commit in commits},
        "files": files,
        "findings": history.diagnostics,
    }

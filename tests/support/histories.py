# A history as text that does not depend on the order of replay: every commit by its id, so that two
# runs can be compared.
"""Compare mined histories."""

from __future__ import annotations

from typing import Any

from pollinate.model.git import MIXED, RULE_BITS, History


def plain(history: History) -> dict[str, Any]:
    """Return all that a history says, commits by id."""
    commits = list(history.commits)
    shas = [commit.sha for commit in commits]
    files = {}
    for path, file in sorted(history.files.items()):
        files[path] = {
            "blob": file.blob,
            "blame": [shas[n] for n in file.blame],
            "credit": [_named(c, history, shas) for c in file.credit],
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


def _named(credit: int, history: History, shas: list[str]) -> object:
    """Return a line's credit by commit ids; a mixed line's with numbers of words."""
    if credit & MIXED:
        run = history.runs[credit ^ MIXED]
        owners = zip(run[::2], run[1::2], strict=True)
        return [(_named(owner, history, shas), number) for owner, number in owners]
    return shas[credit >> RULE_BITS], credit & ((1 << RULE_BITS) - 1)

# A forge squashes a request: its author under the forge's address, and once more as a co-author
# under the address of work.
# Must not know: how a peer or we work it out.
"""Show what becomes of one person with two addresses in a squash."""

from __future__ import annotations

from pathlib import Path

from shared import PAGE, Repo, row
from support.repo import lines

HAPPENED = "Mia wrote it at work, the forge squashed it under her login's address"
LOGIN, WORK = (
    "MiaTorvald <55+MiaTorvald@users.noreply.github.com>",
    "Mia Torvald <mia@work.test.org>",
)


def story(repo: Repo) -> tuple[Path, str]:
    """Write the history."""
    said = f"Add knots (#7)\n\nCo-authored-by: {WORK}"
    repo.lesson(LOGIN, lines(*(f"step {n}" for n in range(6))), said, name="knots")
    return repo.path, PAGE


def table_row() -> str:
    """Return the row."""
    return row("two addresses", HAPPENED, story)


if __name__ == "__main__":
    print(table_row())

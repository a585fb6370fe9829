# A tool that signs what it helped with, unasked, as a co-author.
# Must not know: how a peer or we work it out.
"""Show what becomes of a tool that names itself as a co-author."""

from __future__ import annotations

from pathlib import Path

from shared import PAGE, Repo, row
from support.repo import ANA, lines

HAPPENED = "Ana wrote it with an AI tool, which added itself as a co-author"


def story(repo: Repo) -> tuple[Path, str]:
    """Write the history."""
    said = "Add knots\n\nCo-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>"
    repo.lesson(ANA, lines(*(f"step {n}" for n in range(6))), said, name="knots")
    return repo.path, PAGE


def table_row() -> str:
    """Return the row."""
    return row("AI co-author", HAPPENED, story)


if __name__ == "__main__":
    print(table_row())

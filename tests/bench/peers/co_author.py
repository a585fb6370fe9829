# Two people write at one keyboard: one commit, one trailer.
# Must not know: how a peer or we work it out.
"""Show what becomes of a co-author."""

from __future__ import annotations

from pathlib import Path

from shared import PAGE, Repo, row
from support.repo import ANA, BEA, lines

HAPPENED = "Ana and Bea wrote it at one keyboard, the commit names Bea as co-author"


def story(repo: Repo) -> tuple[Path, str]:
    """Write the history."""
    text = "# Knots\n\n" + lines("bowline", "hitch", "splice", "whipping")
    repo.lesson(ANA, text, f"Add knots\n\nCo-authored-by: {BEA}\n", name="knots")
    return repo.path, PAGE


def table_row() -> str:
    """Return the row."""
    return row("co-author", HAPPENED, story)


if __name__ == "__main__":
    print(table_row())

# A page is emptied and the change is taken back: nobody wrote anything new.
# Must not know: how a peer or we work it out.
"""Show what becomes of a revert."""

from __future__ import annotations

from pathlib import Path

from shared import PAGE, Repo, row
from support.repo import ANA, BEA, CY, lines

HAPPENED = "Ana wrote it, Bea cut most of it by mistake, Cy took Bea's change back"


def story(repo: Repo) -> tuple[Path, str]:
    """Write the history."""
    whole = "# Knots\n\n" + lines("bowline", "hitch", "splice", "whipping")
    repo.lesson(ANA, whole, "Add knots", name="knots")
    cut = repo.lesson(BEA, "# Knots\n", "Tidy up", name="knots")
    repo.lesson(CY, whole, f'Revert "Tidy up"\n\nThis reverts commit {cut}.\n', name="knots")
    return repo.path, PAGE


def table_row() -> str:
    """Return the row."""
    return row("revert", HAPPENED, story)


if __name__ == "__main__":
    print(table_row())

# A long page becomes two: the text of the second page is as old as it was.
# Must not know: how a peer or we work it out.
"""Show what becomes of a split page."""

from __future__ import annotations

from pathlib import Path

from shared import PAGE, Repo, row
from support.repo import ANA, BEA, lines

HAPPENED = "Ana wrote one long page, Bea moved half of it to a page of its own"


def story(repo: Repo) -> tuple[Path, str]:
    """Write the history."""
    top, knots = (
        "# Ropes\n\n" + lines("rope", "coil", "care", "storage"),
        lines("bowline", "hitch", "splice", "whipping", "knot"),
    )
    repo.lesson(ANA, top + "\n## Knots\n\n" + knots, "Add ropes", name="ropes")
    repo.commit(BEA, "Split", docs__lessons__ropes=top, docs__lessons__knots="# Knots\n\n" + knots)
    return repo.path, PAGE


def table_row() -> str:
    """Return the row."""
    return row("split", HAPPENED, story)


if __name__ == "__main__":
    print(table_row())

# A formatter goes over a page: other bullets, other emphasis, no other word.
# Must not know: how a peer or we work it out.
"""Show what becomes of a page that was formatted."""

from __future__ import annotations

from pathlib import Path

from shared import PAGE, Repo, row
from support.repo import ANA, BEA

HAPPENED = "Ana wrote a list, Bea ran a formatter: `*` became `-`, `_so_` became `*so*`"
POINTS = ("Wet the rope first", "Pull it _slowly_ through", "Look at both ends", "Hang it to dry")


def story(repo: Repo) -> tuple[Path, str]:
    """Write the history."""
    text = "".join(f"* {point}.\n" for point in POINTS)
    repo.lesson(ANA, "# Knots\n\n" + text, "Add knots", name="knots")
    formatted = text.replace("* ", "- ").replace("_", "*")
    repo.lesson(BEA, "# Knots\n\n" + formatted, "Format", name="knots")
    return repo.path, PAGE


def table_row() -> str:
    """Return the row."""
    return row("formatter", HAPPENED, story)


if __name__ == "__main__":
    print(table_row())

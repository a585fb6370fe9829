# A paragraph is wrapped at another column.
# Must not know: how a peer or we work it out.
"""Show what becomes of a paragraph that is wrapped anew."""

from __future__ import annotations

import textwrap
from pathlib import Path

from shared import PAGE, Repo, row
from support.repo import ANA, BEA

HAPPENED = "Ana wrote a paragraph, Bea wrapped it at another column"


def story(repo: Repo) -> tuple[Path, str]:
    """Write the history."""
    text = " ".join(f"word{n}" for n in range(120))
    repo.lesson(ANA, textwrap.fill(text, 72) + "\n", "Add knots", name="knots")
    repo.lesson(BEA, textwrap.fill(text, 60) + "\n", "Wrap", name="knots")
    return repo.path, PAGE


def table_row() -> str:
    """Return the row."""
    return row("rewrap", HAPPENED, story)


if __name__ == "__main__":
    print(table_row())

# One letter is mended in a paragraph that stands on one line, as prose mostly does.
# Must not know: how a peer or we work it out.
"""Show what becomes of a mended letter."""

from __future__ import annotations

from pathlib import Path

from shared import PAGE, Repo, row
from support.repo import ANA, BEA

HAPPENED = "Ana wrote a paragraph of a hundred words, Bea mended one letter in it"


def story(repo: Repo) -> tuple[Path, str]:
    """Write the history."""
    words = [f"word{n}" for n in range(100)]
    repo.lesson(ANA, " ".join(words) + "\n", "Add knots", name="knots")
    repo.lesson(BEA, " ".join(words).replace("word57", "ward57") + "\n", "Mend", name="knots")
    return repo.path, PAGE


def table_row() -> str:
    """Return the row."""
    return row("typo", HAPPENED, story)


if __name__ == "__main__":
    print(table_row())

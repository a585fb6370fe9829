# A pull request of two people, squashed by a forge: the second one lives in the middle of the
# message only. Must not know: how a peer or we work it out.
"""Show what becomes of a squash merge."""

from __future__ import annotations

from pathlib import Path

from shared import PAGE, Repo, row
from support.repo import ANA, BEA, lines

HAPPENED = (
    "Ana and Bea wrote the request together, the forge squashed it and kept Bea in the middle of"
    " the message"
)


def story(repo: Repo) -> tuple[Path, str]:
    """Write the history."""
    message = (
        "Knots (#7)\n\n* Two knots\n\nCo-authored-by: "
        + BEA
        + "\n\n* Fix a word\n\nThe second commit of the request has no co-author.\n"
    )
    repo.lesson(
        ANA, "# Knots\n\n" + lines("bowline", "hitch", "splice", "whipping"), message, name="knots"
    )
    return repo.path, PAGE


def table_row() -> str:
    """Return the row."""
    return row("squash", HAPPENED, story)


if __name__ == "__main__":
    print(table_row())

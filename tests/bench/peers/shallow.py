# A build server fetches one commit: git then calls its author the author of everything.
# Must not know: how a peer or we work it out.
"""Show what becomes of a shallow clone."""

from __future__ import annotations

from pathlib import Path

from shared import PAGE, Repo, row
from support.repo import ANA, BEA, lines

HAPPENED = "Ana wrote it, Bea changed another file, the build server cloned one commit"


def story(repo: Repo) -> tuple[Path, str]:
    """Write the history."""
    repo.lesson(
        ANA,
        "# Knots\n\n" + lines("bowline", "hitch", "splice", "whipping"),
        "Add knots",
        name="knots",
    )
    repo.commit(BEA, "Add a list", docs__list="# List\n")
    clone = repo.path.parent / "clone"
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.path}", str(clone))
    return clone, PAGE


def table_row() -> str:
    """Return the row."""
    return row("shallow clone", HAPPENED, story)


if __name__ == "__main__":
    print(table_row())

# Which requests were sent back, and why: kept in the configuration of this clone, by the newest
# commit, so that a newer version waits again. Why not in a ref: nobody else needs to read it.
# Must not know: what a request holds.
"""Remember what was sent back."""

from __future__ import annotations

from pollinate.errors import GitError
from pollinate.history.git import Repository

_SECTION = "pollinatesentback"
MOST_LETTERS = 500


def send_back(repository: Repository, head: str, because: str) -> None:
    """Remember that a request was sent back in the version of a commit, and why."""
    words = " ".join(because.split())[:MOST_LETTERS]
    repository.run("config", "--local", f"{_SECTION}.{head}.because", words)


def sent_back_reasons(repository: Repository) -> dict[str, str]:
    """Return why requests were sent back, by their newest commits."""
    try:
        told = repository.run(
            "config", "--local", "-z", "--get-regexp", rf"^{_SECTION}\..*\.because$"
        )
    except GitError:
        # Git says so when there is none.
        return {}
    found = {}
    for entry in told.decode("utf-8", "replace").split("\0"):
        key, _, words = entry.partition("\n")
        if key:
            found[key.removeprefix(f"{_SECTION}.").removesuffix(".because")] = words
    return found

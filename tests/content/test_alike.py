# Promises about lessons that look like one that is about to be written: those with the words of its
# title are among them, whatever stands around these, and no draft is.
"""Test which lessons look alike."""

from __future__ import annotations

import pytest
from pollinate.content.alike import MOST, lessons_like
from support.repo import ANA, Repo


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of lessons on a few things."""
    told = {
        "amend": '---\ntitle: "Amend the author of the previous commit"\n---\nText.\n',
        "port": "# Find the process that uses a port\n\nText.\n",
        "roll-back-first": "Go back to the last good build. Then look for the cause.\n",
        "secret": "---\ntitle: Amend the author of a commit\ndraft: true\n---\nText.\n",
        "lore": "# 教訓を書く前に探す\n\n本文。\n",
        **{f"many-{n}": f"# Restart the ferry engine {n}\n\nText.\n" for n in range(9)},
    }
    repo.commit(ANA, **{f"docs__lessons__{name}": text for name, text in told.items()})
    return repo


@pytest.mark.parametrize(
    ("title", "stems"),
    [
        ("Change the author of a commit", ["amend"]),
        ("How to amend the author of the previous commit", ["amend"]),
        ("Kill the process on a port", ["port"]),
        ("Roll back first, debug later", ["roll-back-first"]),
        ("Go back to the last good build", ["roll-back-first"]),
        ("教訓を書く前に探す。", ["lore"]),
        ("Tie a bowline", []),
        ("How to use it", []),
        ("commit", []),
        ("🙂", []),
        ("", []),
    ],
)
def test_what_looks_alike_is_found(garden: Repo, title: str, stems: list[str]) -> None:
    """By the words that tell, in a title, a heading, a file's name or a first sentence."""
    found = lessons_like(garden.settings(), title)

    assert stems == [one.src_uri.rpartition("/")[2].removesuffix(".md") for one in found]


def test_no_more_than_a_few_are_shown(garden: Repo) -> None:
    """A title that many have names a few, always the same."""
    found = lessons_like(garden.settings(), "Restart the ferry engine")

    assert MOST == len(found) and found == lessons_like(
        garden.settings(), "Restart the ferry engine"
    )

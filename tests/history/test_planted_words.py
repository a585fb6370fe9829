# Whose each word is, against histories in which a script planted every word and knows who did.
"""Test owners of words on planted histories."""

from __future__ import annotations

import pytest
from pollinate.garden import Scope, build_garden
from pollinate.history.owners import Runs
from pollinate.model.git import RULE_BITS
from pollinate.paths import RepoPath
from pollinate.settings import make_settings
from pollinate.words import words_of
from support.planted import Planted

HISTORIES, STEPS = 500, 8


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """Give many planted histories in one repository."""
    made = Planted(tmp_path_factory.mktemp("planted") / "garden", seed=1)
    for number in range(HISTORIES):
        made.grow(f"history-{number}", STEPS)
    made.write()
    return made


def test_words_keep_their_writer(planted: Planted) -> None:
    """In 500 histories of rewording, wrapping, styles, moves, splits, merges, reverts, squashes and
    renames, at least 99.5 % of all words have their writer, and no history has fewer than 95 %.
    """
    right = _right(planted)

    good, words = (sum(one[n] for one in right.values()) for n in (0, 1))
    assert words > 200_000
    assert good / words >= 0.995
    low = {name: planted.acts[name] for name, (ours, all_) in right.items() if ours / all_ < 0.95}
    assert {} == low


def _right(planted: Planted) -> dict[str, tuple[int, int]]:
    """Return of each history how many words have their writer, and how many it has."""
    settings = make_settings(
        {"cache": False}, root=planted.folder, docs_dir=planted.folder / "docs"
    )
    history = build_garden(settings, scope=Scope.CREDITS).history
    runs = Runs(history.runs)
    writers = [int(commit.author.name.split()[1]) for commit in history.commits]
    found = {}
    for name, pages in planted.pages.items():
        good = words = 0
        for page in pages:
            lines = (planted.folder / page.path).read_bytes().split(b"\n")[:-1]
            told = []
            for line, credit in zip(lines, history.files[RepoPath(page.path)].credit, strict=True):
                owners = runs.owners(credit, len(words_of(line)))
                told += [writers[owner >> RULE_BITS] for owner in owners]
            good += sum(a == b.owner for a, b in zip(told, page.words(), strict=True))
            words += len(told)
        found[name] = good, words
    return found

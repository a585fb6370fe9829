# Whatever is edited, a build that renders only what changed makes the site that a build of all
# pages makes, byte for byte, and says the same warnings. With EDITS=500 as many rounds of edits.
# Must not know: which edits there are.
"""Test builds of what changed on random edits."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pollinate_cli.build_files import MARK
from support.edits import Edits
from support.repo import Repo
from support.run import pollinate
from support.sites import differences
from support.warm import run_module

ROUNDS = int(os.environ.get("EDITS", "12"))
GARDENS = 4
SEED = int(os.environ.get("EDITS_SEED", "20261201"))


def built(garden: Path, site: Path, *more: str) -> tuple[int, list[str]]:
    """Build into a folder; return how many pages were kept, and the warnings."""
    done = pollinate("-C", str(garden), "build", "--site-dir", str(site), *more)
    assert 0 == done.returncode, done.stderr
    kept = re.search(r"(\d+) of (\d+) pages were rendered", done.stderr)
    said = sorted({line for line in done.stderr.split("\n") if line.startswith("WARNING")})
    return int(kept[2]) - int(kept[1]) if kept else 0, said


@pytest.mark.parametrize("number", range(GARDENS))
def test_the_site_is_that_of_a_full_build(tmp_path: Path, number: int) -> None:
    """After each round of edits both sites are one, and many times some pages were kept; in the
    end it is also the one that `mkdocs build` makes.
    """
    edits = Edits(Repo(tmp_path / "garden"), SEED + number, in_nav=number % 2 == 0)
    garden, site, full = edits.repo.path, tmp_path / "site", tmp_path / "full"
    rounds, with_kept = ROUNDS // GARDENS, 0
    for _ in range(rounds):
        edits.some()
        kept, said = built(garden, site)
        assert (0, said) == built(garden, full, "--full"), edits.said
        assert [] == list(differences(site, full)), (SEED + number, edits.said[-6:])
        with_kept += bool(kept)
    # Else this would say nothing of what is kept.
    assert with_kept > rounds // 10
    done = run_module("mkdocs", "build", "-q", "-d", str(tmp_path / "plain"), cwd=garden)
    assert 0 == done.returncode, done.stderr
    assert [f"only one has {MARK}"] == list(differences(site, tmp_path / "plain"))

# The number of git processes is a constant: it grows with neither pages nor commits nor people nor
# branches.
"""Count git processes."""

from __future__ import annotations

import importlib
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pollinate.garden import build_garden
from pollinate.settings import Settings
from support.random_history import make_history, write_history
from support.repo import ANA, BEA, CY, Repo, build_credits, lines

MOST = 16


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list of git verbs that are started from now on."""
    # GitPython asks for git's version when it is imported, once in a process.
    importlib.import_module("git")
    found: list[str] = []
    real = subprocess.Popen.__init__

    def note(self: Any, args: Any, *more: Any, **options: Any) -> None:
        words = list(args) if isinstance(args, list | tuple) else [args]
        if Path(str(words[0])).name == "git":
            found.append(
                next((w for w in words[3:] if not w.startswith("-") and "=" not in w), "git")
            )
        real(self, args, *more, **options)

    monkeypatch.setattr(subprocess.Popen, "__init__", note)
    return found


def plant(repo: Repo, pages: int, commits: int) -> Settings:
    """Fill a repository with so many lessons and commits, a branch and a merge every few, trailers
    everywhere.
    """
    for number in range(pages):
        repo.write(
            f"docs/lessons/t{number % 7}/n{number}.md",
            f"# N{number}\n\n[next](n{number + 7}.md)\n" + lines(f"p{number}"),
        )
    repo.commit(ANA, "Plant")
    for number in range(commits):
        name = f"docs__lessons__t{number % 7}__n{number % pages}"
        if number % 5 == 4:
            repo.git("checkout", "-q", "-b", f"b{number}")
        repo.commit(
            (ANA, BEA, CY)[number % 3],
            f"Change\n\nCo-authored-by: P{number} Q <p{number}@harbour.test.org>",
            **{name: lines(*(f"{number}{n}" for n in range(4)))},
        )
        if number % 5 == 4:
            repo.git("checkout", "-q", "main")
            repo.git("merge", "-q", "--no-ff", f"b{number}", "-m", "Merge")
    return repo.settings()


def test_credits_processes_do_not_grow(tmp_path: Path, started: list[str]) -> None:
    """Credits of 5 lessons in 6 commits and of 90 in 46 take the same git processes."""
    counts = []
    for pages, commits in ((5, 5), (90, 45)):
        settings = plant(Repo(tmp_path / f"r{pages}"), pages, commits)
        started.clear()
        build_credits(settings)
        counts.append(sorted(started))

    assert counts[0] == counts[1]
    assert len(counts[0]) <= MOST, counts[0]


def test_garden_processes_do_not_grow(tmp_path: Path, started: list[str]) -> None:
    """A whole garden takes no more processes than its credits, with uncommitted changes one more at
    most.
    """
    counts = []
    for pages, commits in ((5, 5), (60, 30)):
        repo = Repo(tmp_path / f"r{pages}")
        settings = plant(repo, pages, commits)
        for number in range(pages):
            repo.write(f"docs/lessons/t{number % 7}/n{number}.md", lines("uncommitted"))
        started.clear()
        build_garden(settings)
        counts.append(sorted(started))

    assert counts[0] == counts[1]
    assert len(counts[0]) <= MOST, counts[0]


def test_cached_runs_start_no_more(repo: Repo, started: list[str]) -> None:
    """With a cache, after new commits or none, there are no more processes than without."""
    plant(repo, 6, 10)
    settings = repo.settings(cache=True)
    started.clear()
    build_credits(settings)
    cold = len(started)
    started.clear()
    build_credits(settings)
    warm = len(started)
    repo.commit(BEA, "New", docs__lessons__t0__n0=lines("new"))
    started.clear()
    build_credits(settings)

    assert warm <= cold + 1 and len(started) <= cold + 1
    assert cold <= MOST


def test_random_histories_take_the_same(tmp_path: Path, started: list[str]) -> None:
    """Histories of any shape with merges take the same processes, those whose merges made something
    of their own one more, and those in which a text came back changed; those in which a file of
    another kind may have become a text ask for renames, and begin once more when one has.
    """
    from support.blame import mined

    seen: set[tuple[str, ...]] = set()
    for seed in (2, 6, 9, 14):
        folder = write_history(make_history(seed, renames=True), tmp_path / str(seed))
        started.clear()
        history = mined(folder)
        if any(len(commit.parents) > 1 for commit in history.commits):
            seen.add(tuple(sorted(started)))

    few = min(seen, key=len)
    renames, again = ("log",), ("diff-tree", "log", "rev-list")
    allowed = {
        tuple(sorted((*few, *more, *own)))
        for more in ((), renames, renames + again)
        for own in (("diff-tree",) * times for times in range(5 if len(more) > 1 else 3))
    }
    assert seen <= allowed
    assert any(len(one) > len(few) + 1 for one in seen)

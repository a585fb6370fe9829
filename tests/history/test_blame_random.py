# Promises of line owners: what we say in one pass is what `git blame` says file by file, on
# histories of every shape. The same seeds at each run; `python tests/history/compare_blame.py N
# SEED` tries others.
"""Compare line owners with `git blame`."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.paths import RepoPath
from support.blame import blamed, compare, mined
from support.random_history import make_history, write_history
from support.repo import Repo

CHUNK = 15


@pytest.mark.parametrize("first", range(0, 75, CHUNK))
def test_owners_equal_blame_without_renames(first: int, tmp_path: Path) -> None:
    """Without renames every line has the owner that git blame names, merges, conflicts and octopus
    merges included.
    """
    differing = {}
    for seed in range(first, first + CHUNK):
        equal, total, paths = compare(
            write_history(make_history(seed, renames=False), tmp_path / str(seed))
        )
        if paths:
            differing[seed] = (f"{total - equal} of {total} lines", paths)

    assert {} == differing


def test_owners_equal_blame_with_renames(tmp_path: Path) -> None:
    """With renames into, out of and within the globs at least 99.9 % of the lines have the owner
    that git blame names.
    """
    equal = total = 0
    differing = {}
    for seed in range(75):
        same, lines, paths = compare(
            write_history(make_history(seed, renames=True), tmp_path / str(seed))
        )
        equal, total = equal + same, total + lines
        if paths:
            differing[seed] = (f"{lines - same} of {lines} lines", paths)

    assert equal >= 0.999 * total, differing


def test_1200_renames_in_one_commit(repo: Repo) -> None:
    """1,200 files renamed and edited in one commit keep the owners of all lines that stayed."""
    count = 1200
    for number in range(count):
        repo.write(
            f"docs/old/{number}.md",
            "".join(
                f"line {line} of file {number} {number * 7919 % 104729}\n" for line in range(6)
            ),
        )
    first = repo.commit(message="Write")
    (repo.path / "docs/lessons").mkdir()
    for number in range(count):
        file = repo.path / f"docs/old/{number}.md"
        file.rename(repo.path / f"docs/lessons/n{number}.md")
        repo.write(
            f"docs/lessons/n{number}.md",
            (repo.path / f"docs/lessons/n{number}.md").read_text().replace("line 3", "LINE 3"),
        )
    second = repo.commit(message="Move everything")

    history = mined(repo.path)
    shas = [commit.sha for commit in history.commits]
    expected = [first, first, first, second, first, first]
    for number in range(count):
        assert expected == [
            shas[n] for n in history.files[RepoPath(f"docs/lessons/n{number}.md")].blame
        ], number
    assert all(
        expected == blamed(repo.path, f"docs/lessons/n{number}.md")
        for number in range(0, count, 240)
    )


def test_merge_that_deletes_before_a_kept_line(repo: Repo) -> None:
    """A merge that takes a line away right before a line that all have gives its own lines to the
    right place.

    `git log -c -U0` leaves that kept line out of the middle of its hunk, so the lines after it are
    off by one.
    """
    base = "one is first\nkept is here\ntwo is second\nend is last\n"
    repo.lesson("Ana Reyes <ana@harbour.test.org>", base)
    repo.git("checkout", "-qb", "side")
    repo.lesson(
        "Bea Lind <bea@harbour.test.org>",
        "one is first\nextra goes away\nkept is here\nsomething else\nend is last\n",
    )
    repo.git("checkout", "-q", "main")
    repo.lesson("Cy Okafor <cy@harbour.test.org>", base.replace("end", "the end"))
    repo.git("merge", "-q", "--no-ff", "--no-commit", "-s", "ours", "side")
    merge = repo.lesson(
        "Ana Reyes <ana@harbour.test.org>",
        "one is first\nkept is here\ntwo is second\nend is last, settled\n",
        "Merge",
    )

    equal, total, paths = compare(repo.path)

    assert [] == paths and equal == total
    assert merge in blamed(repo.path, "docs/lessons/a.md")

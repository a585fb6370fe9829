# What is not previewed is read by whoever decides: the command that shows it stands beside it.
# Must not know: what counts as code (tests/review/test_overlay.py).
"""Test how code of a request is read."""

from __future__ import annotations

import shlex
import subprocess

import pytest
from support.repo import ANA, BEA, Repo
from support.run import ROOT, pollinate


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden, and a request with a lesson, settings, and a hook of an odd name."""
    repo.write("mkdocs.yml", "site_name: Harbour\nplugins:\n  - pollinate/garden\n")
    repo.commit(ANA, docs__lessons__a="# A\n\nThe words of a lesson are here.\n")
    repo.git("switch", "-q", "-c", "idea")
    repo.write("mkdocs.yml", "site_name: Harbour\nhooks: [x.py]\n")
    repo.write("hooks/a $(touch evil) [b]*.py", "print('CODE OF IT')\n")
    repo.commit(BEA, docs__lessons__b="# B\n\nThe words of a new lesson are here.\n")
    repo.git("switch", "-q", "main")
    return repo


def told(repo: Repo, ref: str) -> str:
    """Return what a review prints."""
    return pollinate("-C", str(repo.path), "review", ref).stdout


def test_the_line_shows_exactly_the_code(garden: Repo) -> None:
    """Run as it stands in a shell, it shows each file that is not previewed, no other, and runs
    nothing that a file's name says.
    """
    out = told(garden, "idea")
    [line] = [one.partition("read it: ")[2] for one in out.splitlines() if "read it: " in one]
    assert shlex.split(line)[:3] == ["git", "--literal-pathspecs", "diff"]
    handbook = (ROOT / "docs/guide/moderate.md").read_text(encoding="utf-8")
    assert f"such as\n`{' '.join(shlex.split(line)[:3])} " in handbook
    done = subprocess.run(
        ["sh", "-c", line], cwd=garden.path, capture_output=True, text=True, check=True
    )
    assert "CODE OF IT" in done.stdout and "+hooks: [x.py]" in done.stdout
    assert done.stdout.count("diff --git") == 2
    assert not (garden.path / "evil").exists()


def test_no_line_where_there_is_no_code_or_git_lacks_it(garden: Repo) -> None:
    """A request of pages alone needs none; a file of patches is read itself."""
    garden.git("switch", "-q", "-c", "pages", "main")
    garden.commit(BEA, docs__lessons__c="# C\n\nThe words of one more lesson.\n")
    garden.git("switch", "-q", "main")
    assert "read it" not in told(garden, "pages")
    patch = garden.path.parent / "change.patch"
    patch.write_text(garden.git("format-patch", "--stdout", "main..idea") + "\n")
    out = told(garden, str(patch))
    assert "code: not previewed" in out
    assert "read it in " in out and "git --literal" not in out

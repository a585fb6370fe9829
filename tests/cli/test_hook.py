# The hook that looks at a commit, where the garden is not the whole of a repository. Must not know:
# what is found (tests/cli/test_check_hides_nothing.py).
"""Test the hook of a garden among other things."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from support.repo import Repo
from support.run import pollinate
from support.warm import OURS

TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5"
FOLDERS = [".", "hand book"]


def planted(repo: Repo, folder: str) -> Path:
    """Plant a garden in a folder beside a program, and put its hook; return the hook."""
    config = "site_name: G\nplugins:\n  - pollinate/garden\n"
    repo.write(f"{folder}/mkdocs.yml", config)
    repo.write(f"{folder}/docs/lessons/t/a.md", "# A\n\nText of a lesson.\n")
    repo.write("app/main.py", "print(1)\n")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "Plant")
    done = pollinate("-C", str(repo.path / folder), "check", "--install-hook")
    assert 0 == done.returncode, done.stderr
    hook = repo.path / ".git/hooks/pre-commit"
    ours = f"exec env PYTHONPATH={OURS} {sys.executable} -m pollinate_cli"
    hook.write_text(hook.read_text().replace("exec pollinate", ours))
    return hook


def commits(repo: Repo, path: str, text: str) -> bool:
    """Tell whether a change can be committed."""
    before = repo.git("rev-parse", "HEAD")
    repo.write(path, text)
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "Change", check=False)
    return before != repo.git("rev-parse", "HEAD")


@pytest.mark.skipif(os.name == "nt", reason="the script of the test is of a shell")
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_hook_blocks_nothing_else(repo: Repo, folder: str) -> None:
    """Commits of a program beside the garden pass, and a secret is found in both."""
    planted(repo, folder)

    assert commits(repo, "app/main.py", "print(2)\n")
    assert commits(repo, f"{folder}/docs/lessons/t/b.md", "# B\n\nText of another lesson.\n")
    assert not commits(repo, f"{folder}/docs/lessons/t/b.md", f"# B\n\nIt was {TOKEN}.\n")


@pytest.mark.skipif(os.name == "nt", reason="the script of the test is of a shell")
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_commit_without_the_garden_passes(repo: Repo, folder: str) -> None:
    """A branch that has no garden, such as one of pages, is none of the hook's business."""
    planted(repo, folder)
    repo.git("checkout", "-q", "--orphan", "pages")
    repo.git("rm", "-rqf", ".")
    repo.write("index.html", "<p>Here.</p>\n")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "Publish")

    assert "pages" == repo.git("branch", "--show-current")


def test_a_hook_of_an_earlier_version_learns_the_place(repo: Repo) -> None:
    """What an earlier version put there is ours, and is put right; somebody else's gets a line that
    does the same.
    """
    hook = planted(repo, "hand book")
    head = "#!/bin/sh\n# Put here by `pollinate check --install-hook`. To be rid of it, delete"
    hook.write_text(f"{head} this file.\nexec pollinate check --staged\n")
    garden = str(repo.path / "hand book")
    assert 0 == pollinate("-C", garden, "check", "--install-hook").returncode
    assert "exec pollinate -C 'hand book' check --staged\n" in hook.read_text()

    hook.write_text("#!/bin/sh\nmake lint\n")
    done = pollinate("-C", garden, "check", "--install-hook")
    assert 2 == done.returncode
    line = "! [ -d 'hand book/docs' ] || pollinate -C 'hand book' check --staged || exit 1"
    assert line in done.stderr

# A branch that is written beside the one that is checked out. Must not know: what stands in its
# files, why somebody wants it (tests/cli/test_receive.py).
"""Test how branches are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.errors import RequestError
from pollinate.history.branches import branch_of, checked_out, write_branch
from pollinate.history.repository import open_repository
from pollinate.model.git import Identity
from pollinate.paths import RepoPath
from support.repo import ANA, Repo

NEW = {RepoPath("docs/lessons/n.md"): b"# N\n"}


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a clone whose moderator is known to git, with another branch checked out."""
    repo.commit(ANA, docs__lessons__a="# A\n")
    repo.git("config", "user.name", "Mo Derator")
    repo.git("config", "user.email", "mod@harbour.test.org")
    repo.git("update-ref", "refs/remotes/origin/main", "main")
    repo.git("checkout", "-q", "-b", "mine")
    repo.commit(ANA, docs__lessons__mine="# Not yet meant for others\n")
    return repo


def write(
    garden: Repo,
    branch: str = "received/x",
    files: dict[RepoPath, bytes] = NEW,
    author: Identity | None = None,
    source: str = "",
    target: str = "",
) -> str:
    """Write a branch."""
    opened = open_repository(garden.path)
    return write_branch(opened, branch, files, "M\n", author, source=source, target=target)


def test_a_branch_starts_where_requests_go_to(garden: Repo) -> None:
    """Not from what somebody happens to work on, but from the forge's state where it is known, and
    from the branch of the settings: else a request would hold strangers' commits, or lack theirs.
    """
    main = garden.git("rev-parse", "main")
    assert main == garden.git("rev-parse", f"{write(garden)}^")

    theirs = garden.git("commit-tree", "main^{tree}", "-p", main, "-m", "Meanwhile")
    garden.git("update-ref", "refs/remotes/origin/main", theirs)
    assert theirs == garden.git("rev-parse", f"{write(garden, 'received/y')}^")
    commits = [write(garden, f"r/{name}", target=name) for name in ("mine", "gone")]
    assert [garden.git("rev-parse", "mine"), theirs] == [
        garden.git("rev-parse", f"{commit}^") for commit in commits
    ]


def test_what_somebody_works_on_stays(garden: Repo) -> None:
    """Neither what is staged nor what is half written is touched, nor comes along."""
    garden.write("docs/lessons/staged.md", "# Staged\n")
    garden.git("add", "-A")
    garden.write("docs/lessons/mine.md", "# Half written\n")
    before = garden.git("status", "--porcelain"), garden.git("ls-files", "-s")
    commit = write(garden)

    assert before == (garden.git("status", "--porcelain"), garden.git("ls-files", "-s"))
    assert "docs/lessons/n.md" == garden.git("diff", "--name-only", "main", commit)


@pytest.mark.parametrize("there", ["received/x", "received", "received/x/y"])
def test_no_branch_is_written_over(garden: Repo, there: str) -> None:
    """A branch of this name, or one that has its place as a folder has a file's, is told in words,
    and stays as it was.
    """
    garden.git("branch", there, "main")
    with pytest.raises(RequestError, match="already"):
        write(garden)

    assert garden.git("rev-parse", "main") == garden.git("rev-parse", there)


def test_an_author_s_name_is_one_line(garden: Repo) -> None:
    """No name ends a header of the commit, and none is refused for a sign that git can't take."""
    commit = write(garden, author=Identity("Dee\0 <x@y.org>\nWu", "dee\n@x.org"))

    assert "Dee x@y.org Wu <dee @x.org>" == garden.git("log", "-1", "--format=%an <%ae>", commit)


def test_what_came_is_known_as_long_as_its_branch(garden: Repo) -> None:
    """Received again it is the same branch; once that is deleted, it may be received again."""
    write(garden, source="a1")
    write(garden, "received/y", source="b2")
    opened = open_repository(garden.path)
    found = [branch_of(opened, source) for source in ("a1", "b2", "c3", "")]
    garden.git("branch", "-D", "received/x")

    assert ["received/x", "received/y", "", ""] == found
    assert "" == branch_of(open_repository(garden.path), "a1")


def test_no_hook_runs_at_a_checkout(garden: Repo, tmp_path: Path) -> None:
    """What is looked at aside starts no program of the repository's, and is gone afterwards."""
    hook = garden.path / ".git/hooks/post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran'\n")
    hook.chmod(0o755)
    with checked_out(open_repository(garden.path), write(garden)) as folder:
        assert "# N\n" == (folder / "docs/lessons/n.md").read_text()
        assert not (folder / "docs/lessons/mine.md").exists()

    assert not (tmp_path / "ran").exists() and not folder.exists()
    assert 1 == len(garden.git("worktree", "list").splitlines())

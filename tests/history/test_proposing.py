# Where somebody stands, what they changed, what is committed of it, and what a server said. Must not
# know: requests, forges (tests/forge).
"""Test how changes are proposed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.errors import GitError, RequestError
from pollinate.history.git import Repository
from pollinate.history.proposing import (
    changed_files,
    commit_files,
    push,
    refused_push,
    remote_lines,
    standing,
    start_branch,
    write_patch,
)
from pollinate.history.repository import open_repository
from pollinate.paths import RepoPath
from support.repo import ANA, BEA, Repo


@pytest.fixture
def clone(repo: Repo) -> Repo:
    """Give a clone of somebody whom git knows."""
    repo.commit(ANA, docs__lessons__a="# A\n\nText of a lesson.\n")
    repo.git("config", "user.name", "Cy Okafor")
    repo.git("config", "user.email", "cy@harbour.test.org")
    repo.git("remote", "add", "origin", "https://forge.test.org/o/g")
    repo.git("update-ref", "refs/remotes/origin/main", "main")
    return repo


def opened(clone: Repo) -> Repository:
    """Open a clone."""
    return open_repository(clone.path)


def test_nothing_that_is_not_named_is_committed(clone: Repo) -> None:
    """What was staged before stays staged, and a name is a name: no sign in it takes in another
    file.
    """
    for name in ("mine.md", "[m]ine.md", "*.md", "a b.md", ":x.md"):
        clone.write(name, "Words.\n")
    clone.git("add", "mine.md")
    wanted = [RepoPath(name) for name in ("[m]ine.md", "*.md", ":x.md")]
    commit_files(opened(clone), wanted, "#1 in the queue\n\nWhy.\n")

    assert ["*.md", ":x.md", "[m]ine.md"] == sorted(
        clone.git("show", "--format=", "--name-only", "HEAD").splitlines()
    )
    assert 'A  mine.md\n?? "a b.md"' == clone.git("status", "--porcelain")
    assert "#1 in the queue" == clone.git("log", "-1", "--format=%s")


def test_each_changed_file_is_said(clone: Repo) -> None:
    """New files in a new folder one by one, deleted ones, and both names of one that was renamed:
    half of a rename would double a lesson, or lose it.
    """
    clone.write("docs/lessons/new/x.md", "X.\n")
    clone.write("docs/lessons/new/é y.md", "Y.\n")
    (clone.path / "docs/lessons/a.md").rename(clone.path / "docs/lessons/b.md")
    clone.git("add", "-A", "docs/lessons/a.md", "docs/lessons/b.md")

    assert {
        "docs/lessons/a.md",
        "docs/lessons/b.md",
        "docs/lessons/new/x.md",
        "docs/lessons/new/é y.md",
    } == {one.path for one in changed_files(opened(clone))}


@pytest.mark.parametrize(
    "name", ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"]
)
def test_what_is_under_way_is_ended_first(clone: Repo, name: str) -> None:
    """Also in a worktree, whose state is its own."""
    place = clone.path.parent / "tree"
    clone.git("worktree", "add", "-q", "--detach", str(place))
    (clone.path / ".git/worktrees/tree" / name).mkdir()

    assert "main" == standing(opened(clone), "").branch
    with pytest.raises(RequestError, match="under way here"):
        standing(open_repository(place), "")


def test_where_somebody_stands(clone: Repo) -> None:
    """Commits count from what the forge has, a request keeps title and target, and of several
    remotes it is origin, else whichever there is.
    """
    clone.git("remote", "add", "a-fork", "https://forge.test.org/me/g")
    clone.commit(BEA, docs__lessons__b="# B\n\nText of another.\n")
    found = standing(opened(clone), "")
    assert ("main", "", "main", 1, "origin") == (
        found.branch,
        found.title,
        found.target,
        found.ahead,
        found.remote,
    )
    clone.git("branch", "release", "main")
    start_branch(opened(clone), "b-1", "B and more", "release")
    found = standing(opened(clone), "main")
    assert ("b-1", "B and more", "release", 0) == (
        found.branch,
        found.title,
        found.target,
        found.ahead,
    )
    clone.git("remote", "remove", "origin")
    assert "a-fork" == standing(opened(clone), "").remote


def test_a_patch_holds_what_the_target_lacks(clone: Repo) -> None:
    """Who takes it in gets these commits, and none that is there already."""
    clone.commit(BEA, docs__lessons__b="# B\n\nText of another.\n")
    text = write_patch(opened(clone), "main", "x").read_text()

    assert 1 == text.count("\nSubject: ") and "Bea Lind" in text and "Ana Reyes" not in text


def test_a_patch_writes_over_nothing(clone: Repo, tmp_path: Path) -> None:
    """A file of that name stays, and so does what a link of that name leads to; a slash is no
    folder; written again, the same patch is the same file.
    """
    clone.commit(BEA, docs__lessons__b="# B\n\nText of another.\n")
    clone.write("a-b.patch", "Mine.\n")
    precious = tmp_path / "precious"
    (clone.path / "a-b-2.patch").symlink_to(precious)
    places = [write_patch(opened(clone), "main", "a/b") for _ in range(2)]

    assert ["a-b-3.patch"] * 2 == [place.name for place in places]
    assert "Mine.\n" == (clone.path / "a-b.patch").read_text() and not precious.exists()


def test_nobody_is_asked_who_is_not_there(clone: Repo, tmp_path: Path) -> None:
    """Without a terminal, git waits for no password."""
    asked = tmp_path / "asked"
    helper = tmp_path / "helper.sh"
    helper.write_text(f"#!/bin/sh\necho \"$GIT_TERMINAL_PROMPT\" > '{asked}'\nexit 1\n")
    helper.chmod(0o755)
    clone.git("config", "remote.origin.receivepack", "x")
    clone.git("config", "core.sshCommand", str(helper))
    clone.git("remote", "set-url", "origin", "ssh://forge.test.org/o/g")
    for ask, told in ((False, "0"), (True, "1")):
        with pytest.raises(GitError):
            push(opened(clone), "origin", "refs/heads/b", (), ask=ask)
        assert told == asked.read_text().strip()


@pytest.mark.parametrize(
    ("said", "problem", "cure"),
    [
        (" ! [rejected] HEAD -> b (non-fast-forward)", "somebody else changed", "git pull"),
        (" ! [rejected] HEAD -> b (fetch first)", "somebody else changed", "git pull"),
        (
            "fatal: unable to access 'https://x': Could not resolve host",
            "can't be reached",
            "network",
        ),
        ("remote: error: GH006: Protected branch update failed", "is protected", "git switch -c"),
        ("fatal: the receiving end does not support push options", "no options", "forge: none"),
        ("remote: fatal: pack exceeds maximum allowed size", "as large as these", "smaller"),
        ("remote: You are not allowed to push code", "doesn't let you in", "a fork of your own"),
    ],
)
def test_a_refusal_has_its_cure(said: str, problem: str, cure: str) -> None:
    """What git and forges say is told in words, with what to do, and that nothing is lost."""
    error = refused_push(said, "origin")

    assert problem in error.problem and cure in (error.cure or "")
    assert "Your commit is kept on its branch." in (error.cure or "")


def test_a_server_s_own_words_are_told_once() -> None:
    """Git's progress is none of them, and what was said twice stands there once."""
    said = (
        "remote: Resolving deltas: 100% (3/3), done.\nremote: \nremote: The review is closed.\n"
        "remote: The review is closed.\nremote: Total 3\n ! [remote rejected] (hook declined)"
    )
    assert "hook declined\nThe review is closed." == refused_push(said, "o").example
    assert ["The review is closed."] * 2 == remote_lines(said)

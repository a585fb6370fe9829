# What writing the demo promises: the same repository everywhere, whole and clean, or an error with
# a cure.
"""Test the writing of the demo."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pollinate.errors import GitError, OutputError
from pollinate_cli.demo import write_demo
from pollinate_cli.demo.writer import demo_commits, final_text

from tests.demo.conftest import Git, git_in

WRITTEN_BY_STEPS = {".gitignore", ".mailmap", ".git-blame-ignore-revs"}

HOSTILE_CONFIG = """\
[user]
    name = Somebody
    email = somebody@example.org
[core]
    autocrlf = true
[init]
    defaultBranch = trunk
[commit]
    gpgSign = true
"""


def test_two_runs_make_the_same_commits(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the user's configuration, nor the environment, nor the time zone changes an id."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / ".gitconfig").write_text(HOSTILE_CONFIG)
    for name, value in {
        "HOME": str(tmp_path / "home"),
        "GIT_AUTHOR_NAME": "Somebody",
        "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z",
        "GIT_COMMITTER_DATE": "2001-01-01T00:00:00Z",
        "GIT_DIR": str(tmp_path / "elsewhere"),
        "GIT_DEFAULT_HASH": "sha256",
        "TZ": "Asia/Tokyo",
    }.items():
        monkeypatch.setenv(name, value)

    write_demo(tmp_path / "again")

    assert git("rev-parse", "HEAD") == git_in(tmp_path / "again", "rev-parse", "HEAD")
    assert not (tmp_path / "elsewhere").exists()


def test_ids_worked_out_beforehand_are_the_ids_that_git_gives(git: Git) -> None:
    """A revert and the ignore file name real commits."""
    expected = {commit.sha for commit in demo_commits()}

    assert expected == set(git("rev-list", "HEAD").split())


def test_repository_is_whole_clean_and_has_one_branch(tmp_path: Path) -> None:
    """The repository passes fsck; main is checked out and nothing is left to commit."""
    write_demo(tmp_path / "garden")

    def git(*words: str) -> str:
        return git_in(tmp_path / "garden", *words)

    assert "" == git("fsck", "--full", "--strict")
    assert "" == git("status", "--porcelain", "--ignored")
    assert ["refs/heads/main"] == git("for-each-ref", "--format=%(refname)", "refs/heads").split()
    assert "main\n" == git("rev-parse", "--abbrev-ref", "HEAD")


def test_last_state_equals_the_files_of_the_package(demo: Path, git: Git) -> None:
    """What the history ends in is what lies in the package, nothing more and nothing less."""
    packaged = Path(write_demo.__code__.co_filename).parent / "garden"
    expected = {
        path.relative_to(packaged).as_posix() for path in packaged.rglob("*") if path.is_file()
    }

    tracked = set(git("ls-files", "-z").split("\0")) - {""}

    assert expected == tracked - WRITTEN_BY_STEPS
    assert all((demo / path).read_bytes().decode() == final_text(path) for path in expected)


def test_every_commit_changes_something_and_time_goes_forward(git: Git) -> None:
    """No commit is empty but for merges, and none is older than its parent."""
    for commit in git("rev-list", "--no-merges", "HEAD").split()[:-1]:
        assert git("diff-tree", "--name-only", "--no-commit-id", "-r", commit), commit
    for line in git("log", "--format=%at %P").splitlines():
        when, *parents = line.split()
        assert all(
            int(git("log", "-1", "--format=%at", parent)) <= int(when) for parent in parents
        ), line


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """A folder that exists and holds nothing is as good as a new one."""
    write_demo(tmp_path)

    assert (tmp_path / "docs" / "index.md").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    """Nothing of the user's is written over, and the message says what to do."""
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(OutputError) as caught:
        write_demo(tmp_path)

    assert "notes.txt" in str(caught.value)
    assert "new or empty folder" in caught.value.cure
    assert ["notes.txt"] == os.listdir(tmp_path)


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_a_file_in_the_way_is_an_error_with_a_cure(tmp_path: Path, name: str) -> None:
    """A target that is a file, or lies under one, is refused without a traceback of ours."""
    (tmp_path / "file").write_text("mine")

    with pytest.raises(OutputError) as caught:
        write_demo(tmp_path / name)

    assert caught.value.cure


def test_without_git_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing git is our error with a cure."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(GitError) as caught:
        write_demo(tmp_path / "demo")

    assert "Install git" in caught.value.cure

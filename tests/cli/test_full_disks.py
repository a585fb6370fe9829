# What is said where nothing can be written: the place, the reason, and what helps against that one.
# Must not know: how a file is written (tests/test_whole_file.py).
"""Test what a full disk is told as."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pollinate_cli.system_errors import cure_of, os_error
from support.repo import ANA, Repo
from support.run import pollinate
from support.warm import OURS

FULL = """
import errno, os, sys, tempfile
def full(*args, dir=None, **more):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(dir))
from pollinate.runtime import whole_file
whole_file.tempfile = type("Full", (), {"mkstemp": staticmethod(full)})
sys.argv[0] = "pollinate"
from pollinate_cli.__main__ import main
main()
"""
"""Runs the command line on a disk that takes no new file."""
GIT = """#!/bin/sh
case " $* " in
  *" WORD "*) echo "fatal: unable to write: No space left on device" >&2; exit 128;;
esac
exec REAL "$@"
"""


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of one lesson whose moderator is known to git."""
    repo.write("mkdocs.yml", "site_name: G\nplugins:\n  - pollinate/garden\n")
    repo.commit(ANA, docs__lessons__t__a="# A\n\nText of a lesson.\n")
    repo.git("config", "user.name", "Mo Derator")
    repo.git("config", "user.email", "mod@harbour.test.org")
    return repo


def full(*args: str) -> subprocess.CompletedProcess[str]:
    """Run a verb on a full disk."""
    env = {**os.environ, "PYTHONPATH": OURS, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-c", FULL, *args], capture_output=True, text=True, env=env
    )


@pytest.mark.parametrize("verb", ["new", "init"])
def test_a_full_disk_asks_for_room(garden: Repo, tmp_path: Path, verb: str) -> None:
    """It says that there is no space, where, and to make room: rights have nothing to do with it."""
    words = {
        "new": (
            "-C",
            str(garden.path),
            "new",
            "lesson",
            "--title",
            "X",
            "--topic",
            "t",
            "--no-edit",
        ),
        "init": ("init", str(tmp_path / "new"), "--yes"),
    }[verb]
    done = full(*words)

    assert 2 == done.returncode and "no space left on device" in done.stderr, done.stderr
    assert "Make room there" in done.stderr and "rights" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a script stands for git")
@pytest.mark.parametrize("word", ["hash-object", "commit-tree", "update-ref", "worktree"])
def test_what_git_can_not_write_is_told(garden: Repo, tmp_path: Path, word: str) -> None:
    """A mail that comes while the disk is full is none of our bugs: the place and the cure are
    said, and it is taken when there is room again.
    """
    mail = tmp_path / "in.eml"
    mail.write_text("From: Dee Wu <d@x.org>\nSubject: A rope\n\nTie it.\n", encoding="utf-8")
    script = tmp_path / "bin/git"
    script.parent.mkdir()
    script.write_text(GIT.replace("WORD", word).replace("REAL", str(shutil.which("git"))))
    script.chmod(0o755)
    path = f"{script.parent}{os.pathsep}{os.environ['PATH']}"
    done = pollinate("-C", str(garden.path), "receive", str(mail), env={"PATH": path})
    said = done.stdout + done.stderr

    assert "no space left on device" in said and "should not happen" not in said, said
    assert (0 if word == "worktree" else 2) == done.returncode
    if word != "worktree":
        assert str(garden.path) in done.stderr and "make room there" in done.stderr
        again = pollinate("-C", str(garden.path), "receive", str(mail))
        assert 0 == again.returncode and "Wrote docs/lessons/received/a-rope.md" in again.stdout


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    """Whoever names a file as the folder of a new garden hears that, and nothing of rights."""
    (tmp_path / "garden").write_text("Mine.\n")
    done = pollinate("init", str(tmp_path / "garden"), "--yes")

    assert 2 == done.returncode and "a file in the place of a folder" in done.stderr
    assert "rights" not in done.stderr and "Mine.\n" == (tmp_path / "garden").read_text()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES])
def test_each_refusal_has_its_own_cure(number: int) -> None:
    """The same one, whichever verb meets it; what is unknown has the verb's own."""
    error = OSError(number, os.strerror(number), "there")

    assert os_error(error).cure == cure_of(error, "Else.") != "Else."
    assert "there" == os_error(error).place and "Else." == cure_of(ValueError(), "Else.")

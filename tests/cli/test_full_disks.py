# What is said where nothing can be written: the place, the reason, and what helps against that one.
# Must not know: how a file is written (tests/test_whole_file.py).
"""Test what a full disk is told as."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
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
MATERIAL = (
    "site_name: G\ntheme: {name: material, font: false}\nplugins:\n  - search\n"
    "  - pollinate/garden: {look: garden}\n"
)
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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 16 megabytes; only who may mount one can run this."""
    disk = tmp_path / "disk"
    disk.mkdir()
    how = ("-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk))
    if not shutil.which("mount") or subprocess.run(["mount", *how], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_leaves_the_last_site(garden: Repo, small_disk: Path) -> None:
    """A build of some pages, with room for none, for a few and for most of what it writes: the site
    stays as it was, the disk is what is named, and with room again the build is right.
    """
    garden.write("mkdocs.yml", MATERIAL)
    site, page = small_disk / "site", garden.path / "docs/lessons/t/a.md"
    for number in range(20):
        garden.write(f"docs/lessons/t/l{number}.md", f"# L{number}\n\n{'words ' * 900}\n")
    args = ("-C", str(garden.path), "build", "--site-dir")
    assert 0 == pollinate(*args, str(site)).returncode
    whole = told(site)
    for number, room in enumerate((0, 4_096, 40_000, 200_000, 400_000)):
        page.write_text(page.read_text() + f"\nEdit {number}.\n")
        left = shutil.disk_usage(small_disk).free
        (small_disk / "filler").write_bytes(b"x" * max(0, left - room))
        done = pollinate(*args, str(site))

        assert 2 == done.returncode, (room, done.stderr)
        assert "no space left on device" in done.stderr.lower() and str(small_disk) in done.stderr
        assert "Traceback" not in done.stderr
        assert whole == told(site), room
        assert {"site", "filler"} == {one.name for one in small_disk.iterdir()}, room
        (small_disk / "filler").unlink()
    done = pollinate(*args, str(site))
    full = garden.path / "full"
    assert 0 == done.returncode == pollinate(*args, str(full), "--full").returncode
    assert told(full) == told(site)


def told(site: Path) -> dict[str, bytes]:
    """Return what the files of a site hold."""
    return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}

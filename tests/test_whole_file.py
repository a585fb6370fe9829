# Files are whole or not there: on a full disk nothing is half written and nothing is lost.
"""Test how whole files are written."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pollinate.runtime import whole_file
from pollinate.runtime.whole_file import write_new, write_over
from support.repo import ANA, Repo
from support.warm import OURS

FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
sys.argv[0] = "pollinate"
from pollinate_cli.__main__ import main
main()
"""
"""Runs the command line on a disk that takes 4,096 bytes of a file."""


def full(*args: str) -> subprocess.CompletedProcess[str]:
    """Run a verb on a full disk."""
    env = {**os.environ, "PYTHONPATH": OURS, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-c", FULL, *args], capture_output=True, text=True, env=env
    )


def names(folder: Path) -> set[str]:
    """Return all files of a folder."""
    return {path.name for path in folder.rglob("*") if path.is_file()}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_full_disk_leaves_no_empty_lesson(repo: Repo, tmp_path: Path) -> None:
    """The lesson that could not be written is not there, and the error says why."""
    repo.write("mkdocs.yml", "site_name: G\nplugins:\n  - pollinate/garden:\n      cache: false\n")
    repo.commit(ANA, docs__lessons__t__a="# A\n\nText of a lesson.\n")
    before = names(repo.path / "docs")
    draft = tmp_path / "long.md"
    draft.write_text("# Long\n\n" + "We tried it, and it held.\n\n" * 400)
    args = ("--title", "Long", "--topic", "t", "--from", str(draft))
    done = full("-C", str(repo.path), "new", "lesson", *args)
    assert 2 == done.returncode and "can't be written (file too large)" in done.stderr, done.stderr
    assert before == names(repo.path / "docs")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_full_disk_keeps_the_last_export(repo: Repo, tmp_path: Path) -> None:
    """What was exported before is whole."""
    repo.write("mkdocs.yml", "site_name: G\nplugins:\n  - pollinate/garden:\n      cache: false\n")
    repo.commit(ANA, docs__lessons__t__a="# A\n\nText of a lesson.\n")
    target = tmp_path / "garden.json"
    target.write_text("before")
    for n in range(30):
        repo.write(f"docs/lessons/t/b{n}.md", f"# B {n}\n\nWords of another lesson.\n")
    done = full("-C", str(repo.path), "export", "--output", str(target))
    assert 2 == done.returncode and "file too large" in done.stderr, done.stderr
    assert "before" == target.read_text() and {"garden.json"} == names(tmp_path) - names(repo.path)


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """Neither it nor what a link of that name leads to."""
    (tmp_path / "a").write_text("mine")
    (tmp_path / "b").symlink_to(tmp_path / "c")
    for name in ("a", "b"):
        with pytest.raises(FileExistsError):
            write_new(tmp_path / name, b"theirs")
    assert {"a"} == names(tmp_path) and "mine" == (tmp_path / "a").read_text()


def test_rights_are_what_they_should_be(tmp_path: Path) -> None:
    """A new file has the rights that any program would give it, one written over keeps its own."""
    old = os.umask(0o027)
    try:
        write_new(tmp_path / "a", b"x")
    finally:
        os.umask(old)
    (tmp_path / "b").write_text("x")
    (tmp_path / "b").chmod(0o604)
    write_over(tmp_path / "b", b"y")
    write_over(tmp_path / "new", b"z")
    rights = [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "b")]
    assert [0o640, 0o604] == rights and b"z" == (tmp_path / "new").read_bytes()
    assert old == os.umask(old)


def refuse(*_: object) -> None:
    """Answer as a disk does that knows no second name for a file."""
    raise PermissionError(1, "Operation not permitted")


def test_a_disk_without_links_takes_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some disks know no second name for a file."""
    monkeypatch.setattr(whole_file.os, "link", refuse)
    write_new(tmp_path / "a", b"x")
    assert b"x" == (tmp_path / "a").read_bytes() and {"a"} == names(tmp_path)


def test_a_disk_without_links_keeps_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a file nor a link that leads nowhere is written over there."""
    monkeypatch.setattr(whole_file.os, "link", refuse)
    (tmp_path / "a").write_text("mine")
    (tmp_path / "b").symlink_to(tmp_path / "c")
    for name in ("a", "b"):
        with pytest.raises(FileExistsError):
            write_new(tmp_path / name, b"theirs")
    assert "mine" == (tmp_path / "a").read_text() and (tmp_path / "b").is_symlink()


def test_another_error_is_no_lack_of_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails is not asked a second time: the error is told, and nothing is left."""

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(whole_file.os, "link", fail)
    with pytest.raises(OSError, match="Input/output error"):
        write_new(tmp_path / "a", b"x")
    assert set() == names(tmp_path)


def test_a_file_is_put_in_place_from_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is written on the same disk, so that one step replaces the other: who has the old one
    open, or under another name, keeps it whole.
    """
    monkeypatch.setattr(whole_file.tempfile, "tempdir", str(tmp_path / "another-disk"))
    write_new(tmp_path / "a", b"x")
    os.link(tmp_path / "a", tmp_path / "old")
    write_over(tmp_path / "a", b"y")
    assert [b"y", b"x"] == [(tmp_path / name).read_bytes() for name in ("a", "old")]

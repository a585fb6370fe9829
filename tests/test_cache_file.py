# Cache files: written only when they change, never through a link, read only when plain.
"""Test cache files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pollinate.runtime import cache_file
from pollinate.runtime.cache_file import read_cached, write_cached


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Bytes come back; nothing else is left in the folder."""
    write_cached(tmp_path / "c", "x", b"one")
    write_cached(tmp_path / "c", "x", b"two")

    assert b"two" == read_cached(tmp_path / "c", "x")
    assert ["x"] == os.listdir(tmp_path / "c")
    assert None is read_cached(None, "x") and None is read_cached(tmp_path, "none")


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    """A watcher sees no write that changes nothing."""
    write_cached(tmp_path, "x", b"one")
    before = (tmp_path / "x").stat()
    write_cached(tmp_path, "x", b"one")

    assert (before.st_ino, before.st_mtime_ns) == (
        (tmp_path / "x").stat().st_ino,
        (tmp_path / "x").stat().st_mtime_ns,
    )


def test_no_link_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the folder, nor the file, nor the name that is written aside may be a link."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_bytes(b"mine")
    (tmp_path / "linked").symlink_to(outside)
    write_cached(tmp_path / "linked", "x", b"ours")
    assert ["file"] == os.listdir(outside)

    folder = tmp_path / "c"
    folder.mkdir()
    (folder / "x").symlink_to(outside / "file")
    assert None is read_cached(folder, "x")
    write_cached(folder, "x", b"ours")
    assert b"mine" == (outside / "file").read_bytes() and b"ours" == read_cached(folder, "x")

    monkeypatch.setattr(cache_file.secrets, "token_hex", lambda size: "known")
    (folder / ".y.known").symlink_to(outside / "file")
    write_cached(folder, "y", b"ours")
    assert b"mine" == (outside / "file").read_bytes() and not (folder / "y").exists()


def test_what_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    """A pipe or a folder at a cache's name is as none, and stops nobody."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()

    assert None is read_cached(tmp_path, "pipe") and None is read_cached(tmp_path, "folder")


def test_a_full_disk_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a cache can't be written it is only slower next time, and nothing half is left."""

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    write_cached(tmp_path, "x", b"one")

    assert [] == os.listdir(tmp_path)

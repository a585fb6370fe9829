# Pages that were kept come from the last site into the new one: under a second name of the same
# file, or as a copy where a disk knows none. Must not know: which pages are kept.
"""Test how kept pages come into a site."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from pollinate.errors import OutputError
from pollinate.runtime.kept_files import keep_pages

PAGE = "lessons/a/index.html"


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    """Give the last site with a page, and a new one without."""
    last, new = tmp_path / "last", tmp_path / "new"
    (last / PAGE).parent.mkdir(parents=True)
    (last / PAGE).write_text("kept")
    new.mkdir()
    return last, new


def test_a_kept_page_takes_no_room(sites: tuple[Path, Path]) -> None:
    """Both names are of one file, and the folders on the way are made."""
    last, new = sites
    keep_pages([PAGE], last, new)

    assert (last / PAGE).samefile(new / PAGE)


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP])
def test_where_a_file_has_one_name_it_is_copied(
    sites: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Another disk, a disk without links, a file with as many as there may be."""
    last, new = sites

    def refuse(*args: object, **more: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuse)
    keep_pages([PAGE], last, new)

    assert "kept" == (new / PAGE).read_text()
    assert not (last / PAGE).samefile(new / PAGE)


def test_a_disk_that_is_full_is_told(
    sites: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place, what is wrong, and what helps; no other kind of error."""
    last, new = sites

    def refuse(*args: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(OutputError) as told:
        keep_pages([PAGE], last, new)

    assert "no space left" in str(told.value)
    assert PAGE in str(told.value)
    assert "pollinate build --full" in str(told.value)


def test_a_page_that_is_gone_is_told(sites: tuple[Path, Path]) -> None:
    """Who deletes a page of the site while the next is built is told what helps."""
    last, new = sites
    with pytest.raises(OutputError):
        keep_pages(["lessons/b/index.html"], last, new)


def test_what_a_plugin_wrote_stays(sites: tuple[Path, Path]) -> None:
    """As in a build of all pages, it has the last word."""
    last, new = sites
    (new / PAGE).parent.mkdir(parents=True)
    (new / PAGE).write_text("written")
    keep_pages([PAGE], last, new)

    assert "written" == (new / PAGE).read_text()

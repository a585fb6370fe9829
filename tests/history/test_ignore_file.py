# Promises of the ignore file: full ids count, all else is told with its line, nothing stops the
# build.
"""Test reading the ignore file."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.history.ignore_file import read_ignore_file

A, B = "a" * 40, "B" * 40


def test_ids_and_remarks(tmp_path: Path) -> None:
    """Full ids count in any case; remarks, blank lines and a byte order mark don't."""
    (tmp_path / "f").write_text(f"\ufeff# Formatting\n{A}\n\n  {B}  # why\r\n", encoding="utf-8")

    assert (frozenset({A, B.lower()}), []) == read_ignore_file(tmp_path, "f")


def test_lines_that_are_no_ids(tmp_path: Path) -> None:
    """Each other line is a finding with its number."""
    (tmp_path / "f").write_text(f"{A}\nabc\n{A[:39]}\nHEAD\n")

    ids, findings = read_ignore_file(tmp_path, "f")

    assert {A} == ids
    assert [2, 3, 4] == [finding.line for finding in findings]
    assert all(finding.cure for finding in findings)


def test_missing_or_none(tmp_path: Path) -> None:
    """No file, and no name for it, are as an empty one."""
    assert (frozenset(), []) == read_ignore_file(tmp_path, "f") == read_ignore_file(tmp_path, "")


def test_folder(tmp_path: Path) -> None:
    """A folder in its place is a finding."""
    (tmp_path / "f").mkdir()

    ids, findings = read_ignore_file(tmp_path, "f")

    assert not ids and 1 == len(findings)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/../../outside"])
def test_only_below_the_root(tmp_path: Path, name: str) -> None:
    """A name that leads out of the repository gives no finding that repeats what stands there."""
    (tmp_path / "outside").write_text("secret words\n")
    (tmp_path / "in").mkdir()

    _, findings = read_ignore_file(tmp_path / "in", name)

    assert not any("secret" in finding.message + finding.cure for finding in findings)

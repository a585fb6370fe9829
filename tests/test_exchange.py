# Two folders take each other's place in one step, or nothing changes. Must not know: sites.
"""Test exchanging folders."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pollinate.runtime import exchange as room
from pollinate.runtime.exchange import exchange


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the call")
def test_each_stands_where_the_other_stood(tmp_path: Path) -> None:
    """With all that lies in them, under names of any letters."""
    one, other = tmp_path / "one \udcff", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
    (one / "a").write_text("a")

    assert exchange(one, other)
    assert [] == list(one.iterdir())
    assert "a" == (other / "a").read_text()


def test_without_one_of_them_nothing_changes(tmp_path: Path) -> None:
    """It says that it could not."""
    one = tmp_path / "one"
    one.mkdir()

    assert not exchange(one, tmp_path / "other")
    assert [one] == list(tmp_path.iterdir())


def test_a_system_without_the_call_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks renames twice then."""
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(room.sys, "platform", "darwin")

    assert not exchange(tmp_path / "one", tmp_path / "other")

# That what tests read together is made once, whole, whoever asks first. Must not know: what it is.
"""Test what test processes share."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path
from typing import cast

import pytest
from support.shared import made_once


class _Factory:
    """Stands for pytest's, in one of several processes."""

    def __init__(self, base: Path) -> None:
        self.base = base

    def getbasetemp(self) -> Path:
        """Return the process's own folder."""
        self.base.mkdir(parents=True, exist_ok=True)
        return self.base


def factory(base: Path) -> pytest.TempPathFactory:
    """Return what stands for pytest's factory of a process."""
    return cast(pytest.TempPathFactory, _Factory(base))


def _ask(base: Path) -> None:
    def make(folder: Path) -> None:
        with open(base.parent / "calls", "a") as calls:
            calls.write("made\n")
        (folder / "first").write_text("1")
        time.sleep(0.1)
        (folder / "last").write_text("2")

    made = made_once(factory(base), "thing", make)
    (base / "seen").write_text(" ".join(sorted(one.name for one in made.iterdir())))


def test_processes_make_it_once_and_see_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three that ask at once one makes it, and nobody sees half of it."""
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    fork = multiprocessing.get_context("fork")
    asking = [fork.Process(target=_ask, args=(tmp_path / f"gw{n}",)) for n in range(3)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()

    assert [0, 0, 0] == [one.exitcode for one in asking]
    assert "made\n" == (tmp_path / "calls").read_text()
    assert ["first last"] * 3 == [(tmp_path / f"gw{n}/seen").read_text() for n in range(3)]


@pytest.mark.parametrize("worker", ["gw0", ""])
def test_who_fails_leaves_it_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worker: str
) -> None:
    """Nothing half made is taken for the whole, among several processes or in one."""
    monkeypatch.setenv("PYTEST_XDIST_WORKER", worker)
    if not worker:
        monkeypatch.delenv("PYTEST_XDIST_WORKER")

    def fail(folder: Path) -> None:
        (folder / "half").write_text("1")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        made_once(factory(tmp_path / "gw0"), "thing", fail)
    made = made_once(factory(tmp_path / "gw0"), "thing", lambda folder: (folder / "whole").touch())
    assert ["whole"] == [one.name for one in made.iterdir()]
    assert made == made_once(factory(tmp_path / "gw0"), "thing", fail)

# What takes long to make and is only read is made by one of the test processes and read by all:
# a file lock says whose turn it is. Must not know: what is made.
"""Make something once for all test processes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that `make` filled, in this test process or another; whoever fails to make it
    leaves it to the next.
    """
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return _made(folder / name, make)
    import fcntl

    top = folder.parent / "shared"
    top.mkdir(exist_ok=True)
    with open(top / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _made(top / name, make)


def _made(target: Path, make: Callable[[Path], None]) -> Path:
    if not target.is_dir():
        aside = target.with_name(f"{target.name}.part")
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        make(aside)
        aside.rename(target)
    return target

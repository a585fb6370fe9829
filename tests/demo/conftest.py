# Git that reads the sample garden, which all tests share, the same way on every machine.
"""Ask the demo's history."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Git = Callable[..., str]


def git_in(folder: Path, *words: str) -> str:
    """Return what git prints in a folder, with nothing of the user's configuration."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    pinned = {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "LC_ALL": "C",
        "TZ": "UTC",
    }
    command = ["git", "-c", "core.quotePath=false", *words]
    return subprocess.run(
        command, cwd=folder, env=kept | pinned, capture_output=True, check=True
    ).stdout.decode()


@pytest.fixture(scope="session")
def git(demo: Path) -> Git:
    """Return a function that runs git in the demo."""
    return lambda *words: git_in(demo, *words)

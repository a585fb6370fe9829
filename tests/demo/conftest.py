# One written demo for all tests of this folder, and git that reads it the same way on every machine.
"""Write the demo once."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pollinate_cli.demo import write_demo

Git = Callable[..., str]


def git_in(folder: Path, *words: str) -> str:
    """Return what git prints in a folder, with nothing of the user's configuration."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    pinned = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C", "TZ": "UTC"}
    command = ["git", "-c", "core.quotePath=false", *words]
    return subprocess.run(command, cwd=folder, env=kept | pinned, capture_output=True, check=True).stdout.decode()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a demo; tests must not change it."""
    target = tmp_path_factory.mktemp("demo") / "garden"
    write_demo(target)
    return target


@pytest.fixture(scope="session")
def git(demo: Path) -> Git:
    """Return a function that runs git in the demo."""
    return lambda *words: git_in(demo, *words)

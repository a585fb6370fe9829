# The part of the matrix of plugins that the suite builds itself: those in wide use that are small to
# install. `make matrix` builds with all. Must not know: what a plugin does.
"""Test us beside the commonest plugins of others."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from support.warm import OURS, run_module

from tests.matrix.matrix import COMMONEST, faults, is_there


@pytest.mark.parametrize("name", COMMONEST)
def test_a_site_is_whole_beside_a_plugin_of_others(name: str, tmp_path: Path) -> None:
    """Whether we are listed before it or after it: the site builds, loses no file, gains no warning,
    and each lesson has its byline.
    """
    if not is_there(COMMONEST[name]):
        pytest.skip(f"{name} is not installed")

    assert [] == list(faults(tmp_path, COMMONEST[name], _run))


def _run(words: tuple[str, ...], root: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": OURS}
    return run_module("mkdocs", *words, cwd=root, env=env)

# Repositories that several cases start from.
"""Provide repositories for cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.repo import ANA, BEA, Repo, lines


@pytest.fixture
def shallow(repo: Repo, tmp_path: Path) -> Path:
    """Give a clone that knows only the last commit."""
    repo.lesson(ANA, lines("one", "two", "three"))
    repo.lesson(BEA, lines("one", "two", "three", "four"))
    return repo.clone(tmp_path / "shallow", "--depth", "1")

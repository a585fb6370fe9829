# What tests of builds that do nothing share: the checksum of a build, and whether one did nothing.
"""Ask about builds."""

from __future__ import annotations

from pathlib import Path

from pollinate.settings_file import read_settings
from pollinate_cli.build_inputs import inputs_of

from support.repo import Repo
from support.run import pollinate

UNCHANGED = "nothing changed since it was built"


def inputs(garden: Repo, folder: str = ".", *, strict: bool = False) -> str:
    """Return the checksum of the build of a garden in a folder of its repository."""
    root = garden.path / folder
    return inputs_of(root / "mkdocs.yml", read_settings(root), root / "site", strict=strict).whole


def does_nothing(folder: Path, *more: str, env: dict[str, str] | None = None) -> bool:
    """Build, and tell whether nothing was left to do."""
    done = pollinate("-C", str(folder), "build", *more, env=env)
    assert 0 == done.returncode, done.stderr
    return UNCHANGED in done.stderr

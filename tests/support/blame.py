# What `git blame` says, file by file, beside what we say in one pass.
"""Compare line owners with `git blame`."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from pollinate.history.mine import mine
from pollinate.history.workspace import locate
from pollinate.model.git import History
from pollinate.paths import RepoPath
from pollinate.settings import Settings, make_settings

_HEADER = re.compile(rb"^([0-9a-f]{40}|[0-9a-f]{64}) \d+ \d+")


def plain_git(folder: Path, *args: str) -> bytes:
    """Return what git prints without anybody's configuration."""
    quiet = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C",
    }
    return subprocess.run(
        ["git", "-C", str(folder), *args], capture_output=True, check=True, env=quiet
    ).stdout


def settings_of(folder: Path, **values: object) -> Settings:
    """Return settings under which `docs/lessons/` is the garden of a repository."""
    return make_settings({"cache": False, **values}, root=folder, docs_dir=folder / "docs")


def mined(folder: Path, settings: Settings | None = None) -> History:
    """Return the history that we mine; the working tree may be empty."""
    (folder / "docs").mkdir(exist_ok=True)
    settings = settings or settings_of(folder)
    return mine(
        locate(settings),
        settings,
        lambda path: path.startswith("docs/lessons/") and path.endswith(".md"),
    )


def blamed(folder: Path, path: str) -> list[str]:
    """Return the commit that `git blame HEAD` names for each line of a file."""
    found, owner = [], ""
    for line in plain_git(folder, "blame", "--porcelain", "HEAD", "--", path).split(b"\n"):
        if line.startswith(b"\t"):
            found.append(owner)
        elif header := _HEADER.match(line):
            owner = header[1].decode()
    return found


def compare(folder: Path) -> tuple[int, int, list[str]]:
    """Return how many lines of HEAD's Markdown have the owner that git blame names, how many there
    are, and where not.
    """
    history = mined(folder)
    shas = [commit.sha for commit in history.commits]
    equal = total = 0
    differing = []
    listing = plain_git(folder, "ls-tree", "-r", "-z", "--name-only", "HEAD").decode().split("\0")
    for path in (p for p in listing if p.endswith(".md")):
        theirs = blamed(folder, path)
        file = history.files.get(RepoPath(path))
        ours = [shas[number] for number in file.blame] if file else []
        same = sum(a == b for a, b in zip(ours, theirs, strict=False))
        equal, total = equal + same, total + max(len(theirs), len(ours))
        if ours != theirs:
            differing.append(path)
    return equal, total, differing

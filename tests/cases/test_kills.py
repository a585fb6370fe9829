# Builds that are killed at any moment, as a machine does that loses power: the last good site stands
# whole or the new one does, the next build is right, and no file of the garden was touched. How many
# moments are tried says POLLINATE_KILLS; a few always.
"""Test builds that are killed."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.repo import ANA, BEA, Repo, lines
from support.run import OURS, pollinate

MOMENTS = int(os.environ.get("POLLINATE_KILLS", "3"))
CONFIG = (
    "site_name: Harbour\ntheme: {name: material, font: false}\nplugins:\n  - search\n"
    "  - pollinate/garden\n  - pollinate/attribution\n  - pollinate/learned-from\n"
)


def tree(folder: Path) -> str:
    """Return a checksum of all files of a folder, without what says when it was built."""
    told = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and ".git" not in file.parts and not file.name.startswith("sitemap"):
            told.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes() + b"\0")
    return told.hexdigest()


@pytest.mark.parametrize("of", [False, True], ids=["build", "preview"])
def test_a_build_that_is_killed_leaves_a_whole_site(repo: Repo, tmp_path: Path, of: bool) -> None:
    """At random moments between start and end, of a build and of a preview."""
    repo.write("mkdocs.yml", CONFIG)
    repo.write("docs/index.md", "# Home\n")
    for n in range(12):
        repo.lesson((ANA, BEA)[n % 2], f"# L{n}\n\n{lines(f'w{n}')}", name=f"t/l{n}")
    site = tmp_path / "site"
    words = ["build", "-q", "--site-dir", str(site)]
    if of:
        repo.git("branch", "base")
        repo.lesson(ANA, "# New\n\nNew words of it here.\n", name="t/new")
        words += ["--of", "HEAD", "--base", "base"]

    def build() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "pollinate_cli", "-C", str(repo.path), *words],
            env={**os.environ, "PYTHONPATH": OURS},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    start = time.monotonic()
    assert build().wait(120) == 0
    took = time.monotonic() - start
    source, whole = tree(repo.path), tree(site)
    chance = random.Random(MOMENTS)
    for moment in range(MOMENTS):
        process = build()
        time.sleep(chance.uniform(0, took))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)
        assert tree(repo.path) == source, moment
        # Between two renames there is a moment without any site, and never half of one.
        assert not site.exists() or tree(site) == whole, moment
        assert repo.git("status", "--porcelain") == "", moment
    done = pollinate("-C", str(repo.path), *words)
    assert done.returncode == 0, done.stderr
    assert tree(site) == whole
    assert repo.git("fsck", "--no-dangling") == ""

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
from contextlib import suppress
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
        assert tree(site) == whole, moment
        assert repo.git("status", "--porcelain") == "", moment
    done = pollinate("-C", str(repo.path), *words)
    assert done.returncode == 0, done.stderr
    assert tree(site) == whole
    assert repo.git("fsck", "--no-dangling") == ""


def test_a_build_of_some_pages_that_is_killed_mixes_nothing(repo: Repo, tmp_path: Path) -> None:
    """The pages that it keeps have two names meanwhile: the site is the one before the edit or the
    one after it, and the next build makes that one.
    """
    repo.write("mkdocs.yml", CONFIG)
    repo.write("docs/index.md", "# Home\n")
    for n in range(12):
        repo.lesson((ANA, BEA)[n % 2], f"# L{n}\n\n{lines(f'w{n}')}", name=f"t/l{n}")
    site, full = tmp_path / "site", tmp_path / "full"
    words = ["-C", str(repo.path), "build", "-q"]
    assert 0 == pollinate(*words, "--site-dir", str(site)).returncode
    page = repo.path / "docs/lessons/t/l3.md"
    page.write_text(page.read_text() + "\nMore.\n")
    start = time.monotonic()
    assert 0 == started(*words, "--site-dir", str(site)).wait()
    took, chance, kept = time.monotonic() - start, random.Random(20261201), 0
    for number in range(MOMENTS):
        before = tree(site)
        page = repo.path / f"docs/lessons/t/l{number % 12}.md"
        page.write_text(page.read_text() + f"\nEdit {number}.\n")
        build = started(*words, "--site-dir", str(site))
        time.sleep(took * chance.random() * 1.1)
        with suppress(ProcessLookupError):
            os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        left = tree(site)
        assert site.exists(), number
        assert 0 == pollinate(*words, "--full", "--site-dir", str(full)).returncode
        after = tree(full)
        assert left in (before, after), number
        done = pollinate(*[one for one in words if one != "-q"], "--site-dir", str(site))
        assert 0 == done.returncode, done.stderr
        assert after == tree(site), number
        kept += "pages were rendered" in done.stderr
    # Else this would say nothing of pages that are kept.
    assert kept
    assert {"garden", "site", "full"} >= {one.name for one in tmp_path.iterdir()} - {"repo"}


def started(*words: str) -> subprocess.Popen[bytes]:
    """Start the command line in a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "pollinate_cli", *words],
        env={**os.environ, "PYTHONPATH": OURS},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

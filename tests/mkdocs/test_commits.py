# A local server follows commits: what was "not committed yet" has its author a moment later.
"""Test that commits are followed."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from support.repo import ANA, Repo

ROOT = Path(__file__).resolve().parents[2]


def test_a_commit_is_followed(tmp_path: Path) -> None:
    """After `git commit`, with no file changed, the page names who wrote it; one build does it, and
    none follows by itself.
    """
    repo = Repo(tmp_path / "garden")
    repo.write(
        "mkdocs.yml",
        "site_name: G\ntheme: mkdocs\nplugins: [pollinate/garden, pollinate/attribution]\n",
    )
    repo.commit(ANA, docs__index="# Home\n", docs__lessons__b="# B\n\nWords.\n")
    repo.write("docs/lessons/a.md", "# A\n\nWords of hers.\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    env = {"PYTHONPATH": str(ROOT / "plugins"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    with (
        log.open("wb") as told,
        subprocess.Popen(command, cwd=repo.path, env=env, stderr=told) as server,
    ):
        try:
            page = f"http://127.0.0.1:{port}/lessons/a/"
            assert "Ana Reyes" not in shown(page, "Words of hers")
            repo.commit(ANA)
            assert "Ana Reyes" in shown(page, "Ana Reyes")
            built = builds(log)
            time.sleep(2)
            assert built == builds(log)
        finally:
            server.terminate()


def builds(log: Path) -> int:
    """Return how often the site was built."""
    return len(re.findall("Building documentation", log.read_text()))


def shown(url: str, words: str) -> str:
    """Return a page once it holds some words."""
    text = ""
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                text = answer.read().decode()
                if words in text:
                    return text
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(text[:2000])

# What the README prints of our own output is what we print today.
# Must not know: how any of it is worked out.
"""Test the README."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.run import ROOT, pollinate

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND = "`pollinate -C garden why bea print-the-boarding-list` prints:"


def test_the_readme_shows_the_true_output_of_why(demo: Path) -> None:
    """The block below the command is what the command prints on the sample garden."""
    done = pollinate("-C", str(demo), "why", "bea", "print-the-boarding-list")
    assert 0 == done.returncode
    block = README.partition(COMMAND)[2].partition("```text\n")[2].partition("\n```")[0]
    assert done.stdout.rstrip() == block


def test_the_readme_shows_what_peers_say_today() -> None:
    """The table is what the scripts print with the peer that is installed."""
    pytest.importorskip("mkdocs_git_authors_plugin")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/bench/peers/run.py")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() in README


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    """No link or picture points into the void, and the picture is small enough for a README."""
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert 8 <= len(links)
    assert [] == [link for link in links if not (ROOT / link).is_file()]
    assert 150_000 > (ROOT / "docs/assets/lesson.png").stat().st_size


def test_the_readme_names_commands_that_the_makefile_has() -> None:
    """Each `make` target of the README is one of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = set(re.findall(r"\bmake ([a-z]+)\b(?= {2}|`)", README))
    assert {"serve", "demo", "test", "check", "bench"} <= named <= targets

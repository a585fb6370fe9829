# What a shell offers at Tab: what is there, and nobody who asked not to be shown.
"""Test completion."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.repo import ANA, Repo


def script(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the script `pollinate`, by whose name a shell asks."""
    program = Path(sys.executable).parent / "pollinate"
    return subprocess.run(
        [str(program)], env={**os.environ, **env}, capture_output=True, text=True, timeout=60
    )


def offered(garden: Path, *words: str) -> list[str]:
    """Return what is offered for the last of some words."""
    env = {
        "_POLLINATE_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["pollinate", "-C", str(garden), *words]),
        "COMP_CWORD": str(2 + len(words)),
    }
    done = script(env)
    assert 0 == done.returncode and "" == done.stderr, done.stderr
    return [line.partition(",")[2] for line in done.stdout.split("\n") if line.startswith("plain,")]


@pytest.fixture
def garden(repo: Repo) -> Path:
    """Give a garden of two lessons and four people, of whom two are not shown by name."""
    repo.commit(
        ANA,
        docs__lessons__t__ropes="# Ropes\n\nTie them.\n",
        docs__lessons__u__ramps="# Ramps\n\nSalt them.\n",
        docs__people__ana="---\nname: Ana Reyes\n---\n",
        docs__people__anders="---\nname: Anders Holm\nshow: name\n---\n",
        docs__people__anton="---\nname: Anton Vale\nSHOW: hidden\n---\n",
        docs__people__anouk="---\nname: Anouk Dorn\nshow: alias\nalias: Owl\n---\n",
        docs__people__anja="---\nname: [\nshow: hidden\n---\n",
    )
    return repo.path


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["che"], ["check"]),
        (["note", "a"], ["applied", "answer"]),
        (["note", "applied", "lessons/t"], ["lessons/t/ropes.md"]),
        (["why", "ana", "ra"], ["ramps"]),
        (["credits", "lessons/"], ["lessons/t/ropes.md", "lessons/u/ramps.md"]),
        (["why", "an"], ["ana", "anders"]),
        (["thank", "an"], ["ana", "anders"]),
        (["thank", "zz"], []),
    ],
)
def test_what_is_there_is_offered(garden: Path, words: list[str], expected: list[str]) -> None:
    """Verbs, kinds, lessons by path or name, and people who are shown by their name."""
    assert expected == offered(garden, *words)


def test_nothing_is_said_where_there_is_no_garden(tmp_path: Path) -> None:
    """An empty folder and settings that can't be read offer nothing and print no error."""
    assert [] == offered(tmp_path, "thank", "a")
    (tmp_path / "mkdocs.yml").write_text("plugins: [\n")
    assert [] == offered(tmp_path, "why", "ana", "r")


def test_the_handbook_s_line_gives_a_script() -> None:
    """What the handbook has a shell evaluate is a script of it."""
    for shell in ("bash", "zsh", "fish"):
        done = script({"_POLLINATE_COMPLETE": f"{shell}_source"})
        assert "_POLLINATE_COMPLETE" in done.stdout, done.stderr
    checked = subprocess.run(
        ["bash", "-n"],
        input=script({"_POLLINATE_COMPLETE": "bash_source"}).stdout,
        text=True,
        capture_output=True,
    )
    assert 0 == checked.returncode, checked.stderr

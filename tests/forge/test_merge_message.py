# From a request on a forge of our own to a squash on its main branch that lost nobody: the moderator
# follows what `queue` and `merge-message` say, to the letter. Must not know: how either works.
"""Test the way from the queue to the squash."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.repo import ANA, BEA, Repo
from support.run import OURS, ROOT, pollinate

from tests.forge.forge import Forge, make_forge

QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
CONFIG = (
    "site_name: G\nrepo_url: https://forge.test.org/o/g\nplugins:\n"
    "  - pollinate/garden:\n      forge: {forge}\n      cache: false\n"
)


@pytest.fixture(params=["gitea", "gitlab"])
def forge(request: pytest.FixtureRequest, repo: Repo) -> Forge:
    """Give a forge of either kind with a garden of two people."""
    repo.write("mkdocs.yml", CONFIG.format(forge=request.param))
    repo.commit(ANA, docs__lessons__t__a="# A\n\nText of a lesson of hers.\n")
    repo.commit(BEA, docs__lessons__t__b="# B\n\nText of a lesson of the other.\n")
    return make_forge(repo.path.parent / "forge" / "g.git", repo.path)


def clone(forge: Forge, place: Path, name: str) -> Path:
    """Return a clone of somebody."""
    git(place.parent, "clone", "-q", str(forge.path), str(place))
    git(place, "config", "user.name", name)
    git(place, "config", "user.email", f"{name.split()[0].lower()}@harbour.test.org")
    return place


def git(where: Path, *args: str) -> str:
    """Run git."""
    done = subprocess.run(
        ["git", "-C", str(where), *args],
        capture_output=True,
        text=True,
        env={**os.environ, **QUIET},
    )
    assert not done.returncode, done.stderr
    return done.stdout.strip()


def shell(where: Path, *lines: str, code: int = 0, **variables: str) -> str:
    """Run lines as they were told, and return what they print."""
    bin_folder = where.parent / "bin"
    bin_folder.mkdir(exist_ok=True)
    (bin_folder / "pollinate").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -P -m pollinate_cli "$@"\n'
    )
    (bin_folder / "pollinate").chmod(0o755)
    env = {**os.environ, **QUIET, "PYTHONPATH": OURS, "PATH": f"{bin_folder}:{os.environ['PATH']}"}
    env |= variables
    done = subprocess.run(
        ["sh", "-e", "-c", "\n".join(lines)], cwd=where, env=env, capture_output=True, text=True
    )
    assert code == done.returncode, done.stdout + done.stderr
    return done.stdout


def told(text: str) -> list[str]:
    """Return the commands that a text tells."""
    return [line.strip() for line in text.splitlines() if line.startswith("    ")]


def test_from_the_queue_to_the_squash(forge: Forge, tmp_path: Path) -> None:
    """Cy proposes a lesson with Bea, helped by Ana and a tool; the moderator fetches by the line that
    is told, squashes by the two lines that are told, and the garden credits all, the tool apart.
    """
    cy = clone(forge, tmp_path / "cy", "Cy Okafor")
    lesson = cy / "docs/lessons/t/roll.md"
    lesson.write_text("# Roll back first\n\nWe rolled back before anybody looked at a log.\n")
    who = ("--with", "Bea Lind", "--helped-by", "Ana Reyes", "--tool", "Claude")
    done = pollinate("-C", str(cy), "submit", "--yes", *who, env=QUIET)
    assert 0 == done.returncode, done.stderr

    mo = clone(forge, tmp_path / "mo", "Mo Derator")
    before = pollinate("-C", str(mo), "queue", env=QUIET)
    assert "never fetched" in before.stdout
    shell(mo, *told(before.stdout)[-1:])
    queue = pollinate("-C", str(mo), "queue", env=QUIET)
    assert "by Cy Okafor (new here), Bea Lind, with Claude: 1 lesson" in queue.stdout, queue.stdout
    assert "waits for us" in queue.stdout and "@" not in queue.stdout

    made = pollinate("-C", str(mo), "merge-message", "1", env=QUIET)
    assert "@" not in made.stdout + re.sub(r"<%ae>", "", made.stderr)
    shell(mo, *told(made.stderr))
    (forge.path / "hooks" / "pre-receive").unlink()
    git(mo, "push", "-q", "origin", "HEAD:main")

    check = ("merge-message", "1", "--check-commit", "HEAD")
    assert 0 == pollinate("-C", str(mo), *check, env=QUIET).returncode
    credits = pollinate("-C", str(mo), "credits", "roll", env=QUIET).stdout
    roles = dict(re.findall(r"^\s+(?:[\d.]+%)?\s+(\w+ \w+)  +(\S.*)$", credits, re.M))
    # Half of the words make an author, too.
    both = {"Cy Okafor": "author", "Bea Lind": "author, co-author"}
    assert {**both, "Ana Reyes": "helper", "Mo Derator": "moderator"} == roles, credits
    assert "No request waits for us." in pollinate("-C", str(mo), "queue", env=QUIET).stdout


def test_the_handbook_s_check_in_a_build(repo: Repo, tmp_path: Path) -> None:
    """The lines of the handbook hold a request's title and text to naming everybody, on a checkout as
    a build has it: detached, at a merge that the forge made. The text of a stranger runs nothing.
    """
    repo.write("mkdocs.yml", CONFIG.format(forge="github"))
    repo.lesson(ANA, "# A\n\nText of a lesson of hers.\n")
    repo.git("checkout", "-q", "-b", "topic")
    repo.lesson(ANA, "# B\n\nText.\n", "Say it", "b")
    repo.lesson(BEA, "# B\n\nText and more.\n", "Say more", "b")
    repo.git("checkout", "-q", "--detach", "main")
    repo.git("merge", "-q", "--no-ff", "topic", "-m", "Merge topic into main", who=BEA)
    repo.git("update-ref", "refs/pull/1/merge", "HEAD")
    repo.git("update-ref", "-d", "refs/heads/topic")
    repo.git("checkout", "-q", "main")
    checkout = tmp_path / "checkout"
    git(tmp_path, "clone", "-q", str(repo.path), str(checkout))
    git(checkout, "fetch", "-q", "origin", "refs/pull/1/merge")
    git(checkout, "checkout", "-q", "--detach", "FETCH_HEAD")

    page = (ROOT / "docs/guide/commands.md").read_text(encoding="utf-8")
    lines = re.findall(r"^ +- (?:run: )?(printf .*(?:\n +\| .*)?)$", page, re.M)
    assert 2 == len(lines)
    names = (("TITLE", "BODY"), ("CI_MERGE_REQUEST_TITLE", "CI_MERGE_REQUEST_DESCRIPTION"))
    for line, (title, body) in zip(lines, names, strict=True):
        line = " ".join(line.split())
        said = {title: "Say it $(touch run)", body: "`touch run`"}
        out = shell(checkout, line, code=1, **said)
        assert out.endswith("Co-authored-by: Bea Lind\n") and 1 == len(out.splitlines())
        assert "" == shell(checkout, line, **{**said, body: "Why.\n\nCo-authored-by: Bea Lind"})
    assert not (checkout / "run").exists()

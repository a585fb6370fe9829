# What `check` tells somebody to write is written in the place of what was wrong, letter by letter,
# and then the finding is gone. Must not know: how anything is found.
"""Test that the cures of check cure."""

from __future__ import annotations

import re
import subprocess

import pytest
from support.checking import check
from support.repo import ANA, BEA, Repo

LESSON, NOTE, TRAIL = "docs/lessons/t/x.md", "docs/notes/x.md", "docs/trails/x.md"
BODY = "# Ropes\n\nTie them twice, since one knot slips.\n"
FAULTS = {
    "credit without a role": (LESSON, "credit:\n  - 3", 2),
    "credit of an unknown role": (LESSON, "credit:\n  - person: bea-lind\n    role: boss", 3),
    "a title that is a list": (LESSON, "title: [a, b]", 1),
    "a review without days": (LESSON, "review: soon", 1),
    "a review of an odd length": (LESSON, "review:\n  by: bea-lind\n  every: often", 3),
    "a source without a kind": (LESSON, "learned_from:\n  - 3", 2),
    "a word for yes": (LESSON, "draft: perhaps", 1),
    "a note about nothing": (NOTE, "kind: applied\noutcome: worked\nabout: 3", 3),
    "a note of an unknown kind": (NOTE, "about: lessons/t/a.md\nkind: praise", 2),
    "an unknown outcome": (NOTE, "about: lessons/t/a.md\nkind: applied\noutcome: fine", 3),
    "thanks to nobody": (NOTE, "kind: thanks\nabout: lessons/t/a.md", 2),
    "a place that is no address": (
        NOTE, "about: lessons/t/a.md\nkind: reflection\nsee: the wiki", 3,
    ),
    "a trail without steps": (TRAIL, "title: A way", 1),
    "a trail with an odd step": (TRAIL, "title: A way\nsteps:\n  - 3", 3),
    "a key with a slip": (LESSON, "learned_form:\n  - lesson: a.md", 1),
}  # fmt: skip
"""File, front matter, and the line in it that is wrong, from 1."""


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of a lesson and two people."""
    repo.commit(BEA, docs__lessons__t__b="# B\n\nWords of another lesson.\n")
    repo.commit(ANA, docs__index="# Home\n", docs__lessons__t__a=BODY)
    return repo


def told(cure: str) -> str:
    """Return what a cure says to write: of several words the first."""
    if found := re.search(r"Choose one of: (?:[\w-]+, )*?([\w-]+)[,.]", cure):
        return found[1]
    found = re.search(r"Write(?: the path[^:]*)?: ?\n?(.*)", cure, re.S)
    assert found, cure
    text = found[1].partition(", or: ")[0].partition(", or leave")[0].partition(". Until")[0]
    text = re.sub(r"one of ([\w-]+).*", r"\1", text, flags=re.S)
    text = re.sub(r", the path counted from .*", "", text, flags=re.S)
    if below := re.fullmatch(r"(- )?(\w+: ?\S*?),? with (.*) below it\.?", text, re.S):
        rows = below[3].replace(" and ", "\n").split("\n")
        inner = "".join(f"\n  {row}" for row in rows)
        return f"{below[1] or ''}{below[2].rstrip(',')}{inner}"
    return text.rstrip(".").replace("https://…", "https://wiki.test.org/x").replace("…", "Ropes")


@pytest.mark.parametrize("name", FAULTS)
def test_what_check_says_to_write_is_right(garden: Repo, name: str) -> None:
    """The line that is wrong, written anew as the cure says, is wrong no more."""
    path, front, at = FAULTS[name]
    lines = front.split("\n")
    garden.write(path, "\n".join(["---", *lines, "---", "", BODY]))
    found = [
        one
        for one in check(garden)
        if one["path"] == path and re.search("Write|Choose one of", one["cure"])
    ]
    assert found, check(garden)
    one = found[0]
    new = told(one["cure"]).replace("topic/lesson.md", "t/a.md")
    row = lines[at - 1]
    if "Choose one of" in one["cure"]:
        new = f"{row.partition(':')[0].strip()}: {new}"
    indent = row[: len(row) - len(row.lstrip())]
    written = [indent + part for part in new.split("\n")]
    if one["line"] and new.partition(":")[0].strip("- ") not in row and name.startswith("thanks"):
        written = [row, *written]
    if name == "a trail without steps":
        written = [row, *written]
    garden.write(path, "\n".join(["---", *lines[: at - 1], *written, *lines[at:], "---", "", BODY]))
    after = [(o["code"], o["message"]) for o in check(garden) if o["path"] == path]
    assert (one["code"], one["message"]) not in after, (new, after)


NAMES = (
    "docs/lessons/t/con.md",
    "docs/lessons/t/a:b.md",
    "docs/lessons/t/A.md",
    "docs/lessons/t/what?.md",
)


@pytest.mark.parametrize("path", NAMES)
def test_a_name_is_mended_by_the_command_that_is_told(garden: Repo, path: str) -> None:
    """The command is typed as it stands, and the finding is gone."""
    garden.write(path, BODY)
    garden.git("add", "-A")
    garden.git("commit", "-q", "-m", "Write")
    [one] = [
        o for o in check(garden, "--since", "HEAD~1") if o["code"] in ("file-name", "case-twin")
    ]
    command = re.search(r"git mv .*", one["cure"])
    assert command, one["cure"]
    subprocess.run(["sh", "-c", command[0]], cwd=garden.path, check=True)
    left = {o["code"] for o in check(garden, "--since", "HEAD~1")}
    assert not left & {"file-name", "case-twin"}


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n# B\n\nWords.\n",
        "# A\n\nWords.\n\n#### Deep\n\nMore.\n",
    ],
)
def test_a_heading_is_mended_by_what_is_told(garden: Repo, text: str) -> None:
    """The line is written as the cure says."""
    garden.write(LESSON, text)
    [one] = [o for o in check(garden, "--since", "main") if o["code"] == "structure"]
    rows = text.split("\n")
    rows[one["line"] - 1] = one["cure"].partition("Write: ")[2]
    garden.write(LESSON, "\n".join(rows))
    assert "structure" not in {o["code"] for o in check(garden, "--since", "main")}

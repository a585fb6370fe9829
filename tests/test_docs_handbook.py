# The handbook's commands are run as they stand, and what it quotes of messages is in the code.
"""Test the handbook."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.run import OURS

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "guide"
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("plugins", "contrib_tools")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".po", ".html")
)
WHO = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Mira K"), ("EMAIL", "mira@harbour.test.org"))
}


def commands(page: str) -> list[str]:
    """Return the shell commands of a page, block by block."""
    text = (GUIDE / page).read_text(encoding="utf-8")
    return re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)


def shell(script: str, where: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a block of commands, and stop at the first that fails."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=where,
        env={**os.environ, **WHO, "PATH": path, "PYTHONPATH": OURS, **env},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )


def test_a_garden_of_one_s_own_in_ten_minutes(tmp_path: Path) -> None:
    """Each command of the page, in its order, from an empty folder to the pushed garden."""
    forge = tmp_path / "forge.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(forge)], check=True)
    blocks = [block for block in commands("own-garden.md") if " serve\n" not in block]
    assert 3 == len(blocks)
    for block in blocks:
        script = block.replace("https://git.example.org/team/lessons.git", str(forge))
        done = shell(script, tmp_path)
        assert 0 == done.returncode, script + done.stdout + done.stderr

    told = shell(f"git -C {forge} log --format=%s main", tmp_path).stdout
    assert "Say what I learned\nPlant a garden of lessons\n" == told


def test_the_hook_stops_a_secret(tmp_path: Path) -> None:
    """The command of the page about check makes a hook that refuses a commit with a secret."""
    [hook] = [block for block in commands("check.md") if "--install-hook" in block]
    garden = tmp_path / "g"
    assert 0 == shell("pollinate init g --yes", tmp_path).returncode
    lesson = garden / "docs/lessons/this-garden/a.md"
    lesson.write_text("# A\n\nIt was password = hT7kq2Zp9xW4!\n")
    done = shell(f"{hook}\ngit add -A\ngit commit -m x", garden)
    assert done.returncode and "[secret]" in done.stderr, done.stdout + done.stderr
    lesson.write_text("# A\n\nIt was an old one, and nobody had changed it.\n")

    assert 0 == shell("git add -A\ngit commit -m x", garden).returncode


@pytest.mark.parametrize("page", ["trouble.md"])
def test_what_is_quoted_is_said(page: str) -> None:
    """Each message that the page about trouble begins a row with stands in the code."""
    rows = re.findall(r"^\| (`[^|]+`(?: or `[^|]+`)*) \|", (GUIDE / page).read_text(), re.M)
    words = [
        part.strip(" …")
        for row in rows
        for quoted in re.findall(r"`([^`]+)`", row)
        for part in quoted.split("…")
        if part.strip(" …")
    ]

    assert len(words) > 5
    assert [] == [part for part in words if part not in SOURCES]


def test_every_verb_and_option_of_the_handbook_is_there() -> None:
    """A command in any page names a verb and options that are there."""
    sys.path.insert(0, str(ROOT / "tests" / "tools"))
    from generate_docs import helps

    texts, wrong = helps(), []
    for path in sorted([*GUIDE.glob("*.md"), ROOT / "README.md"]):
        for line in re.findall(r"pollinate(?: -C \S+)?((?: [^\n`|;]*)?)", path.read_text("utf-8")):
            words = line.split("#")[0].split()
            if not words or not re.fullmatch("[a-z]{3,}", words[0]) or words[0] not in texts:
                continue
            inner = words[1] if words[0] == "new" and len(words) > 1 else ""
            wrong += [
                f"{path.name}: {line.strip()}"
                for word in words[1:]
                if re.fullmatch("--[a-z-]+", word) and word not in texts[words[0]] and not inner
            ]

    assert [] == wrong

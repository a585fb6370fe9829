# Requests that no git would make and a forge might take: trees with entries that lead out of them,
# or twice the same; and names of requests that are options or commands. MkDocs alone never meets
# them, so there is nothing to show live; a preview reads trees itself, so it has to hold.
"""Test previews of trees and names that lead elsewhere."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from support.repo import Repo
from support.run import pollinate

CONFIG = "site_name: Odd\nplugins:\n  - pollinate/garden\n"


def garden(folder: Path) -> Repo:
    """Write a garden."""
    repo = Repo(folder / "garden")
    repo.write("mkdocs.yml", CONFIG)
    repo.write("docs/index.md", "# Home\n")
    repo.commit(docs__lessons__kept="# Kept\n\nWords that stay.\n")
    return repo


def tree(repo: Repo, *entries: tuple[str, str, str]) -> str:
    """Write a tree of (mode, name, object) as it stands, whatever git thinks of it."""
    body = b"".join(
        f"{mode} {name}".encode() + b"\0" + bytes.fromhex(sha) for mode, name, sha in entries
    )
    command = [
        "git",
        "-C",
        str(repo.path),
        "hash-object",
        "-t",
        "tree",
        "-w",
        "--literally",
        "--stdin",
    ]
    return (
        subprocess.run(command, input=body, capture_output=True, check=True).stdout.decode().strip()
    )


def request(repo: Repo, lessons: str) -> None:
    """Make a request whose folder of lessons is a tree."""
    said = repo.git("ls-tree", "main").splitlines()
    top = {line.split("\t")[1]: line.split()[2] for line in said}
    index = repo.git("rev-parse", "main:docs/index.md")
    docs = tree(repo, ("100644", "index.md", index), ("40000", "lessons", lessons))
    whole = tree(repo, ("40000", "docs", docs), ("100644", "mkdocs.yml", top["mkdocs.yml"]))
    sha = repo.git("commit-tree", whole, "-p", "main", "-m", "Change")
    repo.git("update-ref", "refs/heads/request", sha)


def odd(repo: Repo, kind: str) -> str:
    """Return a folder of lessons that is odd in one way."""
    evil = repo.git("hash-object", "-w", "--stdin", stdin="# Evil\n")
    link = repo.git("hash-object", "-w", "--stdin", stdin="/etc/passwd")
    inner = tree(repo, ("100644", "evil.md", evil))
    return tree(
        repo,
        *{
            "up": [("40000", "..", inner)],
            "git": [("40000", ".git", inner)],
            "git in capitals": [("40000", ".GIT", inner)],
            "short name of git": [("40000", "git~1", inner)],
            "here": [("40000", ".", inner)],
            "slash": [("100644", "../../evil.md", evil)],
            "whole path": [("100644", "/tmp/evil.md", evil)],
            "twice": [("120000", "a.md", link), ("100644", "a.md", evil)],
            "file and folder": [("100644", "a", evil), ("40000", "a", inner)],
            "no name": [("100644", "", evil)],
            "odd mode": [("100666", "evil.md", evil)],
            "object that is nowhere": [("100644", "evil.md", "1" * 40)],
        }[kind],
    )


KINDS = (
    "up", "git", "git in capitals", "short name of git", "here", "slash", "whole path", "twice", "file and folder", "no name",
    "odd mode", "object that is nowhere",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_an_odd_tree_writes_nothing_elsewhere(kind: str, tmp_path: Path) -> None:
    """It is refused in a sentence, or shown without what is odd; no file lies anywhere else, and
    the repository stays as it was.
    """
    repo = garden(tmp_path)
    request(repo, odd(repo, kind))
    before = {path for path in tmp_path.rglob("*") if ".git/" not in f"{path}/"}
    done = pollinate(
        "-C", str(repo.path), "build", "--of", "request", "--site-dir", str(tmp_path / "out")
    )

    assert "Traceback" not in done.stderr
    assert "Error: " in done.stderr if done.returncode else (tmp_path / "out/index.html").is_file()
    made = {path for path in tmp_path.rglob("*") if ".git/" not in f"{path}/"} - before
    outside = [path for path in made if not path.is_relative_to(tmp_path / "out")]
    assert [] == [path for path in outside if "home" not in path.name]
    assert "root:" not in "".join(
        path.read_text("utf-8", "replace") for path in (tmp_path / "out").rglob("*.html")
    )


@pytest.mark.parametrize(
    "name",
    [
        "--upload-pack=touch RAN", "--output=RAN", "-RAN", "$(touch RAN)", "`touch RAN`", "a;touch RAN", "../../etc/passwd",
        "ext::sh -c touch% RAN", "request\n--output=RAN", "refs/pull/../../x/head", "main..request", "@{-1}", ":/x", "",
        "::error ::x", "\x1b[31mred",
    ],
)  # fmt: skip
def test_a_name_that_is_a_command_is_a_name(name: str, tmp_path: Path) -> None:
    """Whatever stands where a request is named, nothing runs, and a sentence says what is wrong."""
    repo = garden(tmp_path)
    done = pollinate(
        "-C",
        str(repo.path),
        "build",
        f"--of={name}",
        "--site-dir",
        str(tmp_path / "out"),
        cwd=tmp_path,
    )

    assert not list(tmp_path.rglob("RAN*"))
    assert "Traceback" not in done.stderr and "\x1b" not in done.stderr
    if name:
        assert done.returncode and "Error: " in done.stderr

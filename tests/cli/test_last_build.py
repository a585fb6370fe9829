# The record of the last build: cut, forged or of another build, it is none, and says nothing that a
# build would not. Must not know: what a build depends on.
"""Test the record of the last build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pollinate.settings_file import read_settings
from pollinate_cli.last_build import LastBuild
from support.builds import does_nothing
from support.repo import ANA, Repo

CONFIG = "site_name: x\ntheme: {name: mkdocs}\nplugins: [pollinate/garden]\n"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a small garden."""
    repo.write("mkdocs.yml", CONFIG)
    repo.lesson(ANA, "# A\n\nWords.\n")
    return repo


@pytest.mark.parametrize("kept", [b"[" * 200_000, b"\xff", b"[]", b'{"inputs": 1}', b""])
def test_a_record_that_is_none(garden: Repo, kept: bytes) -> None:
    """Whatever a shared cache holds, the site is built."""
    does_nothing(garden.path)
    for file in (garden.path / ".git/pollinate").glob("built-*.json"):
        file.write_bytes(kept)

    assert not does_nothing(garden.path)


def test_what_another_build_left_out_is_told_anew(garden: Repo) -> None:
    """The command line goes by the record of the last build: it is this one's again."""
    does_nothing(garden.path)
    record = next((garden.path / ".git/pollinate").glob("site-*.json"))
    said = record.read_bytes()
    record.write_bytes(b"[]")

    assert not does_nothing(garden.path)
    assert said == record.read_bytes()


@pytest.mark.parametrize(
    "said", [["\x1b]0;x\x07"], ["::error::x"], ["a", 1], ["x"] * 201, "x", None]
)
def test_a_record_says_nothing_that_a_build_would_not(garden: Repo, said: object) -> None:
    """Somebody who writes in a shared cache commands no terminal by it."""
    does_nothing(garden.path)
    file = next((garden.path / ".git/pollinate").glob("built-*.json"))
    kept = json.loads(file.read_bytes())
    file.write_text(json.dumps({**kept, "said": ["WARNING -  a\n  b"] * 200}))
    assert does_nothing(garden.path)
    file.write_text(json.dumps({**kept, "said": said}))

    assert not does_nothing(garden.path)


def test_a_site_that_cannot_be_told_is_built(garden: Repo, tmp_path: Path) -> None:
    """Such as one with a link to a folder elsewhere: nobody knows whether it stands as it was."""
    site = tmp_path / "site"
    site.mkdir()
    last = LastBuild(read_settings(garden.path), site)
    last.remember("x", [], None)
    assert [] == last.said("x")
    (site / "more").symlink_to("/")
    last.remember("x", [], None)

    assert last.said("x") is None

# What a machine and a garden need, and the cure for what is missing. Must not know: how it is done.
"""Test the verb `doctor`."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from pollinate_cli.cli import cli
from support.repo import ANA, Repo
from support.run import pollinate

CONFIG = "site_name: G\nrepo_url: https://github.com/o/g\nplugins:\n  - pollinate/garden\n"
KNOWN = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "Ana R", "GIT_AUTHOR_EMAIL": "a@h.org"}


def test_a_sound_garden_is_fine(repo: Repo) -> None:
    """Each thing has a line; what is only worse without is advice, and no failure."""
    repo.write("mkdocs.yml", CONFIG)
    repo.commit(ANA, docs__lessons__a="# A\n\nText.\n")
    done = pollinate("-C", str(repo.path), "doctor", env=KNOWN)

    assert 0 == done.returncode, done.stdout
    lines = {
        line.split()[1]: line.split()[0] for line in done.stdout.splitlines() if line[0] != " "
    }
    assert "advice" == lines["remote"] and "fine" == lines["git"] == lines["forge"]
    assert "requests go to main" in done.stdout and "Ana R" in done.stdout
    assert "a@h.org" not in done.stdout


def test_what_is_missing_has_its_cure(repo: Repo, tmp_path: Path) -> None:
    """No folder, no commit, no identity, a merge under way: each is said with what to do."""
    empty = tmp_path / "empty"
    empty.mkdir()
    done = pollinate("-C", str(empty), "doctor")
    assert 1 == done.returncode and "missing  settings" in done.stdout

    repo.write("mkdocs.yml", CONFIG)
    repo.write("docs/lessons/a.md", "# A\n\nText.\n")
    nobody = {**KNOWN, "GIT_AUTHOR_NAME": "", "GIT_AUTHOR_EMAIL": ""}
    done = pollinate("-C", str(repo.path), "doctor", env=nobody)
    assert 1 == done.returncode and "git add -A && git commit" in done.stdout
    assert "git config user.name" in done.stdout

    repo.commit(ANA, docs__lessons__a="# A\n\nText.\n")
    (repo.path / ".git/MERGE_HEAD").write_text(repo.git("rev-parse", "HEAD"))
    done = pollinate("-C", str(repo.path), "doctor", env=KNOWN)
    assert 1 == done.returncode and "a merge is under way" in done.stdout


def test_an_old_git_is_told(repo: Repo, tmp_path: Path) -> None:
    """Below the version that mining needs, what works here and what doesn't is chance."""
    repo.write("mkdocs.yml", CONFIG)
    repo.commit(ANA, docs__lessons__a="# A\n\nText.\n")
    old, true = tmp_path / "bin" / "git", shutil.which("git")
    old.parent.mkdir()
    old.write_text(
        f'#!/bin/sh\n[ "$1" = version ] && echo git version 2.30.9 && exit\nexec {true} "$@"\n'
    )
    old.chmod(0o755)
    path = {"PATH": f"{old.parent}:{os.environ['PATH']}"}
    done = pollinate("-C", str(repo.path), "doctor", env={**KNOWN, **path})

    assert 1 == done.returncode and "missing  git" in done.stdout, done.stdout
    assert "Install Git 2.31 or newer." in done.stdout


def test_a_folder_without_rights_is_advice(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is remembered between runs, and all else works."""
    repo.write("mkdocs.yml", CONFIG)
    repo.commit(ANA, docs__lessons__a="# A\n\nText.\n")
    monkeypatch.setattr(os, "access", lambda *_: False)
    for name, value in KNOWN.items():
        monkeypatch.setenv(name, value)
    cli(["-C", str(repo.path), "doctor"], standalone_mode=False)

    assert re.search("advice +cache +can't be written", capsys.readouterr().out)

# Which files, commits and names a request has: those that are renamed, ignored, taken away or put
# back, and those that are too many or too large. Must not know: what is found in them.
"""Test what counts as changed."""

from __future__ import annotations

import random

import pytest
from checks.planted_values import make
from pollinate.history import changes
from pollinate.history.changes import changes_since
from pollinate.history.workspace import locate
from pollinate.inspection import inspect_garden, inspect_since, inspect_staged
from support.repo import BEA, Repo

TOKEN = make("github-token", random.Random(7))
HEAD = "# Ropes\n\nTie them twice, since one knot slips.\n"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of two lessons, and a branch that starts there."""
    repo.commit(BEA, docs__index="# Home\n", docs__lessons__t__a=HEAD, docs__lessons__t__b=HEAD)
    repo.git("checkout", "-q", "-b", "request")
    return repo


def found(repo: Repo) -> set[tuple[str, str]]:
    """Return path and code of what is found in the request."""
    return {(str(o.path), o.code) for o in inspect_since(repo.settings(), "main").findings}


def test_a_file_that_moves_hides_nothing(garden: Repo) -> None:
    """Each of its names is looked at, and the commits behind it."""
    garden.commit(BEA, docs__lessons__t__c=f"{HEAD}\nThe token was {TOKEN}.\n")
    garden.git("mv", "docs/lessons/t/c.md", "docs/lessons/t/d.md")
    garden.git("commit", "-q", "-m", "Move")
    garden.git("rm", "-q", "docs/lessons/t/d.md")
    garden.git("commit", "-q", "-m", "Take away")
    assert {("docs/lessons/t/c.md", "secret"), ("docs/lessons/t/d.md", "secret")} == found(garden)


def test_what_git_ignores_is_not_changed(garden: Repo) -> None:
    """A new file counts before it is committed; one that is ignored never."""
    garden.write(".gitignore", "*.log\n")
    garden.write("a.log", f"token = {TOKEN}\n")
    garden.write("b.txt", f"token = {TOKEN}\n")
    assert {("b.txt", "secret"), (".gitignore", "settings-changed")} == found(garden)


def test_what_is_put_back_is_not_gone(garden: Repo) -> None:
    """A file that a commit takes away and that is on disk again leaves no link behind."""
    garden.write("docs/lessons/t/a.md", f"{HEAD}\nSee [b](b.md).\n")
    garden.git("commit", "-q", "-a", "-m", "Link")
    garden.git("branch", "-f", "main")
    garden.git("rm", "-q", "--cached", "docs/lessons/t/b.md")
    garden.git("commit", "-q", "-m", "Take away")
    workspace = locate(garden.settings())
    assert [] == changes_since(workspace, "main").gone
    (garden.path / "docs/lessons/t/b.md").unlink()
    assert ["docs/lessons/t/b.md"] == changes_since(workspace, "main").gone


def test_links_that_are_left_behind_are_found_anywhere(garden: Repo) -> None:
    """In a file with a large ending, and in one that git does not know yet; of one that is staged
    the index counts.
    """
    garden.write("docs/lessons/t/BIG.MD", "# Big\n\nSee [b](b.md) first.\n")
    garden.git("add", "-A")
    garden.git("commit", "-q", "-m", "Link")
    garden.git("rm", "-q", "docs/lessons/t/b.md")
    garden.write("docs/lessons/t/new.md", "# New\n\nSee [b](b.md) first.\n")
    garden.write("docs/lessons/t/a.md", f"{HEAD}\nMore.\n")
    garden.git("add", "docs/lessons/t/a.md")
    garden.write("docs/lessons/t/a.md", f"{HEAD}\nSee [b](b.md).\n")
    told = [one for one in inspect_staged(garden.settings()).findings if "b.md" in one.message]
    assert ["docs/lessons/t/BIG.MD", "docs/lessons/t/new.md"] == [one.path for one in told]


def test_a_whole_garden_has_its_settings(garden: Repo) -> None:
    """They lie beside its texts, and may hold what nobody should read."""
    garden.write("mkdocs.yml", f"site_name: G\n# token = {TOKEN}\n")
    told = inspect_garden(garden.settings()).findings
    assert {("mkdocs.yml", "secret")} == {(one.path, one.code) for one in told if one.blocks}


def test_as_many_commits_as_are_looked_at(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Are not too many."""
    monkeypatch.setattr(changes, "MOST_COMMITS", 2)
    for n in range(2):
        garden.commit(BEA, docs__lessons__t__a=f"{HEAD}\nNumber {n}.\n")
    assert set() == found(garden)


def test_files_that_are_too_large_together_are_said(
    garden: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The small ones are read first; of one that stands there as it was nothing is said, since it
    is read on disk.
    """
    monkeypatch.setattr(changes, "_MOST_TOGETHER", 300)
    garden.write("small.txt", f"token = {TOKEN}\n")
    garden.write("large.txt", "words and words " * 20)
    garden.write("stays.txt", "words and more words " * 20)
    garden.git("add", "-A")
    garden.git("commit", "-q", "-m", "Bring")
    garden.git("rm", "-q", "small.txt", "large.txt")
    garden.git("commit", "-q", "-m", "Take away")
    assert {("small.txt", "secret"), ("large.txt", "not-looked-at")} == found(garden)


@pytest.mark.parametrize("name", changes._BRANCH_NAMES)
def test_a_build_server_names_the_branch(
    garden: Repo, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It checks out none, and says in a variable which one it is."""
    for other in changes._BRANCH_NAMES:
        monkeypatch.delenv(other, raising=False)
    garden.git("checkout", "-q", "--detach")
    garden.commit(BEA, docs__lessons__t__a=f"{HEAD}\nAnd more.\n")
    assert "" == changes_since(locate(garden.settings()), "main").branch
    monkeypatch.setenv(name, f"try-{TOKEN}")
    assert f"try-{TOKEN}" == changes_since(locate(garden.settings()), "main").branch
    assert {("", "secret")} == found(garden)

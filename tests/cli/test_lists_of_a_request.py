# Which list of names a request is held by, wherever the settings before it have theirs: beside the
# site, in the repository, in a home folder; in one file or down a line of inherited ones.
# Must not know: what else a request is held by (test_check_hides_nothing.py).
"""Test that no request changes the names it is held by."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pollinate.inspection import inspect_since
from pollinate.model.diagnostics import Diagnostic
from pollinate.settings_file import read_settings
from support.repo import BEA, Repo

LESSON = "# Ropes\n\nNorthwind Traders tie them once.\n"
GARDEN = "plugins:\n  - pollinate/garden"


def listed(path: str) -> str:
    """Return settings that name a list."""
    return f"{GARDEN}:\n      private_words: {path}\n"


def asked(repo: Repo, before: dict[str, str], after: dict[str, str], site: str = "") -> None:
    """Plant a garden with some files, and a request that writes them anew and a lesson."""
    docs = f"{site}docs"
    repo.write(f"{docs}/index.md", "# Home\n")
    for path, text in before.items():
        repo.write(path, text)
    repo.commit(BEA, "Plant")
    repo.git("checkout", "-q", "-b", "request")
    for path, text in {**after, f"{docs}/lessons/t/a.md": LESSON}.items():
        repo.write(path, text)
    repo.commit(BEA, "Ask")


def told(repo: Repo, site: str = "") -> list[Diagnostic]:
    """Return what is found in the request of private names, of lists, and of what is not seen."""
    found = inspect_since(read_settings(repo.path / site), "main").findings
    return [one for one in found if one.code in ("private-word", "no-word-list", "not-looked-at")]


def codes(repo: Repo, site: str = "") -> list[str]:
    """Return the codes of these."""
    return [one.code for one in told(repo, site)]


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml", "properdocs.yml"])
def test_settings_of_any_name_are_kept(repo: Repo, name: str) -> None:
    """All names under which an engine finds its settings count."""
    repo.write("../names.txt", "Northwind Traders\n")
    asked(repo, {name: listed("../names.txt")}, {name: f"{GARDEN}\n"})
    assert ["private-word"] == codes(repo)


def test_a_list_at_home_is_kept(repo: Repo) -> None:
    """A list in somebody's home folder is read there, before and after, also for a site that is not
    at the top of its repository.
    """
    Path(os.environ["HOME"], "names.txt").write_text("Northwind Traders\n")
    asked(repo, {"site/mkdocs.yml": listed("~/names.txt")}, {}, "site/")
    assert ["private-word"] == codes(repo, "site/")
    repo.write("site/mkdocs.yml", f"{GARDEN}\n")
    assert ["private-word"] == codes(repo, "site/")


def test_a_list_in_a_home_at_the_top_is_kept(repo: Repo) -> None:
    """And for one that is."""
    Path(os.environ["HOME"], "names.txt").write_text("Northwind Traders\n")
    asked(repo, {"mkdocs.yml": listed("~/names.txt")}, {"mkdocs.yml": f"{GARDEN}\n"})
    assert ["private-word"] == codes(repo)


@pytest.mark.parametrize("absolute", [False, True])
def test_a_list_in_the_repository_is_kept(repo: Repo, absolute: bool) -> None:
    """However the settings write its path, what counts is what stood in it before."""
    way = f"{repo.path.resolve()}/lists/names.txt" if absolute else "../lists/names.txt"
    before = {"site/mkdocs.yml": listed(way), "lists/names.txt": "Northwind Traders\n"}
    asked(repo, before, {"lists/names.txt": "\n"}, "site/")
    assert ["private-word"] == codes(repo, "site/")


def test_a_home_of_nobody_stops_nothing(repo: Repo) -> None:
    """A list in the home folder of somebody who isn't here is one that isn't there."""
    asked(repo, {"mkdocs.yml": listed("~nobody-of-this-name/names.txt")}, {})
    assert ["no-word-list"] == codes(repo)
    repo.write("mkdocs.yml", f"{GARDEN}\n")
    assert ["no-word-list"] == codes(repo)


def test_a_list_that_is_never_committed_is_kept(repo: Repo) -> None:
    """A build server puts it there: a request that changes the settings is held by it."""
    before = {"mkdocs.yml": listed("names.txt"), ".gitignore": "names.txt\n"}
    asked(repo, before, {"mkdocs.yml": f"{GARDEN}\n"})
    repo.write("names.txt", "Northwind Traders\n")
    assert ["private-word"] == codes(repo)


def test_a_list_that_a_request_brings_is_not_asked(repo: Repo) -> None:
    """Where none was, one that comes with a request, or a link to another file, says nothing."""
    repo.write("../other.txt", "once\n")
    asked(repo, {"mkdocs.yml": listed("names.txt")}, {"mkdocs.yml": listed("../other.txt")})
    (repo.path / "names.txt").symlink_to("../other.txt")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "Link")
    assert [] == codes(repo)


@pytest.mark.parametrize("place", ["mkdocs.yml", "lists/names.txt", "lists"])
def test_a_link_in_the_place_of_a_list_changes_nothing(repo: Repo, place: str) -> None:
    """Neither the settings, nor the list, nor its folder is another one behind a link; where the
    settings are one now, that is said.
    """
    before = {"mkdocs.yml": listed("lists/names.txt"), "lists/names.txt": "Northwind Traders\n"}
    asked(repo, before, {"other/names.txt": "\n", "other.yml": f"{GARDEN}\n"})
    repo.git("rm", "-q", "-r", place)
    (repo.path / place).parent.mkdir(exist_ok=True)
    ways = {"mkdocs.yml": "other.yml", "lists": "other", "lists/names.txt": "../other/names.txt"}
    (repo.path / place).symlink_to(ways[place])
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "Link")
    assert ["private-word"] == codes(repo)
    found = inspect_since(read_settings(repo.path), "main").findings
    said = [one.path for one in found if one.code == "settings-changed"]
    assert ([place] if place == "mkdocs.yml" else []) == said


def test_a_repository_in_the_place_of_a_list_changes_nothing(repo: Repo) -> None:
    """What another repository holds there says nothing."""
    before = {"mkdocs.yml": listed("lists/names.txt"), "lists/names.txt": "Northwind Traders\n"}
    asked(repo, before, {})
    repo.git("rm", "-q", "-r", "lists")
    Repo(repo.path / "lists").commit(BEA, names="Others\n")
    repo.write("lists/names.txt", "Others\n")
    repo.git("-c", "advice.addEmbeddedRepo=false", "add", "-A")
    repo.git("commit", "-q", "-m", "Bring another")
    assert {"private-word", "not-looked-at"} == set(codes(repo))


def test_a_line_of_inherited_settings_is_followed(repo: Repo) -> None:
    """Each file is looked for from the one that names it, above the site too, and quotes are no
    part of a name.
    """
    before = {
        "site/mkdocs.yml": 'INHERIT: "../conf/base.yml"\nsite_name: G\n',
        "conf/base.yml": "INHERIT: 'more/names.yml'  # ours\n",
        "conf/more/names.yml": listed("../../names.txt"),
    }
    repo.write("../names.txt", "Northwind Traders\n")
    asked(repo, before, {"conf/more/names.yml": f"{GARDEN}\n"}, "site/")
    assert ["private-word"] == codes(repo, "site/")


@pytest.mark.parametrize(
    "broken", ["INHERIT: mkdocs.yml\n", "INHERIT: gone.yml\n", f"{GARDEN}: 3\n", "a: [\n"]
)
def test_settings_that_can_not_be_read_are_said(repo: Repo, broken: str) -> None:
    """A request that mends them is looked at, and that no names were is said with the file."""
    asked(repo, {"mkdocs.yml": broken}, {"mkdocs.yml": f"{GARDEN}\n"})
    [one] = told(repo)
    assert ("mkdocs.yml", "not-looked-at") == (one.path, one.code)
    assert one.message.startswith("the settings before this request can't be read: ")


def test_the_other_list_is_missed_all_the_same(repo: Repo) -> None:
    """That the names of before are known says nothing of the list of words."""
    before = {
        "mkdocs.yml": f"{listed('names.txt')}      words_file: gone.txt\n",
        "names.txt": "Northwind Traders\n",
    }
    asked(repo, before, {"names.txt": "\n"})
    found = told(repo)
    assert ["no-word-list", "private-word"] == sorted(one.code for one in found)
    assert any("`words_file`" in one.message for one in found)


def test_settings_outside_of_the_repository_are_nobody_s_to_change(repo: Repo) -> None:
    """Where the site's folder holds the repository, a file of the same name in it is no list."""
    site = repo.path.parent
    (site / "mkdocs.yml").write_text(f"docs_dir: {repo.path.name}\n{listed('names.txt')}")
    (site / "names.txt").write_text("Northwind Traders\n")
    repo.write("names.txt", "Others\n")
    repo.write("mkdocs.yml", f"{GARDEN}\n")
    repo.commit(BEA, "Plant")
    repo.git("checkout", "-q", "-b", "request")
    repo.write("names.txt", "\n")
    repo.write("mkdocs.yml", "site_name: Ours\n")
    repo.write("lessons/t/a.md", LESSON)
    repo.commit(BEA, "Ask")
    found = inspect_since(read_settings(site), "main").findings
    assert ["private-word"] == [one.code for one in found if one.code == "private-word"]

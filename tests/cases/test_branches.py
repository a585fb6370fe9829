# The links by which people take part lead to a branch that is there, however a site names it.
"""Test which branch doors lead to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pollinate.contribute.forge import branch_in
from support.repo import ANA, Repo

from tests.cases.test_same_everywhere import made

GITHUB, GITLAB, CODEBERG = (
    f"https://{host}/acme/garden" for host in ("github.com", "gitlab.com", "codeberg.org")
)


@pytest.mark.parametrize(
    ("edit_uri", "branch"),
    [
        ("edit/develop/docs/", "develop"),
        ("blob/release/2/docs/", "release/2"),
        ("tree/develop/docs", "develop"),
        ("-/edit/develop/docs/", "develop"),
        ("/-/blob/release/2/docs/", "release/2"),
        ("_edit/develop/docs/", "develop"),
        ("src/branch/release/2/docs/", "release/2"),
        ("src/branch/develop/docs/", "develop"),
        (f"{GITHUB}/edit/develop/docs/", "develop"),
        (f"{GITHUB}/edit/release/2/docs/", "release/2"),
        (f"{GITLAB}/-/edit/develop/docs/", "develop"),
        (f"{CODEBERG}/src/branch/develop/docs/", "develop"),
        ("https://github.com/edit/blob/edit/develop/docs/", "develop"),
        (GITHUB + "/edit/develop/docs/{path}", "develop"),
        ("edit/develop/docs/{path_noext}.md?plain=1", "develop"),
        ("edit/feature%2F1/docs/", "feature/1"),
        ("edit/develop/elsewhere/", "develop"),
        ("", ""),
        ("?query=root/path/docs/", ""),
        ("#root/docs/", ""),
        ("https://example.org/wiki/", ""),
    ],
)
def test_every_form_of_edit_uri_names_its_branch(edit_uri: str, branch: str) -> None:
    """Relative, absolute or a template, on each forge, with slashes in the branch."""
    assert branch == branch_in(edit_uri, "docs")


def test_edit_uri_of_a_garden_at_the_top_names_its_branch() -> None:
    """Then all that follows is the branch; folders above `docs_dir` are no part of it."""
    assert "release/2" == branch_in("edit/release/2/", "")
    assert "develop" == branch_in("edit/develop/site/docs/", "site/docs")


def doors(site: Path) -> set[str]:
    """Return the branches that a lesson's links to the forge name."""
    page = (site / "lessons/a/index.html").read_text(encoding="utf-8")
    return set(re.findall(r'href="https://[^"?]*/(?:edit|new|_edit|_new)/([^"?]*?)[/?"]', page))


@pytest.mark.parametrize("url", [GITHUB, f"{GITLAB}.git"])
def test_doors_lead_to_a_branch_that_is_there(repo: Repo, url: str) -> None:
    """A site that names no branch gets the head of origin, else the branch checked out, else a
    usual one of origin's; MkDocs' own guess is none. No address has `.git` in it.
    """
    repo.lesson(ANA, "# A\n\nText.\n")
    repo.git("branch", "-m", "trunk")
    assert {"trunk"} == doors(made(repo, repo_url=url).site)
    sha = repo.git("rev-parse", "HEAD")
    repo.git("update-ref", "refs/remotes/origin/master", sha)
    repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/stable")
    assert {"stable"} == doors(made(repo, repo_url=url).site)
    repo.git("symbolic-ref", "-d", "refs/remotes/origin/HEAD")
    repo.git("checkout", "-q", "--detach")
    site = made(repo, repo_url=url).site
    assert {"master"} == doors(site)
    page = (site / "lessons/a/index.html").read_text(encoding="utf-8")
    assert [] == re.findall(r'href="[^"]*\.git/[^"]*"', page)
    assert {"next"} == doors(made(repo, repo_url=url, edit_uri="edit/next/docs/").site)

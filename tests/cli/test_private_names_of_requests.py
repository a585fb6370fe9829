# Names of people who asked not to be named, in what a request changes: told before it is merged,
# whichever way it is looked at, by the profiles of the branch that it goes to.
"""Test private names in requests."""

from __future__ import annotations

import json

import pytest
from pollinate.inspection import inspect_since, inspect_staged
from support.repo import ANA, BEA, CY, Repo
from support.run import pollinate

XA = "Xavandra Quillfeather <x@mail.test.org>"
NOTE = "---\nabout: lessons/dawn.md\nkind: applied\noutcome: worked\n---\n\n{}\n"
KINDS = {
    "docs__lessons__t__new": "# New\n\nXavandra Quillfeather was here, and tied it.\n",
    "docs__lessons__fields": '---\nsummary: "As Quillfeather, Xavandra does"\n---\n# F\n\nTie.\n',
    "docs__notes__2026__one": NOTE.format("It worked, as Xavandra\nQuillfeather had said."),
    "docs__trails__one": "---\ntitle: One\nsteps:\n  - lesson: ../lessons/dawn.md\n"
    "    why: Xavandra Quillfeather says so.\n---\n",
    "docs__gatherings__2026-01-02-one": "---\ntitle: One\n---\n\nWith Xavandra Quillfeather.\n",
    "docs__about": "# About\n\nAsk Xavandra Quillfeather.\n",
    "docs__people__bea": "---\nname: Bea Lind\n---\n\nI learned it from Xavandra Quillfeather.\n",
    "docs__lessons__old": "# Old\n\nXander Oldname told us.\n",
}


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of somebody hidden, who had another name before."""
    repo.write("mkdocs.yml", "site_name: Harbour\nplugins:\n  - pollinate/garden\n")
    repo.write(".mailmap", "Xavandra Quillfeather <x@mail.test.org> <xo@mail.test.org>\n")
    repo.write("docs/people/xq.md", "---\nname: Xavandra Quillfeather\nshow: hidden\n---\n")
    repo.commit(XA, docs__index="# Home\n", docs__lessons__dawn="# Look\n\nLook at both boats.\n")
    repo.commit("Xander Oldname <xo@mail.test.org>", docs__lessons__fog="# Fog\n\nWait in fog.\n")
    repo.commit(BEA, docs__lessons__rope="# Rope\n\nTie it twice.\n")
    repo.git("switch", "-q", "-c", "idea")
    return repo


def review(repo: Repo, ref: str = "idea", *more: str) -> tuple[list[tuple[str, str]], str]:
    """Return path and code of what a review finds, and all that it prints."""
    done = pollinate("-C", str(repo.path), "review", ref, "--format", "json", *more)
    found = json.loads(done.stdout)["findings"]
    return [(one["path"], one["code"]) for one in found], done.stdout


@pytest.mark.parametrize("file", KINDS)
def test_a_request_that_names_somebody_is_told(garden: Repo, file: str) -> None:
    """Whatever file a request writes a private name into, before it is committed, in its branch and
    in a review, is told, and nothing else of the kind.
    """
    garden.write(path := f"{file.replace('__', '/')}.md", KINDS[file])
    garden.git("add", "-A")
    staged = inspect_staged(garden.settings()).findings
    assert [path] == [one.path for one in staged if one.code == "private-name"]
    garden.commit(BEA)
    since = inspect_since(garden.settings(), "main").findings
    assert [path] == [one.path for one in since if one.code == "private-name"]
    garden.git("switch", "-q", "main")
    told, printed = review(garden)
    assert [(path, "private-name")] == [one for one in told if one[1] == "private-name"]
    assert '"private-name"' in printed


def test_people_of_the_branch_that_it_goes_to_count(garden: Repo) -> None:
    """A request that takes back the wish, or makes one for somebody else, changes nobody's; a
    profile that only moves names nobody.
    """
    garden.commit(
        BEA,
        docs__people__xq="---\nname: Xavandra Quillfeather\n---\n",
        docs__people__cy="---\nname: Cy Okafor\nshow: hidden\n---\n",
        docs__lessons__a="# A\n\nXavandra Quillfeather was here.\n",
        docs__lessons__c="# C\n\nCy Okafor was here.\n",
    )
    told = [one for one in review(garden)[0] if one[1] == "private-name"]
    assert told == [("docs/lessons/a.md", "private-name")]
    garden.git("switch", "-q", "-c", "moved", "main")
    garden.git("mv", "docs/people/xq.md", "docs/people/hidden.md")
    garden.commit(CY)
    assert not [one for one in review(garden, "moved")[0] if one[1] == "private-name"]


def test_a_short_handle_that_is_a_word_everywhere_is_nobody(garden: Repo) -> None:
    """A handle of two letters in one text names its person; where the whole garden has it as a
    word, a request that has it as well names nobody.
    """
    garden.commit(BEA, docs__lessons__a="# A\n\nAsk xq for the key.\n")
    path = ("docs/lessons/a.md", "private-name")
    assert path in review(garden)[0]
    garden.git("switch", "-q", "main")
    more = {f"docs__lessons__m{n}": f"# M\n\nThe xq of number {n}.\n" for n in range(4)}
    garden.commit(BEA, **more)
    assert path not in review(garden)[0]


@pytest.mark.parametrize("choice", ["known", "all"])
def test_no_note_that_names_somebody_is_taken_in(garden: Repo, choice: str) -> None:
    """Of notes that wait, neither a policy nor `all` takes in one that names somebody private; it
    is told once.
    """
    garden.git("config", "user.name", "Mo Derator")
    garden.git("config", "user.email", "mod@harbour.test.org")
    garden.git("switch", "-q", "main")
    config = "site_name: Harbour\nplugins:\n  - pollinate/garden:\n      policy: {notes: after}\n"
    garden.write("mkdocs.yml", config)
    garden.commit(ANA)
    for name, text in (("bad", KINDS["docs__notes__2026__one"]), ("good", NOTE.format("Fine."))):
        garden.git("switch", "-q", "-c", f"received/{name}", "main")
        garden.commit(BEA, f"Note {name}", **{f"docs__notes__2026__{name}": text})
    garden.git("switch", "-q", "main")
    told = pollinate("-C", str(garden.path), "review", "--notes").stdout
    assert told.count("[private-name]") == 1, told
    done = pollinate("-C", str(garden.path), "review", "--notes", "--accept", choice)
    assert done.returncode == 0, done.stderr
    branch = garden.git("for-each-ref", "--format=%(refname:short)", "refs/heads/notes")
    files = garden.git("ls-tree", "-r", "--name-only", branch, "docs/notes")
    assert files == "docs/notes/2026/good.md"

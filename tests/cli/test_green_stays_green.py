# A request whose check is green leaves a garden that is green: what blocks the whole garden and can
# be told from the changed files, blocks the request.
# Must not know: how a finding is printed.
"""Test that a request is held by what holds the garden."""

from __future__ import annotations

import pytest
from pollinate.inspection import inspect_garden, inspect_since, inspect_staged
from support.repo import BEA, Repo

TEXT = "# Ropes\n\nTie them twice, since one knot slips.\n"
NOTE = "---\nabout: {}\nkind: question\n---\n\nWhy is that so?\n"
RED = {
    "learned from nothing": ("docs/lessons/b.md", f"---\nlearned_from:\n  - lesson: gone.md\n---\n\n{TEXT}", "unknown-target"),
    "about nothing": ("docs/notes/q.md", NOTE.format("lessons/gone.md"), "unknown-target"),
    "a step that is not there": ("docs/trails/t.md", "---\nsteps:\n  - lesson: ../lessons/gone.md\n---\n\n# T\n\nGo.\n", "step-missing"),
    "a script": ("docs/lessons/b.md", f"{TEXT}\n<script>alert(1)</script>\n", "html-removed"),
    "a style sheet": ("docs/lessons/b.css", "p { color: red }\n", "not-published"),
    "a note with a broken head": ("docs/notes/q.md", "---\nabout: [\n---\n\nWhy?\n", "front-matter-broken"),
    "a note of no kind": ("docs/notes/q.md", "---\nabout: lessons/a.md\nkind: praise\n---\n\nWhy?\n", "unknown-value"),
}  # fmt: skip


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden with a lesson that has moved, and a branch that starts there."""
    repo.commit(
        BEA, docs__index="# Home\n", docs__lessons__old=TEXT, docs__lessons__a="# A\n\nA b.\n"
    )
    repo.git("mv", "docs/lessons/old.md", "docs/lessons/new.md")
    repo.commit(BEA, "Move")
    repo.git("checkout", "-q", "-b", "request")
    return repo


def blocking(found: object, path: str) -> set[str]:
    """Return what blocks of one file."""
    return {one.code for one in found.findings if one.blocks and one.path == path}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", RED)
def test_what_blocks_the_garden_blocks_the_request(garden: Repo, name: str) -> None:
    """Of a branch, of what is staged, and of what is not committed yet."""
    path, text, code = RED[name]
    garden.write(path, text)
    settings = garden.settings()
    whole = blocking(inspect_garden(settings), path)
    assert code in whole
    assert whole <= blocking(inspect_since(settings, "main"), path)
    garden.git("add", "-A")
    if not path.endswith(".css"):
        assert whole <= blocking(inspect_staged(settings), path)
    garden.commit(BEA, "Bring")
    assert whole <= blocking(inspect_since(settings, "main"), path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/notes/q.md", NOTE.format("lessons/a.md")),
        ("docs/notes/q.md", NOTE.format("docs/lessons/a.md")),
        ("docs/notes/q.md", NOTE.format("lessons/a")),
        ("docs/notes/q.md", NOTE.format("lessons/old.md")),
        ("docs/lessons/b.md", f"---\nlearned_from:\n  - lesson: a.md\n  - lesson: ../lessons/new.md\n---\n\n{TEXT}"),
        ("docs/lessons/b.md", f"---\nlearned_from:\n  - lesson: /lessons/a.md\n  - lesson: ../a/\n---\n\n{TEXT}"),
        ("docs/lessons/b.md", f"---\nlearned_from:\n  - lesson: old.md\n---\n\n{TEXT}"),
        ("docs/trails/t.md", "---\nsteps:\n  - lesson: ../lessons/a.md\n---\n\n# T\n\nGo.\n"),
        ("docs/trails/t.md", "---\nsteps:\n  - lesson: A\n  - lesson: ../lessons/a.md#x\n---\n\n# T\n\nGo.\n"),
    ],
)  # fmt: skip
def test_what_the_garden_takes_a_request_takes(garden: Repo, path: str, text: str) -> None:
    """Each way to write a target, also one that Git knows of old."""
    garden.write(path, text)
    settings = garden.settings()
    for commit in (False, True):
        if commit:
            garden.commit(BEA, "Bring")
        told = {"unknown-target", "step-missing"}
        assert set() == told & blocking(inspect_garden(settings), path)
        assert set() == told & blocking(inspect_since(settings, "main"), path)


@pytest.mark.parametrize("about", ["../../lessons/a/", "../../../etc/passwd.md", "http://[x/a.md"])
def test_no_target_ends_a_check(garden: Repo, about: str) -> None:
    """One that leads out of the docs folder, or is no address, is a finding of the whole at most."""
    garden.write("docs/notes/q.md", NOTE.format(f'"{about}"'))
    steps = f'---\nsteps:\n  - lesson: "{about}"\n---\n\n# T\n\nGo.\n'
    garden.write("docs/trails/t.md", steps)
    garden.write("docs/lessons/b.md", f'---\nlearned_from:\n  - lesson: "{about}"\n---\n\n{TEXT}')
    settings = garden.settings()
    inspect_since(settings, "main")
    assert inspect_garden(settings).findings


def test_an_address_that_a_page_says_it_had_is_known(garden: Repo) -> None:
    """Where pages tell of older addresses, only the whole garden says which are gone."""
    garden.write("docs/lessons/b.md", f"---\nredirect_from: [/lessons/was/]\n---\n\n{TEXT}")
    garden.write("docs/notes/q.md", NOTE.format("lessons/was.md"))
    assert set() == blocking(inspect_since(garden.settings(), "main"), "docs/notes/q.md")

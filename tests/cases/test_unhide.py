# Ways in which somebody else could make a hidden person visible, none of which needs the hidden
# person's own file to change; and a stranger's branch that plants links where we write.
"""Look for hidden people after somebody else's change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.repo import ANA, Repo, lines
from support.run import pollinate

HILDA = "Hilda Secret <hilda@corp.test.org>"
MAL = "Mal Ory <mal@corp.test.org>"
CONFIG = """site_name: Quiet
theme: {name: material, font: false}
plugins:
  - pollinate/garden: {people: ['people/**/*.md']}
  - pollinate/attribution
"""
Change = Callable[[Repo], None]


def same_name(repo: Repo) -> None:
    """Claim her name in a file of one's own."""
    repo.write("docs/people/mal.md", "---\ngit: [HILDA  Secret]\n---\n")
    repo.commit(MAL)


def same_address(repo: Repo) -> None:
    """Commit under her address, and claim that name."""
    repo.write("docs/people/mal.md", "---\ngit: [Mal Ory]\n---\n")
    repo.commit("Mal Ory <hilda@corp.test.org>")


def reserved_handle(repo: Repo) -> None:
    """Take the place of all who are hidden."""
    repo.write("docs/people/a-colleague.md", "---\nname: Mal Ory\ngit: [Mal Ory]\n---\n")
    repo.commit(MAL)


def second_file(repo: Repo) -> None:
    """Add a second file of her handle, which sorts before hers."""
    repo.write("docs/people/a/hs.md", "---\ngit: [Hilda Secret]\n---\n")
    repo.commit(MAL)


@pytest.mark.parametrize(
    ("change", "builds"),
    [(same_name, False), (same_address, True), (reserved_handle, False), (second_file, False)],
)
def test_nobody_else_makes_a_hidden_person_visible(
    repo: Repo, tmp_path: Path, change: Change, builds: bool
) -> None:
    """The most private wish of all that touch a name, address or handle wins; where it is in doubt,
    nothing is built, and `check` says which file does it.
    """
    repo.write("mkdocs.yml", CONFIG)
    repo.write("docs/people/hs.md", "---\ngit: [Hilda Secret]\nshow: hidden\n---\n")
    repo.lesson(HILDA, lines("one"))
    repo.lesson("hsecret <hilda@corp.test.org>", lines("one", "two"))
    change(repo)
    site = tmp_path / "site"

    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(site))
    told = pollinate("-C", str(repo.path), "export", "--public").stdout.lower()

    assert (0 if builds else 2) == done.returncode, done.stderr
    assert '"a-colleague"' in told and "hilda" not in told and "hsecret" not in told
    assert "Mal Ory" not in repo.shares()
    if builds:
        files = [file.read_bytes().lower() for file in site.rglob("*") if file.is_file()]
        assert not any(b"hilda" in content or b"hsecret" in content for content in files)
    else:
        assert not site.exists() and "people/" in done.stderr
        assert 1 == pollinate("-C", str(repo.path), "check").returncode


PLACES = (
    ".cache/pollinate/history.bin",
    ".cache/pollinate/.history.bin.new",
    ".cache/pollinate/.links.json.new",
    ".cache/pollinate/links.json",
    ".cache/pollinate/credits.json",
    ".cache/pollinate/.gitignore",
    "pollinate/history.bin",
    "site/.pollinate",
)


@pytest.mark.parametrize("verb", ["check", "credits", "export", "stats"])
def test_reading_a_strangers_branch_writes_nothing_outside(
    repo: Repo, tmp_path: Path, verb: str
) -> None:
    """Links planted at every name that we write, or ever wrote, lead none of our writes away: the
    work tree and what lies outside stay as they were.
    """
    victim = tmp_path / "victim"
    victim.mkdir()
    for number, place in enumerate(PLACES):
        (victim / f"file{number}").write_text("mine\n")
        (repo.path / place).parent.mkdir(parents=True, exist_ok=True)
        (repo.path / place).symlink_to(victim / f"file{number}")
    repo.lesson(ANA, lines("one"))
    repo.git("add", "-A", "-f")
    repo.commit(ANA, "Links")
    before = {file.name: file.read_text() for file in victim.iterdir()}

    for _ in range(2):
        done = pollinate("-C", str(repo.path), "--docs-dir", "docs", verb)
        assert 0 == done.returncode, done.stderr

    assert before == {file.name: file.read_text() for file in victim.iterdir()}
    assert "" == repo.git("status", "--porcelain")


def test_a_cache_that_git_tracks_is_not_believed(repo: Repo) -> None:
    """Whatever a contributor commits as a cache, credit comes from history."""
    repo.lesson(ANA, lines("one"))
    repo.garden(cache=True)
    forged = (
        (repo.path / ".git/pollinate/history.bin").read_bytes().replace(b"Ana Reyes", b"Mal Oryxx")
    )
    for place in (".cache/pollinate/history.bin", "pollinate/history.bin"):
        repo.write(place, "")
        (repo.path / place).write_bytes(forged)
    repo.git("add", "-A", "-f")
    repo.commit(MAL, "A cache")
    (repo.path / ".git/pollinate/history.bin").unlink()

    assert {"Ana Reyes": 1.0} == repo.shares(cache=True)

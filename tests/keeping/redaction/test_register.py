# What is led on with a register: lists and front matter that name commits by ids that are others
# now, and which requests break. Must not know: how a history is written anew.
"""Test what a cleaned history says of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pollinate.history.git import Repository
from pollinate.history.side_copy import told as told_to_git
from pollinate.keeping.redaction.mirror import open_requests
from pollinate.keeping.redaction.register import RegisterEntry, write_register
from support.repo import ANA, BEA, Repo

OLD, NEW = "a" * 40, "b" * 40
SIGNED = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Garden team"), ("EMAIL", "team@harbour.test.org"))
}


def mirror(repo: Repo, place: Path) -> Repository:
    """Return a mirror of a garden."""
    repo.git("clone", "-q", "--mirror", str(repo.path), str(place))
    return Repository(root=place, head=None, common_dir=place)


def test_ids_are_led_on_where_they_are_ids(repo: Repo, tmp_path: Path) -> None:
    """In the list of commits that earn nothing, and in front matter of the garden's pages; never in
    a text, in another folder, or in a file that a link leads to.
    """
    text = f"---\ncredit:\n  - commit: {OLD}\n---\n\nSee {OLD}.\n"
    repo.write(".git-blame-ignore-revs", f"# Style\n{OLD}\n{'c' * 40}\n")
    repo.write("docs/lessons/a.md", text)
    repo.write("docs/lessons/b.markdown", text)
    repo.write("other/c.md", text)
    (repo.path / "docs/lessons/link.md").symlink_to(f"{OLD}")
    repo.commit(ANA)
    place = tmp_path / "m.git"
    made = mirror(repo, place)
    entry = RegisterEntry(
        day=date(2026, 1, 2), reference="C-1", what=("1 text",), commits=3, objects=9
    )
    with told_to_git(SIGNED):
        write_register(made, entry, ".git-blame-ignore-revs", {OLD: NEW}, "docs")

    def shown(path: str) -> str:
        return repo.git("-C", str(place), "show", f"HEAD:{path}")

    assert shown(".git-blame-ignore-revs").splitlines() == ["# Style", NEW, "c" * 40]
    led = text.replace(OLD, NEW, 1).strip()
    assert (shown("docs/lessons/a.md"), shown("docs/lessons/b.markdown")) == (led, led)
    assert shown("other/c.md") == text.strip() and shown("docs/lessons/link.md") == OLD
    assert "120000" in repo.git("-C", str(place), "ls-tree", "HEAD", "docs/lessons/link.md")
    assert 'reference: "C-1"' in shown("redactions.yml")


@pytest.mark.parametrize(
    "ref", ["refs/pull/7/head", "refs/merge-requests/7/head", "refs/changes/07/7/1", "refs/for/x"]
)
def test_requests_of_every_forge_are_told(repo: Repo, tmp_path: Path, ref: str) -> None:
    """They break, so whoever sent them must hear of it; one that is merged breaks nothing."""
    repo.lesson(ANA, "# A\n\nWords.\n")
    repo.git("update-ref", ref.replace("7", "6").replace("x", "w"), "HEAD")
    repo.git("switch", "-q", "-c", "idea")
    repo.lesson(BEA, "# B\n\nWords.\n", name="b")
    repo.git("update-ref", ref, "HEAD")
    repo.git("switch", "-q", "main")
    repo.git("branch", "-D", "idea")
    assert open_requests(mirror(repo, tmp_path / "m.git")) == [ref]

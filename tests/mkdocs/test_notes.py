# Notes in a built site: no pages of their own, and yet every link to one leads to where it stands.
"""Test notes under MkDocs."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate

CONFIG = """site_name: Notes
theme: {name: material, font: false}
strict: true
repo_url: https://forge.example.org/team/garden
plugins:
  - search
  - pollinate/garden: {forge: %s}
  - pollinate/attribution
  - pollinate/acknowledgements
  - pollinate/learned-from
  - pollinate/trails
"""


def build(repo: Repo, forge: str = "github") -> Path:
    """Plant a lesson with a note that another page and another note link to, and build it
    strictly.
    """
    repo.write("mkdocs.yml", CONFIG % forge)
    repo.write(
        "docs/index.md",
        "# Home\n\nSee [how it went](notes/2026/n1.md).\n\n<!-- pollinate: home -->\n",
    )
    repo.lesson(ANA, "# A\n\n" + lines("one"), name="t/a")
    repo.write(
        "docs/notes/2026/n1.md",
        "---\nabout: lessons/t/a.md\nkind: applied\noutcome: worked\n---\n\nIt held.\n",
    )
    repo.write(
        "docs/notes/2026/n2.md",
        "---\nabout: lessons/t/a.md\nkind: reflection\n---\n\nAs [they said](n1.md), and"
        " [a](../../lessons/t/a.md).\n",
    )
    repo.write(
        "docs/notes/2026/n3.md",
        "---\nabout: people/ana-reyes.md\nkind: thanks\nto: [Ana Reyes]\n---\n\nYou stayed.\n",
    )
    repo.write("docs/people/index.md", "# Who we are\n\nOur own page.\n")
    repo.commit(BEA, "Say")
    site = repo.path.parent / "site"
    done = pollinate("-C", str(repo.path), "build", "--strict", "--site-dir", str(site))
    assert 0 == done.returncode, done.stdout + done.stderr
    return site


def test_a_link_to_a_note_leads_to_its_place(repo: Repo) -> None:
    """A Markdown link to a note's file leads to its anchor, and no page is made of the note."""
    site = build(repo)
    lesson = (site / "lessons/t/a/index.html").read_text(encoding="utf-8")

    assert 'href="lessons/t/a/#note-n1"' in (site / "index.html").read_text(encoding="utf-8")
    assert 'id="note-n1"' in lesson and 'href="../../../lessons/t/a/#note-n1"' in lesson
    assert not (site / "notes").exists()
    assert "Our own page" in (site / "people/index.html").read_text(encoding="utf-8")
    assert 'id="note-n3"' in (site / "people/ana-reyes/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("forge", ["github", "gitea", "gitlab", "none"])
def test_doors_by_forge(repo: Repo, forge: str) -> None:
    """GitHub and Gitea get the text in the address; GitLab a template to copy; without a forge
    there is no door.
    """
    site = build(repo, forge)
    lesson = (site / "lessons/t/a/index.html").read_text(encoding="utf-8")
    person = (site / "people/ana-reyes/index.html").read_text(encoding="utf-8")

    assert ("I applied this" in lesson) == (forge != "none")
    assert ("Thank Ana Reyes" in person) == (forge != "none")
    assert ("&amp;value=" in lesson) == (forge in ("github", "gitea"))
    assert ("<pre><code>---" in lesson) == (forge == "gitlab")

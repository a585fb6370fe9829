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
    """A lesson's and a person's page lead to the forms, filled with what the page is about; a form
    holds the address of the forge, and without one the text is copied or downloaded.
    """
    site = build(repo, forge)
    lesson = (site / "lessons/t/a/index.html").read_text(encoding="utf-8")
    person = (site / "people/ana-reyes/index.html").read_text(encoding="utf-8")
    form = (site / "take-part/apply/index.html").read_text(encoding="utf-8")

    assert 'href="../../../take-part/apply/?about=lessons%2Ft%2Fa.md"' in lesson
    assert 'take-part/tell/?Page=lessons%2Ft%2Fa.md"' in lesson
    assert 'take-part/review/?about=lessons%2Ft%2Fa.md"' in lesson
    thank = "take-part/thank/?about=people%2Fana-reyes.md&amp;to=ana-reyes"
    assert thank in person and "take-part/ask/?about=people%2Fana-reyes.md" in person
    assert ("{text}" in form) == (forge in ("github", "gitea"))
    assert ('data-pl-send="forge"' in form) == (forge != "none")
    assert 'data-pl-send="copy"' in form and 'data-pl-send="mail"' not in form

# Promises of `pollinate cite`: what the page offers, in each form, on standard output alone.
"""Test the verb `cite`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from pybtex.database import parse_string
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate
from support.site import Html

CONFIG = (
    "site_name: Harbour\nsite_url: https://garden.example.org/\n"
    "theme: {name: material, font: false}\n"
    "plugins:\n  - search\n  - pollinate/garden\n  - pollinate/attribution\n"
)


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Plant a lesson of two people."""
    repo.write("mkdocs.yml", CONFIG)
    text = '---\ntitle: "Ropes } & ##[group] <b>knots</b>"\n---\n\n' + lines("one", "two")
    repo.commit(ANA, "Plant", docs__lessons__ropes=text)
    repo.commit(BEA, "More", docs__lessons__ropes=text + lines("three"))
    return repo


def cite(repo: Repo, *words: str, code: int = 0) -> str:
    """Return what the verb prints."""
    done = pollinate("-C", str(repo.path), "cite", *words)
    assert code == done.returncode and "Traceback" not in done.stderr, done.stderr
    return done.stdout if code == 0 else done.stderr


def test_each_form_is_what_it_says(garden: Repo) -> None:
    """Each form is read by its own reader, and holds both people and the address."""
    address = "https://garden.example.org/lessons/ropes/"

    said = cite(garden, "ropes")
    entry = parse_string(cite(garden, "ropes", "--format", "bibtex"), "bibtex").entries[
        "ropes-2023"
    ]
    (item,) = json.loads(cite(garden, "lessons/ropes.md", "--format", "csl-json"))
    file = yaml.safe_load(cite(garden, "ropes", "--format", "cff"))

    assert said.startswith("Ana Reyes and Bea Lind (2023): “Ropes } & ") and address in said
    assert address == entry.fields["url"] == item["URL"] == file["url"]
    assert 2 == len(entry.persons["author"]) == len(item["author"]) == len(file["authors"])
    assert "##[" not in said


def test_the_page_offers_the_same(garden: Repo, tmp_path: Path) -> None:
    """What stands on the page is what the verb prints, and no script is needed to read it."""
    site = tmp_path / "site"
    assert pollinate("-C", str(garden.path), "build", "--site-dir", str(site)).returncode == 0

    page = Html((site / "lessons/ropes/index.html").read_text())

    for form in ("bibtex", "csl-json"):
        printed = " ".join(cite(garden, "ropes", "--format", form).split())
        assert printed.replace("# #", "##") in page.text
    assert "<b>knots" not in page.source.partition("pl-cite")[2]
    assert (site / "search/search_index.json").read_text().count("howpublished") == 0


def test_where_the_site_is(garden: Repo) -> None:
    """An option names another place; what is no web address is refused, and a lesson that nobody
    has is told with the lessons there are.
    """
    assert "https://x.example/y/lessons/ropes/" in cite(
        garden, "ropes", "--site-url", "https://x.example/y"
    )
    assert "no web address" in cite(garden, "ropes", "--site-url", "javascript:x", code=2)
    assert "nothing" in cite(garden, "nothing", code=2)


@pytest.mark.parametrize("name, words", [("gone", "withdrawn"), ("new", "not committed yet")])
def test_what_no_page_offers_is_not_printed(garden: Repo, name: str, words: str) -> None:
    """A lesson that was withdrawn, or that nobody else has, is not cited; why is said, and not
    its title.
    """
    text = "---\nstatus: withdrawn\n---\n\n# Tell no one\n\nwords\n"
    garden.commit(BEA, "Withdraw", docs__lessons__gone=text)
    garden.write("docs/lessons/new.md", "# Tell no one\n\nwords\n")

    said = cite(garden, f"lessons/{name}.md", "--format", "bibtex", code=2)

    assert words in said and "Tell no one" not in said


@pytest.mark.parametrize("status, word", [("superseded", "Superseded"), ("retired", "Retired")])
def test_a_lesson_kept_for_the_record_says_so(garden: Repo, status: str, word: str) -> None:
    """Whoever cites it, and whoever reads the citation, sees that it is not to be used."""
    more = "superseded_by: ropes.md\n" if status == "superseded" else ""
    text = f"---\nstatus: {status}\n{more}---\n\n# Old\n\nwords\n"
    garden.commit(BEA, "Keep", docs__lessons__old=text)

    assert cite(garden, "lessons/old.md").rstrip().endswith(f"({word})")
    assert f"  note = {{{word}}}," in cite(garden, "lessons/old.md", "--format", "bibtex")
    assert f'  "note": "{word}"' in cite(garden, "lessons/old.md", "--format", "csl-json")
    assert f"  notes: {word}" in cite(garden, "lessons/old.md", "--format", "cff")
    assert "note" not in cite(garden, "ropes", "--format", "bibtex")

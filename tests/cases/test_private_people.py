# Whoever asked to be shown by alias or not at all, planted in every place that can name somebody,
# and looked for in every byte of the site, of its file names and of the export. Their own words in
# texts of others are excepted, and pointed out.
"""Look for people who asked not to be shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate

HIDDEN, ALIASED = "Ottokar Vantongeren", "Philippa Zwijnenburg"
WORDS = ("ottokar", "vantongeren", "philippa", "zwijnenburg", "ovg77", "pzb88")
CONFIG = """site_name: Quiet
theme: {name: material, font: false}
repo_url: https://forge.example.org/team/garden
plugins:
  - search
  - pollinate/garden: {goals: ["Fewer failures"]}
  - pollinate/attribution
  - pollinate/acknowledgements
  - pollinate/learned-from
  - pollinate/trails
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repo, Path]:
    """Give a garden full of two private people, and its site."""
    repo = Repo(tmp_path_factory.mktemp("private") / "garden")
    repo.write("mkdocs.yml", CONFIG)
    repo.write("docs/index.md", "# Home\n\n<!-- pollinate: home -->\n")
    repo.write(
        "docs/people/ovg77.md",
        f"---\nname: {HIDDEN}\nshow: hidden\nteam: Deck\nkeeps: [lessons/t]\n---\n\nI am"
        " Ottokar.\n",
    )
    repo.write(
        "docs/people/pzb88.md",
        f'---\nname: {ALIASED}\nshow: alias\nalias: "Night owl"\ngit: [pzb88]\nteam: Deck\n---\n\nI'
        " am Philippa.\n",
    )
    hidden, aliased = f"{HIDDEN} <ovg77@harbour.test.org>", f"{ALIASED} <pzb88@harbour.test.org>"
    trailers = (
        f"Co-authored-by: {aliased}\nReviewed-by: {hidden}\nHelped-by: {ALIASED}\nThanks-to:"
        f" {HIDDEN}"
    )
    repo.write(
        "docs/lessons/t/a.md",
        f'---\nlearned_from:\n  - person: "{HIDDEN}"\n    because: "We were shown."\n  - person:'
        f" pzb88\ncredit:\n  - person: ovg77\n    role: helper\nreview:\n  by: {ALIASED}\n---\n#"
        " A\n\n" + lines("one", "two"),
    )
    repo.commit(hidden, "Plant")
    repo.write("docs/lessons/t/b.md", "# B\n\nSee [a](a.md).\n\n" + lines("three"))
    repo.commit(aliased, f"Plant b\n\n{trailers}")
    repo.lesson(ANA, "# C\n\n" + lines("four"), f"Plant c\n\n{trailers}", name="t/c")
    for stem, kind, who, more in (
        ("ovg77-applied", "applied", hidden, "outcome: worked\n"),
        ("n1", "question", aliased, ""),
        ("pzb88-thanks", "thanks", BEA, f'to: [pzb88, "{HIDDEN}"]\n'),
        ("n2", "thanks", hidden, "to: [Ana Reyes]\n"),
        (
            "n3",
            "applied",
            BEA,
            f'outcome: partly\ncredit:\n  - person: "{ALIASED}"\n    role: practitioner\n',
        ),
        ("n4", "review", aliased, "outcome: still-true\n"),
        ("n5", "reflection", hidden, ""),
    ):
        repo.write(
            f"docs/notes/2026/{stem}.md",
            f"---\nabout: lessons/t/c.md\nkind: {kind}\n{more}---\n\nIt was so.\n",
        )
        repo.commit(who, f"Say, {who}")
    repo.write(
        "docs/notes/2026/about-ovg77.md",
        "---\nabout: people/ovg77.md\nkind: thanks\nto: [ovg77]\n---\n\nThank you.\n",
    )
    repo.write(
        "docs/trails/way.md",
        "---\ntitle: Way\nsteps:\n  - lesson: ../lessons/t/a.md\n---\n\nWalk.\n",
    )
    repo.write(
        "docs/gatherings/2020-01-01-g.md",
        f'---\ntitle: G\npeople: ["{HIDDEN}", pzb88, "{ALIASED}", Ana Reyes]\n---\n\nWe met.\n',
    )
    repo.commit(hidden, "Lay")
    site = repo.path.parent / "site"
    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(site), "-q")
    assert 0 == done.returncode, done.stderr
    return repo, site


@pytest.mark.parametrize("word", WORDS)
def test_no_byte_of_the_site_names_them(built: tuple[Repo, Path], word: str) -> None:
    """Neither a file nor its name holds a name, handle or file stem of somebody private."""
    _, site = built
    files = [file for file in site.rglob("*") if file.is_file()]
    assert 30 < len(files)
    for file in files:
        assert word not in str(file.relative_to(site)).lower()
        assert word.encode() not in file.read_bytes().lower(), file.relative_to(site)


@pytest.mark.parametrize(
    "verb",
    [
        ["export"],
        ["stats", "--format", "json"],
        ["credits", "--format", "json"],
        ["due", "--all"],
        ["due", "--format", "json"],
    ],
)
def test_no_document_names_them(built: tuple[Repo, Path], verb: list[str]) -> None:
    """Nor does any document that the command line writes, `why` and `credits --lines` excepted,
    which say so.
    """
    done = pollinate("-C", str(built[0].path), *verb)
    assert 0 == done.returncode, done.stderr
    assert [] == [word for word in WORDS if word in done.stdout.lower()]


def test_the_alias_is_there_and_has_no_exact_day(built: tuple[Repo, Path]) -> None:
    """The alias has a page, on which dates are months."""
    page = (built[1] / "people" / "night-owl" / "index.html").read_text(encoding="utf-8")
    main = page[page.index("<article") : page.index("</article>")]
    assert "Night owl" in main and "datetime=" in main
    assert all(len(part.partition('"')[0]) == 7 for part in main.split('datetime="')[1:])


def test_own_words_are_pointed_out(repo: Repo) -> None:
    """A text in which an author names somebody private stays as it is, and `check` says where."""
    repo.write("docs/people/ovg77.md", f"---\nname: {HIDDEN}\nshow: hidden\n---\n")
    repo.lesson(ANA, f"# A\n\n{HIDDEN} showed us.\n", name="a")
    done = pollinate("-C", str(repo.path), "--docs-dir", "docs", "check")
    assert "private-name" in done.stdout and "docs/lessons/a.md:3" in done.stdout

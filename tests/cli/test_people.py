# The verb `people`: who was taken for one person, and the lines that would make Git say so.
"""Test saying who is who."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pollinate.derive.evidence import squeezed
from pollinate.derive.mailmap import is_doubtful, mailmap_lines
from pollinate.garden import Scope, build_garden
from pollinate.settings import make_settings
from support.repo import Repo, lines
from support.run import pollinate

MIA = (
    "Mia Torvald <mia@work.test.org>",
    "Mia Torvald <mia@home.test.net>",
    "MiaTorvald <55+MiaTorvald@users.noreply.github.com>",
    "mia t <mia@work.test.org>",
)


def planted(repo: Repo) -> None:
    """Plant a lesson by Mia under four identities, by a hidden person, and by two called Sam."""
    repo.write("docs/people/cy.md", "---\nname: Cy Okafor\ngit: [Cy Okafor]\nshow: hidden\n---\n")
    people = (
        *MIA,
        "Cy Okafor <cy@work.test.org>",
        "cy <cy@work.test.org>",
        "Sam <sam@work.test.org>",
        "Sam <samuel@home.test.net>",
    )
    for number, who in enumerate(people):
        repo.lesson(who, lines(*map(str, range(number + 1))), f"Write {number}")


def run(repo: Repo, *words: str) -> tuple[str, str]:
    """Run the verb and return what it printed, on standard output and beside it."""
    done = pollinate("-C", str(repo.path), "--docs-dir", "docs", "people", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_it_says_who_is_one_and_why(repo: Repo) -> None:
    """Everybody with several names or addresses, each with the evidence, and no address."""
    planted(repo)
    out, told = run(repo)
    assert out.splitlines() == [
        "Cy Okafor (a-colleague)",
        "  in Git as  Cy Okafor, cy",
        "  addresses  1",
        "  joined by  a people file lists the names (cy)",
        "  file       docs/people/cy.md",
        "Mia Torvald (mia-torvald)",
        "  in Git as  Mia Torvald, MiaTorvald, mia t",
        "  addresses  3",
        "  joined by  one address, or one account at a forge",
        "             the same full name (mia torvald)",
        "             a login that is the name without blanks (miatorvald)",
    ]
    assert "4 people, 2 with several names or addresses, 1 of them by a likeness" in told
    assert "pollinate people --mailmap >> .mailmap" in told
    assert "Sam (sam-" in run(repo, "--all")[0]
    assert run(repo, "mia torvald")[0].startswith("Mia Torvald")


def test_the_lines_make_git_say_so(repo: Repo) -> None:
    """With the printed lines in `.mailmap` the same people are one, by their addresses alone."""
    planted(repo)
    before = repo.garden().people.contributors.keys()
    out, _ = run(repo, "--mailmap")
    assert out.splitlines() == [
        "Mia Torvald <mia@work.test.org>",
        "Mia Torvald <mia@work.test.org> <55+MiaTorvald@users.noreply.github.com>",
        "Mia Torvald <mia@work.test.org> <mia@home.test.net>",
    ]
    repo.write(".mailmap", out)
    after = repo.garden().people
    assert before == after.contributors.keys()
    assert not any(map(is_doubtful, after.joined))
    assert "same-name" not in {one.code for one in repo.garden().diagnostics}
    assert run(repo, "--mailmap") == (
        "",
        "Nobody is taken for one person by a likeness of names alone.\n",
    )


def test_strangers_at_an_address_are_a_question(repo: Repo) -> None:
    """What we do not conclude is a comment; an address that others share is mapped by name too."""
    for who in ("Ana Reyes", "Bea Lind", "Cy Okafor"):
        repo.lesson(f"{who} <desk@work.test.org>", lines(who), name=who.split()[0].lower())
    repo.lesson("Ana Reyes <ana@work.test.org>", lines("more"), name="more")
    out, _ = run(repo, "--mailmap")
    assert "# 'Ana Reyes', 'Bea Lind', 'Cy Okafor' wrote from one address" in out
    assert "Ana Reyes <ana@work.test.org> Ana Reyes <desk@work.test.org>" in out
    repo.write(".mailmap", out)
    names = {one.name for one in repo.garden().people.contributors.values()}
    assert names == {"Ana Reyes", "Bea Lind", "Cy Okafor"}


def test_real_gardens_are_settled(corpus: Path, tmp_path: Path) -> None:
    """In a real garden nobody is doubtful any more, and nobody is another, once the lines stand in
    its mailmap.
    """
    root = tmp_path / "garden"
    clone = ["git", "clone", "-q", "--shared", str(corpus), str(root)]
    subprocess.run(clone, check=True, capture_output=True)
    settings = make_settings({"cache": False, "lessons": ["**/*.md"]}, root=root, docs_dir=root)
    before = build_garden(settings, scope=Scope.CREDITS)
    joined = before.people.joined
    with open(root / ".mailmap", "a", encoding="utf-8") as file:
        file.write("\n")
        file.writelines(f"{one}\n" for one in mailmap_lines(joined, joined, before.history.commits))
    after = build_garden(settings, scope=Scope.CREDITS).people
    assert len(after.joined) == len(joined)
    assert not [one.name for one in after.joined if is_doubtful(one)]


def test_nobody_is_there_twice(corpus: Path) -> None:
    """No two people of a real garden have a name in common, in any spelling of a login."""
    settings = make_settings({"cache": False, "lessons": ["**/*.md"]}, root=corpus, docs_dir=corpus)
    found: dict[str, set[str]] = {}
    for one in build_garden(settings, scope=Scope.CREDITS).people.joined:
        for who in one.identities:
            found.setdefault(squeezed(who.name), set()).add(one.slug)
    assert {} == {name: slugs for name, slugs in found.items() if len(slugs) > 1}

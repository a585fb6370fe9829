# Promises of dates and authors that no calendar, and no form of git's, can hold: they stop nothing,
# and what can't be read is unknown.
"""Test odd headers of commits."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from pollinate.history.moments import iso_date
from support.blame import compare
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate
from support.site import article, build

NAME = "Ana Reyes"


def odd(repo: Repo, author: str, committer: str = "F <f@x.test.org> 1700100000 +0000") -> None:
    """Commit all files under any header."""
    repo.git("add", "-A")
    tree, head = repo.git("write-tree"), repo.git("rev-parse", "HEAD")
    text = f"tree {tree}\nparent {head}\nauthor {author}\ncommitter {committer}\n\nOdd\n"
    sha = repo.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=text)
    repo.git("update-ref", "refs/heads/main", sha)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"1700000000 +0100", "2023-11-14T23:13:20+01:00"),
        (b"1700000000 -0330", "2023-11-14T18:43:20-03:30"),
        (b"1700000000 +0000", "2023-11-14T22:13:20+00:00"),
        (b"1700000000 +9999", "2023-11-14T22:13:20+00:00"),
        (b"1700000000 +051800", "2023-11-14T22:13:20+00:00"),
        (b"1700000000", "2023-11-14T22:13:20+00:00"),
        (b"253402300799 +0000", "9999-12-31T23:59:59+00:00"),
        *((raw, "") for raw in (b"0 -0500", b"0 +0000", b"5 -0500", b"-5 +0000", b"", b"x +0000")),
        *(
            (raw, "")
            for raw in (b"253402300800 +0000", b"253402300799 +0100", b"9" * 30, b"9" * 5000)
        ),
    ],
)
def test_dates(raw: bytes, expected: str) -> None:
    """A date is read as git keeps it; one before 1970, after 9999 or of no number is unknown."""
    assert expected == iso_date(raw)


@pytest.mark.parametrize("when", [" 0 -0500", " 5 -0500", "", " ", " 253402300800 +0000", " x"])
def test_a_date_that_can_not_be_read_is_unknown(repo: Repo, when: str) -> None:
    """A commit of which nobody can read the date stops nothing: its writer is named, all other
    dates stay, and `check` and `why` say that the date is unknown.
    """
    repo.lesson(BEA, lines("one"))
    repo.write("docs/lessons/b.md", lines("two"))
    odd(repo, f"{ANA}{when}")
    repo.lesson(BEA, lines("three"), name="c")
    repo.write("docs/lessons/c.md", lines("three", "four"))
    odd(repo, f"{ANA}{when}")

    garden, credits = repo.credits()
    assert {NAME: 1.0} == repo.shares("b")
    assert ("", "") == (credits["lessons/b.md"].first, credits["lessons/b.md"].last)
    both = credits["lessons/c.md"]
    assert both.first == both.last != "" and {NAME: 0.5, "Bea Lind": 0.5} == repo.shares("c")
    found = [d for d in check_garden(garden) if d.code == "unknown-date"]
    assert 1 == len(found) and "(and 1 more)" in found[0].message
    assert compare(repo.path)[2] == []
    why = pollinate("-C", str(repo.path), "why", NAME, "b")
    assert 0 == why.returncode and "unknown date" in why.stdout


def test_a_page_says_that_its_date_is_unknown(repo: Repo, tmp_path: Path) -> None:
    """A lesson that was planted on a date which nobody can read says so, in a strict build too."""
    repo.lesson(BEA, lines("one"))
    repo.write("docs/lessons/b.md", lines("two"))
    odd(repo, f"{ANA} 0 -0500")

    site = build(repo.path, tmp_path / "site", "--strict")

    words = "Planted on an unknown date"
    assert [False, True] == [words in article(site.page(f"lessons/{name}")).text for name in "ab"]


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Ana Reyes 1700000000 +0000", NAME),
        ("Ana Reyes", NAME),
        ("Ana Reyes <ana@harbour.test.org", NAME),
        ("Ana  Reyes < 1700000000 +0000", NAME),
        ('"Ana Reyes" 1700000000 +0000', NAME),
        ("Ana 2 Reyes 1700000000 +0000", "Ana 2 Reyes"),
    ],
)
def test_an_author_without_an_address(repo: Repo, author: str, name: str) -> None:
    """An author of whom the header has no address is who the header names, not a word of git's."""
    repo.lesson(BEA, lines("one"))
    repo.write("docs/lessons/b.md", lines("two"))
    odd(repo, author)

    assert {name: 1.0} == repo.shares("b")


def test_a_commit_by_nobody(repo: Repo) -> None:
    """A commit whose header names nobody is nobody's, and stops nothing."""
    repo.lesson(BEA, lines("one"))
    repo.write("docs/lessons/b.md", lines("two"))
    for author in ("<> 1700000000 +0000", " 1700000000 +0000", ""):
        odd(repo, author)

    assert "%aN" not in str(repo.garden().people.contributors)
    assert {"Bea Lind": 1.0} == repo.shares("a")

# What is wrong in a CODEOWNERS file, and what is not.
"""Test the look at owners."""

from __future__ import annotations

import pytest
from pollinate.content.owners import PLACES, read_owners
from pollinate.inspection import inspect_garden
from support.repo import ANA, Repo

MIRA = "Mira K <12+mira@users.noreply.github.com>"
CODES = {"owner-unreadable", "owner-unknown", "owner-idle", "no-owner"}


def found(repo: Repo, text: str, place: str = "CODEOWNERS") -> list[tuple[str, int]]:
    """Return codes and lines of what is found in a file of owners."""
    repo.write("mkdocs.yml", "site_name: G\nplugins:\n  - pollinate/garden\n")
    repo.write(place, text)
    repo.write("docs/people/tom.md", "---\nname: Tom Orr\n---\n")
    repo.commit(
        MIRA, docs__lessons__a="# A\n\nWords of a lesson.\n", docs__lessons__b="# B\n\nWords.\n"
    )
    told = [one for one in inspect_garden(repo.settings()).findings if one.code in CODES]
    assert all("@x.test.org" not in one.message for one in told)
    return [(one.code, one.line) for one in told]


CASES = [
    ("* @mira\n", []),
    ("# all\n\n* @tom @org/team team@x.test.org\n", []),
    ("* @mira@tom\n", [("no-owner", 0), ("owner-unreadable", 1)]),
    ("* @mira,@tom\n", [("no-owner", 0), ("owner-unreadable", 1)]),
    ("* mira\n", [("no-owner", 0), ("owner-unreadable", 1)]),
    ("* @mira\n/docs/ @tom Tom Orr\n", [("owner-unreadable", 2)]),
    ("* @nobody-here\n", [("owner-unknown", 1)]),
    ("* @mira\n/gone/ @tom\n", [("owner-idle", 2)]),
    ("/docs/ @tom\n* @mira\n", [("owner-idle", 1)]),
    ("/docs/lessons/a.md @mira\n", [("no-owner", 0)]),
    ("* @mira\n/docs/lessons/b.md\n", [("no-owner", 0)]),
    ("[Docs] @mira\n/docs/\n^[More][2]\nmkdocs.yml @tom\n", []),
    ("!/docs/ @mira\n* @mira\n", []),
    ("!/docs/ @mira\n", []),
    ("# /docs/ @a-handle\n", []),
]


@pytest.mark.parametrize(("text", "codes"), CASES)
def test_faults_of_owners(repo: Repo, text: str, codes: list[tuple[str, int]]) -> None:
    """Joined handles, unknown people, rules that decide nothing, lessons of nobody are told; what
    forges take is left alone, and no address is repeated.
    """
    assert found(repo, text) == codes


def test_without_a_file_nothing_is_said(repo: Repo) -> None:
    """A garden that names no owners needs none."""
    repo.commit(MIRA, docs__lessons__a="# A\n\nWords of a lesson.\n")
    assert not CODES & {one.code for one in inspect_garden(repo.settings()).findings}


def test_the_first_place_counts() -> None:
    """Of several files the one that forges read first; the last rule that fits decides."""
    texts = {place: f"* @p{n}\n/docs/ @d{n}\n".encode() for n, place in enumerate(PLACES)}
    owners = read_owners(texts)
    assert owners is not None
    assert owners.path == PLACES[0]
    assert owners.of("docs/a.md") == ("@d0",)
    assert owners.of("mkdocs.yml") == ("@p0",)
    assert read_owners({}) is None
    spaced = read_owners({"CODEOWNERS": rb"/docs/two\ words.md @a # b @c"})
    assert spaced is not None
    assert spaced.of("docs/two words.md") == ("@a",)


def test_hostile_owners_take_no_time(repo: Repo) -> None:
    """Thousands of rules, stars without end and odd signs end soon and in words."""
    text = "*" * 300 + " @a\n" + "**/**/**/**/x @b\n" + "\x1b[31m @c\n" + "/x/ @d\n" * 2_000
    codes = {code for code, _ in found(repo, text)}
    assert "no-owner" in codes


def test_ana(repo: Repo) -> None:
    """A person without a forge's address is known by a profile only."""
    repo.write("docs/people/ana.md", "---\nname: Ana Reyes\n---\n")
    repo.commit(ANA)
    assert found(repo, "* @ana\n") == []


@pytest.mark.parametrize("line", ["@org/team Tom Orr", "tom orr", "@tom a@b", "@mira,@tom"])
def test_a_rule_that_forges_pass_over_owns_nothing(line: str) -> None:
    """What a review says of owners is what the forge does: the rule before it counts."""
    owners = read_owners({"CODEOWNERS": f"/docs/ @mira\n/docs/lessons/ {line}\n".encode()})
    assert owners is not None
    assert owners.of("docs/lessons/a.md") == ("@mira",)

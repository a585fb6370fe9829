# What a review found of credit, row by row: lines as the unit of prose, people who are one or two,
# roles that nobody earned. The table is in docs/developers/cases.md, "Credit, as a review found it".
"""Test what a review found of credit."""

from __future__ import annotations

import textwrap

import pytest
from pollinate.checks.run import check_garden
from pollinate.model.credits import Role
from support.repo import ANA, BEA, CY, MOD, Repo, lines

PROSE = " ".join(f"word{number} of a rope" for number in range(25))
"""A paragraph of a hundred words on one line."""
BOILERPLATE = "This page is part of the garden and under its licence, see there for more of it.\n"


def roles(repo: Repo, name: str = "a") -> dict[str, set[str]]:
    """Return the roles of everybody on a lesson, by name."""
    return {who: set(found) for who, found in repo.roles(name).items()}


def people(repo: Repo) -> set[str]:
    """Return the names of everybody in the garden."""
    return {one.name for one in repo.garden().contributors.values()}


def by(repo: Repo, *authors: str) -> None:
    """Have each of some people add a line to the lesson."""
    for number, who in enumerate(authors, 1):
        text = lines(*(f"line {n} of {len(authors)}" for n in range(number)))
        repo.lesson(who, text, f"Write {number}")


# --- A: the unit -------------------------------------------------------------------------------------


def test_a_letter_mended_takes_no_paragraph(repo: Repo) -> None:
    """One letter in a paragraph of a hundred words on one line is one word of them."""
    repo.lesson(ANA, f"{PROSE}\n")
    repo.lesson(BEA, f"{PROSE}\n".replace("word7 of", "word7 off"))
    assert {"Ana Reyes": 0.99, "Bea Lind": 0.01} == repo.shares()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("* one rope\n* two ropes\n", "- one rope\n- two ropes\n"),
        ("A rope\n======\n\n_Tie_ it.\n", "# A rope\n\n*Tie* it.\n"),
        ("1. one rope\n1. two ropes\n", "1. one rope\n2. two ropes\n"),
        ("| a | b |\n|--|--|\n| one | two |\n", "| a   | b   |\n|-----|:----|\n| one | two |\n"),
        ('A "rope" isn\'t long...\n', "A “rope” isn’t long…\n"),
        ("one rope\ntwo ropes\n", "one rope\r\ntwo ropes\r\n"),
        ("    one rope\n    two ropes\n", "\tone rope\n\ttwo ropes\n"),
    ],
    ids=["bullets", "headings", "numbers", "tables", "quotes", "line ends", "indentation"],
)
def test_a_formatter_owns_nothing(repo: Repo, before: str, after: str) -> None:
    """Markup is no word, so its style changes nobody's share."""
    repo.lesson(ANA, before)
    repo.lesson(BEA, after)
    assert {"Ana Reyes": 1.0} == repo.shares()


def test_a_paragraph_wrapped_anew_keeps_its_writer(repo: Repo) -> None:
    """Line breaks are no words."""
    repo.lesson(ANA, textwrap.fill(PROSE, 70) + "\n")
    repo.lesson(BEA, textwrap.fill(PROSE, 52) + "\n")
    assert {"Ana Reyes": 1.0} == repo.shares()


def test_a_paragraph_written_anew_is_its_new_writer_s(repo: Repo) -> None:
    """Small words that two texts share by chance don't keep the first writer in the second."""
    repo.lesson(
        ANA, "The crew of the boat ties it to the quay in the evening and looks at it.\n" * 3
    )
    new = "In a storm nobody goes out, and whoever is in the harbour helps the others to moor.\n"
    repo.lesson(BEA, new * 3)
    assert repo.shares()["Bea Lind"] >= 0.9


# --- C: who is who -----------------------------------------------------------------------------------


def test_one_person_whose_addresses_meet_in_a_squash(repo: Repo) -> None:
    """Meeting in one commit is evidence for one person, never against."""
    said = "Add\n\nCo-authored-by: Mia Torvald <mia@work.test.org>"
    repo.lesson("MiaTorvald <55+MiaTorvald@users.noreply.github.com>", lines("a"), said)
    assert {"Mia Torvald"} == people(repo)


def test_a_name_only_trailer_is_its_only_namesake(repo: Repo) -> None:
    """`Approved-by: Jan Smit` on Jan's own merge makes nobody new."""
    repo.lesson("Jan Smit <jan@work.test.org>", lines("a"), "Add\n\nApproved-by: Jan Smit")
    assert {"Jan Smit"} == people(repo)


def test_a_login_with_a_hyphen_keeps_its_number(repo: Repo) -> None:
    """A forge's number ends at the plus sign alone; a login may begin with digits, and change."""
    by(
        repo,
        "Bond <007-bond@users.noreply.github.com>",
        "Other <99+bond@users.noreply.github.com>",
        "old <123+old@users.noreply.github.com>",
        "new <123+new@users.noreply.github.com>",
    )
    assert 3 == len(people(repo)) and {"Bond", "Other"} <= people(repo)


@pytest.mark.parametrize("role", ["info", "ops", "admin", "team", "pi", "ubuntu", "root", "bridge"])
def test_an_address_of_a_role_joins_nobody(repo: Repo, role: str) -> None:
    """Three names at one address of a role, or whose names share no word, are three people."""
    by(repo, *(f"{name} <{role}@work.test.org>" for name in ("Ana Ruiz", "Bea Sund", "Cy Wu")))
    assert {"Ana Ruiz", "Bea Sund", "Cy Wu"} == people(repo)


def test_spellings_of_one_name_are_one_person(repo: Repo) -> None:
    """Composed or not, in capitals or not; a broken letter is not what is shown."""
    by(
        repo,
        "J\ufffdrg M\ufffdller <jorg@work.test.org>",
        "Jo\u0308rg Mu\u0308ller <jorg@work.test.org>",
        "Jörg Müller <jorg@home.test.net>",
        "JÖRG MÜLLER <jm@home.test.net>",
    )
    assert 1 == len(people(repo)) and "\ufffd" not in "".join(people(repo))


@pytest.mark.parametrize(
    "value", ["n/a", "https://work.test.org/ana", "NAME", "unknown", "root", "-"]
)
def test_a_value_that_names_nobody_is_nobody(repo: Repo, value: str) -> None:
    """A trailer's value is judged, and what names nobody is told."""
    repo.lesson(ANA, lines("a"), f"Add\n\nReviewed-by: {value}")
    assert {"Ana Reyes"} == people(repo)
    assert "odd-trailer" in {one.code for one in check_garden(repo.garden())}


def test_two_people_on_one_line_are_two(repo: Repo) -> None:
    """Contacts are split where one ends; near-misses of a key are read, too."""
    repo.lesson(ANA, lines("a"), f"Add\n\nReviewed-by: {BEA}, {CY}")
    assert {"Ana Reyes", "Bea Lind", "Cy Okafor"} == people(repo)


# --- D: roles ----------------------------------------------------------------------------------------


def test_bringing_a_branch_up_to_date_is_no_moderation(repo: Repo) -> None:
    """Who pulls, or presses "update branch", decided nothing; who takes the request in did."""
    repo.commit(ANA, docs__lessons__a=lines("one", "two"), docs__lessons__b=lines("x"))
    main = repo.git("symbolic-ref", "--short", "HEAD")
    repo.git("checkout", "-q", "-b", "topic")
    repo.lesson(BEA, lines("one", "two", "three"))
    repo.git("checkout", "-q", main)
    repo.lesson(CY, lines("x", "y"), name="b")
    repo.git("checkout", "-q", "topic")
    repo.git("merge", "-q", "--no-edit", main, who=BEA)
    repo.git("checkout", "-q", main)
    repo.git("merge", "-q", "--no-ff", "-m", "Merge request 7", "topic", who=MOD)
    assert Role.MODERATOR.value not in roles(repo, "b").get("Bea Lind", set())
    assert Role.MODERATOR.value in roles(repo)[MOD.partition(" <")[0]]


def test_a_line_that_stands_everywhere_names_nobody(repo: Repo) -> None:
    """Boilerplate stays with who committed it, and fewer than 25 words give no role."""
    repo.lesson(ANA, BOILERPLATE + lines("one"), name="a")
    for name, who in (("b", BEA), ("c", CY), ("d", BEA)):
        repo.lesson(who, BOILERPLATE + lines(f"{name} alone", f"{name} more"), name=name)
    for name in "bcd":
        assert "Ana Reyes" not in roles(repo, name)


def test_a_new_page_at_an_old_path_begins_anew(repo: Repo) -> None:
    """Its maker is whoever wrote what stands there now, and its day is that day."""
    repo.lesson(ANA, lines(*(f"old {n} gone" for n in range(6))))
    repo.commit(ANA, docs__lessons__a=None)
    made = repo.lesson(BEA, lines(*(f"fresh {n} text" for n in range(6))))
    _, credits = repo.credits()
    assert {"Bea Lind": {"author"}} == roles(repo)
    day = repo.git("show", "-s", "--format=%aI", made)
    assert credits["lessons/a.md"].first[:16] == day[:16]


def test_the_maker_of_moved_text_is_its_writer(repo: Repo) -> None:
    """Who only moved a text to a page of its own is not its author."""
    half = lines(*(f"the second half says {n} of many things" for n in range(8)))
    repo.lesson(ANA, lines("the first half") + half)
    repo.write("docs/lessons/a.md", lines("the first half"))
    repo.lesson(BEA, half, "Split", name="b")
    assert "author" in roles(repo, "b")["Ana Reyes"]
    assert "author" not in roles(repo, "b").get("Bea Lind", set())


def test_what_was_taken_back_whole_gives_no_role(repo: Repo) -> None:
    """Neither who broke a page nor who reverted that is an editor of it."""
    text = lines(*(f"step {n} of ten" for n in range(10)))
    repo.lesson(ANA, text)
    broken = repo.lesson(BEA, lines("oh no"))
    repo.lesson(CY, text, f'Revert "Change"\n\nThis reverts commit {broken}.')
    assert {"Ana Reyes": {"author"}} == roles(repo)


def test_nobody_helps_with_their_own(repo: Repo) -> None:
    """Helper, reviewer and the like of one's own lesson are no roles."""
    said = f"Add\n\nHelped-by: {ANA}\nReviewed-by: {ANA}\nReviewed-by: {BEA}"
    repo.lesson(ANA, lines("a", "b"), said)
    assert {"Ana Reyes": {"author"}, "Bea Lind": {"reviewer"}} == roles(repo)

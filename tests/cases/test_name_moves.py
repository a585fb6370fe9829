# What a trailer does with a name of one word: with all that was done under it, it becomes that of
# whose address stands beside it. Must not know: how identities are joined.
"""Test names that trailers move."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from support.repo import ANA, BEA, Repo, lines

MK = "mkovac <mkovac@harbour.test.org>"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Return a garden of Ana's and of somebody with a login for a name."""
    repo = Repo(tmp_path / "garden")
    repo.lesson(ANA, lines("a", "b"))
    return repo


def told(repo: Repo) -> list[str]:
    """Return what `check` says of names that moved."""
    found = check_garden(repo.garden())
    return [one.message for one in found if one.code == "name-moves"]


@pytest.mark.parametrize("before", ["commit", "trailer", "bare"])
def test_a_trailer_moves_no_name_in_silence(repo: Repo, before: str) -> None:
    """Whether the login committed, or stands in messages with an address or without one."""
    if before == "commit":
        repo.lesson(MK, lines("m"), name="m")
    else:
        said = MK if before == "trailer" else "mkovac"
        repo.lesson(BEA, lines("m"), f"M\n\nReviewed-by: {said}", name="m")
    assert [] == told(repo)
    sha = repo.commit(BEA, "Nothing\n\nHelped-by: mkovac <ana@harbour.test.org>")
    repo.lesson(BEA, lines("n"), "N\n\nHelped-by: mkovac <ana@harbour.test.org>", name="n")
    (message,) = told(repo)
    assert message.startswith("'Ana Reyes' and 'mkovac' are taken for one person")
    shas = {sha, *repo.git("log", "--format=%H", "--grep=Helped-by").split()}
    assert message[-10:] in {one[:10] for one in shas}


def test_a_login_made_of_a_name_moves_nobody_in_silence(repo: Repo) -> None:
    """One trailer with Ana's login and another's address makes them one: told."""
    repo.lesson("Mal Odou <mal@else.test.org>", lines("m"), name="m")
    assert [] == told(repo)
    repo.commit(BEA, "Nothing\n\nReviewed-by: anareyes <mal@else.test.org>")
    assert 1 == len({one.slug for one in repo.garden().people.joined if len(one.identities) > 2})
    (message,) = told(repo)
    assert "'Mal Odou'" in message and "'Ana Reyes'" in message


def test_a_last_name_alone_is_no_kinship(repo: Repo) -> None:
    """Somebody of Ana's last name becomes Ana by one trailer with it and her address."""
    repo.lesson("Dee Reyes <dee@else.test.org>", lines("d"), name="d")
    repo.commit(BEA, "Nothing\n\nReviewed-by: Dee Reyes <ana@harbour.test.org>")
    (message,) = told(repo)
    assert message.startswith("'Ana Reyes' and 'Dee Reyes' are taken for one person")
    repo.commit(BEA, "Nothing\n\nReviewed-by: Ana Maria Reyes <dee@else.test.org>")
    assert "'Ana Reyes' and 'Dee Reyes'" in told(repo)[0]


def test_names_of_one_person_beside_one_address_are_not_told(repo: Repo) -> None:
    """A login made of the name, another of one's own addresses, and a name that nobody else has."""
    repo.lesson("areyes <areyes@home.test.org>", lines("m"), name="m")
    repo.lesson("Ana Reyes <octo@home.test.org>", lines("k"), name="k")
    named = ["areyes <ana@harbour.test.org>", "octocat <octo@home.test.org>"]
    for n, who in enumerate(named):
        repo.lesson(BEA, lines(f"n{n}"), f"N\n\nHelped-by: {who}", name=f"n{n}")
    assert [] == told(repo)


def test_a_hidden_name_is_not_said(repo: Repo) -> None:
    """Of somebody hidden, whose name a trailer writes beside another's address, nothing is said by
    name.
    """
    repo.lesson(MK, lines("m"), name="m")
    repo.commit(MK, docs__people__mk="---\nname: mkovac\nshow: hidden\n---\n")
    repo.lesson(BEA, lines("n"), "N\n\nHelped-by: mkovac <ana@harbour.test.org>", name="n")
    found = check_garden(repo.garden())
    assert any("takes over what was committed under another name" in one.message for one in found)
    assert not any("mkovac" in one.message or "Ana" in one.message for one in found)

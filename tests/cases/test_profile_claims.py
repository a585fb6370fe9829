# What a profile takes of others by whatever evidence, beyond the plain cases of test_claims.py: out
# of trailers, by its file's name, by other spellings, by an address that a trailer names. Must not
# know: how claims are found.
"""Test what a profile takes of others."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from support.repo import ANA, BEA, Repo, lines

NOOR = "Noor Haddad <noor@harbour.test.org>"
DEE = "Dee Dunn <dee@else.test.org>"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Return a garden of Ana's and Bea's, in which Noor stands in a trailer only."""
    repo = Repo(tmp_path / "garden")
    repo.lesson(ANA, lines("a", "b", "c"), f"Plant\n\nCo-authored-by: {NOOR}")
    repo.lesson(BEA, lines("x", "y"), name="b")
    return repo


def told(repo: Repo) -> list[str]:
    """Return what `check` says of profiles."""
    found = check_garden(repo.garden())
    return [one.message for one in found if one.code == "claims-a-name"]


def profile(repo: Repo, who: str, handle: str, *front: str, message: str = "Me") -> None:
    """Commit a profile."""
    text = "\n".join(("---", *front, "---", ""))
    repo.commit(who, message, **{f"docs__people__{handle}": text})


@pytest.mark.parametrize(
    ("git", "show", "said"),
    [
        ("Noor Haddad", "", "this profile takes over what messages say of 'Noor Haddad', {}"),
        ("noor haddad", "", "this profile takes over what messages say of 'Noor Haddad', {}"),
        (
            "Noor Haddad",
            "show: alias\nalias: Owl",
            "a profile takes over what messages say of somebody, {}; Owl wrote it",
        ),
        (
            "Haddad Noor",
            "show: hidden",
            "a profile takes over what messages say of somebody, {}; a colleague wrote it",
        ),
    ],
)
def test_who_stands_in_trailers_is_somebody(repo: Repo, git: str, show: str, said: str) -> None:
    """Their words go to nobody's profile in silence; one who is not shown names nobody."""
    profile(repo, BEA, "bea", "name: Bea Lind", f"git: [{git}]", show)
    assert [said.format("who has not changed it")] == told(repo)


@pytest.mark.parametrize("front", ["kind: tool", "show: hidden", "team: Deck"])
def test_a_profile_of_who_stands_in_trailers_speaks_for_them(repo: Repo, front: str) -> None:
    """Made by another, it makes a tool of them, hides them, or only says who they are."""
    profile(repo, BEA, "noor", "name: Noor Haddad", front)
    (message,) = told(repo)
    hers = "this profile speaks for 'Noor Haddad', who has not changed it"
    hidden = "a profile speaks for somebody, who has not changed it; Bea Lind wrote it"
    assert (hidden if "show" in front else hers) == message
    places = {one.path for one in check_garden(repo.garden()) if one.message == message}
    assert ({"docs/people"} if "show" in front else {"docs/people/noor.md"}) == places


@pytest.mark.parametrize(
    ("handle", "git"),
    [
        ("ana-reyes", "[]"),
        ("reyes.ana", "[]"),
        ("dee", "[Reyes Ana]"),
        ("dee", "[AnaReyes]"),
        ("ana", "[]"),
    ],
)
@pytest.mark.parametrize("show", ["show: hidden", "show: alias\nalias: Night owl"])
def test_a_private_profile_takes_nobody_by_a_spelling(
    repo: Repo, handle: str, git: str, show: str
) -> None:
    """A private name counts in any spelling, also where it is the file's name; that hides nobody
    else in silence.
    """
    repo.lesson("ana <a@else.test.org>" if handle == "ana" else ANA, lines("d"), name="d")
    profile(repo, DEE, handle, "name: Dee Dunn", f"git: {git}", show)
    repo.lesson(DEE, lines("e"), name="e")
    (message,) = told(repo)
    assert message.startswith("this profile takes over what was committed under another name")


@pytest.mark.parametrize("front", ["kind: person", "show: hidden", "kind: tool"])
@pytest.mark.parametrize("name", ["Dee", "Dee Dunn", "Ana Reyes and Dee Dunn"])
def test_an_address_in_a_trailer_takes_nobody(repo: Repo, name: str, front: str) -> None:
    """One's own profile, and one's own name beside another's address in a message."""
    repo.lesson(DEE.replace("Dee Dunn", "Dee") if name == "Dee" else DEE, lines("e"), name="e")
    who = DEE.replace("Dee Dunn", name) if name == "Dee" else DEE
    own, _, _ = who.partition(" <")
    claims = f"git: [{own}, {name}]"
    mail = ANA.partition(" ")[2].partition(" ")[2]
    profile(
        repo, who, "dee", f"name: {own}", claims, front, message=f"Me\n\nHelped-by: {name} {mail}"
    )
    assert any("takes over what was committed" in message for message in told(repo))
    assert not any("Ana" in message for message in told(repo) if "hidden" in front)


@pytest.mark.parametrize("name", ["Ana Reyes (Boats)", "anareyes"])
def test_another_spelling_of_a_name_takes_nobody(repo: Repo, name: str) -> None:
    """A remark behind the name, or the name as a login, joins two people; a profile with it would
    rename both.
    """
    who = f"{name} <dee@else.test.org>"
    repo.lesson(who, lines("e"), name="e")
    profile(repo, who, "dee", "name: Dee Dunn", f"git: [{name}]")
    (message,) = told(repo)
    assert "takes over what was committed as 'Ana Reyes'" in message


def test_what_somebody_did_is_their_own(repo: Repo) -> None:
    """Other addresses and names of whoever wrote a profile are no others': each was committed with
    by them, or stands beside their name.
    """
    repo.lesson("areyes <ana@harbour.test.org>", lines("k"), name="k")
    repo.lesson("Ana Reyes <ana@home.test.org>", lines("l"), name="l")
    repo.lesson(BEA, lines("m"), "M\n\nCo-authored-by: areyes <a@forge.test.org>", name="m")
    repo.lesson("octo <ana@home.test.org>", lines("o"), name="o")
    for show in ("name", "hidden"):
        profile(repo, ANA, "ana", "name: Ana R.", "git: [Ana Reyes, areyes]", f"show: {show}")
        assert [] == told(repo)


def test_who_is_hidden_by_another_is_told_without_any_commit(repo: Repo) -> None:
    """Only files may name somebody, as a teacher; to hide them is to speak for them."""
    profile(repo, BEA, "zoe", "name: Zoe Za", "team: Deck")
    assert [] == told(repo)
    profile(repo, BEA, "zoe", "name: Zoe Za", "show: hidden")
    (message,) = told(repo)
    assert "a profile speaks for somebody, who has not changed it; Bea Lind wrote it" == message


def test_a_file_called_like_somebody_else_is_told(repo: Repo) -> None:
    """Where another is called so, the name means neither."""
    profile(repo, BEA, "ana_reyes", "name: Bea Lind")
    codes = [one.code for one in check_garden(repo.garden())]
    assert "claims-an-address" in codes


def test_a_public_profile_in_a_hidden_name_says_it_nowhere(repo: Repo) -> None:
    """Somebody made a second profile, with a name that its bearer has hidden."""
    profile(repo, NOOR, "quiet", "name: Noor Haddad", "show: hidden")
    profile(repo, BEA, "second", "name: Noor Haddad", "git: [Ana Reyes, Noor Haddad]")
    found = check_garden(repo.garden())
    assert "name-is-private" in {one.code for one in found}
    assert not any("Noor" in one.message or "noor" in one.message.lower() for one in found)

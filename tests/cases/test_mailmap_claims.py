# What a line of a mailmap gives away, beyond the plain cases of test_claims.py: to a third name,
# out of trailers, by a part of a word. Must not know: how claims are found.
"""Test what a mailmap gives away."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.checks.mailmap_claims import may_be_one
from pollinate.checks.run import check_garden
from support.repo import ANA, BEA, Repo, lines


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Return a garden of Ana's and Bea's, in which Noor and Cy stand in trailers only."""
    repo = Repo(tmp_path / "garden")
    named = "Co-authored-by: Noor Haddad <noor@harbour.test.org>\nReviewed-by: Cy Okafor <cy@h.test.org>"
    repo.lesson(ANA, lines("a", "b", "c"), f"Plant\n\n{named}")
    repo.lesson(BEA, lines("x", "y"), name="b")
    return repo


def told(repo: Repo, *mailmap: str, cache: bool = False) -> list[str]:
    """Return what `check` says of a mailmap."""
    repo.write(".mailmap", "\n".join(mailmap) + "\n")
    repo.commit(BEA, "Map")
    found = check_garden(repo.garden(cache=cache))
    return [d.message for d in found if d.code == "mailmap-gives-commits"]


def test_two_people_who_become_a_third_are_told(repo: Repo) -> None:
    """Two names that have nothing in common are not one person's under a third name either; one
    person's two names are.
    """
    zed = "Zed Zulu <z@z.test.org> <{}@harbour.test.org>"
    (message,) = told(repo, zed.format("bea"), zed.format("ana"))
    assert "made under 2 names and addresses" in message and "count as Zed Zulu's" in message
    assert "Ana" not in message and "Bea" not in message
    assert [] == told(repo, zed.format("ana"))
    repo.commit("Ana Lopez <lopez@harbour.test.org>", docs__lessons__l=lines("l"))
    assert [] == told(repo, zed.format("ana"), zed.format("lopez"))
    repo.commit("Cyn Lopez <cyn@harbour.test.org>", docs__lessons__l=lines("m"))
    repo.commit("Night Moth <ANA@harbour.test.org>", docs__lessons__l=lines("n"))
    assert [] == told(repo, *map(zed.format, ("ana", "lopez", "cyn")))


@pytest.mark.parametrize("cache", [False, True])
def test_a_mailmap_takes_nobody_out_of_trailers(repo: Repo, cache: bool) -> None:
    """Who stands in trailers only is somebody, too: as another person's, and as a tool's."""
    (message,) = told(repo, "Bea Lind <bea@harbour.test.org> <noor@harbour.test.org>", cache=cache)
    assert "than Bea Lind ever used" in message and "Noor" not in message
    check_garden(repo.garden(cache=cache))
    (message,) = told(repo, "Claude <noreply@anthropic.com> <noor@harbour.test.org>", cache=cache)
    assert "of others count as a tool's" in message
    own = "Noor Haddad <noor@new.test.org> <noor@harbour.test.org>"
    assert [] == told(repo, own, cache=cache)


@pytest.mark.parametrize("address", ["noreply@anthropic.com", "copilot@github.com"])
def test_a_mailmap_moves_nobody_to_a_tool_s_address(repo: Repo, address: str) -> None:
    """Somebody who keeps their name and gets the address of a tool counts as one: told; a tool
    whose addresses are put together is not.
    """
    (message,) = told(repo, f"Ana Reyes <{address}> <ana@harbour.test.org>")
    assert "of others count as a tool's" in message
    login = "29139614+renovate[bot]@users.noreply.github.com"
    repo.commit(f"renovate[bot] <{login}>", docs__lessons__r=lines("r"))
    repo.commit("Renovate Bot <renovate@whitesourcesoftware.com>", docs__lessons__q=lines("q"))
    mapped = f"renovate[bot] <{login}> <renovate@whitesourcesoftware.com>"
    other = f"Renovate Bot <bot@renovateapp.com> <{login}>"
    assert [] == told(repo, mapped) and [] == told(repo, other)
    repo.commit("Mend <2913+mend[bot]@users.noreply.github.com>", docs__lessons__r=lines("s"))
    assert [] == told(repo, f"renovate[bot] <{login}> <2913+mend[bot]@users.noreply.github.com>")


@pytest.mark.parametrize("who", ["Cara Quist <cara@bot.works.org>", "Cara Quist <root@h.test.org>"])
def test_a_mailmap_makes_no_tool_of_anybody(repo: Repo, who: str) -> None:
    """Neither of a person whose address has a bot's word in it, nor of one at nobody's address."""
    repo.commit(who, docs__lessons__q=lines("q"))
    (message,) = told(repo, f"Claude <noreply@anthropic.com> {who.partition('Quist ')[2]}")
    assert "by this file a commit of others count as a tool's" in message


def test_a_tool_s_own_addresses_are_its(repo: Repo) -> None:
    """In other letters, and from one that is nobody's to another."""
    repo.commit(BEA, docs__people__hh="---\nname: Harbour Helper\nkind: tool\n---\n")
    for name, mail in (
        ("Harbour Helper", "HH@harbour.test.org"),
        ("Weblate", "noreply@weblate.org"),
    ):
        repo.commit(f"{name} <{mail}>", docs__lessons__h=lines(name))
    helper = "Harbour Helper <hh@harbour.test.org> <HH@harbour.test.org>"
    hosted = "Weblate <hosted@weblate.org> <noreply@weblate.org>"
    assert [] == told(repo, helper, hosted)


def test_who_is_one_by_a_name_between_is_not_told(repo: Repo) -> None:
    """Of three names that lead from one to the next nobody is lost; whoever has nothing of them is,
    by each commit once.
    """
    for who in ("Bea Holm <holm@harbour.test.org>", "Cara Holm <cara@harbour.test.org>"):
        repo.commit(who, docs__lessons__h=lines(who))
    named = "Reviewed-by: Dee Dunn <dee@h.test.org>\nHelped-by: Dee Dunn <dee@h.test.org>"
    repo.lesson(ANA, lines("n"), f"More\n\n{named}", name="n")
    bea = "Bea Lind <bea@harbour.test.org> <{}>"
    mails = ("holm@harbour.test.org", "cara@harbour.test.org", "dee@h.test.org")
    (message,) = told(repo, *map(bea.format, mails))
    assert message.startswith("by this file a commit made under another name")


def test_beside_their_own_name_the_other_is_seen(repo: Repo) -> None:
    """A commit that names both is a commit of the other's, whoever stands last."""
    for order in (1, -1):
        named = ["Helped-by: Bea Lind <bea@h.test.org>", "Helped-by: Dee Dunn <dee@h.test.org>"]
        repo.lesson(BEA, lines(f"n{order}"), "More\n\n" + "\n".join(named[::order]), name="n")
        (message,) = told(repo, "Bea Lind <bea@h.test.org> <dee@h.test.org>")
        assert "than Bea Lind ever used" in message


def test_a_hidden_person_s_mailmap_names_nobody(repo: Repo) -> None:
    """Two who are hidden are two, and called what they are shown as."""
    for handle, who in (("ana", ANA), ("bea", BEA)):
        profile = f"---\nname: {who.partition(' <')[0]}\nshow: hidden\n---\n"
        repo.commit(who, **{f"docs__people__{handle}": profile})
    (message,) = told(repo, "Bea Lind <bea@harbour.test.org> <ana@harbour.test.org>")
    assert "than a colleague ever used" in message


@pytest.mark.parametrize(
    ("name", "other", "one"),
    [
        ("Rey", "Ana Reyes", False),
        ("Eye", "Ana Reyes", False),
        ("ana", "Ana Reyes", True),
        ("Reyes", "Ana Reyes", True),
        ("areyes", "Ana Reyes", True),
        ("anar", "Ana Reyes", True),
        ("anareyes42", "Ana Reyes", True),
        ("reyesa", "Ana Reyes", True),
        ("ar", "Ana Reyes", True),
        ("Li", "Olivia Lind", False),
        ("王小明", "王 小明", True),
        ("", "Ana Reyes", True),
        ("李 小明", "大伟 李", True),
        ("Ana de Vries", "Bob de Jong", False),
        ("Li Wei", "Li Na", True),
        ("A Reyes", "A Lind", False),
        ("anamariareyes42", "Ana Maria Reyes", True),
        ("anareyes", "Ana Maria Reyes", True),
        ("anare", "Ana Reyes", True),
        ("4", "4", True),
    ],
)
def test_names_of_one_person_share_words(name: str, other: str, one: bool) -> None:
    """A word, or a login made of words; never a part of a word."""
    assert one is may_be_one(name, other) is may_be_one(other or name, name or other)

# Whom a redaction means: all names and addresses that a person has anywhere in the history, and
# none of anybody else's. Must not know: how they are found in texts (test_spellings.py).
"""Test what a redaction takes out."""

from __future__ import annotations

import pytest
from pollinate.history.git import Repository
from pollinate.keeping.redaction.asked import AskedRedaction, plan_of
from pollinate.keeping.redaction.replacer import Replacer
from pollinate.model.redaction import Meant, Removed
from support.repo import ANA, Repo

MIRA = "Mira Kováč <mira@corp.test.org>"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of Mira and Ana."""
    repo.commit(MIRA, docs__lessons__pump="# Pump\n\nOil it each spring.\n")
    repo.commit(ANA, docs__lessons__rope="# Rope\n\nTie it twice.\n")
    return repo


def meant(repo: Repo, *people: str, **settings: object) -> Meant:
    """Return what is meant by some names."""
    mirror = Repository(root=repo.path, head=None, common_dir=repo.path / ".git")
    return plan_of(AskedRedaction(people=people), repo.garden(**settings), mirror)


def removed(repo: Repo, name: str = "Mira Kováč", **settings: object) -> Removed:
    """Return what is taken out of one person."""
    return meant(repo, name, **settings).plan.people[0]


def on_a_side_branch(repo: Repo, who: str) -> None:
    """Commit as somebody whom the garden's own branch does not have."""
    repo.git("switch", "-q", "-c", "side")
    repo.lesson(who, "# Side\n\nWords of a side.\n", name="side")
    repo.git("switch", "-q", "main")


def test_an_address_that_only_a_tag_has(garden: Repo) -> None:
    """Who tags from home leaves a second address there: it goes, too."""
    garden.git(
        "tag",
        "-a",
        "v1",
        "-m",
        "One",
        env={"GIT_COMMITTER_NAME": "Mira Kováč", "GIT_COMMITTER_EMAIL": "mira@home.test.org"},
    )
    assert set(removed(garden).mails) == {"mira@corp.test.org", "mira@home.test.org"}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Mira Kováč <mira@corp.test.org> <mk@old.test.org>", set()),
        ("Mira Kováč <mira@corp.test.org> Mira Horák <mk@old.test.org>", {"Mira Horák"}),
        ("<mira@corp.test.org> <mk@old.test.org>", set()),
        ("Mira Horák <mk@old.test.org> <mira@corp.test.org>", {"Mira Horák"}),
    ],
)
def test_what_only_mailmap_says_of_somebody(garden: Repo, line: str, names: set[str]) -> None:
    """A name and an address that a line of .mailmap gives her go, though no commit has them: the
    line would say for ever who she was.
    """
    garden.write(".mailmap", f"Ana Reyes <ana@harbour.test.org> <reyes@old.test.org>\n{line}\n")
    garden.commit(ANA)
    garden.write(".mailmap", "# None by now.\n")
    garden.commit(ANA)
    found = removed(garden)
    assert set(found.mails) == {"mira@corp.test.org", "mk@old.test.org"}
    assert names <= set(found.names) | {one.title() for one in found.names}
    assert not {"Ana Reyes", "reyes@old.test.org"} & {*found.names, *found.mails}


def test_a_mailmap_that_was_wrong_takes_nobody_else_out(garden: Repo) -> None:
    """A line that once made another person one with her leaves that person's address alone."""
    garden.write(".mailmap", "Mira Kováč <mira@corp.test.org> <ana@harbour.test.org>\n")
    garden.commit(ANA)
    garden.write(".mailmap", "")
    garden.commit(ANA)
    found = removed(garden)
    assert found.mails == ("mira@corp.test.org",) and "ana@" not in str(found.pairs)


def test_a_longer_name_on_another_branch_is_somebody_else_s(garden: Repo) -> None:
    """A name that is a part of theirs stays in texts, and is told."""
    on_a_side_branch(garden, "Mira Kováč Bauer <bauer@corp.test.org>")
    told = meant(garden, "Mira Kováč")
    assert told.shared == ("Mira Kováč",) and not told.plan.people[0].names
    assert told.plan.people[0].mails == ("mira@corp.test.org",)


def test_a_name_without_its_accents_is_somebody_else_s(garden: Repo) -> None:
    """Of two whose names differ by accents one goes: the other's commits stay with the other."""
    for name, mail in (("José García", "jose"), ("Jose Garcia", "garcia")):
        garden.lesson(f"{name} <{mail}@corp.test.org>", f"# J\n\nBy {name}.\n", name=mail)
    told = meant(garden, "José García")
    replacer = Replacer(told.plan)
    other = (b"Jose Garcia", b"garcia@corp.test.org")
    assert replacer.author(*other) == other
    assert replacer.author("José García".encode(), b"jose@corp.test.org")[1].startswith(b"coll")
    assert told.shared == ("José García",)


def test_earlier_profiles_of_any_branch_say_what_somebody_was_called(garden: Repo) -> None:
    """A login, an alias and a former name that a profile gave go, though the profile is gone, lies
    on another branch, or names another one of hers.
    """
    first = "---\nname: Mira Kováč\ngit: [zimtstern]\n---\n"
    garden.commit(MIRA, docs__people__first=first)
    garden.commit(MIRA, docs__people__first=None)
    garden.write("docs/people/next.markdown", "---\nname: Zimtstern\nalias: Nachtfalter\n---\n")
    garden.git("switch", "-q", "-c", "side")
    garden.commit(MIRA)
    garden.git("switch", "-q", "main")
    told = meant(garden, "Mira Kováč").plan
    found = {one.casefold() for one in (*told.people[0].singles, *told.people[0].marked)}
    assert {"zimtstern", "nachtfalter"} <= found
    assert {"docs/people/first.md", "docs/people/next.markdown"} <= set(told.files)


def test_a_machine_s_address_joins_nobody(garden: Repo) -> None:
    """Who committed on another branch from an address that is no person's stays."""
    garden.lesson("Mira Kováč <noreply@corp.test.org>", "# M\n\nFrom the machine.\n", name="m")
    on_a_side_branch(garden, "Joe Smithers <noreply@corp.test.org>")
    found = removed(garden)
    assert "Joe Smithers" not in str(found)


def test_of_two_of_one_name_the_branches_of_none_are_guessed(garden: Repo) -> None:
    """Where the settings keep two of one name apart, a third address of that name on another branch
    may be anybody's: it is told, and stays.
    """
    for number in "12":
        who = f"Mo Twin <mo{number}@corp.test.org>"
        garden.lesson(who, f"# T\n\nWords of number {number}.\n", name=f"t{number}")
    on_a_side_branch(garden, "Mo Twin <mo3@corp.test.org>")
    slugs = [
        one.slug
        for one in garden.garden(join_same_name=False).people.joined
        if one.name == "Mo Twin"
    ]
    told = meant(garden, str(slugs[0]), join_same_name=False)
    assert len(told.plan.people[0].mails) == 1 and "mo3" not in str(told.plan)
    assert told.alike == 2


def test_an_address_of_two_people_is_taken_from_neither(garden: Repo) -> None:
    """An address that several commit from names her only beside her name."""
    garden.lesson("Mira Kováč <noreply@corp.test.org>", "# M\n\nOf Mira.\n", name="m")
    garden.lesson("Bo Lund <noreply@corp.test.org>", "# B\n\nOf Bo.\n", name="b")
    found = removed(garden)
    assert "noreply@corp.test.org" not in found.mails
    assert ("Mira Kováč", "noreply@corp.test.org") in found.pairs


def test_who_was_taken_out_before_is_not_taken_out_again(garden: Repo) -> None:
    """What stands for somebody since an earlier redaction is no name to look for."""
    stand_in = "Removed Colleague3f9a1c2b <colleague3f9a1c2b@redacted.invalid>"
    garden.lesson(stand_in, "# S\n\nWords of one who left.\n", name="s")
    found = removed(garden, "Removed Colleague3f9a1c2b")
    assert not found.mails and not found.names and not found.singles


def test_a_login_with_a_number_behind_a_plus(garden: Repo) -> None:
    """What stands before the plus of her address is her login, and goes as a word."""
    garden.lesson("Mira Kováč <mirakovac+git@corp.test.org>", "# M\n\nAsk.\n", name="m")
    assert "mirakovac" in removed(garden).singles

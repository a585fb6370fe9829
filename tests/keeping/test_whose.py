# Whom a name means, what a wish hashes and what is told of somebody: each of one person, where two
# are hidden, share an address or have one name. Must not know: what a verb prints (test_person.py).
"""Test that nobody is taken for somebody else."""

from __future__ import annotations

import pytest
from pollinate.errors import RequestError
from pollinate.history.workspace import locate
from pollinate.keeping.held import held_on
from pollinate.keeping.profile_wish import hashes_of
from pollinate.keeping.whom import names_of, one_person
from pollinate.model.held import Held
from pollinate.model.hidden_names import PeopleKey
from support.repo import ANA, BEA, CY, Repo

KEY = PeopleKey(b"k" * 32)
NOTE = "---\nabout: lessons/a.md\nkind: reflection\n---\n\nSo I saw it.\n"


def hashes(repo: Repo, name: str) -> set[str]:
    """Return the hashes of a wish."""
    garden = repo.garden()
    return set(hashes_of(one_person(name, garden), garden, KEY))


def held(repo: Repo, name: str) -> Held:
    """Return what is held on somebody."""
    return held_on(name, repo.garden(), locate(repo.settings()), lambda *_: None)


def test_a_handle_means_its_person_though_another_is_called_so(repo: Repo) -> None:
    """A handle, and a slug, are one person's; a name of two is nobody's."""
    repo.lesson("Alex <a@corp.test.org>", "# A\n\nOf Alex.\n")
    kim = "---\nname: Alex Kim\ngit: [Alex Kim]\n---\n"
    repo.commit("Alex Kim <kim@corp.test.org>", docs__people__alex=kim, docs__lessons__b="# B\n")
    for number in "12":
        repo.lesson(f"Mo Twin <mo{number}@corp.test.org>", f"# {number}\n\nWords.\n", name=number)
    assert one_person("alex", repo.garden()).name == "Alex Kim"
    apart = repo.garden(join_same_name=False)
    with pytest.raises(RequestError, match="may be one of several"):
        one_person("Mo Twin", apart)


def test_an_address_that_two_used_is_hashed_for_neither(repo: Repo) -> None:
    """Whom .mailmap tells apart by name on one machine's address stay two: the wish of one hides
    the other by no address.
    """
    repo.write(
        ".mailmap",
        "Ana Reyes <ana@harbour.test.org> Ana <desk@harbour.test.org>\n"
        "Bea Lind <bea@harbour.test.org> Bea <desk@harbour.test.org>\n",
    )
    repo.lesson("Ana <desk@harbour.test.org>", "# A\n\nOf Ana.\n")
    repo.lesson("Bea <desk@harbour.test.org>", "# B\n\nOf Bea.\n", name="b")
    found = hashes(repo, "Ana Reyes")
    assert KEY.of_mail("ana@harbour.test.org") in found
    assert KEY.of_mail("desk@harbour.test.org") not in found


def test_an_earlier_address_is_hashed_too(repo: Repo) -> None:
    """What .mailmap leads on is in the history still, and a build without it would name her."""
    repo.write(".mailmap", "Ana Reyes <ana@harbour.test.org> Ana Olde <olde@harbour.test.org>\n")
    repo.lesson("Ana Olde <olde@harbour.test.org>", "# A\n\nOf Ana.\n")
    assert KEY.of_mail("olde@harbour.test.org") in hashes(repo, "Ana Reyes")


@pytest.fixture
def hidden(repo: Repo) -> Repo:
    """Give a garden in which Bea and Cy are hidden, and had a part in one lesson."""
    text = "# A\n\nOil the pump each spring before the rain.\n"
    repo.commit(BEA, docs__lessons__a=text)
    more = f"{text}\nTie the rope of the second boat twice, at noon, and write the day on it.\n"
    repo.commit(CY, docs__lessons__a=more, docs__notes__cy=NOTE)
    repo.commit(CY, docs__lessons__c="# C\n\nWords of Cy alone stand here.\n")
    repo.commit(BEA, docs__notes__bea=NOTE)
    repo.commit(ANA, docs__notes__ana=NOTE)
    for handle, name in (("one", "Bea Lind"), ("two", "Cy Okafor")):
        repo.write(f"docs/people/{handle}.md", f"---\ngit: [{name}]\nshow: hidden\n---\n")
    repo.commit(ANA)
    return repo


def test_of_two_hidden_people_each_is_told_their_own(hidden: Repo) -> None:
    """Their lessons, words and notes are told apart, though the site shows both as one colleague."""
    told = held(hidden, "Bea Lind")
    assert [one.lesson for one in told.lessons] == ["lessons/a.md"]
    whole = {one.what: one.path for one in told.places if one.path.startswith("docs/notes")}
    assert whole == {"author": "docs/notes/bea.md"}
    assert round(told.lessons[0].words) == 9 and told.thanks == 0
    assert "Cy" not in str(told) and "cy" not in str(told.places)


def test_what_the_site_calls_hidden_people_is_nobody_s_name(hidden: Repo) -> None:
    """The word for a colleague stands in texts of all: a wish or a redaction must not look for it."""
    garden = hidden.garden()
    assert not {"colleague", "a colleague"} & {
        one.casefold().replace("-", " ") for one in names_of(one_person("Bea Lind", garden), garden)
    }


def test_every_place_that_names_somebody_is_told(repo: Repo) -> None:
    """Reviewers, credit of lessons, trails and notes, notes about a person, mailmap, owners, names
    of files, trailers: by what they are.
    """
    repo.write(".mailmap", "Bea Lind <bea@harbour.test.org> <b@old.test.org>\n")
    repo.write("CODEOWNERS", "* bea@harbour.test.org\n")
    front = "review:\n  by: bea\n  every: 12 months\ncredit:\n  - person: bea\n    role: helper\n"
    step = "steps:\n  - lesson: ../lessons/a.md\n    why: So.\ncredit:\n  - person: bea\n"
    told = NOTE.replace("kind", "credit:\n  - person: bea\n    role: helper\nkind")
    repo.commit(
        ANA,
        "Plant\n\nReviewed-by: Bea Lind <bea@harbour.test.org>\nHelped-by: Cy Okafor",
        docs__people__bea="---\nname: Bea Lind\n---\n",
        docs__lessons__a=f"---\n{front}---\n\n# A\n\nWords.\n",
        docs__lessons__bea_lind="# B\n\nWords of others.\n",
        docs__trails__t=f"---\ntitle: T\n{step}---\n",
        docs__notes__n=told,
        docs__notes__m="---\nabout: people/bea.md\nkind: thanks\n---\n\nThank you.\n",
    )
    repo.commit(BEA, docs__lessons__z="# Z\n\nWords of Bea.\n")
    # A clock that was wrong, or work that was moved onto newer work.
    repo.clock -= 90 * 86_400
    repo.commit(BEA, docs__lessons__y="# Y\n\nMore words of Bea.\n")
    found = held(repo, "bea")
    assert {(one.path, one.what) for one in found.places} >= {
        (".mailmap", "mailmap"),
        ("CODEOWNERS", "owner"),
        ("docs/people/bea.md", "profile"),
        ("docs/lessons/a.md", "review"),
        ("docs/lessons/a.md", "credit"),
        ("docs/lessons/bea_lind.md", "file-name"),
        ("docs/trails/t.md", "credit"),
        ("docs/notes/n.md", "credit"),
        ("docs/notes/m.md", "about"),
    }
    assert found.trailers == (("Reviewed-by", 1),)
    assert (found.authored, found.first < found.last) == (2, True)

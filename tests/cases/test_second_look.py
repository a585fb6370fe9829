# What a fresh attacker and a newcomer found in the whole: ways in which somebody private was shown,
# or a date was wrong, that no test had thought of. Must not know: where each is mended.
"""Test what a second look found."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from pollinate.export.json_text import to_json
from pollinate.export.public import export_public
from pollinate.garden import build_garden
from pollinate.paths import SrcUri
from pollinate.publish import publish
from support.repo import ANA, BEA, CY, Repo, lines
from support.run import pollinate
from support.site import build

HIDDEN = "---\nname: Cy Okafor\ngit: [Cy Okafor]\nshow: hidden\n---\n"
LESSON = lines("one", "two", "three")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Return a garden with a lesson of Cy, who wants to be hidden."""
    repo = Repo(tmp_path / "garden")
    repo.commit(ANA, docs__index="# Home\n", docs__lessons__a=lines("a", "b"))
    repo.commit(CY, docs__lessons__b=LESSON)
    return repo


def everything(repo: Repo) -> str:
    """Return all that may be known outside."""
    return to_json(export_public(publish(repo.garden())))


@pytest.mark.parametrize(
    "profile",
    [
        "name: Cy: Okafor\ngit: [Cy Okafor]\nshow: hidden",
        "git: [Cy Okafor\nshow: hidden",
        "name: @Cy Okafor\nshow: hidden",
        "git: {Cy Okafor}\nshow: hidden",
        "name: [Cy, {a: b}]\nshow: hidden",
    ],
)
def test_a_wish_whose_names_can_not_be_read_stops_the_build(repo: Repo, profile: str) -> None:
    """Who is to be hidden can't be known, so nothing is built until it can."""
    repo.commit(ANA, docs__people__cy=f"---\n{profile}\n---\n")
    stopping = [d.code for d in repo.garden().diagnostics if d.stops_build]
    assert ["profile-unreadable"] == stopping


@pytest.mark.parametrize("text", [HIDDEN, HIDDEN.upper().replace("CY OKAFOR", "Cy Okafor")])
@pytest.mark.parametrize("place", ["people/cy.md", "people/deck/cy.md", "people/cy.markdown"])
def test_a_wish_counts_wherever_a_profile_lies(repo: Repo, text: str, place: str) -> None:
    """In a folder below, with another ending, with keys in capitals."""
    repo.write(f"docs/{place}", text)
    repo.commit(ANA)
    assert "Okafor" not in everything(repo)


def test_a_broken_profile_without_a_wish_stops_nothing(repo: Repo) -> None:
    """A slip in somebody's ordinary profile is a finding, and a site's own page none of ours."""
    repo.commit(ANA, docs__people__ana="---\nname: Ana Reyes\nask_about: x: y\n---\n")
    assert [] == [d.code for d in repo.garden().diagnostics if d.stops_build]


def test_a_gathering_tells_no_day_of_who_did_nothing_else(repo: Repo) -> None:
    """Somebody private who is only there is private there, too."""
    repo.commit(ANA, docs__people__kim="---\nname: Kim Lund\nshow: hidden\n---\n")
    repo.commit(ANA, docs__gatherings__g="---\ndate: 2022-07-21\npeople: [kim, Ana Reyes]\n---\n")
    told = everything(repo)
    assert "2022-07-21" not in told and "2022-07" in told and "Kim" not in told


def test_a_credit_from_a_file_tells_no_day(repo: Repo) -> None:
    """The day of a lesson that somebody private is said to have written is a month."""
    repo.commit(ANA, docs__people__cy=HIDDEN)
    front = "---\ncreated: 2021-04-18\ncredit:\n  - {person: cy, role: author}\n---\n"
    repo.commit(ANA, docs__lessons__c=front + lines("k", "l"))
    assert "2021-04-18" not in everything(repo)


@pytest.mark.parametrize(
    "name",
    [
        "@cy",
        "[[cy]]",
        "cy.md",
        "people/cy.md",
        "../people/cy.md",
        "Cy Okafor (Deck)",
        "[[Cy Okafor]]",
        "our Cy Okafor",
    ],
)
def test_a_name_is_resolved_as_people_write_it(repo: Repo, name: str) -> None:
    """A handle with its sign, a path, a wiki link, a remark behind it: the same person."""
    repo.commit(ANA, docs__people__cy=HIDDEN)
    repo.commit(ANA, docs__lessons__c=f'---\nlearned_from:\n  - person: "{name}"\n---\n# C\n')
    repo.commit(ANA, docs__gatherings__g=f'---\ndate: 2022-07\npeople: ["{name}"]\n---\n# G\n')
    garden = repo.garden()
    assert {"ana-reyes", "a-colleague"} == {str(slug) for slug in garden.contributors}
    assert "kafor" not in everything(repo) and f'"{name}"' not in everything(repo)


def test_an_alias_says_nothing_of_its_own(repo: Repo) -> None:
    """What somebody may be asked about is in their own words, which tell who they are."""
    alias = HIDDEN.replace("show: hidden", "show: alias\nalias: Owl\nask_about: [my knots]")
    repo.commit(ANA, docs__people__cy=alias)
    assert "Owl" in everything(repo) and "knots" not in everything(repo)


@pytest.mark.parametrize(
    "contact",
    [
        "Otto C <mailto:cy@harbour.org>",
        "Otto C (cy@harbour.org)",
        "Otto C, cy@harbour.org",
        '"Okafor, Cy" <c2@harbour.org>',
    ],
)
def test_a_trailer_is_joined_however_its_address_is_written(repo: Repo, contact: str) -> None:
    """Other spellings of an address, and of a name, make no second person of a hidden one."""
    cy = "Cy Okafor <cy@harbour.org>"
    repo.commit(cy, docs__lessons__d=lines("d"))
    repo.commit(ANA, docs__people__cy=HIDDEN)
    repo.commit(ANA, f"Change\n\nReviewed-by: {contact}", docs__lessons__a=lines("a", "b", "c"))
    assert {"ana-reyes", "a-colleague"} == {str(slug) for slug in repo.garden().contributors}


def test_a_note_s_person_needs_no_role(repo: Repo) -> None:
    """The kind of a note says what the person did, as the handbook writes it."""
    note = (
        "---\nabout: lessons/a.md\nkind: applied\noutcome: worked\ncredit:\n  - person: Bea Lind\n"
    )
    repo.commit(ANA, docs__notes__n=f"{note}---\n\nIt did.\n")
    garden = repo.garden()
    assert [("bea-lind",)] == [tuple(map(str, placed.by)) for placed in garden.notes]
    assert ["entered-by"] == [d.code for d in check_garden(garden)]


def test_a_review_is_dated_by_the_review(repo: Repo, tmp_path: Path) -> None:
    """Whoever reviewed and mended a word later reviewed on the day of the review."""
    repo.commit(
        ANA,
        "More\n\nReviewed-by: Bea Lind <bea@harbour.test.org>",
        docs__lessons__a=lines("a", "b", "c", "d", "e", "f"),
    )
    repo.clock += 60 * 86_400
    repo.commit(BEA, docs__lessons__a=lines("a", "b", "c", "d", "e", "g"))
    text = build(repo.path, tmp_path / "site").page("lessons/a").text
    assert "Reviewed 14 November 2023" in text or "Reviewed 15 November 2023" in text, text


def test_names_in_angle_brackets_stay_words(repo: Repo, tmp_path: Path) -> None:
    """Headers and generic types are no elements."""
    repo.commit(ANA, docs__lessons__a="# A\n\nPut #include <stdio.h> and <java.util.List> first.\n")
    text = build(repo.path, tmp_path / "site").page("lessons/a").text
    assert "Put #include <stdio.h> and <java.util.List> first." in text


def test_check_refuses_a_path_that_is_not_there(repo: Repo) -> None:
    """A slip in a CI's line must not pass for ever."""
    done = pollinate("-C", str(repo.path), "--docs-dir", "docs", "check", "docs/nowhere")
    assert 2 == done.returncode and "no file or folder 'docs/nowhere'" in done.stderr
    done = pollinate("-C", str(repo.path), "--docs-dir", "docs", "check", "docs/lessons")
    assert 0 == done.returncode, done.stderr


def test_a_wish_holds_in_every_language(repo: Repo) -> None:
    """A translation of a profile is the same person's: it says nothing of the wish."""
    repo.commit(ANA, docs__people__cy=HIDDEN)
    repo.write("docs/people/cy.fr.md", "---\nname: Cy Okafor\nteam: Deck\n---\nBonjour\n")
    repo.commit(ANA)
    assert "Okafor" not in everything(repo)
    assert [] == [d.code for d in repo.garden().diagnostics if d.stops_build]
    uris = [SrcUri("lessons/b.md"), SrcUri("people/cy.fr.md")]
    other = build_garden(repo.settings(), uris=uris)
    assert "Okafor" not in to_json(export_public(publish(other)))
    assert SrcUri("people/cy.fr.md") in other.content.hidden_files


def test_order_tells_no_day_either(repo: Repo) -> None:
    """Where only months are said, people of one month stand by name and not by day."""
    zoe = "Zoe Adams <zoe@harbour.test.org>"
    for who, text in ((zoe, "z"), (ANA, "za"), (CY, "zac"), (BEA, "zacb")):
        repo.commit(who, docs__lessons__o=lines(*(f"{letter} {letter}" for letter in text)))
    repo.commit(ANA, docs__people__cy=HIDDEN)
    shown = publish(repo.garden()).credits[SrcUri("lessons/o.md")].credits
    assert {"2023-11"} == {credit.first for credit in shown}
    order = [credit.contributor for credit in shown]
    assert sorted(order) == order and 4 == len(order)


def test_a_page_elsewhere_is_no_profile(repo: Repo) -> None:
    """A key that another tool calls so makes no person of a page outside the folders of profiles."""
    repo.commit(ANA, docs__guide__page="---\nshow: hidden\n---\n# Page\n")
    for globs in (("people/*.md",), ("**/people/*.md",)):
        content = build_garden(repo.settings(people=globs)).content
        assert SrcUri("guide/page.md") in content.pages and not content.people

# Promises of who is who, each from a history of a few commits in memory: under which name and address
# somebody is shown, and whom a name means. Must not know: git, pages.
"""Test deriving people."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.derive.people import FEW, derive_people
from pollinate.derive.slugs import Slugs, plain_slug
from pollinate.derive.times import Times
from pollinate.model.git import Commit, History, Identity
from pollinate.model.people import COLLEAGUE, Contributor, People, PersonFile, Show
from pollinate.paths import RepoPath, Sha, Slug, SrcUri
from pollinate.settings import Settings

SETTINGS = Settings(root=Path("/garden"), docs_dir=Path("/garden/docs"))


def history(*authors: str) -> History:
    """Return a commit a day by each of some authors, given as `Name <address>`."""
    commits = []
    for day, author in enumerate(authors, 1):
        name, _, mail = author.partition(" <")
        who = Identity(name, mail.rstrip(">"))
        commits.append(
            Commit(
                sha=Sha(f"{day:040x}"),
                parents=(),
                author=who,
                raw_author=who,
                when=f"2026-03-{day:02d}T12:00:00+00:00",
                subject="x",
            )
        )
    return History(head=commits[-1].sha, commits=tuple(commits))


def file(handle: str, **values: object) -> dict[str, PersonFile]:
    """Return one people file, by its handle."""
    one = PersonFile(
        handle=handle,
        src_uri=SrcUri(f"people/{handle}.md"),
        repo_path=RepoPath(f"docs/people/{handle}.md"),
        **values,  # type: ignore[arg-type]
    )
    return {handle: one}


def people(
    told: History,
    files: dict[str, PersonFile] | None = None,
    named: tuple[str, ...] = (),
    teams: tuple[str, ...] = (),
) -> People:
    """Derive the people of a history."""
    return derive_people(told, files or {}, named, teams, Times(told), SETTINGS)


def shown(found: People) -> dict[str, str]:
    """Return slug -> name of everybody."""
    return {slug: one.name for slug, one in found.contributors.items()}


def only(found: People) -> Contributor:
    """Return the only contributor."""
    (one,) = found.contributors.values()
    return one


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        (("mira <m@a.test.org>", "Mira Kovac <m@a.test.org>"), "Mira Kovac"),
        (("M Kovac <m@a.test.org>", *["Mira Kovac <m@a.test.org>"] * 2), "Mira Kovac"),
        (("Mira K <m@a.test.org>", "Mira Kovac <m@a.test.org>"), "Mira K"),
        (("mira <m@a.test.org>", *["kovac <m@a.test.org>"] * 2), "kovac"),
    ],
    ids=["two words before one", "most commits", "the oldest", "most commits of one word"],
)
def test_which_of_several_names_is_shown(authors: tuple[str, ...], name: str) -> None:
    """Of one address's names: one of two words, then that of most commits, then the oldest."""
    assert name == only(people(history(*authors))).name


def test_a_file_s_name_is_shown_and_its_handle_is_the_address() -> None:
    """What somebody says of themselves goes before all that Git says."""
    told = history("Mira Kovac <m@a.test.org>")
    one = only(people(told, file("mira", name="Mira K.", git=("Mira Kovac",), team="Payments")))

    assert ("Mira K.", "mira", "Payments", True) == (one.name, one.slug, one.team, one.has_page)
    assert "2026-03-01T12:00:00+00:00" == one.first


def test_an_address_does_not_change_hands() -> None:
    """Of two of one name none has the plain address, which an older commit would give to another;
    each keeps their own, whoever comes later or before, and it is told.
    """
    two = ("Lee <a@a.test.org>", "Lee <b@a.test.org>")
    alone, before = people(history("Lee <a@a.test.org>")), people(history(*two))
    after = people(history(*two, "Lee <c@a.test.org>"))

    assert {"lee": "Lee"} == shown(alone)
    assert 2 == len(before.contributors) and 3 == len(after.contributors)
    assert "lee" not in after.contributors
    assert before.by_identity.items() <= after.by_identity.items()
    (told,) = (one for one in after.diagnostics if one.code == "namesakes")
    assert "3 people would be people/lee/" in told.message


def test_names_of_other_scripts_have_an_address() -> None:
    """A name is written in Latin letters; two such people stay two."""
    found = people(history("张伟 <z@a.test.org>", "Игорь Петров <i@a.test.org>"))

    assert {"zhangwei": "张伟", "igor-petrov": "Игорь Петров"} == shown(found)
    assert Slug("zhangwei") == found.resolve("张伟")


def test_a_hidden_person_is_a_colleague_without_anything_of_their_own() -> None:
    """Everybody hidden is one and the same, by any name and under any address."""
    told = history("Mira Kovac <m@a.test.org>", "Ana Reyes <a@a.test.org>", "M K <m@a.test.org>")
    hidden = file("mira", git=("Mira Kovac",), team="Payments", show=Show.HIDDEN)
    found = people(told, hidden)

    assert {"a-colleague": "a colleague", "ana-reyes": "Ana Reyes"} == shown(found)
    assert {COLLEAGUE} == {
        found.by_identity[Identity(name, "m@a.test.org")] for name in ("Mira Kovac", "M K")
    }
    assert COLLEAGUE == found.resolve("mira KOVAC")
    assert ("", "", False) == (
        found.contributors[COLLEAGUE].first,
        found.contributors[COLLEAGUE].team,
        found.contributors[COLLEAGUE].has_page,
    )


def test_an_alias_says_months_and_no_small_team() -> None:
    """Neither a day, nor a team of fewer than five, nor words of the person's own."""
    told = history("Mira Kovac <m@a.test.org>")
    alias = {
        "git": ("Mira Kovac",),
        "team": "Payments",
        "ask_about": ("ropes",),
        "show": Show.ALIAS,
        "alias": "Night owl",
    }
    one = people(told, file("mira", **alias)).contributors[Slug("night-owl")]
    assert ("Night owl", "2026-03", "", (), None) == (
        one.name,
        one.first,
        one.team,
        one.ask_about,
        one.profile,
    )

    crowd = file("mira", **alias)
    for n in range(FEW - 1):
        crowd |= file(f"p{n}", name=f"Person N{n}", team="Payments")
    assert "Payments" == people(told, crowd).contributors[Slug("night-owl")].team


def test_an_alias_that_is_somebodys_name_hides() -> None:
    """Nobody is shown as another; the file is told, and its owner is not shown at all."""
    told = history("Mira Kovac <m@a.test.org>", "Ana Reyes <a@a.test.org>")
    found = people(told, file("mira", git=("Mira Kovac",), show=Show.ALIAS, alias="ana REYES"))

    assert ["alias-is-a-name"] == [finding.code for finding in found.diagnostics]
    assert {"a-colleague": "a colleague", "ana-reyes": "Ana Reyes"} == shown(found)


def test_people_whom_only_files_name_are_there_once() -> None:
    """A name in a lesson is a person, unless somebody here bears it already."""
    told = history("Mira Kovac <m@a.test.org>")
    found = people(told, named=("Bea Lind", "bea lind", "mira kovac"))

    assert {"mira-kovac": "Mira Kovac", "bea-lind": "Bea Lind"} == shown(found)
    assert "" == found.contributors[Slug("bea-lind")].first


def test_a_team_is_no_person_and_has_no_page() -> None:
    """A team called like a person is nobody of its own, so that it can take nothing over."""
    told = history("Mira Kovac <m@a.test.org>")
    found = people(told, teams=("Payments team", "Mira Kovac"))

    team = found.team("payments team")
    assert team is not None and not found.contributors[team].has_page
    assert found.team("Mira Kovac") is None


def test_bots_are_nobody() -> None:
    """A name in brackets has no credit and stands in no list; that it is a bot is known."""
    found = people(history("renovate[bot] <1+renovate[bot]@users.noreply.github.com>"))

    assert {} == shown(found)
    assert ["renovate[bot]"] == [who.name for who in found.tools]


def test_a_reserved_handle_stops_the_build() -> None:
    """Nobody's file may stand for all who are hidden."""
    found = people(history("Mira Kovac <m@a.test.org>"), file("a-colleague", git=("Mira Kovac",)))

    assert [("reserved-handle", True)] == [(d.code, d.stops_build) for d in found.diagnostics]
    assert "a-colleague" not in found.contributors
    assert "Mira Kovac" in shown(found).values()


HUB = "users.noreply.github.com"


@pytest.mark.parametrize(
    ("authors", "count"),
    [
        (("Ana Reyes <x@a.test.org>", "Bo Lind <x@a.test.org>"), 1),
        (("Ana Reyes <x@a.test.org>", "Bo Lind <x@a.test.org>", "Cy Oka <x@a.test.org>"), 3),
        (("Ana Reyes <info+x@a.test.org>", "Bo Lind <info+x@a.test.org>"), 2),
        ((f"Mia <55+mia@{HUB}>", f"M T <mia@{HUB}>"), 1),
        ((f"Mia <55+mia@{HUB}>", f"M T <mia@{HUB}>", f"Bo <56+mia@{HUB}>"), 3),
        (("Kim Lee (Ops) <a@a.test.org>", "Kim Lee <b@a.test.org>"), 1),
        (("Kim Lee (Ops) <a@a.test.org>", "Kim Lee (Legal) <b@a.test.org>"), 2),
        (("Jan Smitx <a@a.test.org>", "jansmitx <b@a.test.org>"), 1),
        (("Jan Smit <a@a.test.org>", "jansmit <b@a.test.org>"), 2),
        (("Jan Smitx <a@a.test.org>", "Jans Mitx <b@a.test.org>", "jansmitx <c@a.test.org>"), 3),
        (("Anony Mous <a@a.test.org>", "anonymous <b@a.test.org>"), 2),
        (("jeong <jeong@a.test.org>", "jeong <b@b.test.org>"), 1),
        (("jeon <jeon@a.test.org>", "jeon <b@b.test.org>"), 2),
        (("jeong <a@a.test.org>", "jeong <b@b.test.org>"), 2),
        (("jeong <jeong@a.test.org>", "jeong <b@b.test.org>", "Jeong Kim <k@a.test.org>"), 3),
        ((f"jeong <1+jeong@{HUB}>", f"jeong <2+jeong@{HUB}>"), 2),
        (("Cy <>", "Cy <a@a.test.org>"), 1),
        (("Cy <>", "Cy <a@a.test.org>", "Cy <b@a.test.org>"), 3),
    ],
)
def test_who_is_one_person(authors: tuple[str, ...], count: int) -> None:
    """By an address, an account, a remark, a login, a handle or a lone namesake; each with the
    nearest case that is not enough.
    """
    assert count == len(set(people(history(*authors)).by_identity.values()))


def test_strangers_at_the_address_of_somebody_private_stay_theirs() -> None:
    """However many names stand at it, none of them shows whose it is."""
    names = ("Mira Kovac", "Ana Reyes", "Bo Lind", "Cy Oka")
    told = history(*(f"{name} <x@a.test.org>" for name in names))
    found = people(told, file("mira", git=("Mira Kovac",), show=Show.HIDDEN))
    assert {COLLEAGUE} == set(found.by_identity.values())
    assert "shared-address" not in {one.code for one in found.diagnostics}


def test_a_files_own_spelling_goes_before_a_likeness() -> None:
    """Whoever's file has the very name gets its commits, though somebody private's is like it."""
    told = history(
        "Zoë Quill <a@a.test.org>", "Zoe Quill <b@a.test.org>", "ZoëQuill <c@a.test.org>"
    )
    files = file("zq", git=("Zoë Quill",), show=Show.HIDDEN) | file("zoe", git=("Zoe Quill",))
    found = people(told, files)
    assert [COLLEAGUE, "zoe", COLLEAGUE] == [
        found.by_identity[Identity(name, mail)]
        for name, mail in (
            ("Zoë Quill", "a@a.test.org"),
            ("Zoe Quill", "b@a.test.org"),
            ("ZoëQuill", "c@a.test.org"),
        )
    ]


def test_the_most_private_of_several_wishes_wins() -> None:
    """Between two files of private people the one that shows least; what is another's by its file
    stays with them.
    """
    told = history("Mira <x@a.test.org>", "Ana <x@a.test.org>", "Both Of <x@a.test.org>")
    files = file("ana", git=("Ana",), show=Show.ALIAS, alias="Owl") | file(
        "mira", git=("Mira",), show=Show.HIDDEN
    )
    found = people(told, files).by_identity
    assert ["a-colleague", "owl", "a-colleague"] == [
        found[Identity(name, "x@a.test.org")] for name in ("Mira", "Ana", "Both Of")
    ]


def test_a_name_that_two_files_claim_is_nobodys() -> None:
    """Neither gets the commits, whichever file comes first."""
    told = history("Kim Lee <k@a.test.org>")
    files = file("a", name="A B", git=("Kim Lee",)) | file("b", name="B C", git=("Kim Lee",))
    found = people(told, files)
    assert "claimed-twice" in {one.code for one in found.diagnostics}
    assert {"a", "b"}.isdisjoint(found.by_identity.values())


def test_no_two_people_have_one_address() -> None:
    """Neither that of a file, nor one that was given before; a checksum may be taken too."""
    kim, lee, bo = Slug("kim"), Slug("lee"), Slug("bo")
    slugs = Slugs({lee}, [lee, kim, kim, bo])
    given = [slugs.give(kim, "a"), slugs.give(kim, "a"), slugs.give(lee, "b"), slugs.give(bo, "c")]
    assert len({*given, lee}) == 5 and kim not in given and given[-1] == bo
    assert slugs.give(bo, "d") != bo
    assert ["2 people would be people/kim/"] == [
        one.message.partition("/,")[0] + "/" for one in slugs.namesakes()
    ]


def test_spellings_of_a_name_without_letters_are_one_address() -> None:
    """A checksum is that of the name, not of how somebody typed it."""
    assert plain_slug("\u2605 \u2606", "person") == plain_slug(" \u2605\u200b-\u2606", "person")

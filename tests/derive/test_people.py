# Promises of who is who, each from a history of a few commits in memory: under which name and address
# somebody is shown, and whom a name means. Must not know: git, pages.
"""Test deriving people."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.derive.people import FEW, derive_people
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

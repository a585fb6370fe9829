# What one person can say of another by a file of their own: it is said by whom, or it has no effect,
# and a moderator is told. Each beside the honest use. Must not know: how claims are found.
"""Test claims about others."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from support.repo import ANA, BEA, CY, Repo, lines
from support.site import build

NOTE = """\
---
about: lessons/mine.md
kind: applied
outcome: worked
credit:
  - person: Ana Reyes
    role: practitioner
---

This lesson saved my quarter.
"""


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Return a garden in which Ana and Cy wrote a lesson each."""
    repo = Repo(tmp_path / "garden")
    repo.commit(
        ANA,
        docs__index="# Home\n\n<!-- pollinate: home -->\n",
        docs__lessons__hers=lines("a", "b", "c"),
    )
    repo.commit(CY, docs__lessons__mine=lines("x", "y", "z"))
    return repo


def codes(repo: Repo) -> list[str]:
    """Return the codes of all findings of `check`."""
    return [d.code for d in check_garden(repo.garden())]


def test_a_note_in_somebody_elses_name_says_who_entered_it(repo: Repo, tmp_path: Path) -> None:
    """Wherever the note stands, its writer stands too; of one's own word nothing is said."""
    repo.commit(CY, docs__notes__n=NOTE)
    assert ["entered-by"] == codes(repo)
    site = build(repo.path, tmp_path / "site")
    told = "Ana Reyes (entered by Cy Okafor)"
    assert told in site.page("lessons/mine").text
    assert "Entered by Cy Okafor" in site.page("").text
    assert "Entered by Cy Okafor" in site.page("people/ana-reyes").text
    feeds = "".join(f.read_text() for f in (tmp_path / "site/feeds").rglob("*.xml"))
    assert told in feeds
    assert '"entered_by": ["cy-okafor"]' in (tmp_path / "site/garden.json").read_text()
    repo.commit(CY, docs__notes__n=None)
    repo.commit(ANA, docs__notes__own=NOTE)
    assert [] == codes(repo)
    assert "entered by" not in build(repo.path, tmp_path / "own").page("lessons/mine").text


def test_a_credit_that_somebody_else_wrote_is_told(repo: Repo) -> None:
    """A role given to another, and a team put in another's place, are advice for moderators; one's
    own team is none.
    """
    given = "---\ncredit:\n  - {person: Ana Reyes, role: reviewer}\n---\n"
    repo.commit(CY, docs__lessons__mine=given + lines("x", "y", "z"))
    assert ["credit-by-another"] == codes(repo)
    repo.commit(CY, docs__lessons__mine=lines("x", "y", "z"))
    team = "---\ncredit:\n  - as: {}\n---\n" + lines("a", "b", "c")
    repo.commit(CY, docs__lessons__hers=team.format("Cy and friends"))
    assert ["credit-by-another"] == codes(repo)
    repo.commit(ANA, docs__lessons__hers=lines("a", "b", "c"))
    repo.commit(ANA, docs__lessons__hers=team.format("Harbour team"))
    assert [] == codes(repo)


def test_a_team_in_the_place_of_a_named_person_is_refused(repo: Repo) -> None:
    """An entry that names a person and a team takes nothing from the person, and is a finding."""
    text = "---\ncredit:\n  - {person: Ana Reyes, as: Cy and friends}\n---\n"
    repo.commit(CY, docs__lessons__hers=text + lines("a", "b", "c"))
    assert ["two-names"] == codes(repo)
    credits = repo.garden().credits["lessons/hers.md"].credits
    assert {"ana-reyes": 1.0} == {c.contributor: c.share for c in credits if c.share}


def test_two_entries_to_one_team_lose_no_share(repo: Repo) -> None:
    """A team stands for all whom it replaces, with all that they wrote."""
    message = "Add\n\nCo-authored-by: Bea Lind <bea@harbour.test.org>"
    text = "---\ncredit:\n  - as: Team\n  - as: Team\n---\n"
    repo.commit("helper[bot] <b@b.test.org>", message, docs__lessons__ours=text + lines("k", "l"))
    repo.commit("helper[bot] <b@b.test.org>", message, docs__lessons__ours=text + lines("k", "m"))
    credits = {c.contributor: c for c in repo.garden().credits["lessons/ours.md"].credits}
    assert ["team"] == list(credits)
    assert (1.0, 2) == (credits["team"].share, len(credits["team"].commits))


def test_a_profile_that_takes_over_commits_is_told(repo: Repo) -> None:
    """Who claims a name under which somebody else committed is pointed out; a second name of one's
    own address is one's own.
    """
    repo.commit(CY, docs__people__cy="---\nname: Cy Okafor\ngit: [Cy Okafor, Ana Reyes]\n---\n")
    assert ["claims-a-name"] == codes(repo)
    repo.commit("C. Okafor <cy@harbour.test.org>", docs__lessons__more=lines("m"))
    repo.commit(CY, docs__people__cy="---\nname: Cy Okafor\ngit: [Cy Okafor, C. Okafor]\n---\n")
    assert [] == codes(repo)


def test_a_redirect_does_not_take_over_what_git_saw_renamed(repo: Repo) -> None:
    """Links to the old path lead to where the lesson went; a redirect from a path that is gone
    works as before.
    """
    repo.commit(BEA, docs__lessons__refers="# Refers\n\nSee [hers](hers.md).\n")
    (repo.path / "docs/lessons/t").mkdir()
    repo.git("mv", "docs/lessons/hers.md", "docs/lessons/t/hers.md")
    repo.commit(ANA, "Move")
    front = "---\nredirect_from: [lessons/hers.md, lessons/never.md]\n---\n"
    repo.commit(CY, docs__lessons__mine=front + lines("x", "y", "z"))
    repo.commit(BEA, docs__lessons__other="# Other\n\nSee [never](never.md).\n")
    targets = {link.source: link.target for link in repo.garden().links}
    assert "lessons/t/hers.md" == targets["lessons/refers.md"]
    assert "lessons/mine.md" == targets["lessons/other.md"]
    assert ["redirect-against-git"] == codes(repo)


def test_a_list_of_ignored_commits_that_takes_credit_is_told(repo: Repo) -> None:
    """A commit that made a lesson is no formatting; that nobody is credited for it is said."""
    sha = repo.git("log", "--format=%H", "--author=Ana").splitlines()[-1]
    repo.write(".git-blame-ignore-revs", f"{sha}\n")
    repo.commit(CY)
    assert ["ignored-commit-made-a-lesson"] == codes(repo)


def test_nobody_reviews_only_their_own_work(repo: Repo) -> None:
    """A merge of one's own branch with one's own Reviewed-by makes no reviewer, nor does one of
    somebody else's change to one's own lesson; a merge of another's work on another's lesson does.
    """
    repo.commit(ANA, docs__lessons__theirs=lines("a", "b"))
    repo.commit(CY, docs__lessons__own=lines("c", "d"))
    for who, name, reviewed in ((CY, "own", False), (BEA, "own", False), (BEA, "theirs", True)):
        repo.git("checkout", "-q", "-b", f"{name}-{who[0]}")
        text = (repo.path / f"docs/lessons/{name}.md").read_text()
        repo.commit(who, **{f"docs__lessons__{name}": text + lines(f"{name}{who[0]}")})
        repo.git("checkout", "-q", "main")
        message = "Merge\n\nReviewed-by: Cy Okafor <cy@harbour.test.org>"
        repo.git("merge", "-q", "--no-ff", f"{name}-{who[0]}", "-m", message, who=CY)
        credits = {c.contributor: c for c in repo.garden().credits[f"lessons/{name}.md"].credits}
        assert reviewed is ("reviewer" in [role.value for role in credits["cy-okafor"].roles])


@pytest.mark.parametrize(
    "line",
    [
        "Cy Okafor <cy@harbour.test.org> <ana@harbour.test.org>",
        "Cy Okafor <cy@harbour.test.org> Ana Reyes <ana@harbour.test.org>",
        "Cy Okafor <ana@harbour.test.org>",
    ],
)
def test_a_mailmap_that_takes_over_commits_is_told(repo: Repo, line: str) -> None:
    """Who gets commits of somebody with another name and another address is pointed out, with a
    commit to look at and without the other name.
    """
    made = repo.git("log", "--format=%h", "--abbrev=10", "--author=Ana").splitlines()[-1]
    repo.write(".mailmap", f"{line}\n")
    repo.commit(CY)
    found = check_garden(repo.garden())
    (told,) = (one for one in found if one.code == "mailmap-gives-commits")
    assert ".mailmap" == told.path
    assert "a commit" in told.message and "than Cy Okafor ever used" in told.message
    assert made in told.message and "Ana" not in told.message


def test_a_particle_is_no_name_in_common(repo: Repo) -> None:
    """Two people of whose names only "de" is the same are two people to a mailmap, too."""
    repo.commit("Mara de Wit <mara@harbour.test.org>", docs__lessons__m=lines("m"))
    repo.write(".mailmap", "Jon de Kam <jon@harbour.test.org> <mara@harbour.test.org>\n")
    repo.commit("Jon de Kam <jon@harbour.test.org>", docs__lessons__j=lines("j"))
    assert "mailmap-gives-commits" in codes(repo)


@pytest.mark.parametrize(
    ("who", "line"),
    [
        ("cyo <cyo@old.test.org>", "Cy Okafor <cy@harbour.test.org> <cyo@old.test.org>"),
        ("co <co@old.test.org>", "Cy Okafor <cy@harbour.test.org> <co@old.test.org>"),
        ("C. Okafor <c@old.test.org>", "Cy Okafor <cy@harbour.test.org> <c@old.test.org>"),
        ("okafor-cy <c@old.test.org>", "Cy Okafor <cy@harbour.test.org> <c@old.test.org>"),
        (
            "Nobu Hara <cy@harbour.test.org>",
            "Cy Okafor <cy@harbour.test.org> <cy@harbour.test.org>",
        ),
        ("Cy O <c@old.test.org>", "Cy Okafor <cy@harbour.test.org> <c@old.test.org>"),
        ("Nobu Hara <n@old.test.org>", "New Name <n@new.test.org> <n@old.test.org>"),
    ],
    ids=[
        "in short",
        "initials",
        "first letter",
        "turned round",
        "one address",
        "first name",
        "who left a name",
    ],
)
def test_an_honest_mailmap_is_not_told(repo: Repo, who: str, line: str) -> None:
    """Names with something in common, an address used under both, and a name that only one side
    ever committed under, are one person's.
    """
    repo.commit(who, docs__lessons__more=lines("more"))
    repo.write(".mailmap", f"{line}\n")
    repo.commit(CY)
    assert "mailmap-gives-commits" not in codes(repo)


@pytest.mark.parametrize(
    "profile",
    [
        "name: Ana Reyes\nkind: tool",
        "git: [Ana Reyes]\nkind: tool",
        "name: Ana Reyes\nshow: hidden",
        "name: Ana Reyes\nshow: alias\nalias: Village Idiot",
        "name: Ana Reyes",
        "show: hidden\ngit: [reyes ana]",
        "show: hidden",
    ],
)
def test_a_profile_that_speaks_for_another_is_told(repo: Repo, profile: str) -> None:
    """By a name in any spelling or by the handle, to hide, to rename or to make a tool of somebody;
    who is hidden is not named by the finding.
    """
    repo.write("docs/people/ana-reyes.md", f"---\n{profile}\n---\n")
    repo.commit(CY)
    (told,) = (one for one in check_garden(repo.garden()) if one.code == "claims-a-name")
    assert told.path == "docs/people/ana-reyes.md"
    assert ("Ana" in told.message) is ("show" not in profile and "name:" in profile)


def test_one_s_own_profile_is_no_claim(repo: Repo) -> None:
    """Whoever writes their own, under a name or an address of theirs, is not told."""
    repo.write("docs/people/ana.md", "---\nname: Ana Reyes\nshow: hidden\n---\n")
    repo.commit(ANA)
    assert "claims-a-name" not in codes(repo)


def test_a_profile_at_another_s_address_is_told(repo: Repo) -> None:
    """A file that is called as somebody else's page would be."""
    repo.write("docs/people/ana-reyes.md", "---\nname: Cy Okafor\ngit: [Cy Okafor]\n---\n")
    repo.commit(CY)
    assert "claims-an-address" in codes(repo)


def test_a_mailmap_that_makes_a_tool_of_somebody_is_told(repo: Repo) -> None:
    """A line that gives a person's commits to a bot takes all of them away."""
    bot = "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>"
    repo.write(".mailmap", f"{bot} <ana@harbour.test.org>\n")
    repo.commit(CY)
    assert "mailmap-gives-commits" in codes(repo)


def test_a_trailer_makes_no_tool_of_a_person(repo: Repo) -> None:
    """A name like an app's beside somebody's address takes nothing from them."""
    repo.commit(CY, "Empty\n\nCo-authored-by: helper[bot] <ana@harbour.test.org>")
    assert {"Ana Reyes"} <= {one.name for one in repo.garden().contributors.values()}
    assert repo.shares("hers").get("Ana Reyes", 0) > 0


def test_a_trailer_is_no_consent(repo: Repo) -> None:
    """Who puts a team in another's place is told also where a trailer names the other."""
    text = (repo.path / "docs/lessons/hers.md").read_text("utf-8")
    repo.lesson(CY, f"---\ncredit:\n  - as: Deck\n---\n{text}", f"As\n\nReviewed-by: {ANA}", "hers")
    assert "credit-by-another" in codes(repo)


@pytest.mark.parametrize(
    ("bots", "message"),
    [
        (["weblate"], "More\n\nCo-authored-by: weblate <ana@harbour.test.org>"),
        (["Ana *"], "More"),
        (["*"], "More\n\nCo-authored-by: Crowdin Sync <ana@harbour.test.org>"),
    ],
)
def test_a_setting_that_makes_a_tool_of_somebody_is_told(
    repo: Repo, bots: list[str], message: str
) -> None:
    """By their name, or by one that a trailer has beside their address."""
    repo.commit(CY, message, docs__lessons__more=lines("m"))
    garden = repo.garden(bots=bots)
    said = [one.message for one in check_garden(garden) if one.code == "bots-name-a-person"]
    assert any("'Ana Reyes' counts as a tool" in one for one in said)
    repo.commit(CY, docs__people__ana="---\nname: Ana Reyes\nshow: hidden\n---\n")
    found = check_garden(repo.garden(bots=bots))
    assert not any("Ana" in one.message for one in found if one.code == "bots-name-a-person")


def test_a_setting_that_names_tools_is_not_told(repo: Repo) -> None:
    """Without an address of their own, with a forge's for apps, or called as tools are."""
    for who in (
        "Harbour Bot <harbour@tools.test.org>",
        "crowdin-sync <c@tools.test.org>",
        "Deck <noreply@tools.test.org>",
        "renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>",
    ):
        repo.commit(who, docs__lessons__more=lines("m", who[0]))
    garden = repo.garden(bots=["Harbour Bot", "crowdin*", "Deck", "*[bot]"])
    assert "bots-name-a-person" not in {one.code for one in check_garden(garden)}

# Who is credited where other tools get it wrong: clones, co-authors, names and addresses, lines that
# nobody has committed, renames. The table of all cases is in docs/developers/cases.md.
"""Test who is credited."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.errors import GitError
from pollinate.model.diagnostics import Severity
from support.repo import ANA, BEA, CY, MOD, Repo, lines
from support.run import pollinate
from support.site import article, build

BOT = "renovate[bot] <bot@harbour.test.org>"


@pytest.mark.parametrize(
    "environment", [{}, {"CI": "true", "GITHUB_ACTIONS": "true"}, {"GITLAB_CI": "true"}]
)
@pytest.mark.parametrize("verb", ["credits", "check", "build"])
def test_shallow_clone_is_refused_everywhere(
    shallow: Path, environment: dict[str, str], verb: str
) -> None:
    """A shallow clone is refused in any environment, with exit code 2 and the very lines that cure
    it.
    """
    done = pollinate("-C", str(shallow), "--docs-dir", "docs", verb, env=environment)

    assert 2 == done.returncode
    assert "shallow" in done.stderr and "Traceback" not in done.stderr
    assert (
        "fetch-depth: 0" in done.stderr
        and 'GIT_DEPTH: "0"' in done.stderr
        and "fetchDepth: 0" in done.stderr
        and "--unshallow" in done.stderr
    )


def test_shallow_clone_credits_nobody_wrongly(shallow: Path) -> None:
    """With `history: optional` a shallow clone gives a site that names nobody and says so on the
    page and in the log.
    """
    (shallow / "mkdocs.yml").write_text(
        "site_name: S\ntheme: {name: material, font: false}\nplugins:\n  - pollinate/garden:\n     "
        " history: optional\n  - pollinate/attribution\n"
    )
    (shallow / "docs/index.md").write_text("# Home\n")

    done = pollinate("-C", str(shallow), "build", "--site-dir", "out")

    assert 0 == done.returncode, done.stderr
    assert "shallow" in done.stderr and "WARNING" in done.stderr
    page = (shallow / "out/lessons/a/index.html").read_text()
    assert "Ana" not in page and "Bea" not in page
    assert "pl-byline" in page and "history" in page.lower()


def test_co_author_shares_sum_to_one(repo: Repo) -> None:
    """Two co-authors and an author share a commit's lines equally, and the page sums to 1."""
    repo.lesson(
        ANA, lines("one", "two", "three"), f"Write\n\nCo-authored-by: {BEA}\nCo-authored-by: {CY}"
    )

    work, credits = repo.credits()

    assert {"Ana Reyes": 0.333, "Bea Lind": 0.333, "Cy Okafor": 0.333} == repo.shares()
    assert abs(sum(c.share for c in credits["lessons/a.md"].credits) - 1) < 1e-9
    assert 30.0 == sum(c.words for c in credits["lessons/a.md"].credits)


def test_co_author_shares_beside_other_commits(repo: Repo) -> None:
    """Shares still sum to 1 when only some of the lines are written together."""
    repo.lesson(ANA, lines("one", "two"))
    repo.lesson(BEA, lines("one", "two", "three", "four"), f"More\n\nCo-authored-by: {CY}")

    assert {"Ana Reyes": 0.5, "Bea Lind": 0.25, "Cy Okafor": 0.25} == repo.shares()


@pytest.mark.parametrize(
    "message",
    [
        f"Co-authored-by: {BEA}",
        f"Co-Authored-By: {BEA}",
        f"co-authored-by: {BEA}",
        f"CO-AUTHORED-BY: {BEA}",
        f"Co-authored-by : {BEA}",
        f"Co-authored-by:{BEA}",
        f"Co-authored-by: {BEA}   \t",
        f"Co-authored-by: {BEA}\r",
        f"Write it\r\n\r\nWith care.\r\n\r\nCo-authored-by: {BEA}\r\n",
        f"* Write (#4)\n\nCo-authored-by: {BEA}\n\n* Mend (#5)\n\nNot a trailer block.",
        f"Write it\nCo-authored-by: {BEA}\nand more prose right below",
        f"Write\n\nCo-authored-by: {BEA}\nCo-authored-by: {BEA}",
    ],
)
def test_trailer_spellings(repo: Repo, message: str) -> None:
    """A trailer counts in any case, with CRLF and trailing blanks, anywhere in a message, and
    once.
    """
    repo.git("config", "commit.cleanup", "verbatim")
    repo.lesson(
        ANA,
        lines("one", "two"),
        message if message.startswith(("Write", "*")) else f"Write\n\n{message}",
    )

    assert {"Ana Reyes": 0.5, "Bea Lind": 0.5} == repo.shares()


@pytest.mark.parametrize(
    "message",
    [
        f"He wrote:\n\n> Co-authored-by: {BEA}",
        f"Quoted:\n\n    Co-authored-by: {BEA}",
        f"Explain that the line Co-authored-by: {BEA} stands in messages",
        "Say what Co-authored-by: means",
        f"Not-co-authored-by: {BEA}",
    ],
)
def test_quoted_prose_is_no_trailer(repo: Repo, message: str) -> None:
    """Prose that quotes a trailer, or merely holds its words, credits nobody."""
    repo.lesson(ANA, lines("one", "two"), f"Write\n\n{message}")

    assert {"Ana Reyes": 1.0} == repo.shares()


def test_trailer_identity_goes_through_mailmap(repo: Repo) -> None:
    """A co-author's old name and address become what .mailmap says, beside that person's own
    commits.
    """
    repo.write(".mailmap", "Cy Okafor <cy@harbour.test.org> Old Cy <oldcy@harbour.test.org>\n")
    repo.lesson(CY, lines("one"))
    repo.lesson(
        ANA, lines("one", "two", "three"), "More\n\nCo-authored-by: Old Cy <oldcy@harbour.test.org>"
    )

    assert {"Cy Okafor": 0.667, "Ana Reyes": 0.333} == repo.shares()


def test_malformed_contacts_do_not_stop_mailmap(repo: Repo) -> None:
    """A trailer that git's own reader dies of is read beside well-formed ones."""
    repo.write(".mailmap", "Cy Okafor <cy@harbour.test.org> <oldcy@harbour.test.org>\n")
    odd = (
        "Co-authored-by: Just A Name\nCo-authored-by: Odd <<odd>>\nCo-authored-by:"
        " <>\nCo-authored-by: O <a b@c>\n"
    )
    repo.lesson(ANA, lines("one"), f"Write\n\n{odd}Co-authored-by: X <oldcy@harbour.test.org>")

    assert {"Ana Reyes", "Cy Okafor", "Just A Name"} <= set(repo.shares())


def test_apostrophe_in_a_name_is_only_an_apostrophe(repo: Repo, tmp_path: Path) -> None:
    """A name with an apostrophe stands on its page as it is; all other sinks are in
    test_escaping.py.
    """
    repo.write("docs/index.md", "# Home\n")
    repo.lesson("Niamh O'Brien <niamh@harbour.test.org>", lines("one"))

    page = build(repo.path, tmp_path / "site").page("lessons/a")

    assert "Niamh O'Brien" in article(page).text
    assert [] == page.dangers()


def test_addresses_differ_in_case_only(repo: Repo) -> None:
    """`Jane@` and `jane@` are one person."""
    repo.lesson("Jane <Jane@Harbour.test.org>", lines("one"))
    repo.lesson("Jane Doe <jane@harbour.TEST.org>", lines("one", "two"))

    assert {"Jane Doe": 1.0} == repo.shares()


def test_one_name_two_addresses(repo: Repo) -> None:
    """One full name under two addresses is one person, said as advice with the mailmap line to
    write.
    """
    repo.lesson("Ana Reyes <ana@work.test.org>", lines("one"))
    repo.lesson("Ana Reyes <ana@home.test.net>", lines("one", "two"))

    assert {"Ana Reyes": 1.0} == repo.shares()
    advice = [
        d
        for d in repo.garden().diagnostics
        if d.severity is Severity.ADVICE and ".mailmap" in d.path
    ]
    assert (
        1 == len(advice)
        and "Ana Reyes" in advice[0].message
        and "@" not in advice[0].message + advice[0].cure
    )


def test_many_addresses_of_one_name_are_one_finding(repo: Repo) -> None:
    """However many addresses somebody committed from, `check` says it once, with the number of
    mailmap lines to write.
    """
    for place in ("work", "home", "train", "pier"):
        repo.lesson(f"Ana Reyes <ana@{place}.test.org>", lines("one", place))
    repo.lesson("Bea Lind <bea@a.test.org>", lines("one", "b"))
    repo.lesson("Bea Lind <bea@b.test.org>", lines("one", "b", "c"))

    found = [one for one in repo.garden().diagnostics if one.code == "same-name"]
    assert [
        "4 addresses under the name 'Ana Reyes'",
        "two addresses under the name 'Bea Lind'",
    ] == [one.message.removesuffix(" are taken for one person") for one in found]
    assert "3 lines" in found[0].cure and "@" not in "".join(one.cure for one in found)


def test_one_name_two_people(repo: Repo) -> None:
    """Two people of one name are kept apart by people files, and not joined by a single word; one
    colleague's two addresses meet in every squash.
    """
    repo.lesson(
        "Kim Lee <kim1@harbour.test.org>",
        lines("one"),
        "Write\n\nCo-authored-by: Kim Lee <kim2@harbour.test.org>",
    )
    assert 1 == len(repo.garden().contributors)

    repo.write("docs/people/kim.md", "---\nname: Kim Lee\n---\n")
    repo.write("docs/people/kim-of-sales.md", "---\nname: Kim Lee\n---\n")
    assert 2 == len({one.slug for one in repo.garden().contributors.values() if one.profile})

    repo.lesson("Sam <sam1@harbour.test.org>", lines("s"), name="s")
    repo.lesson("Sam <sam2@harbour.test.org>", lines("s", "t"), name="s")
    work, credits = repo.credits()
    assert 2 == len(credits["lessons/s.md"].credits)
    found = {c.contributor for c in credits["lessons/s.md"].credits}
    assert 2 == len(found) and all(one.startswith("sam-") for one in found)


def test_join_same_name_can_be_switched_off(repo: Repo) -> None:
    """With `join_same_name: false` one name under two addresses stays two people."""
    repo.lesson("Ana Reyes <ana@work.test.org>", lines("one"))
    repo.lesson("Ana Reyes <ana@home.test.net>", lines("one", "two"))

    work, credits = repo.credits(join_same_name=False)

    found = {c.contributor for c in credits["lessons/a.md"].credits}
    assert 2 == len(found) and all(one.startswith("ana-reyes-") for one in found)


def test_placeholder_addresses_join_nobody(repo: Repo) -> None:
    """Empty, example, localhost and generic noreply addresses say nothing about who somebody is."""
    for number, mail in enumerate(["", "a@example.com", "root@localhost", "noreply@github.com"]):
        repo.lesson(f"One{number} <{mail}>", lines("one"), name=f"n{2 * number}")
        repo.lesson(f"Two{number} <{mail}>", lines("two"), name=f"n{2 * number + 1}")

    assert 8 == len(repo.garden().contributors)


def test_forge_noreply_addresses_join_by_login(repo: Repo) -> None:
    """Both forms of a forge's noreply address are one person."""
    repo.lesson("Ana <ana@users.noreply.github.com>", lines("one"))
    repo.lesson("Ana Reyes <123+ana@users.noreply.github.com>", lines("one", "two"))

    assert {"Ana Reyes": 1.0} == repo.shares()


def test_uncommitted_line_drops_nobody(repo: Repo) -> None:
    """A line that is not committed yet changes no credit: HEAD's people stay, and nobody called Not
    Committed Yet appears.
    """
    repo.lesson(ANA, lines("one"), f"Write\n\nCo-authored-by: {BEA}")
    repo.lesson(CY, lines("one", "two"))
    before = repo.shares()
    repo.write("docs/lessons/a.md", "A line of now.\n" + lines("one", "two") + "Another.\n")

    assert before == repo.shares()
    assert {"Ana Reyes", "Bea Lind", "Cy Okafor"} == set(before)


def test_uncommitted_front_matter_shifts_nothing(repo: Repo) -> None:
    """Front matter that is not committed yet does not push committed lines out of the text."""
    repo.lesson(ANA, lines("one", "two"))
    repo.write("docs/lessons/a.md", "---\ntitle: New\nsummary: New\n---\n" + lines("one", "two"))

    work, credits = repo.credits()

    assert 20.0 == credits["lessons/a.md"].credits[0].words


@pytest.mark.parametrize("renamer", [BOT, MOD])
def test_pure_rename_keeps_the_writer(repo: Repo, renamer: str) -> None:
    """Who only renames a file, bot or moderator, gets no credit; the writer stays its author."""
    repo.commit(ANA, "Write", docs__lessons__old=lines("one", "two", "three"))
    (repo.path / "docs/lessons/old.md").rename(repo.path / "docs/lessons/a.md")
    repo.commit(renamer, "Move")
    repo.lesson(BEA, lines("one", "two", "three", "four"))

    assert {"Ana Reyes": 0.75, "Bea Lind": 0.25} == repo.shares()
    assert {"Ana Reyes": ["author"], "Bea Lind": ["editor"]} == repo.roles()


def test_rename_is_no_update(repo: Repo) -> None:
    """A rename without a change of text moves neither the first nor the last date."""
    repo.commit(ANA, "Write", docs__lessons__old=lines("one", "two", "three"))
    _, before = repo.credits()
    (repo.path / "docs/lessons/old.md").rename(repo.path / "docs/lessons/a.md")
    repo.commit(MOD, "Move")

    _, after = repo.credits()

    old, new = before["lessons/old.md"], after["lessons/a.md"]
    assert (old.first, old.last) == (new.first, new.last)


def test_message_names_the_clone(shallow: Path) -> None:
    """The core raises one error of ours with place, problem, cure and example."""
    from pollinate.garden import build_garden
    from pollinate.settings import make_settings

    with pytest.raises(GitError) as caught:
        build_garden(make_settings({}, root=shallow, docs_dir=shallow / "docs"))

    error = caught.value
    assert error.place and "shallow" in error.problem and error.cure and error.example


def test_a_colleague_is_nobody_who_commits(repo: Repo) -> None:
    """The words "A colleague", which a text received without its sender's name has, stand for whom
    they say, whether or not somebody else is hidden here.
    """
    for hidden in (False, True):
        if hidden:
            repo.commit(ANA, docs__people__ana="---\nname: Ana Reyes\nshow: hidden\n---\n")
        text = '---\ncredit:\n  - as: "A colleague"\n---\n' + lines("a", "b")
        repo.commit(BEA, docs__lessons__a=text, docs__lessons__b="# B\n\nAnother.\n")
        note = (
            "---\nabout: lessons/b.md\nkind: question\ncredit:\n  - as: a  Colleague\n---\n\nWhy?\n"
        )
        repo.commit(BEA, docs__notes__q=note)
        assert {"A colleague"} == {name.capitalize() for name in repo.shares()}
        garden = repo.garden()
        (asked,) = garden.notes
        assert ["A colleague"] == [
            garden.people.contributors[by].name.capitalize() for by in asked.by
        ]
        assert [] == [one for one in garden.diagnostics if one.code == "as-a-person"]


@pytest.mark.parametrize("name", ["Ana Reyes", "Night Owl"])
def test_a_name_that_stands_for_nobody_is_told(repo: Repo, name: str) -> None:
    """A person's name or alias under `as` credits whoever commits, and that is no secret."""
    repo.commit(ANA, docs__lessons__c="# C\n\nMine.\n")
    profile = "---\nname: Cy Okafor\nshow: alias\nalias: Night owl\n---\n"
    repo.commit(CY, docs__people__cy=profile, docs__lessons__d="# D\n\nMine.\n")
    repo.lesson(BEA, f"---\ncredit:\n  - as: {name}\n---\n" + lines("a", "b"))
    note = f"---\nabout: lessons/a.md\nkind: question\ncredit:\n  - as: {name}\n---\n\nWhy?\n"
    repo.commit(BEA, docs__notes__q=note)
    told = [d for d in repo.garden().diagnostics if d.code == "as-a-person"]
    assert [("docs/lessons/a.md", 3), ("docs/notes/q.md", 5)] == [
        (one.path, one.line) for one in told
    ]
    assert {"Bea Lind": 1.0} == repo.shares()


def test_merged_by_is_the_moderator_of_a_squash(repo: Repo) -> None:
    """A squash has no merge that says who took it in: `Merged-by` does, of others' work only."""
    repo.lesson(ANA, lines("one", "two"), f"Add\n\nMerged-by: {MOD}\nMerged-by: {ANA}")

    assert {"Ana Reyes": ["author"], "Mo Derator": ["moderator"]} == repo.roles()

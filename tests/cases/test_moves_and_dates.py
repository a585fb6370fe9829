# What was moved, copied, squashed, reverted or only formatted, and when it happened. The table of
# all cases is in docs/developers/cases.md.
"""Test moves, squashes, formatters and dates."""

from __future__ import annotations

import pytest
from pollinate.history.owners import Runs
from pollinate.history.survival import settle_merged
from pollinate.model.git import RULE_BITS, Rule
from pollinate.settings import make_settings
from support.repo import ANA, BEA, CY, MOD, Repo, build_credits, lines

FORMATTER = "Fay Format <fay@harbour.test.org>"
WORDS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")


def credits_at(repo: Repo, docs: str, **values: object) -> dict[str, dict[str, float]]:
    """Return the shares of all lessons of a garden in some folder."""
    folder = repo.path / docs
    work, credits = build_credits(
        make_settings({"cache": False, **values}, root=folder.parent, docs_dir=folder)
    )
    return {
        uri: {
            work.people.contributors[c.contributor].name: round(c.share, 3)
            for c in one.credits
            if c.words
        }
        for uri, one in credits.items()
    }


def test_rename_with_rewrite_is_a_new_file(repo: Repo) -> None:
    """A rename with a rewrite below half the text is a new lesson; what stayed keeps its writer."""
    repo.commit(ANA, "Write", docs__lessons__old=lines(*WORDS))
    (repo.path / "docs/lessons/old.md").unlink()
    fresh = "".join(f"Nothing of line {n} was here before, all said anew.\n" for n in range(20))
    repo.lesson(BEA, lines(*WORDS[:3]) + fresh, "Rewrite under another name")

    assert {"Bea Lind": round(20 / 23, 3), "Ana Reyes": round(3 / 23, 3)} == repo.shares()
    assert {"moved", "blame"} == repo.rules()


def test_created_in_front_matter_wins(repo: Repo) -> None:
    """`created` in front matter says when a lesson was planted where git can't know."""
    repo.lesson(BEA, "---\ncreated: 2019-05-01\n---\n\n" + lines("one"))

    _, credits = repo.credits()

    assert credits["lessons/a.md"].first.startswith("2019-05-01")
    assert credits["lessons/a.md"].last.startswith("2023-")


def test_first_is_never_after_last(repo: Repo) -> None:
    """A rename keeps the first date, so a lesson is never newer than its last change."""
    repo.commit(ANA, "Write", docs__lessons__old=lines(*WORDS))
    (repo.path / "docs/lessons/old.md").unlink()
    repo.lesson(BEA, lines(*WORDS[:5], "new"), "Rename and edit")

    _, credits = repo.credits()

    one = credits["lessons/a.md"]
    assert one.first < one.last
    assert {"Ana Reyes": round(5 / 6, 3), "Bea Lind": round(1 / 6, 3)} == repo.shares()
    assert "author" in repo.roles()["Ana Reyes"]


def test_split_keeps_the_writer_in_both_halves(repo: Repo) -> None:
    """When a moderator splits a page into two, both halves stay their writer's (rule `moved`)."""
    repo.lesson(ANA, lines(*WORDS))
    repo.commit(
        MOD, "Split", docs__lessons__a=lines(*WORDS[:3]), docs__lessons__b=lines(*WORDS[3:])
    )

    assert {"Ana Reyes": 1.0} == repo.shares("a") == repo.shares("b")
    assert {"moved"} == repo.rules("b")


@pytest.mark.parametrize("old", ["docs/lessons/old.md", "docs/old.md"])
def test_split_after_a_rename(repo: Repo, old: str) -> None:
    """A page that was renamed, or moved into the lessons, without a change of text can be split
    like any other.
    """
    repo.write(old, lines(*WORDS))
    repo.commit(ANA, "Write")
    (repo.path / "docs/lessons").mkdir(exist_ok=True)
    (repo.path / old).rename(repo.path / "docs/lessons/a.md")
    repo.commit(MOD, "Move")
    repo.commit(
        MOD, "Split", docs__lessons__a=lines(*WORDS[:3]), docs__lessons__b=lines(*WORDS[3:])
    )

    assert {"Ana Reyes": 1.0} == repo.shares("a") == repo.shares("b")


def test_copy_keeps_the_writer(repo: Repo) -> None:
    """A copied passage is credited to who wrote it, also where the original stays."""
    repo.lesson(ANA, lines(*WORDS))
    repo.commit(MOD, "Copy", docs__lessons__b="# My own\n\n" + lines(*WORDS[:4]))

    assert {"Ana Reyes": 0.952, "Mo Derator": 0.048} == repo.shares("b")


def test_short_coincidences_are_no_move(repo: Repo) -> None:
    """Two short lines that happen to stand elsewhere are the new writer's own."""
    repo.lesson(ANA, "Stop here.\nCall us.\n" + lines("one"))
    repo.commit(BEA, "Another", docs__lessons__b="Stop here.\nCall us.\n" + lines("two"))

    assert {"Bea Lind": 1.0} == repo.shares("b")


def test_squash_keeps_everybody_by_trailers(repo: Repo) -> None:
    """In a squash commit the trailers save the writers, wherever in the message they stand."""
    message = (
        f"Two lessons (#7)\n\n* First (#5)\n\nCo-authored-by: {BEA}\n\n* Second\n\nCo-authored-by:"
        f" {CY}\nReviewed-by: {ANA}\n\n---\nMerged."
    )
    repo.lesson(MOD, lines(*WORDS), message)

    shares, roles = repo.shares(), repo.roles()

    assert {"Mo Derator": 0.333, "Bea Lind": 0.333, "Cy Okafor": 0.333} == shares
    assert "reviewer" in roles["Ana Reyes"] and "co-author" in roles["Bea Lind"]


def test_squash_without_trailers_is_its_author_s(repo: Repo) -> None:
    """Without trailers nobody can know who wrote a squashed text: it is the commit's author's."""
    repo.lesson(MOD, lines(*WORDS), "Two lessons (#7)")

    assert {"Mo Derator": 1.0} == repo.shares()


def test_bot_squash_goes_to_its_humans(repo: Repo) -> None:
    """A bot that squashes gives all lines to the human co-authors."""
    repo.lesson(
        "merge[bot] <merge@harbour.test.org>",
        lines(*WORDS),
        f"Merge\n\nCo-authored-by: {BEA}\nCo-authored-by: {CY}",
    )

    assert {"Bea Lind": 0.5, "Cy Okafor": 0.5} == repo.shares()


def test_committer_is_never_credited(repo: Repo) -> None:
    """A forge's web interface commits; only authors are credited."""
    repo.git("config", "user.name", "GitHub")
    repo.write("docs/lessons/a.md", lines("one"))
    repo.git("add", "-A")
    repo.git(
        "commit",
        "-q",
        "-m",
        "Write",
        who=ANA,
        env={"GIT_COMMITTER_NAME": "GitHub", "GIT_COMMITTER_EMAIL": "noreply@github.com"},
    )

    assert ["Ana Reyes"] == [c.name for c in repo.garden().contributors.values()]


def test_merging_is_moderating(repo: Repo) -> None:
    """Who merges another's work is its moderator and owns none of its lines."""
    repo.lesson(ANA, lines("one"))
    repo.git("checkout", "-qb", "side")
    repo.lesson(BEA, lines("one", "two"))
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "side", "-m", "Merge", who=MOD)

    assert {"Ana Reyes": 0.5, "Bea Lind": 0.5} == repo.shares()
    assert ["moderator"] == repo.roles()["Mo Derator"]


def test_author_date_with_its_offset_counts(repo: Repo) -> None:
    """After a cherry-pick or rebase the author's date stands, with the author's offset."""
    repo.write("docs/lessons/a.md", lines("one"))
    repo.git("add", "-A")
    dates = {
        "GIT_AUTHOR_DATE": "2024-03-01T23:30:00-0800",
        "GIT_COMMITTER_DATE": "2026-06-01T12:00:00+0000",
    }
    repo.git("commit", "-q", "-m", "Write", who=ANA, env=dates)

    _, credits = repo.credits()

    assert (
        "2024-03-01T23:30:00-08:00" == credits["lessons/a.md"].first == credits["lessons/a.md"].last
    )


def test_cherry_picked_lines_stay_the_writer_s(repo: Repo) -> None:
    """Who cherry-picks another's commit gets no lines of it."""
    repo.lesson(ANA, lines("one"))
    repo.git("checkout", "-qb", "side")
    picked = repo.lesson(BEA, lines("one", "two"))
    repo.git("checkout", "-q", "main")
    repo.commit(CY, "Else", docs__lessons__b=lines("b"))
    repo.git("cherry-pick", picked, who=MOD)

    assert {"Ana Reyes": 0.5, "Bea Lind": 0.5} == repo.shares()


def test_order_is_by_instant_not_by_text(repo: Repo) -> None:
    """First and last compare instants: 01:00+0200 is before 00:30Z of the same day."""
    for who, text, date in (
        (ANA, lines("one"), "2024-03-02T01:00:00+0200"),
        (BEA, lines("one", "two"), "2024-03-01T23:30:00+0000"),
    ):
        repo.write("docs/lessons/a.md", text)
        repo.git("add", "-A")
        env = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        repo.git("commit", "-q", "-m", "Write", who=who, env=env)

    _, credits = repo.credits()

    assert "2024-03-02T01:00:00+02:00" == credits["lessons/a.md"].first
    assert "2024-03-01T23:30:00+00:00" in credits["lessons/a.md"].last.replace("Z", "+00:00")


def test_revert_gives_lines_back(repo: Repo) -> None:
    """Lines that a revert brings back are their writer's again (rule `revert`)."""
    repo.lesson(ANA, lines(*WORDS))
    bad = repo.lesson(BEA, lines("nothing"))
    repo.git("revert", "--no-edit", bad, who=MOD)

    assert {"Ana Reyes": 1.0} == repo.shares()
    assert {"revert"} == repo.rules()


def test_revert_without_its_words_is_seen_by_the_text(repo: Repo) -> None:
    """A text that equals an older version is a revert, whatever the message says."""
    repo.lesson(ANA, lines(*WORDS))
    repo.lesson(BEA, lines("nothing"))
    repo.lesson(MOD, lines(*WORDS), "Put it back")

    assert {"Ana Reyes": 1.0} == repo.shares()


def test_formatter_is_looked_through(repo: Repo) -> None:
    """A commit named in the ignore file gets no credit and no role; its lines stay with who wrote
    them.
    """
    repo.lesson(ANA, lines(*WORDS))
    formatted = lines(*WORDS).replace("0 ", "-0 ").replace("1 ", "-1 ")
    sha = repo.lesson(FORMATTER, formatted, "Format")
    assert 0.4 > repo.shares()["Fay Format"] > 0.3

    repo.write(".git-blame-ignore-revs", f"# formatting\n{sha}\n")

    assert {"Ana Reyes": 1.0} == repo.shares()
    assert ["Ana Reyes"] == list(repo.roles())
    assert {"kept", "ignored-commit"} == repo.rules()


def test_creation_skips_ignored_commits(repo: Repo) -> None:
    """An ignored commit is neither a lesson's first nor its last."""
    start = repo.lesson(FORMATTER, lines("import"), "Import")
    repo.lesson(ANA, lines("import", *WORDS))
    end = repo.lesson(FORMATTER, lines("import", *WORDS).replace(" ", "  ", 1), "Format")
    _, before = repo.credits()
    repo.write(".git-blame-ignore-revs", f"{start}\n{end}\n")

    _, after = repo.credits()

    assert (
        before["lessons/a.md"].first
        < after["lessons/a.md"].first
        == after["lessons/a.md"].last
        < before["lessons/a.md"].last
    )


@pytest.mark.parametrize(
    "content", ["", "not a sha\n", "abc123\n", "\xff\xfe\0\n", "0" * 40 + "\n", "é" * 40]
)
def test_odd_ignore_file_stops_nothing(repo: Repo, content: str) -> None:
    """A missing, odd or malformed ignore file is told and never stops the build."""
    repo.lesson(ANA, lines("one"))
    repo.write(".git-blame-ignore-revs", content.encode("latin-1"))

    garden = repo.garden()

    assert {"Ana Reyes": 1.0} == repo.shares()
    expected = bool(content.strip()) and not content.startswith("0" * 40)
    assert expected == any(d.code == "ignore-file" for d in garden.diagnostics)


def test_white_space_changes_nobody_s_credit(repo: Repo) -> None:
    """Re-indenting, re-aligning a table and wrapping in blanks leave words with who wrote them
    (rule `kept`).
    """
    repo.lesson(ANA, "| a | b |\n|---|---|\n| one thing | two |\n\n- point one of the list\n")
    repo.lesson(
        BEA,
        "|  a        | b   |\n|---|---|\n| one thing | two |\n\n    - point one of the list   \n",
    )

    assert {"Ana Reyes": 1.0} == repo.shares()
    assert {"blame", "kept"} == repo.rules()


def test_blank_lines_and_front_matter_are_nobody_s(repo: Repo) -> None:
    """Blank lines and front matter count for nothing; who wrote only those still changed the
    lesson.
    """
    repo.lesson(ANA, "---\ntitle: A\n---\n" + lines("one", "two"))
    repo.lesson(
        BEA,
        "---\ntitle: A\nsummary: B\ntags: [x]\n---\n\n\n"
        + lines("one", "two").replace("\n", "\n\n"),
    )

    assert {"Ana Reyes": 1.0} == repo.shares()
    assert ["editor"] == repo.roles()["Bea Lind"]


def test_shares_are_of_the_page(repo: Repo) -> None:
    """Shares are worked out page by page: a small page's sole writer has all of it beside a huge
    one.
    """
    repo.lesson(ANA, lines(*(f"word{n}" for n in range(400))), name="huge")
    repo.lesson(BEA, lines("one"), name="small")

    assert {"Bea Lind": 1.0} == repo.shares("small")
    assert {"Ana Reyes": 1.0} == repo.shares("huge")


def test_order_is_first_contribution(repo: Repo) -> None:
    """Credits stand in order of first contribution, not of size, on the page's own terms."""
    repo.lesson(BEA, lines("one"))
    repo.lesson(ANA, lines("one", *WORDS))

    assert ["Bea Lind", "Ana Reyes"] == list(repo.shares())


@pytest.mark.parametrize("docs", ["docs", "sites/garden/docs", "docs/deep/down"])
def test_garden_anywhere_in_the_repository(repo: Repo, docs: str) -> None:
    """Neither mkdocs.yml nor docs_dir need be at the repository root."""
    repo.write(f"{docs}/lessons/a.md", lines("one"))
    repo.commit(ANA)

    assert {"lessons/a.md": {"Ana Reyes": 1.0}} == credits_at(repo, docs)


def test_repository_inside_nothing_but_docs(repo: Repo) -> None:
    """A repository whose root is docs_dir itself is a garden."""
    repo.write("lessons/a.md", lines("one"))
    repo.commit(ANA)

    assert {"lessons/a.md": {"Ana Reyes": 1.0}} == credits_at(repo, ".")


def test_docs_beside_mkdocs_yml_in_another_place(repo: Repo) -> None:
    """docs_dir may lie outside the folder of mkdocs.yml: the repository around docs_dir counts."""
    repo.write("docs/lessons/a.md", lines("one"))
    repo.write("conf/mkdocs.yml", "site_name: S\ndocs_dir: ../docs\n")
    repo.commit(ANA)
    settings = make_settings({"cache": False}, root=repo.path / "conf", docs_dir=repo.path / "docs")

    work, credits = build_credits(settings)

    assert ["ana-reyes"] == [c.contributor for c in credits["lessons/a.md"].credits]


def test_symlinked_page_is_a_page_without_wrong_credit(repo: Repo) -> None:
    """A page that is a link inside docs_dir never names who made the link as the writer of the
    text.
    """
    repo.lesson(ANA, lines("one"))
    (repo.path / "docs/lessons/link.md").symlink_to("a.md")
    repo.commit(BEA, "Link")

    work, credits = repo.credits()

    named = (
        {
            work.people.contributors[c.contributor].name
            for c in credits["lessons/link.md"].credits
            if c.words
        }
        if "lessons/link.md" in credits
        else set()
    )
    assert named in ({"Ana Reyes"}, set())


def row(tag: str, count: int) -> str:
    """Return a line of so many words that no other has."""
    return " ".join(f"{tag}word{n}" for n in range(count)) + "\n"


@pytest.mark.parametrize(("count", "whose"), [(5, "Bea Lind"), (6, "Ana Reyes")])
def test_so_many_words_in_a_row_have_moved(repo: Repo, count: int, whose: str) -> None:
    """Six words that went from one lesson and came to another keep their writer; five may be
    chance.
    """
    repo.commit(CY, docs__lessons__b=row("y", 10))
    repo.commit(ANA, docs__lessons__a=row("x", 10) + row("p", count))
    repo.commit(BEA, docs__lessons__a=row("x", 10), docs__lessons__b=row("y", 10) + row("p", count))
    assert set(repo.shares("b")) == {"Cy Okafor", whose}


@pytest.mark.parametrize(
    ("copied", "whose"),
    [
        (row("p", 30), "Bea Lind"),
        (row("p", 12) + row("q", 12), "Bea Lind"),
        (row("p", 12) + row("q", 13), "Ana Reyes"),
    ],
    ids=["one line", "24 words", "two lines of 25 words"],
)
def test_so_much_text_is_a_copy(repo: Repo, copied: str, whose: str) -> None:
    """Two lines and 25 words that still stand where they stood keep their writer in the copy."""
    repo.commit(ANA, docs__lessons__a=row("x", 10) + copied)
    repo.commit(BEA, docs__lessons__b=row("y", 10) + copied)
    repo.commit(CY, docs__lessons__b=row("y", 10) + copied + row("z", 10))
    assert whose in repo.shares("b") and len(repo.shares("b")) == (2 if whose == "Bea Lind" else 3)


def test_what_stands_in_two_lessons_is_boilerplate(repo: Repo) -> None:
    """It stays with whoever copied it, as does what one commit copies into two lessons."""
    text = row("p", 15) + row("q", 15)
    repo.commit(ANA, docs__lessons__a=row("x", 10) + text)
    repo.commit(BEA, docs__lessons__b=row("y", 10) + text, docs__lessons__c=row("z", 10) + text)
    repo.commit(CY, docs__lessons__d=row("u", 10) + text)
    assert repo.shares("b") == repo.shares("c") == {"Bea Lind": 1.0}
    assert repo.shares("d") == {"Cy Okafor": 1.0}


def test_who_writes_half_of_a_lesson_is_an_author(repo: Repo) -> None:
    """With one word less it is an editor."""
    repo.lesson(ANA, row("a", 10))
    repo.lesson(BEA, row("a", 10) + row("b", 10))
    assert repo.roles() == {"Ana Reyes": ["author"], "Bea Lind": ["author"]}
    repo.lesson(ANA, row("a", 11) + row("b", 10))
    assert repo.roles() == {"Ana Reyes": ["author"], "Bea Lind": ["editor"]}


@pytest.mark.parametrize(("count", "roles"), [(24, []), (25, ["editor"])])
def test_few_words_that_came_here_give_no_role(repo: Repo, count: int, roles: list[str]) -> None:
    """Whoever never changed a lesson has a role there from 25 words on."""
    repo.commit(CY, docs__lessons__b=row("y", 60))
    repo.commit(ANA, docs__lessons__a=row("x", 10) + row("p", count))
    repo.commit(BEA, docs__lessons__a=row("x", 10), docs__lessons__b=row("y", 60) + row("p", count))
    assert repo.roles("b")["Ana Reyes"] == roles


def test_who_brings_back_what_was_taken_back_did_something(repo: Repo) -> None:
    """A change and its revert give no role; bringing it in again does."""
    before, after = row("a", 30), row("a", 30) + row("b", 10)
    for who, text in ((ANA, before), (BEA, after), (CY, before), (MOD, after)):
        repo.lesson(who, text)
    assert repo.roles() == {"Ana Reyes": ["author"], "Bea Lind": [], "Mo Derator": ["editor"]}


def test_another_text_at_a_path_is_another_lesson(repo: Repo) -> None:
    """Who wrote what stood there before has nothing to do with it."""
    repo.lesson(ANA, row("a", 20))
    (repo.path / "docs/lessons/a.md").unlink()
    repo.commit(CY, "Remove")
    repo.lesson(BEA, row("b", 20))
    assert repo.roles() == {"Bea Lind": ["author"]}


def test_words_that_stayed_have_not_moved(repo: Repo) -> None:
    """What survived in its own line went nowhere, nor did what no lesson held before."""
    repo.commit(ANA, docs__lessons__a=row("p", 10), docs__plain=row("q", 10))
    repo.commit(CY, docs__lessons__b=row("y", 10))
    text = row("p", 10).strip()
    repo.commit(
        BEA,
        docs__lessons__a=f"{text} more\n",
        docs__lessons__b=row("y", 10) + row("p", 10) + row("q", 10),
        docs__plain="# Plain\n",
    )
    assert set(repo.shares("b")) == {"Cy Okafor", "Bea Lind"}


def test_of_two_parents_the_first_has_a_word() -> None:
    """A line that a merge made has the words of the first parent that has them."""
    one, two, fresh = (number << RULE_BITS for number in (1, 2, 3))
    credit, runs = [fresh], Runs()
    gone = [([b"a b\n"], [one]), ([b"b c\n"], [two])]
    settle_merged(credit, [0], [b"a b c d\n"], gone, fresh, runs)  # type: ignore[arg-type]
    kept = [one | Rule.KEPT, one | Rule.KEPT, two | Rule.KEPT, fresh]
    assert runs.owners(credit[0], 4) == kept


def test_a_lesson_that_is_gone_leaves_its_words(repo: Repo) -> None:
    """Deleted, while its text comes to another lesson, they keep their writer."""
    repo.commit(ANA, docs__lessons__a=row("x", 8) + row("p", 8))
    repo.commit(CY, docs__lessons__b=row("y", 80))
    repo.commit(BEA, docs__lessons__a=None, docs__lessons__b=row("y", 80) + row("p", 8))
    assert set(repo.shares("b")) == {"Ana Reyes", "Cy Okafor"}


def test_text_that_a_revert_brings_back_beside_other_is_its_writers(repo: Repo) -> None:
    """Also where the whole is not as it ever was, if the message says that it reverts."""
    repo.lesson(ANA, row("a", 10) + row("p", 5))
    repo.lesson(BEA, row("a", 10))
    repo.lesson(CY, row("a", 10) + row("c", 10))
    text = row("a", 10) + row("c", 10) + row("p", 5)
    repo.lesson(BEA, text, "Put it back\n\nThis reverts commit 0123456.")
    assert set(repo.shares()) == {"Ana Reyes", "Cy Okafor"}


def test_an_ignored_commit_hands_its_words_on(repo: Repo) -> None:
    """To whoever wrote what stands before them."""
    repo.lesson(ANA, row("a", 10) + row("b", 10))
    sha = repo.lesson(BEA, "begun " + row("a", 10).replace("aword3", "changed") + row("b", 10))
    repo.write(".git-blame-ignore-revs", f"{sha}\n")
    repo.commit(CY)
    assert repo.shares() == {"Ana Reyes": 1.0} and "ignored-commit" in " ".join(repo.rules())


def test_nobody_helps_with_their_own_lesson(repo: Repo) -> None:
    """Whoever made a lesson is no helper or reviewer of what another does to it."""
    repo.lesson(ANA, row("a", 30))
    repo.lesson(BEA, row("a", 30) + row("b", 5), f"More\n\nHelped-by: {ANA}\nReviewed-by: {CY}")
    assert repo.roles()["Ana Reyes"] == ["author"] and repo.roles()["Cy Okafor"] == ["reviewer"]


def test_who_takes_some_words_along_has_made_a_lesson(repo: Repo) -> None:
    """Its author is whoever made it while most of its words are their own, and of those that came
    here only what is older counts.
    """
    repo.commit(ANA, docs__lessons__a=row("x", 10) + row("p", 8))
    repo.commit(BEA, docs__lessons__a=row("x", 10), docs__lessons__b=row("p", 8) + row("y", 12))
    assert repo.roles("b") == {"Ana Reyes": [], "Bea Lind": ["author"]}
    repo.commit(CY, docs__lessons__c=row("z", 10) + row("q", 40))
    text = row("p", 8) + row("y", 12) + row("q", 40)
    repo.commit(MOD, docs__lessons__c=row("z", 10), docs__lessons__b=text)
    assert repo.roles("b")["Bea Lind"] == ["author"]

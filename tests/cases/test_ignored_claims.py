# What a list of ignored commits takes from who wrote them, beyond whole lessons (test_claims.py): words
# that took the place of others'. Must not know: how words are followed.
"""Test what a list of ignored commits takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from support.repo import ANA, BEA, CY, Repo, lines

OLD = lines("a", "b", "c", "d", "e")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Return a garden with a lesson of Ana's."""
    repo = Repo(tmp_path / "garden")
    repo.lesson(ANA, OLD)
    return repo


def ignoring(repo: Repo, *shas: str) -> list[str]:
    """Return what `check` says where some commits are ignored."""
    repo.write(".git-blame-ignore-revs", "".join(f"{sha}\n" for sha in shas))
    repo.commit(ANA, "Ignore")
    found = check_garden(repo.garden())
    return [one.message for one in found if one.code == "ignored-commit-wrote-words"]


def test_a_list_that_takes_many_words_is_told(repo: Repo) -> None:
    """A tenth of a lesson's words is much; of two commits each is told."""
    sha = repo.lesson(BEA, lines("z", "b", "c", "d", "e"))
    (message,) = ignoring(repo, sha)
    assert {"Ana Reyes": 1.0} == repo.shares()
    told = "commit {} of {} wrote a tenth or more of the words of docs/lessons/a.md"
    assert message.startswith(told.format(sha[:10], "Bea Lind"))
    changed = lines("z", "b", "c", "d", "e")
    other = repo.lesson(CY, changed.replace(lines("d", "e"), lines("w", "v")))
    found = sorted(ignoring(repo, sha, other))
    assert sorted([told.format(sha[:10], "Bea Lind"), told.format(other[:10], "Cy Okafor")]) == [
        one.partition(",")[0] for one in found
    ]


def test_who_changes_a_line_later_hides_no_loss(repo: Repo) -> None:
    """Git names the later commit for the line; the words in it are still those that were taken."""
    sha = repo.lesson(BEA, lines("z", "b", "c", "d", "e"))
    repo.lesson(CY, lines("z", "b", "c", "d", "e").replace("z z0", "z y0 y1"))
    (message,) = ignoring(repo, sha)
    assert f"commit {sha[:10]} of Bea Lind" in message


def test_a_list_of_what_formats_is_not_told(repo: Repo) -> None:
    """Words that survive are nobody else's; a few new ones, one's own, and a tool's are no loss."""
    wrapped = OLD.replace("a5", "a5\n").replace("b0", "**b0**").replace("c0", "sea")
    formatted = repo.lesson(BEA, wrapped)
    own = repo.lesson(ANA, wrapped + lines("f", "g"))
    own_again = repo.lesson(ANA, wrapped + lines("h", "i"))
    tool = repo.lesson("renovate[bot] <r@b.test.org>", wrapped + lines("h", "k"))
    assert [] == ignoring(repo, formatted, own, own_again, tool)


def test_who_is_hidden_wrote_as_a_colleague(repo: Repo) -> None:
    """The finding names nobody who is not shown."""
    repo.commit(BEA, docs__people__bea="---\nname: Bea Lind\nshow: hidden\n---\n")
    (message,) = ignoring(repo, repo.lesson(BEA, lines("z", "b", "c", "d", "e")))
    assert " of a colleague wrote a tenth" in message


def test_many_small_commits_are_told_together(repo: Repo) -> None:
    """None of them wrote much; all of them did."""
    text = lines(*"abcdefghijklmnopqrstuvwxy")
    repo.lesson(ANA, text)
    shas = []
    for letter in "abcd":
        text = text.replace(lines(letter), lines(f"z{letter}"))
        shas.append(repo.lesson(BEA, text))
    (message,) = ignoring(repo, *shas)
    assert message.startswith(
        "4 commits of Bea Lind wrote together a tenth or more of the words of"
    )
    assert [] == ignoring(repo, *shas[:1])


def test_who_is_named_beside_an_author_does_not_get_all(repo: Repo) -> None:
    """A list by which a co-author gets the author's words is told."""
    new = lines("v", "w", "x", "y", "z")
    repo.lesson(CY, lines("k"), name="b")
    sha = repo.lesson(BEA, new, f"Rewrite\n\nCo-authored-by: {ANA}")
    (message,) = ignoring(repo, sha)
    assert f"commit {sha[:10]} of " in message

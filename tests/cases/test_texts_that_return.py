# Whose a text is that one commit cut and a later one brings, in its lesson or in another: what an
# attacker found who cut the pages of others to put them back under a name of their own.
"""Test that a text that comes back keeps its writer."""

from __future__ import annotations

import pytest
from pollinate.history import returns
from support.repo import ANA, BEA, CY, MOD, Repo

TOLD = (
    "The pump stops whenever its filter has taken up more sand than the valve can hold.\n\n"
    "Open the lower gate first, wait until the gauge shows less than two bar, then clean it.\n"
)
"""Two lines of 33 words."""
PAGE = f"# Pumps\n\n{TOLD}\n"


def cut_and_kept(repo: Repo) -> None:
    """Commit a lesson of Ana's and its text being cut by Bea, who leaves a line."""
    repo.lesson(ANA, PAGE)
    repo.lesson(BEA, "# Pumps\n\nTo be written.\n")


def test_put_back_with_a_line_more(repo: Repo) -> None:
    """It is its writer's, and only the line is of who put it back."""
    cut_and_kept(repo)
    repo.lesson(BEA, f"{PAGE}\nA line of mine stands here now.\n", "Write about pumps")
    shares = repo.shares()
    assert shares["Ana Reyes"] > 0.8 and "revert" in repo.rules()
    assert ["author"] == repo.roles()["Ana Reyes"]


def test_put_back_after_a_while(repo: Repo) -> None:
    """Other changes between the cut and the return change nothing."""
    cut_and_kept(repo)
    text = "# Pumps\n\nTo be written.\n"
    for number in range(5):
        text += f"\nNote {number} of the week.\n"
        repo.lesson(CY, text)
    repo.lesson(BEA, f"{text}\n{TOLD}")
    assert repo.shares()["Ana Reyes"] > 0.5


def test_pasted_into_another_lesson_next(repo: Repo) -> None:
    """What was cut here and comes to another lesson by a later commit stays its writer's."""
    cut_and_kept(repo)
    repo.commit(BEA, docs__lessons__b=f"# Filters\n\n{TOLD}\nA line of mine.\n")
    assert repo.shares("b")["Ana Reyes"] > 0.8 and "moved" in repo.rules("b")


def test_made_again_under_another_name(repo: Repo) -> None:
    """A lesson that is deleted and added under another name by a later commit is its writer's, who
    stays its author.
    """
    repo.lesson(ANA, PAGE)
    repo.commit(BEA, docs__lessons__a=None)
    repo.commit(BEA, docs__lessons__b=f"{PAGE}\nA line of mine.\n")
    assert repo.shares("b")["Ana Reyes"] > 0.8
    assert "author" in repo.roles("b")["Ana Reyes"]


def test_cut_before_its_lesson_was_renamed(repo: Repo) -> None:
    """Whatever was cut from a lesson under an old name comes back under the new one."""
    repo.lesson(ANA, PAGE + "\nThe rest of this page stays as it is for years.\n")
    rest = "# Pumps\n\nThe rest of this page stays as it is for years.\n"
    repo.lesson(BEA, rest)
    repo.git("mv", "docs/lessons/a.md", "docs/lessons/c.md")
    repo.commit(BEA, "Rename")
    repo.commit(BEA, docs__lessons__c=f"{rest}\n{TOLD}")
    assert repo.shares("c")["Ana Reyes"] > 0.9


def test_a_few_words_may_be_chance(repo: Repo) -> None:
    """Fewer than 25 words that come back are of who writes them."""
    repo.lesson(ANA, "# Pumps\n\nClean the filter every week, and write down when.\n\nEnd.\n")
    repo.lesson(CY, "# Pumps\n\nEnd.\n")
    repo.lesson(BEA, "# Pumps\n\nEnd.\n\nClean the filter every week, and write down when.\n\nB.\n")
    assert repo.shares()["Bea Lind"] > 0.5


def row(tag: str, count: int) -> str:
    """Return a line of so many words that no other has."""
    return " ".join(f"{tag}word{n}" for n in range(count)) + "\n"


@pytest.mark.parametrize(
    ("line", "whose"),
    [
        (row("p", 24), "Bea Lind"),
        (row("p", 25), "Ana Reyes"),
        (" ".join("abcdefghijklmnopqrstuvwxy") + "\n", "Ana Reyes"),
    ],
)
def test_so_many_words_come_back(repo: Repo, line: str, whose: str) -> None:
    """However short the words are."""
    repo.lesson(ANA, f"# P\n\n{line}\nEnd.\n")
    repo.lesson(CY, "# P\n\nEnd.\n")
    repo.lesson(BEA, f"# P\n\nB.\n\n{line}\nEnd.\n")
    assert repo.shares()[whose] > 0.5


def test_lines_of_two_lessons_are_counted_for_themselves(repo: Repo) -> None:
    """So many words in a row of one cut must come back: two few of two don't make many."""
    two = row("x", 15), row("y", 15)
    repo.commit(ANA, docs__lessons__a=f"# A\n\n{two[0]}", docs__lessons__b=f"# B\n\n{two[1]}")
    repo.commit(CY, docs__lessons__a="# A\n\nNo.\n", docs__lessons__b="# B\n\nNo.\n")
    repo.commit(BEA, docs__lessons__c=f"# C\n\n{''.join(two)}")
    assert set(repo.shares("c")) == {"Bea Lind"}


def test_a_line_of_two_writers_comes_back_to_both(repo: Repo) -> None:
    """Each has the words that were theirs."""
    line = row("p", 30)
    repo.lesson(ANA, f"# P\n\n{line}\nEnd.\n")
    line = line.replace("pword1", "qword1")
    repo.lesson(CY, f"# P\n\n{line}\nEnd.\n")
    repo.lesson(MOD, "# P\n\nEnd.\n")
    repo.lesson(BEA, f"# P\n\nB.\n\n{line}\nEnd.\n")
    shares = repo.shares()
    assert shares["Ana Reyes"] > shares["Cy Okafor"] > 0.2


def test_what_stands_elsewhere_is_a_copy(repo: Repo) -> None:
    """A line that moved to another lesson and is copied from there follows the rule of copies: one
    line alone is of who committed it.
    """
    line = "Words " + " ".join(f"word{n}" for n in range(30)) + "\n"
    repo.commit(ANA, docs__lessons__a=f"# A\n\n{line}", docs__lessons__b="# B\n\nMore.\n")
    repo.commit(CY, docs__lessons__a="# A\n\nLess.\n", docs__lessons__b=f"# B\n\nMore.\n\n{line}")
    repo.commit(BEA, docs__lessons__c=f"# C\n\n{line}")
    assert set(repo.shares("b")) == {"Ana Reyes"} and set(repo.shares("c")) == {"Bea Lind"}


def test_what_two_lessons_lost_is_nobodys_to_give(repo: Repo) -> None:
    """A text that was cut from several other lessons is a form that people fill in."""
    repo.commit(ANA, docs__lessons__a=PAGE)
    repo.commit(CY, docs__lessons__b=PAGE)
    repo.commit(MOD, docs__lessons__a="# A\n\nNo.\n", docs__lessons__b="# B\n\nNo.\n")
    repo.commit(BEA, docs__lessons__c=f"# C\n\n{TOLD}")
    assert set(repo.shares("c")) == {"Bea Lind"}


def test_a_cut_on_another_branch_is_not_known(repo: Repo) -> None:
    """Only what a commit builds on decides: where the text was never cut, it is a copy of it, and
    where it never stood it is its writer's.
    """
    repo.commit(CY, docs__lessons__z="# Z\n\nA page.\n")
    repo.git("checkout", "-q", "-b", "side")
    cut_and_kept(repo)
    repo.git("checkout", "-q", "main")
    repo.commit(BEA, docs__lessons__b=f"# B\n\n{TOLD}")
    repo.git("merge", "-q", "--no-edit", "side", who=MOD)
    assert set(repo.shares("b")) == {"Bea Lind"}


def test_only_cuts_are_counted(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes that took nothing away are not among those that are looked at."""
    monkeypatch.setattr(returns, "LOOKED_AT", 1)
    cut_and_kept(repo)
    repo.lesson(CY, "# Pumps\n\nTo be written.\n\nLater.\n")
    repo.lesson(BEA, f"# Pumps\n\nTo be written.\n\nLater.\n\n{TOLD}")
    assert repo.shares()["Ana Reyes"] > 0.5


@pytest.mark.parametrize("most", [1, 100])
def test_only_the_newest_cuts_are_looked_at(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """So that a page of ten thousand changes costs no more than one of a hundred."""
    monkeypatch.setattr(returns, "LOOKED_AT", most)
    cut_and_kept(repo)
    repo.lesson(CY, "# Pumps\n\nLater.\n")
    repo.lesson(BEA, f"# Pumps\n\nLater.\n\n{TOLD}")
    assert ("Ana Reyes" in repo.shares() and repo.shares()["Ana Reyes"] > 0.5) == (most > 1)

# What of several hidden people's work goes to a team: that of whom the team stands for, and no word
# of anybody else's, though all who are hidden are one contributor.
"""Test how a team stands for one of several hidden people."""

from __future__ import annotations

from support.repo import ANA, BEA, CY, Repo

HIDDEN = "---\nname: {}\nshow: hidden\n---\n"
FIRST = "---\ncredit:\n  - as: Deck team\n---\n\n# Rope\n\nTie it twice before the tide turns.\n"
MORE = FIRST + "\nLook at each knot again when the wind goes round.\n"


def words(repo: Repo) -> dict[str, tuple[float, int]]:
    """Return words and commits of each contributor on the lesson."""
    (credits,) = repo.garden().credits.values()
    return {str(one.contributor): (one.words, len(one.commits)) for one in credits.credits}


def test_a_team_takes_the_part_of_whom_it_stands_for(repo: Repo) -> None:
    """Bea's words stay a colleague's, whether Ana is shown, hidden, or nobody else is hidden."""
    repo.lesson(ANA, FIRST)
    repo.lesson(BEA, MORE)
    repo.commit(CY, docs__people__bea=HIDDEN.format("Bea Lind"))
    before = words(repo)
    assert before["deck-team"][0] and before["a-colleague"][0]
    repo.commit(CY, docs__people__ana=HIDDEN.format("Ana Reyes"))
    assert words(repo) == before


def test_a_team_takes_all_of_somebody_who_wrote_alone(repo: Repo) -> None:
    """Nothing of a colleague is left beside it."""
    repo.lesson(ANA, MORE)
    repo.commit(CY, docs__people__ana=HIDDEN.format("Ana Reyes"))
    assert set(words(repo)) == {"deck-team"}

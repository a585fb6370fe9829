# Credit that somebody takes for themself, in a lesson that others planted: right or not, a moderator
# sees it. Must not know: how findings are printed.
"""Test credit that people give themselves."""

from __future__ import annotations

import pytest
from support.checking import check
from support.repo import ANA, BEA, Repo

BODY = "# A\n\nWords of a lesson that somebody planted.\n"
MINE = '---\ncredit:\n  - person: "Bea Lind"\n    role: {}\n---\n'


@pytest.mark.parametrize("role", ["author", "co-author"])
def test_who_makes_herself_an_author_is_told(repo: Repo, role: str) -> None:
    """It is advice, with the line: she may have written it together with others."""
    repo.commit(ANA, docs__lessons__t__a=BODY)
    repo.commit(BEA, docs__lessons__t__b="# B\n\nWords of her own.\n")
    repo.commit(BEA, docs__lessons__t__a=MINE.format(role) + BODY)
    [one] = [one for one in check(repo) if one["code"] == "credit-by-another"]
    assert (3, "advice") == (one["line"], one["severity"])
    assert f"this makes Bea Lind {role}, who did not plant this lesson" == one["message"]


@pytest.mark.parametrize("role", ["helper", "reviewer"])
def test_what_git_can_not_know_is_hers_to_say(repo: Repo, role: str) -> None:
    """Who helped says so herself, and nobody is asked."""
    repo.commit(ANA, docs__lessons__t__a=BODY)
    repo.commit(BEA, docs__lessons__t__a=MINE.format(role) + BODY)
    assert "credit-by-another" not in {one["code"] for one in check(repo)}


def test_in_her_own_lesson_nobody_is_asked(repo: Repo) -> None:
    """Who planted a lesson is its author anyway."""
    repo.commit(BEA, docs__lessons__t__a=BODY)
    repo.commit(BEA, docs__lessons__t__a=MINE.format("author") + BODY)
    assert "credit-by-another" not in {one["code"] for one in check(repo)}

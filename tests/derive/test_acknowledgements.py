# Promises of thanks: first times are found by themselves, each once and dated by what it is for, and
# nothing is counted. Must not know: pages.
"""Test deriving acknowledgements."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.derive.acknowledgements import KINDS
from pollinate.model.credits import Acknowledgement
from support.repo import ANA, BEA, CY, Repo, lines

MONTH = 31 * 86_400


def note(about: str, kind: str, more: str = "") -> str:
    """Return a note."""
    return f"---\nabout: {about}\nkind: {kind}\n{more}---\n\nSo it was.\n"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repo, tuple[Acknowledgement, ...]]:
    """Give what a garden of four months thanks people for."""
    repo = Repo(tmp_path_factory.mktemp("thanks") / "garden")
    ask = note("lessons/a.md", "question")
    repo.commit(BEA, docs__lessons__a=lines("one"), docs__notes__ask=ask)
    repo.clock += MONTH
    repo.commit(
        ANA, f"Second\n\nReviewed-by: {BEA}\nHelped-by: {CY}", docs__lessons__b=lines("two")
    )
    repo.commit(ANA, f"Third\n\nReviewed-by: {BEA}", docs__lessons__c=lines("three"))
    repo.clock += MONTH
    applied = note("lessons/b.md", "applied", "outcome: worked\n")
    answer = note("notes/ask.md", "answer")
    repo.commit(CY, docs__notes__applied=applied, docs__notes__answer=answer)
    repo.clock += MONTH
    repo.commit(ANA, docs__notes__thank=note("lessons/a.md", "thanks", "to: [Bea Lind]\n"))
    return repo, repo.garden().acknowledgements


def test_everybody_is_thanked_by_month_for_what_they_did(
    told: tuple[Repo, tuple[Acknowledgement, ...]],
) -> None:
    """The newest month first, in it by kind, in that by name; each first time once."""
    assert [
        "2024-02 thanked bea-lind a",
        "2024-01 first-applied ana-reyes b",
        "2024-01 first-answer cy-okafor a",
        "2023-12 first-lesson ana-reyes b",
        "2023-12 first-review bea-lind b",
        "2023-12 reviewed bea-lind b",
        "2023-12 reviewed bea-lind c",
        "2023-12 helped cy-okafor b",
        "2023-11 first-lesson bea-lind a",
    ] == [f"{one.month} {one.kind} {one.who} {Path(one.lesson).stem}" for one in told[1]]


def test_days_fit_their_months(told: tuple[Repo, tuple[Acknowledgement, ...]]) -> None:
    """Where everybody shows their name a day is known, and it lies in the month."""
    assert all(one.day.startswith(f"{one.month}-") for one in told[1])
    assert {one.kind for one in told[1]} <= set(KINDS)


def test_nobody_thanks_a_hidden_person_and_an_alias_has_no_day(
    told: tuple[Repo, tuple[Acknowledgement, ...]],
) -> None:
    """Who is hidden is in no list; who has an alias is thanked by month."""
    repo = told[0]
    repo.commit(CY, docs__people__cy="---\ngit: [Cy Okafor]\nshow: hidden\n---\n")
    alias = "---\ngit: [Bea Lind]\nshow: alias\nalias: Night owl\n---\n"
    repo.commit(BEA, docs__people__bea=alias)
    found = repo.garden().acknowledgements

    assert {"ana-reyes", "night-owl"} == {one.who for one in found}
    assert {""} == {one.day for one in found if one.who == "night-owl"}


def test_an_author_does_not_review_their_own_work(repo: Repo) -> None:
    """A trailer that names the commit's own author thanks nobody."""
    repo.commit(ANA, f"First\n\nReviewed-by: {ANA}", docs__lessons__a=lines("one"))

    assert ["first-lesson"] == [one.kind for one in repo.garden().acknowledgements]

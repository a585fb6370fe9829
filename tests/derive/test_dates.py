# Dates that an author can make up, against those that are honest: rebased, imported, from another
# time zone. Must not know: how a date is bounded.
"""Test which dates are believed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from support.repo import ANA, BEA, Repo, lines


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """Return a garden of November 2023, in which it is January 2024."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())))
    repo = Repo(tmp_path / "garden")
    repo.commit(ANA, docs__lessons__a=lines("one"))
    return repo


def dated(repo: Repo, author: str, committer: str, **files: str | None) -> None:
    """Commit some files under two dates of one's own."""
    for name, text in files.items():
        path = repo.path / f"{name.replace('__', '/')}.md"
        if text is None:
            path.unlink()
        else:
            path.write_text(text)
    repo.git("add", "-A")
    env = {"GIT_AUTHOR_DATE": author, "GIT_COMMITTER_DATE": committer}
    repo.git("commit", "-q", "-m", "Change", who=BEA, env=env)


def months(repo: Repo, name: str = "b") -> tuple[str, str, list[str]]:
    """Return the months of a lesson, and the codes of all findings."""
    garden = repo.garden()
    one = garden.credits[f"lessons/{name}.md"]  # type: ignore[index]
    return one.first[:7], one.last[:7], [d.code for d in check_garden(garden)]


FUTURE, PAST = "2099-05-01T12:00:00+00:00", "1999-05-01T12:00:00+00:00"
HONEST = "2023-11-20T12:00:00+00:00"


@pytest.mark.parametrize("committer", [HONEST, FUTURE, PAST])
@pytest.mark.parametrize("author", [FUTURE, PAST])
def test_a_date_that_can_not_be_is_not_believed(repo: Repo, author: str, committer: str) -> None:
    """Neither the author's date nor the committer's takes a lesson out of its time; it is told."""
    dated(repo, author, committer, docs__lessons__b=lines("two"))
    repo.commit(ANA, docs__lessons__c=lines("three"))
    assert ("2023-11", "2023-11", ["odd-date"]) == months(repo)


def test_a_chain_of_dates_that_can_not_be(repo: Repo) -> None:
    """A commit from the future makes no room for the next one."""
    for text in ("two", "three", "four"):
        dated(repo, FUTURE, FUTURE, docs__lessons__b=lines(text))
    first, last, codes = months(repo)
    assert ("2023-11", "2023-11") == (first, last)
    assert 3 == codes.count("odd-date")


def test_a_lesson_put_back_is_not_older_than_it_was(repo: Repo) -> None:
    """Who deletes a lesson and puts it back under an early date does not make it the first."""
    dated(repo, HONEST, HONEST, docs__lessons__a=None, docs__lessons__b=lines("two"))
    dated(repo, PAST, PAST, docs__lessons__a=lines("one"))
    assert "2023-11" == months(repo, "a")[0]


def test_honest_dates_stay(repo: Repo) -> None:
    """Work that lay for months before it was taken in, another time zone, a clock that is some
    hours ahead, and a history that begins long ago keep their dates.
    """
    dated(repo, "2023-03-02T23:00:00-1100", HONEST, docs__lessons__b=lines("two"))
    dated(repo, "2023-11-21T09:00:00+1400", "2023-11-20T19:30:00+00:00", docs__lessons__d="# D\n")
    assert ("2023-03", "2023-03", []) == months(repo)
    assert repo.garden().credits["lessons/d.md"].first.startswith("2023-11-21T09:00:00+14")  # type: ignore[index]


def test_an_import_of_old_history_keeps_its_dates(tmp_path: Path) -> None:
    """Commits that go on from one another in an earlier time are believed."""
    repo = Repo(tmp_path / "garden")
    for year in (1996, 1999, 2004):
        day = f"{year}-05-01T12:00:00+00:00"
        dated_first = {f"docs__lessons__{name}": lines(str(year)) for name in "b"}
        (repo.path / "docs/lessons").mkdir(parents=True, exist_ok=True)
        dated(repo, day, day, **dated_first)
    assert ("1996-05", "2004-05", []) == months(repo)

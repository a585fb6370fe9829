# Promises of digests: what happened since a day or a commit, in order of time, with days kept back
# for private people.
"""Test digests."""

from __future__ import annotations

import pytest
from pollinate.derive.digest import derive_digest, since_day
from pollinate.model.garden import Garden
from pollinate.publish import publish
from support.repo import ANA, BEA, CY, Repo, lines

NOVEMBER = "created: 2023-11-{:02}\n"


def note(
    kind: str, day: int, about: str = "lessons/a.md", more: str = "", text: str = "Said so."
) -> str:
    """Return a note of November 2023."""
    return f"---\nkind: {kind}\nabout: {about}\n{NOVEMBER.format(day)}{more}---\n{text}\n"


@pytest.fixture
def garden(repo: Repo) -> Garden:
    """Give a garden whose newest commit is of November 2023."""
    repo.commit(
        ANA,
        docs__people__cy="---\nname: Cy Okafor\nshow: alias\nalias: Night owl\n---\n",
        docs__people__hal="---\nname: Hal Hidden\nshow: hidden\n---\n",
        docs__lessons__a="---\ntitle: Old one\ncreated: 2023-03-02\n---\n" + lines("one"),
        docs__lessons__gone="---\ntitle: Gone\nstatus: retired\non: 2023-11-02\n---\n"
        + lines("gone"),
        docs__notes__late=note("applied", 9, more="outcome: partly\n"),
        docs__notes__soon=note("applied", 3, more="outcome: worked\n"),
        docs__notes__ask=note("question", 1),
        docs__notes__open=(
            "---\nkind: question\nabout: lessons/a.md\ncreated: 2022-01-01\n---\nOld?\n"
        ),
        docs__notes__dead=note("question", 2, "lessons/gone.md"),
        docs__notes__answer=note("answer", 8, "notes/ask.md"),
        docs__trails__t="---\ntitle: Walk\nsteps:\n  - lesson: ../lessons/a.md\n---\n",
    )
    repo.commit(
        BEA, docs__lessons__b="---\ntitle: Bea writes\ncreated: 2023-11-05\n---\n" + lines("two")
    )
    repo.commit(
        CY, docs__lessons__c="---\ntitle: Owl writes\ncreated: 2023-11-12\n---\n" + lines("three")
    )
    repo.commit(
        "Hal Hidden <hal@harbour.test.org>",
        docs__lessons__h="---\ntitle: Hal writes\ncreated: 2023-11-06\n---\n" + lines("four"),
    )
    repo.commit(ANA, docs__notes__thanks=note("thanks", 13, "lessons/b.md", "to: Bea Lind\n"))
    return repo.garden()


def test_in_order_of_time(garden: Garden) -> None:
    """Everything since the day is there, the day included, by time; what is private stands at its
    month.
    """
    digest = derive_digest(publish(garden), "2023-11-03")

    assert ["lessons/c.md", "lessons/h.md", "lessons/b.md"] == [p.lesson for p in digest.planted]
    assert ["2023-11", "2023-11", "2023-11-05"] == [p.when for p in digest.planted]
    assert ["notes/soon.md", "notes/late.md"] == [n.src_uri for n in digest.applied]
    assert ["notes/open.md"] == [n.src_uri for n in digest.open]
    assert [("notes/ask.md", ["notes/answer.md"])] == [
        (q.src_uri, [a.src_uri for a in found]) for q, found in digest.answered
    ]
    assert ["notes/thanks.md"] == [n.src_uri for n in digest.thanks]
    assert ["Walk"] == [t.trail.title for t in digest.trails]


def test_no_day_of_private_people_can_be_found_out(garden: Garden) -> None:
    """Whichever day of a month one asks from, what private people did in it is there alike."""
    seen = {
        tuple(
            p.lesson
            for p in derive_digest(publish(garden), f"2023-11-{day:02}").planted
            if len(p.when) == 7
        )
        for day in range(1, 31)
    }

    assert {("lessons/c.md", "lessons/h.md")} == seen
    assert () == derive_digest(publish(garden), "2023-12").planted


def test_first_times_name_people_once(garden: Garden) -> None:
    """People stand in order of name, each once, and hidden ones not at all."""
    names = [
        garden.contributors[one.who].name
        for one in derive_digest(publish(garden), "2023-01").firsts
    ]

    assert ["Ana Reyes", "Bea Lind", "Night owl"] == names


def test_newcomers_to_thank(garden: Garden) -> None:
    """Whoever was thanked is left out, whoever hides too; an alias stands for its person; older
    firsts are no newcomers.
    """
    since = [
        garden.contributors[a.who].name
        for a in derive_digest(publish(garden), "2023-11-01").to_thank
    ]

    assert ["Ana Reyes", "Night owl"] == since
    assert () == derive_digest(publish(garden), "2023-12").to_thank
    assert ["Ana Reyes", "Night owl"] == [
        garden.contributors[a.who].name for a in derive_digest(publish(garden), "2022-01").to_thank
    ]


def test_a_moment_counts_as_its_day(garden: Garden) -> None:
    """A commit means its day, since days are all that may be said of what came."""
    when = garden.history.commits[0].when

    assert derive_digest(publish(garden), when) == derive_digest(publish(garden), when[:10])
    assert 1 == len(derive_digest(publish(garden), when[:10]).trails)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-01", "2026-11-01"),
        ("2026-11", "2026-11"),
        ("30 days", "2026-03-01"),
        ("1 month", "2026-02-28"),
        ("1 year", "2025-03-31"),
        ("2 weeks", "2026-03-17"),
        ("main", None),
        ("", None),
        ("30", None),
        ("2026", None),
    ],
)
def test_days(text: str, day: str | None) -> None:
    """A span counts back from the newest commit; anything else is no date."""
    assert day == since_day(text, "2026-03-31T10:00:00+01:00")


@pytest.mark.parametrize(
    ("text", "newest"),
    [
        ("2026-13", "2026-03-31"),
        ("2026-02-30", "2026-03-31"),
        ("9999 years", "2026-03-31"),
        ("3 days", ""),
    ],
)
def test_days_that_are_none(text: str, newest: str) -> None:
    """A day that no calendar has, and a span with nothing to count from, are refused."""
    with pytest.raises(ValueError, match=r".*"):
        since_day(text, newest)

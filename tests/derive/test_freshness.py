# Promises about freshness: only what people say who used a lesson, or looked at it again, proves
# that it holds. Repositories are scripted; a day is set by the clock of the commit.
"""Test what keeps a lesson fresh."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pollinate.derive.freshness import derive_freshness, due_day, upkeep_of
from pollinate.model.public import PublicGarden
from pollinate.model.upkeep import LookState, Upkeep
from pollinate.paths import SrcUri
from pollinate.publish import publish
from support.repo import ANA, BEA, MOD, Repo, lines

LESSON = SrcUri("lessons/a.md")
PLAN = "review:\n  by: mo-derator\n  every: 12 months\n"


def on(repo: Repo, day: str) -> None:
    """Let the next commit be of a day."""
    repo.clock = int(datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC).timestamp())


def plant(repo: Repo, front: str = PLAN, day: str = "2020-01-10") -> Repo:
    """Commit one lesson by Ana."""
    on(repo, day)
    repo.lesson(ANA, f"---\ntitle: A lesson\n{front}---\n\n{lines('one', 'two')}")
    return repo


def say(repo: Repo, kind: str, outcome: str, day: str, who: str = BEA) -> None:
    """Commit a note about it."""
    on(repo, day)
    text = f"---\nabout: lessons/a.md\nkind: {kind}\noutcome: {outcome}\n---\n\nSo I saw.\n"
    repo.commit(who, f"Say {outcome}", **{f"docs__notes__{day}-{kind}": text})


def found(repo: Repo, end: str, uri: SrcUri = LESSON) -> Upkeep:
    """Return how the lesson stands on a day."""
    return upkeep_of(publish(repo.garden()), end)[uri]


@pytest.mark.parametrize("front", ["", PLAN, "review:\n  every: 1 day\n"])
def test_a_lesson_of_any_age_is_not_yet_asked(repo: Repo, front: str) -> None:
    """Without a note a lesson has no date and is never due, twenty years after its planting."""
    plant(repo, front)

    one = found(repo, "2040-01-10")
    assert (LookState.NOT_ASKED, "", "") == (one.state, one.due, one.looked)


def test_commits_formatters_renames_and_trailers_are_no_proof(repo: Repo) -> None:
    """Text mended, reformatted, renamed, or merged with a Reviewed-by trailer: nobody was asked."""
    plant(repo)
    on(repo, "2023-02-01")
    body = f"---\ntitle: A lesson\n{PLAN}---\n\n{lines('one', 'two', 'three')}"
    repo.lesson(BEA, body, f"Add a line\n\nReviewed-by: {MOD}\nApproved-by: {MOD}\n")
    repo.lesson(MOD, body.replace("\n", "\n\n"), "Format all files")
    repo.git("mv", "docs/lessons/a.md", "docs/lessons/b.md")
    repo.commit(MOD, "Rename")

    assert LookState.NOT_ASKED is found(repo, "2023-03-01", SrcUri("lessons/b.md")).state


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("review", "still-true"),
        ("review", "changed"),
        ("applied", "worked"),
        ("applied", "partly"),
    ],
)
def test_a_proof_counts_from_its_day(repo: Repo, kind: str, outcome: str) -> None:
    """A review, or a note by who applied it, holds for the span that the lesson says, to the
    day.
    """
    plant(repo)
    say(repo, kind, outcome, "2024-03-15")

    one = found(repo, "2025-03-14")
    assert (LookState.IN_TIME, "2024-03-15", "2025-03-15") == (one.state, one.looked, one.due)
    assert LookState.DUE is found(repo, "2025-03-15").state


def test_the_newest_proof_counts(repo: Repo) -> None:
    """A later proof moves the day on; a commit after it doesn't."""
    plant(repo)
    say(repo, "review", "still-true", "2023-03-15")
    say(repo, "applied", "worked", "2024-05-01")
    on(repo, "2024-12-24")
    repo.lesson(ANA, f"---\ntitle: A lesson\n{PLAN}---\n\n{lines('one', 'two', 'six')}")

    assert "2025-05-01" == found(repo, "2025-01-01").due


@pytest.mark.parametrize(
    ("front", "state"),
    [("", LookState.UNPLANNED), ("review:\n  every: never\n", LookState.IN_TIME)],
)
def test_without_a_span_there_is_no_date(repo: Repo, front: str, state: LookState) -> None:
    """Nothing said, or `never`: a proof is kept, and no day makes the lesson due."""
    plant(repo, front)
    say(repo, "review", "still-true", "2021-01-01")

    one = found(repo, "2040-01-01")
    assert (state, "", "2021-01-01") == (one.state, one.due, one.looked)
    assert () == repo.garden().content.diagnostics


@pytest.mark.parametrize(("kind", "outcome"), [("applied", "did-not-work"), ("review", "retired")])
def test_a_doubt_is_no_proof_but_a_reason_to_look(repo: Repo, kind: str, outcome: str) -> None:
    """What did not work makes a lesson due from that day, a later proof settles it, and a doubt
    alone is no proof.
    """
    plant(repo)
    say(repo, kind, outcome, "2024-01-05")
    alone = found(repo, "2024-02-01")
    assert (LookState.NOT_ASKED, "2024-01-05") == (alone.state, alone.doubted)

    say(repo, "review", "still-true", "2024-01-05")
    assert "" == found(repo, "2024-02-01").doubted

    say(repo, kind, outcome, "2024-06-01")
    one = found(repo, "2024-06-02")
    assert (LookState.DUE, "2024-06-01", "2024-06-01") == (one.state, one.due, one.doubted)
    assert LookState.IN_TIME is found(repo, "2024-05-31").state

    say(repo, "review", "changed", "2024-07-01")
    assert (LookState.IN_TIME, "") == (
        found(repo, "2024-08-01").state,
        found(repo, "2024-08-01").doubted,
    )


def test_a_doubt_after_its_day_puts_no_look_off(repo: Repo) -> None:
    """A lesson that was due before something did not work has been due since then."""
    plant(repo)
    say(repo, "review", "still-true", "2022-01-05")
    say(repo, "applied", "did-not-work", "2024-06-01")

    one = found(repo, "2024-06-02")
    assert (LookState.DUE, "2023-01-05", "2024-06-01") == (one.state, one.due, one.doubted)


def test_of_people_under_alias_the_month_counts_early(repo: Repo) -> None:
    """A proof by alias counts from the first of its month, and says no day; a doubt until the last
    of it.
    """
    plant(repo)
    repo.commit(
        BEA, "Hide", docs__people__owl="---\nname: Bea Lind\nshow: alias\nalias: Owl\n---\n"
    )
    say(repo, "review", "still-true", "2024-03-15")
    one = found(repo, "2025-03-01")
    assert (LookState.DUE, "2024-03", "2025-03-01") == (one.state, one.looked, one.due)

    say(repo, "applied", "did-not-work", "2024-04-02")
    say(repo, "review", "still-true", "2024-04-20", who=ANA)
    assert (LookState.DUE, "2024-04") == (
        found(repo, "2024-05-01").state,
        found(repo, "2024-05-01").due,
    )


def test_a_short_span_holds_for_people_under_alias(repo: Repo) -> None:
    """A proof by alias that holds for ten days counts from the first of its month."""
    plant(repo, "review:\n  every: 10 days\n")
    profile = "---\nname: Bea Lind\nshow: alias\nalias: Owl\n---\n"
    repo.commit(BEA, "Hide", docs__people__owl=profile)
    say(repo, "review", "still-true", "2024-03-05")

    assert (LookState.IN_TIME, "2024-03-11") == (
        found(repo, "2024-03-10").state,
        found(repo, "2024-03-10").due,
    )
    assert LookState.DUE is found(repo, "2024-03-11").state


def test_a_note_that_nobody_committed_proves_nothing_yet(repo: Repo) -> None:
    """A note in the work tree is seen to wait, and has no day to count from."""
    plant(repo)
    repo.write(
        "docs/notes/n.md", "---\nabout: lessons/a.md\nkind: review\noutcome: still-true\n---\n"
    )

    one = found(repo, "2024-03-15")
    assert (LookState.NOT_ASKED, True) == (one.state, one.waits)


def test_a_day_that_is_to_come_puts_no_look_off(repo: Repo) -> None:
    """A note that says it was made in 2090 counts from the day that is asked about."""
    plant(repo)
    on(repo, "2024-01-01")
    note = "---\nabout: lessons/a.md\nkind: review\noutcome: still-true\ncreated: 2090-03-15\n---\n"
    repo.commit(BEA, "Look again", docs__notes__n=note)

    assert "2025-02-01" == found(repo, "2024-02-01").due


@pytest.mark.parametrize("status", ["superseded", "retired", "withdrawn"])
def test_what_is_kept_for_the_record_is_never_due(repo: Repo, status: str) -> None:
    """A lesson that is no longer current needs no second look, whatever was said of it."""
    plant(repo, f"{PLAN}status: {status}\n")
    say(repo, "review", "still-true", "2021-01-01")

    one = found(repo, "2024-01-01")
    assert (LookState.RECORD, "", "") == (one.state, one.due, one.doubted)


def test_each_lesson_is_in_one_group(repo: Repo) -> None:
    """The figures tell apart what is in time, due, not yet asked, unplanned and for the record."""
    fronts = {
        "due": PLAN,
        "in_time": "review:\n  every: 9 years\n",
        "unplanned": "",
        "not_asked": PLAN,
        "record": "status: retired\n",
    }
    for name, front in fronts.items():
        repo.write(f"docs/lessons/{name}.md", f"---\ntitle: {name}\n{front}---\n\n{lines(name)}")
        if name != "not_asked":
            note = f"---\nabout: lessons/{name}.md\nkind: review\noutcome: still-true\n---\n"
            repo.write(f"docs/notes/{name}.md", note)
    on(repo, "2023-05-01")
    repo.commit(ANA, "Plant all")
    fresh = derive_freshness(shown(repo), "2024-05-01")

    for name in fronts:
        assert (f"lessons/{name}.md",) == getattr(fresh, name)
    assert 4 == fresh.living


def shown(repo: Repo) -> PublicGarden:
    """Return the garden as it may be shown."""
    return publish(repo.garden())


@pytest.mark.parametrize(
    ("last", "every", "due"),
    [
        ("2023-01-31", "1 month", "2023-02-28"),
        ("2023-11-02", "3 months", "2024-02-02"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2023-12-30", "1 week", "2024-01-06"),
        ("2023-12-30", "2 days", "2024-01-01"),
        ("9999-12-30", "999 years", ""),
        ("2023-12-30", "never", ""),
        ("2023-12-30", "", ""),
        ("", "1 day", ""),
    ],
)
def test_due_days(last: str, every: str, due: str) -> None:
    """A lesson is due a calendar's span after its last look; a day that no calendar has is none."""
    assert due == due_day(last, every)

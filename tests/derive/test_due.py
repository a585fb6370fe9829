# Promises about the plan of second looks: what others rely on comes first, no week is crowded, the
# plan is the same each time, and people are named only as they want to be.
"""Test which lessons are to be looked at in which week."""

from __future__ import annotations

from collections import Counter

import pytest
from pollinate.derive.due import NEW_A_WEEK, DueWish, plan_due
from pollinate.history.workspace import locate
from pollinate.maintainers import maintainers
from pollinate.model.upkeep import DueLesson, DuePlan
from pollinate.paths import SrcUri
from pollinate.publish import publish
from support.repo import ANA, BEA, CY, Repo, lines

DAY = "2024-06-03"
BY_MIRA = "review:\n  by: mira\n  every: 12 months\n"
Lessons = dict[str, str]


def plant(repo: Repo, fronts: Lessons, notes: dict[str, tuple[str, str]] | None = None) -> None:
    """Commit lessons by their front matter, and notes by their lesson's name, with outcome and
    day.
    """
    for name, front in fronts.items():
        repo.write(f"docs/lessons/{name}.md", f"---\ntitle: {name}\n{front}---\n\n{lines(name)}")
    for key, (outcome, day) in (notes or {}).items():
        kind = "review" if outcome in ("still-true", "changed", "retired") else "applied"
        repo.write(
            f"docs/notes/{key.replace('/', '-')}.md",
            f"---\nabout: lessons/{key.partition('+')[0]}.md\nkind: {kind}\noutcome: {outcome}\n"
            f"created: {day}\n---\n",
        )
    repo.clock = 1_717_300_000
    repo.commit(ANA, "Plant")


def plan(repo: Repo, weeks: int = 4, topic: str | None = None) -> DuePlan:
    """Return the plan of a day."""
    garden = repo.garden()
    owners = maintainers(garden, locate(repo.settings()))
    return plan_due(publish(garden), DueWish(day=DAY, weeks=weeks, topic=topic), owners)


def names(lessons: tuple[DueLesson, ...], week: int | None = None) -> list[str]:
    """Return the names of lessons, of one week or of all."""
    return [one.title for one in lessons if week is None or one.week == week]


def ask(repo: Repo, name: str = "a") -> list[tuple[str, str]]:
    """Return whom to ask for a lesson, and why."""
    found = plan(repo)
    uri = SrcUri(f"lessons/{name}.md")
    one = next(one for one in (*found.due, *found.not_asked) if one.upkeep.lesson == uri)
    return [(who.name, who.why) for who in one.ask]


def test_what_others_rely_on_comes_first(repo: Repo) -> None:
    """Of lessons that are due alike, the one that was applied and that others grew from leads; both
    reasons are told.
    """
    every = "review:\n  every: 1 month\n"
    grown = "learned_from:\n  - lesson: {}.md\n    because: it says so\n"
    plant(
        repo,
        {
            "a": every,
            "b": every,
            "c": every,
            "x": grown.format("b"),
            "y": grown.format("b"),
            "z": grown.format("c"),
        },
        {
            "a": ("still-true", "2024-01-01"),
            "b": ("worked", "2024-01-01"),
            "c": ("still-true", "2024-01-01"),
        },
    )
    found = plan(repo, weeks=1)

    assert ["b", "c", "a"] == names(found.due)
    assert [(1, 2), (0, 1), (0, 0)] == [(one.applied, one.grew) for one in found.due]
    assert ["x", "y", "z"] == names(found.not_asked)


def test_a_lesson_that_names_itself_is_used_by_nobody(repo: Repo) -> None:
    """Who writes that a lesson grew from itself, or from a book called so, doesn't put it first."""
    grown = "learned_from:\n  - {}: b{}\n    because: it says so\n"
    every = "review:\n  every: 1 month\n"
    plant(
        repo,
        {"a": every, "b": every + grown.format("lesson", ".md"), "c": grown.format("source", "")},
        {"a": ("still-true", "2024-01-03"), "b": ("still-true", "2024-01-03")},
    )
    assert [(one.title, one.grew) for one in plan(repo).due] == [("a", 0), ("b", 0)]


@pytest.mark.parametrize(("count", "weeks"), [(40, 4), (41, 4), (3, 8), (7, 1), (12, 5)])
def test_dates_that_were_set_together_come_back_apart(repo: Repo, count: int, weeks: int) -> None:
    """Lessons that are all due on one day, past or to come, are spread so that no week has more
    than its even share, and each stands in one week.
    """
    fronts = {f"l{n:02}": "review:\n  every: 5 months\n" for n in range(count)}
    days = ["2023-12-01", "2024-01-04", "2024-01-28"]
    for day in days:
        plant(repo, fronts, dict.fromkeys(fronts, ("still-true", day)))
        found = plan(repo, weeks)
        share = Counter(one.week for one in found.due)

        if found.due or day == days[0]:
            assert sorted(fronts) == sorted(names(found.due))
            assert max(share.values()) == -(-count // weeks) and set(share) <= set(range(weeks))


def test_what_comes_due_stays_near_its_day(repo: Repo) -> None:
    """One lesson that is due in the third week is listed in the third week, one that is due now in
    the first, one that is due after all weeks in none.
    """
    plant(
        repo,
        dict.fromkeys(("now", "third", "far"), "review:\n  every: 1 month\n"),
        {
            "now": ("still-true", "2024-04-01"),
            "third": ("still-true", "2024-05-18"),
            "far": ("still-true", "2024-06-02"),
        },
    )
    found = plan(repo)

    assert [("now", 0, ("due",)), ("third", 2, ("due-soon",))] == [
        (one.title, one.week, one.reasons) for one in found.due
    ]
    assert "2024-06-18" == found.due[1].upkeep.due


def test_the_plan_is_the_same_each_time(repo: Repo) -> None:
    """Two gardens of the same commit and one day give one plan, in the same order."""
    fronts = {f"l{n:02}": "review:\n  every: 1 month\n" for n in range(9)}
    plant(repo, fronts, dict.fromkeys(list(fronts)[:6], ("still-true", "2024-01-01")))

    assert plan(repo) == plan(repo)
    assert ("2024-06-03", "2024-06-10", "2024-06-17", "2024-06-24") == plan(repo).weeks


def test_a_doubt_leads_whatever_the_span(repo: Repo) -> None:
    """A lesson that did not hold for somebody stands first, with and without a plan for a look, and
    also where nobody has proved it yet.
    """
    plant(
        repo,
        {"a": "review:\n  every: 1 month\n", "b": "", "c": "", "d": "review:\n  every: never\n"},
        {
            "a": ("still-true", "2024-01-01"),
            "b": ("worked", "2024-01-01"),
            "b+2": ("did-not-work", "2024-02-01"),
            "d": ("did-not-work", "2024-02-01"),
        },
    )
    found = plan(repo, weeks=1)

    assert [("b", ("doubted",)), ("a", ("due",))] == [(one.title, one.reasons) for one in found.due]
    assert [("d", ("doubted", "not-asked")), ("c", ("not-asked",))] == [
        (one.title, one.reasons) for one in found.not_asked
    ]


def test_a_garden_that_was_adopted_is_never_late(repo: Repo) -> None:
    """Of a hundred old pages a few are listed for each week, those with most use first, the rest for
    later; none is due. One that says `never` is asked about at no time.
    """
    fronts = {f"p{n:03}": "" for n in range(99)} | {"never": "review:\n  every: never\n"}
    fronts["p000"] = "learned_from:\n  - lesson: p050.md\n    because: so\n"
    plant(repo, fronts)
    found = plan(repo, weeks=2)

    assert () == found.due and 99 == len(found.not_asked)
    assert ["p050", "p000", "p001"] == names(found.not_asked, 0)
    assert NEW_A_WEEK == len(names(found.not_asked, 1)) and 93 == len(names(found.not_asked, -1))
    assert {("not-asked",)} == {one.reasons for one in found.not_asked}


def test_what_is_kept_for_the_record_or_in_time_is_not_listed(repo: Repo) -> None:
    """A retired lesson, one that was looked at lately and one without a span need nobody."""
    plant(
        repo,
        {"gone": f"{BY_MIRA}status: retired\n", "fresh": BY_MIRA, "open": ""},
        dict.fromkeys(("gone", "fresh", "open"), ("still-true", "2024-05-01")),
    )
    found = plan(repo)

    assert ((), ()) == (found.due, found.not_asked)


def test_a_note_that_waits_to_be_committed_takes_the_lesson_off(repo: Repo) -> None:
    """Who renewed a lesson a moment ago is not asked to do it again."""
    plant(repo, {"a": BY_MIRA, "b": ""})
    repo.write("docs/notes/n.md", "---\nabout: lessons/a.md\nkind: review\noutcome: changed\n---\n")
    found = plan(repo)

    assert (["b"], ("lessons/a.md",)) == (names(found.not_asked), found.waiting)


def test_a_topic_is_a_folder_with_all_below_it(repo: Repo) -> None:
    """With a topic, lessons elsewhere are left out, also those of a folder whose name begins
    alike.
    """
    plant(repo, {"ops/a": "", "ops/deep/b": "", "opsx/c": "", "d": ""})

    assert ["ops/a", "ops/deep/b"] == names(plan(repo, topic="lessons/ops").not_asked)


# --- whom to ask ----------------------------------------------------------------------------------

MIRA = '---\nname: "Mira K."\ngit: [Bea Lind]\n{}---\n'


def test_the_reviewer_then_the_keeper_of_the_nearest_folder(repo: Repo) -> None:
    """Who is named in the lesson comes first, then who keeps its topic, though it be a folder
    above.
    """
    repo.write("docs/people/mira.md", MIRA.format(""))
    repo.write("docs/people/cy.md", "---\nname: Cy Okafor\nkeeps: [lessons/deep/]\n---\n")
    plant(repo, {"deep/a": BY_MIRA, "deep/er/b": ""})

    assert [("Mira K.", "reviewer"), ("Cy Okafor", "keeper")] == ask(repo, "deep/a")
    assert [("Cy Okafor", "keeper")] == ask(repo, "deep/er/b")


@pytest.mark.parametrize("gone", ["", MIRA.format("show: hidden\n")])
def test_a_reviewer_who_is_gone_falls_back(repo: Repo, gone: str) -> None:
    """Where nobody is known under the name any more, or somebody asked not to be shown, the keeper
    is asked, then the owner of the file, then who used it last, then its writers.
    """
    if gone:
        repo.write("docs/people/mira.md", gone)
    plant(repo, {"a": BY_MIRA})
    assert [("Ana Reyes", "wrote")] == ask(repo)
    review = publish(repo.garden()).content.lessons[SrcUri("lessons/a.md")].review
    assert review is not None and "" == review.by

    note = "---\nabout: lessons/a.md\nkind: applied\noutcome: worked\ncreated: 2023-01-01\n---\n"
    repo.commit(CY, "Apply", docs__notes__n=note)
    assert [("Cy Okafor", "used")] == ask(repo)

    repo.write("CODEOWNERS", "* @harbour/pilots\n")
    assert [("@harbour/pilots", "owner")] == ask(repo)

    repo.write("docs/people/ana.md", "---\nname: Ana Reyes\nkeeps: [lessons]\n---\n")
    assert [("Ana Reyes", "keeper")] == ask(repo)


def test_an_owner_is_named_as_the_garden_shows_people(repo: Repo) -> None:
    """A handle that somebody has becomes the name that the garden shows; an address, a word that is
    no handle, and the handle of who is shown by alias or hidden are nobody's.
    """
    repo.write("docs/people/mira.md", MIRA.format(""))
    repo.write("docs/people/owl.md", "---\nname: Cy Okafor\nshow: alias\nalias: Night owl\n---\n")
    repo.commit(BEA, "Begin")
    repo.commit(CY, "Go on")
    owners = "* @mira bea@harbour.test.org @cy-okafor @owl @boats\n"
    repo.write("CODEOWNERS", owners)
    plant(repo, {"a": ""})

    assert [("Mira K.", "owner"), ("@boats", "owner")] == ask(repo)


def test_a_folder_without_lessons_of_its_own_has_a_keeper(repo: Repo) -> None:
    """Who keeps a folder keeps the folders in it, though no lesson stands beside them."""
    repo.write("docs/people/cy.md", "---\nname: Cy Okafor\nkeeps: [lessons/deep]\n---\n")
    plant(repo, {"deep/er/b": ""})

    assert [("Cy Okafor", "keeper")] == ask(repo, "deep/er/b")


def test_a_reviewer_under_alias_is_asked_by_the_alias(repo: Repo) -> None:
    """The name in the front matter stands nowhere in the plan."""
    repo.write("docs/people/mira.md", MIRA.format("show: alias\nalias: Night owl\n"))
    repo.commit(BEA, "Begin")
    plant(repo, {"a": BY_MIRA, "b": "review:\n  by: Bea Lind\n"})

    assert [("Night owl", "reviewer")] == ask(repo) == ask(repo, "b")
    assert "Mira" not in repr(plan(repo)) and "Bea" not in repr(plan(repo))

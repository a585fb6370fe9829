# Privacy at its source: what publish() makes of a garden, value by value, and of random gardens.
"""Test publishing."""

from __future__ import annotations

import random
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pollinate.model.notes import NoteKind
from pollinate.model.people import COLLEAGUE, Show
from pollinate.model.public import PublicGarden
from pollinate.model.when import Precision, When
from pollinate.paths import SrcUri
from pollinate.publish import publish
from support.repo import ANA, BEA, Repo, lines

OWL = "Olga Wilson <olga@harbour.test.org>"
HAL = "Hal Hidden <hal@harbour.test.org>"
ABEL = "Abel First <abel@harbour.test.org>"


def planted(repo: Repo) -> None:
    """Write a garden of two who show their names, one alias, one hidden."""
    repo.write("docs/people/owl.md", "---\nname: Olga Wilson\nshow: alias\nalias: Night owl\n---\n")
    repo.write("docs/people/hal.md", "---\nname: Hal Hidden\nshow: hidden\n---\n")
    repo.clock += 86_400
    repo.lesson(ANA, "# A\n\n" + lines("one"), name="a")
    repo.clock += 86_400
    repo.lesson(OWL, "# O\n\n" + lines("two"), f"Plant\n\nReviewed-by: {ANA}", name="o")
    repo.clock += 86_400
    repo.lesson(BEA, "# B\n\n" + lines("three"), f"Plant\n\nCo-authored-by: {HAL}", name="b")
    repo.clock += 86_400
    repo.lesson(ABEL, "# F\n\n" + lines("four"), name="f")


def note(kind: str, about: str = "a", more: str = "") -> str:
    """Return the text of a note."""
    return f"---\nabout: lessons/{about}.md\nkind: {kind}\n{more}---\n\nWords.\n"


def test_a_date_can_not_show_more_than_it_holds() -> None:
    """A When is cut when it is made; a month sorts before its days."""
    day = When.at("2026-03-14T21:12:00+01:00")
    month = When.at("2026-03-14T21:12:00+01:00", Precision.MONTH)

    assert ("2026-03-14", "2026-03-14", "2026-03") == (day, day.day, day.month)
    assert ("2026-03", "", "2026-03") == (month, month.day, month.month)
    assert [month, day] == sorted([day, month])


def test_dates_are_cut_where_somebody_private_is_on_an_act(repo: Repo) -> None:
    """A lesson on which somebody private acted has months; any other has days."""
    planted(repo)
    shown = publish(repo.garden()).credits

    sizes = {uri: (len(one.first), len(one.last)) for uri, one in shown.items()}
    assert {
        "lessons/a.md": (10, 10),
        "lessons/b.md": (7, 7),
        "lessons/f.md": (10, 10),
        "lessons/o.md": (7, 7),
    } == sizes
    assert {7} == {len(c.first) for c in shown["lessons/o.md"].credits}  # type: ignore[index]


def test_commits_of_private_people_are_not_linked(repo: Repo) -> None:
    """Neither their own, nor one that they only helped with or reviewed, whoever wrote it."""
    planted(repo)
    garden = repo.garden()
    shown = publish(garden)
    linked = {n for one in shown.credits.values() for c in one.credits for n in c.commits}

    names = {garden.history.commits[n].author.name for n in linked}
    assert {"Ana Reyes", "Abel First"} == names
    assert linked == set(shown.commits)


def test_order_tells_nothing(repo: Repo) -> None:
    """People stand by name, credits and notes by what is said of their time, then by name."""
    planted(repo)
    together = f"Plant\n\nCo-authored-by: {ABEL}\nCo-authored-by: {ANA}"
    repo.lesson(OWL, "# T\n\n" + lines("t"), together, name="t")
    for number, who in enumerate((BEA, OWL, BEA)):
        repo.commit(who, **{f"docs__notes__{3 - number}": note("question")})
    shown = publish(repo.garden())

    names = [one.name for one in shown.contributors.values()]
    assert sorted(names, key=str.casefold) == names
    credits = shown.credits["lessons/t.md"].credits  # type: ignore[index]
    assert sorted(c.contributor for c in credits) == [c.contributor for c in credits]
    keys = [(note.when, note.src_uri) for note in shown.notes]
    assert sorted(keys) == keys and {7, 10} == {len(when) for when, _ in keys}


def test_a_private_note_is_called_by_no_path_and_its_mark_can_not_be_checked(
    repo: Repo, tmp_path: Path
) -> None:
    """Its id is a mark; the same file at the same path in another commit has another mark."""
    marks = []
    for place in ("one", "two"):
        one = Repo(tmp_path / place)
        one.clock += 3600 * len(marks)
        planted(one)
        one.commit(OWL, docs__notes__owl=note("applied", more="outcome: worked\n"))
        (shown,) = publish(one.garden()).notes
        assert shown.src_uri == shown.anchor and "owl" not in shown.src_uri
        assert 7 == len(shown.when) and -1 == shown.commit
        marks.append(shown.src_uri)

    assert marks[0] != marks[1]


def test_a_note_on_a_private_commit_is_private(repo: Repo) -> None:
    """Whoever a note itself names, somebody private on its commit cuts its day."""
    planted(repo)
    repo.commit(ANA, f"Say\n\nCo-authored-by: {HAL}", docs__notes__n=note("question"))
    repo.commit(ANA, docs__notes__m=note("question", "f"))
    shown = {note.page: note for note in publish(repo.garden()).notes}

    assert 7 == len(shown["lessons/a.md"].when)  # type: ignore[index]
    assert 10 == len(shown["lessons/f.md"].when)  # type: ignore[index]


def test_a_role_from_a_private_note_is_dated_by_month(repo: Repo) -> None:
    """A note gives a dated role: where its commit is private, the lesson's dates are months."""
    planted(repo)
    text = note("applied", more="outcome: worked\n")
    repo.commit(ABEL, f"Apply\n\nReviewed-by: {OWL}", docs__notes__n=text)
    shown = publish(repo.garden()).credits["lessons/a.md"]  # type: ignore[index]

    assert {7} == {len(credit.first) for credit in shown.credits}


def test_trails_and_gatherings(repo: Repo) -> None:
    """A trail's day, and a gathering's, is cut where somebody private is on it; where the address
    of a gathering tells the day, nobody private is named at all.
    """
    planted(repo)
    walk = "---\ntitle: Walk\nsteps:\n  - lesson: ../lessons/a.md\n---\n"
    meet = '---\ndate: 2026-03-14\npeople: [HAL  hidden, owl, "Ana Reyes", Nobody Here]\n---\n'
    repo.commit(OWL, docs__trails__t=walk, docs__gatherings__g=meet)
    repo.commit(ANA, **{"docs__trails__u": walk, "docs__gatherings__2026-03-14-h": meet})
    shown = publish(repo.garden())

    assert {"trails/t.md": 7, "trails/u.md": 10} == {
        uri: len(trail.when) for uri, trail in shown.trails.items()
    }
    gatherings = shown.content.gatherings
    assert "2026-03" == gatherings["gatherings/g.md"].date  # type: ignore[index]
    assert (COLLEAGUE, "night-owl", "ana-reyes", "Nobody Here") == (
        shown.gatherings["gatherings/g.md"]  # type: ignore[index]
    )
    assert ("ana-reyes", "Nobody Here") == (
        shown.gatherings["gatherings/2026-03-14-h.md"]  # type: ignore[index]
    )


def test_acknowledgements_tell_no_day_of_a_private_act(repo: Repo) -> None:
    """A review of an alias's commit, and a first application by one, are told by month."""
    planted(repo)
    repo.commit(OWL, docs__notes__owl=note("applied", "f", "outcome: worked\n"))
    found = {(a.kind, a.who, a.lesson): a.day for a in publish(repo.garden()).acknowledgements}

    assert "" == found["reviewed", "ana-reyes", "lessons/o.md"]  # type: ignore[index]
    assert "" == found["first-applied", "abel-first", "lessons/f.md"]  # type: ignore[index]
    assert 10 == len(found["first-lesson", "ana-reyes", "lessons/a.md"])  # type: ignore[index]


def test_names_in_front_matter_are_resolved_or_gone(repo: Repo) -> None:
    """What a lesson's front matter says of people is said elsewhere, resolved."""
    planted(repo)
    repo.lesson(
        ANA,
        "---\nlearned_from:\n  - person: Hal Hidden\ncredit:\n  - person: owl\n    role: helper\n"
        "review:\n  by: Hal Hidden\n  every: 12 months\nstatus: withdrawn\nasked_by: olga WILSON\n"
        "---\n# N\n\n" + lines("n"),
        name="n",
    )
    lesson = publish(repo.garden()).content.lessons["lessons/n.md"]  # type: ignore[index]

    assert ((), (), "", "12 months", "Night owl", "") == (
        lesson.learned_from,
        lesson.credit,
        lesson.review.by if lesson.review else None,
        lesson.review.every if lesson.review else None,
        lesson.asked_by,
        lesson.body,
    )


@pytest.mark.parametrize("how", ["password: x", "search: {exclude: true}", "by the site"])
def test_words_that_may_not_be_quoted(repo: Repo, how: str) -> None:
    """A page under a password, or out of search, is named and never quoted elsewhere."""
    planted(repo)
    front = f"{how}\n" if ":" in how else ""
    repo.lesson(
        ANA,
        f"---\n{front}summary: Secret sum\napplies_when: Secret case\n---\n# S\n\nA secret sentence"
        " with [a](a.md).\n",
        name="s",
    )
    repo.commit(BEA, docs__notes__n=note("applied", "s", "outcome: worked\neffect: Secret\n"))
    told = ["lessons/s.md"] if not front else []
    shown = publish(repo.garden(), told)  # type: ignore[arg-type]
    lesson = shown.content.lessons["lessons/s.md"]  # type: ignore[index]

    assert ("S", "", ()) == (lesson.title, lesson.summary, lesson.applies_when)
    assert [()] == [link.reasons for link in shown.links if link.source == "lessons/s.md"]
    assert [("", "")] == [(n.text, n.effect) for n in shown.notes if n.page == "lessons/s.md"]
    assert "ecret" not in repr(shown)


def test_an_alias_that_is_a_name_hides(repo: Repo) -> None:
    """Whoever takes another's name as an alias is shown by none, and told."""
    repo.write(
        "docs/people/owl.md", "---\nname: Olga Wilson\nshow: alias\nalias: ana  reyes\n---\n"
    )
    repo.lesson(ANA, lines("one"))
    repo.lesson(OWL, lines("one", "two"))
    garden = repo.garden()

    assert "alias-is-a-name" in {one.code for one in garden.diagnostics}
    assert {"Ana Reyes", "a colleague"} == {c.name for c in garden.contributors.values()}


WHO = (ANA, BEA, ABEL, OWL, HAL)


def words_of(value: Any) -> list[str]:
    """Return every text in a value, however deep."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [w for one in fields(value) for w in words_of(getattr(value, one.name))]
    if isinstance(value, dict):
        return [w for pair in value.items() for one in pair for w in words_of(one)]
    if isinstance(value, tuple | list | set | frozenset):
        return [w for one in value for w in words_of(one)]
    return []


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6))
def test_random_gardens_publish_nothing_private(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """No text in a published garden holds a private name, or the day of a private commit."""
    rng = random.Random(seed)
    repo = Repo(tmp_path_factory.mktemp("random") / "garden")
    planted(repo)
    for number in range(rng.randint(2, 8)):
        repo.clock += 86_400 * rng.randint(1, 20)
        trailers = "".join(
            f"\n{rng.choice(('Co-authored-by', 'Reviewed-by', 'Helped-by'))}: {rng.choice(WHO)}"
            for _ in range(rng.randint(0, 2))
        )
        kind = rng.choice([kind.value for kind in NoteKind if kind is not NoteKind.ANSWER])
        more = f"to: [{rng.choice(('owl', 'hal', 'Ana Reyes'))}]\n" if kind == "thanks" else ""
        outcome = {"applied": "outcome: worked\n", "review": "outcome: changed\n"}.get(kind, "")
        repo.commit(
            rng.choice(WHO),
            f"Change\n{trailers}",
            **{
                f"docs__lessons__r{rng.randint(0, 2)}": lines(f"w{number}"),
                f"docs__notes__n{number}": note(kind, rng.choice("aobf"), more + outcome),
            },
        )
    garden = repo.garden()
    shown = publish(garden)

    assert isinstance(shown, PublicGarden)
    told = {word.lower() for word in words_of(shown)}
    assert not [
        w
        for w in told
        if "olga" in w
        or "wilson" in w
        or ("hidden" in w.replace("a-", "") and w not in ("hidden",))
    ]
    private = {s for s, c in garden.people.contributors.items() if c.show is not Show.NAME}
    days = {
        commit.when[:10]
        for commit in garden.history.commits
        if any(
            garden.people.of(who) in private
            for who in (commit.author, *(t.who for t in commit.trailers))
        )
    }
    others = {c.when[:10] for c in garden.history.commits} - days
    assert days.isdisjoint(told - others)


S = SrcUri("lessons/s.md")


@pytest.mark.parametrize("how", ["password: x", "search: {exclude: true}", "by the site"])
def test_no_phrase_of_a_page_that_may_not_be_quoted(repo: Repo, how: str) -> None:
    """Whose words stand where is told by quotes, so it is not told of a page under a password."""
    front = f"---\n{how}\n---\n" if ":" in how else ""
    repo.lesson(ANA, f"{front}# S\n\nOne.\n", name="s")
    repo.lesson(BEA, f"{front}# S\n\nOne.\n\nTwo.\n", name="s")
    repo.lesson(BEA, "# T\n\nOne.\n", name="t")
    repo.lesson(ANA, "# T\n\nOne.\n\nTwo.\n", name="t")
    shown = publish(repo.garden(), [] if front else [S])
    assert set(shown.phrases) == {"lessons/t.md"}


def test_a_reason_that_may_not_be_told_is_none(repo: Repo) -> None:
    """Where each of the reasons names whom it leads to, the link has none of its own."""
    planted(repo)
    for name, reason in (("m", "Olga Wilson showed us."), ("n", "We were shown.")):
        front = f"---\nlearned_from:\n  - person: owl\n    because: {reason}\n---\n"
        repo.lesson(ANA, f"{front}# N\n", name=name)
    found = {link.source: (link.reasons, link.because) for link in publish(repo.garden()).links}
    assert found == {
        "lessons/m.md": ((), False),
        "lessons/n.md": (("We were shown.",), True),
    }


def test_the_newest_act_of_somebody_private_is_a_month(repo: Repo) -> None:
    """Whose commit came last is dated as everywhere."""
    planted(repo)
    assert 10 == len(publish(repo.garden()).newest)
    repo.lesson(OWL, "# O\n\nMore.\n", name="o")
    assert 7 == len(publish(repo.garden()).newest)


def test_a_trail_of_somebody_private_dates_its_lessons_by_month(repo: Repo) -> None:
    """A trail gives dated roles on the lessons it leads to; keeping or teaching is no act."""
    planted(repo)
    walk = "---\ntitle: Walk\nsteps:\n  - lesson: ../lessons/a.md\n---\n"
    assert 10 == len(publish(repo.garden()).credits[SrcUri("lessons/a.md")].last)
    repo.commit(ANA, f"Walk\n\nReviewed-by: {OWL}", docs__trails__t=walk)
    shown = publish(repo.garden()).credits
    assert 7 == len(shown[SrcUri("lessons/a.md")].last)
    assert 10 == len(shown[SrcUri("lessons/f.md")].last)


def test_who_teaches_or_keeps_dates_nothing(repo: Repo) -> None:
    """A role that is no act leaves a lesson its days."""
    planted(repo)
    front = "---\ncredit:\n  - person: owl\n    role: teacher\n---\n"
    repo.lesson(ANA, f"{front}# N\n\n" + lines("n"), name="n")
    shown = publish(repo.garden()).credits[SrcUri("lessons/n.md")]
    assert "night-owl" in {one.contributor for one in shown.credits} and 10 == len(shown.last)


def test_keepers_of_no_topic(repo: Repo) -> None:
    """A place that is no topic of the garden is not told, nor which names in git somebody has."""
    planted(repo)
    repo.commit(
        ANA,
        docs__people__ana="---\nname: Ana Reyes\ngit: [A Reyes]\nkeeps: [lessons/t, secret/plan]\n---\n",
        docs__lessons__t__x="# X\n",
    )
    shown = publish(repo.garden())
    assert shown.contributors["ana"].keeps == ("lessons/t",)  # type: ignore[index]
    assert shown.content.people["ana"].git == ()


def test_a_reason_says_the_name_to_show(repo: Repo) -> None:
    """Why a lesson led to another may hold a wiki link to somebody private."""
    planted(repo)
    repo.lesson(ANA, "# N\n\n[[hal]] told of [it](f.md){ .learned-from }.\n", name="n")
    (link,) = (
        one
        for one in publish(repo.garden()).links
        if one.source == "lessons/n.md" and one.target == "lessons/f.md"
    )
    assert link.reasons == ("a colleague told of it.",)


def test_wiki_links_lead_from_no_private_name(repo: Repo) -> None:
    """Neither what they mean, nor a title with one, holds a way from the name to the alias."""
    planted(repo)
    repo.lesson(ANA, "# With [[owl]]\n\nAnd [[Hal Hidden]], [[Abel First]].\n", name="n")
    shown, n = publish(repo.garden()), SrcUri("lessons/n.md")
    assert set(shown.wiki[n]) == {"Abel First"}
    assert shown.content.lessons[n].title == "With Night owl"


def test_the_author_of_a_commit_stands_before_co_authors(repo: Repo) -> None:
    """Where nobody private is among them; by name alone where somebody is."""
    planted(repo)
    repo.lesson(BEA, "# T\n\n" + lines("t"), f"Plant\n\nCo-authored-by: {ABEL}", name="t")
    shown = publish(repo.garden()).credits["lessons/t.md"]  # type: ignore[index]
    names = [one.contributor for one in shown.credits]
    assert names[0].startswith("bea") and names[1] == "abel-first" and shown.planter == names[0]

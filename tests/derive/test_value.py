# Promises of the figures about value: an independent count by SQL over the export finds the same,
# and nobody can work a kept-back count out of what is published, however periods, ways and teams
# are added and subtracted.
"""Test the figures about value."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from pollinate.derive.metrics import derive_value
from pollinate.export.garden import export_garden
from pollinate.export.metrics import FEW_WORDS, export_value
from pollinate.model.content import Content, Lesson, SourceKind
from pollinate.model.credits import Credit, LessonCredits, Role
from pollinate.model.garden import Garden
from pollinate.model.git import Commit, History, Identity
from pollinate.model.links import Link, LinkKind
from pollinate.model.metrics import STEP, WAYS, AtLeast
from pollinate.model.notes import NoteKind, PlacedNote
from pollinate.model.people import Contributor, ContributorKind, People
from pollinate.model.stages import Outcome
from pollinate.paths import RepoPath, Sha, Slug, SrcUri
from pollinate.publish import publish
from pollinate.settings import Settings
from support.repo import Repo
from support.value import BEFORE, GOALS, NOW, plant

SETTINGS = Settings(root=Path(), docs_dir=Path(), goals=GOALS)
KINDS = {
    "ask": NoteKind.QUESTION,
    "apply": NoteKind.APPLIED,
    "review": NoteKind.REVIEW,
    "thank": NoteKind.THANKS,
}
YEARS = {"now": NOW, "before": BEFORE}


# --- an independent count ---------------------------------------------------------------------------


TABLES = """
create table person (slug, kind, team); create table lesson (uri, first, status, every); create table credit (uri, slug, role);
create table note (id, kind, on_kind, page, answers, month, day, outcome, helps); create table signer (id, slug);
create table link (kind, source, target_kind, target); create table reviewed (slug, month, uri, day); create table laid (slug, month);
create view wrote as select credit.slug, credit.uri, substr(lesson.first, 1, 7) month from credit join lesson using (uri)
  where role in ('author', 'co-author');
create view took (way, slug, month) as
  select 'write', slug, month from wrote
  union all select case kind when 'question' then 'ask' when 'applied' then 'apply' when 'thanks' then 'thank'
    when 'answer' then 'teach' else kind end, slug, month from note join signer using (id) where kind <> 'reflection'
  union all select 'review', slug, month from reviewed
  union all select 'teach', slug, month from laid
  union all select 'teach', target, substr(lesson.first, 1, 7) from link join lesson on uri = source
    where link.kind = 'learned-from' and target_kind = 'person';
create view proof as
  select page uri, max(case length(day) when 7 then day || '-01' else substr(day, 1, 10) end) day from note
  where kind in ('review', 'applied') and outcome in ('worked', 'partly', 'still-true', 'changed') group by page;
create view doubt as
  select page uri, max(case length(day) when 7 then day || '-31' else substr(day, 1, 10) end) day, substr(day || '-01', 1, 10) first
  from note where kind in ('review', 'applied') and outcome in ('did-not-work', 'retired') group by page;
create view look as
  select lesson.uri, proof.day, min(
    date(proof.day, '+' || every),
    case when doubt.day > proof.day then doubt.first else '9999' end) due
  from lesson left join proof using (uri) left join doubt on doubt.uri = lesson.uri;
"""


def database(document: dict[str, Any]) -> sqlite3.Connection:
    """Return what `pollinate export` says, as tables."""
    base = sqlite3.connect(":memory:")
    base.executescript(TABLES)
    base.executemany(
        "insert into person values (?, ?, ?)",
        [(s, c["kind"], c["team"]) for s, c in document["contributors"].items()],
    )
    for uri, one in document["lessons"].items():
        base.execute(
            "insert into lesson values (?, ?, ?, ?)",
            (uri, one["first"], one["status"], one["review_every"]),
        )
        base.executemany(
            "insert into credit values (?, ?, ?)",
            [(uri, c["contributor"], r) for c in one["credits"] for r in c["roles"]],
        )
    for n in document["notes"]:
        row = (
            n["id"],
            n["kind"],
            n["about"]["kind"],
            n["about"]["id"],
            n["answers"],
            (n["when"] or "")[:7],
            n["when"],
            n["outcome"],
            n["helps"],
        )
        base.execute("insert into note values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        base.executemany("insert into signer values (?, ?)", [(n["id"], slug) for slug in n["by"]])
    links = [
        (one["kind"], one["source"], one["target"]["kind"], one["target"]["id"])
        for one in document["links"]
    ]
    base.executemany("insert into link values (?, ?, ?, ?)", links)
    looks = [a for a in document["acknowledgements"] if a["kind"] == "reviewed"]
    reviewed = [
        (a["contributor"], a["month"], a["lesson"], a["day"] or f"{a['month']}-01") for a in looks
    ]
    base.executemany("insert into reviewed values (?, ?, ?, ?)", reviewed)
    laid = [
        (slug, trail["when"][:7])
        for trail in document["trails"].values()
        for slug in trail["by"]
        if trail["when"]
    ]
    base.executemany("insert into laid values (?, ?)", laid)
    return base


@pytest.fixture(scope="module", params=[3, 4])
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Garden:
    """Give a random garden out of a repository."""
    return plant(
        Repo(tmp_path_factory.mktemp("value") / "garden"), request.param, notes=260
    ).garden(goals=list(GOALS))


def test_figures_equal_a_count_by_sql(planted: Garden) -> None:
    """People, outcomes, goals, answers and learning between teams are what SQL over the export
    counts.
    """
    base = database(export_garden(planted, publish(planted)))
    document = export_value(
        publish(planted), derive_value(publish(planted), replace(SETTINGS, goals=GOALS))
    )

    for name, months in YEARS.items():
        years = (months[0], months[-1])
        found = document[name]
        assert years == (found["start"], found["end"])
        assert _people_by_sql(base, years) == found["people"]
        assert _notes_by_sql(base, years, "outcome") == {
            k: set(v["notes"]) for k, v in found["outcomes"].items() if v["times"]
        }
        assert _notes_by_sql(base, years, "helps") == {
            k: set(v["notes"]) for k, v in found["goals"].items()
        }
        count, days = _answers_by_sql(base, years)
        assert (count, days) == (found["answered"]["times"], found["median_days"])
        assert _flows_by_sql(base, years) == {
            (f["taught"], f["learned"]): f["lessons"] for f in found["flows"]
        }
    end = max(commit.when for commit in planted.history.commits)[:10]
    assert _fresh_by_sql(base, end) == {
        name: set(uris) for name, uris in document["freshness"].items()
    }
    assert all(document["freshness"].values())


def _people_by_sql(base: sqlite3.Connection, years: tuple[str, str]) -> dict[str, int | str]:
    query = """select count(distinct slug) / 5 * 5 from took join person using (slug)
               where way = ? and month between ? and ? and person.kind = 'person'"""
    return {way: base.execute(query, (way, *years)).fetchone()[0] or FEW_WORDS for way in WAYS}


def _notes_by_sql(
    base: sqlite3.Connection, years: tuple[str, str], column: str
) -> dict[str, set[str]]:
    query = f"""select {column}, id from note where kind = 'applied' and on_kind = 'lesson' and outcome is not null
                and {column} is not null and month between ? and ?"""
    found: dict[str, set[str]] = {}
    for name, note in base.execute(query, years):
        found.setdefault(name, set()).add(note)
    return found


def _answers_by_sql(base: sqlite3.Connection, years: tuple[str, str]) -> tuple[int, float]:
    query = """select julianday(substr(answer.day, 1, 10)) - julianday(substr(asked.day, 1, 10)), length(answer.day), length(asked.day)
               from note asked join note answer on answer.answers = asked.id
               where asked.kind = 'question' group by asked.id having min(answer.day) and answer.month between ? and ?"""
    rows = base.execute(query, years).fetchall()
    return len(rows), median(max(0, days) for days, a, b in rows if a > 7 and b > 7)


def _fresh_by_sql(base: sqlite3.Connection, end: str) -> dict[str, set[str]]:
    query = """
      select uri, case when status in ('superseded', 'retired', 'withdrawn') then 'record' when day is null then 'not_asked'
        when every is null then 'unplanned' when due <= ? then 'due' else 'in_time' end
      from lesson join look using (uri)"""
    found: dict[str, set[str]] = {
        "in_time": set(),
        "due": set(),
        "not_asked": set(),
        "unplanned": set(),
        "record": set(),
    }
    for uri, group in base.execute(query, (end,)):
        found[group].add(uri)
    return found


def _flows_by_sql(
    base: sqlite3.Connection, years: tuple[str, str]
) -> dict[tuple[str | None, str | None], int]:
    base.execute("drop view if exists shown")
    base.execute("drop table if exists size")
    base.execute(
        """create temp table size as select team, count(distinct slug) people from took join person using (slug)
                    where kind = 'person' and team <> '' and month between ? and ? group by team""",
        years,
    )
    query = """
      with shown as (select team, case when people >= 5 then team end name from size
                     where people >= 5 or (select sum(people) from size where people < 5) >= 5),
      taught as (select source uri, team from link join wrote on wrote.uri = target join person on person.slug = wrote.slug
                   where link.kind = 'learned-from' and target_kind = 'lesson'
                 union select source, team from link join person on person.slug = target
                   where link.kind = 'learned-from' and target_kind = 'person')
      select a.name, b.name, count(distinct taught.uri)
      from taught join shown a using (team) join wrote using (uri) join person using (slug) join shown b on b.team = person.team
      where month between ? and ? and a.name is not b.name group by a.name, b.name"""
    return {(taught, learned): count for taught, learned, count in base.execute(query, years)}


# --- small gardens in memory ------------------------------------------------------------------------


def garden_of(rng: random.Random, *, teams: dict[str, int] | None = None) -> Garden:
    """Return a garden in which few or many took each way, in each of two years; everybody asked
    something.
    """
    who = [Slug(f"{team}-{n}") for team, size in (teams or {"": 14}).items() for n in range(size)]
    contributors = {
        slug: Contributor(slug=slug, name=slug, team=slug.rsplit("-", 1)[0]) for slug in who
    }
    lessons = {SrcUri(f"lessons/l{n}.md"): _lesson(n) for n in range(6)}
    credits = {}
    for uri in lessons:
        month = rng.choice([*NOW, *BEFORE])
        writers = tuple(
            Credit(contributor=s, lesson=uri, roles=(Role.AUTHOR,), share=0, words=0, commits=())
            for s in rng.sample(who, rng.randint(1, 2))
        )
        credits[uri] = LessonCredits(
            lesson=uri, first=f"{month}-03", last=f"{month}-03", credits=writers
        )
    notes = [_note(n, *each) for n, each in enumerate(_acts(rng, who, list(lessons)))]
    uris = list(lessons)
    links = tuple(
        Link(kind=LinkKind.LEARNED_FROM, source=a, target_kind=SourceKind.LESSON, target=b)
        for a, b in combinations(uris, 2)
        if rng.random() < 0.5
    )
    commit = Commit(
        sha=Sha("1" * 40),
        parents=(),
        author=Identity("Ed", ""),
        raw_author=Identity("Ed", ""),
        when=f"{NOW[-1]}-14T12:00:00+01:00",
        subject="x",
    )
    content = Content(lessons=lessons, pages={}, gatherings={}, people={})
    ordered = tuple(sorted(notes, key=lambda note: (note.when, note.src_uri)))
    return Garden(
        name="G",
        history=History(head=commit.sha, commits=(commit,)),
        content=content,
        people=People(contributors=contributors, by_identity={}, by_name={}),
        contributors=contributors,
        credits=credits,
        links=links,
        sources={},
        acknowledgements=(),
        diagnostics=(),
        notes=ordered,
    )


def _lesson(n: int) -> Lesson:
    uri = f"lessons/l{n}.md"
    return Lesson(
        src_uri=SrcUri(uri),
        repo_path=RepoPath(f"docs/{uri}"),
        title=f"Lesson {n}",
        topic="lessons",
        body_line=1,
        body="",
    )


def _acts(
    rng: random.Random, who: list[Slug], uris: list[SrcUri]
) -> Iterator[tuple[NoteKind, SrcUri, Slug, str]]:
    for months, (way, kind) in product(YEARS.values(), KINDS.items()):
        crowd = rng.sample(who, rng.randint(0, min(12, len(who))))
        signers = (
            [rng.choice(crowd) for _ in range(rng.randint(9, 14))]
            if way == "apply" and crowd
            else crowd
        )
        for slug in signers:
            yield kind, rng.choice(uris), slug, f"{rng.choice(months)}-{rng.randint(1, 14):02}"


def _note(n: int, kind: NoteKind, page: SrcUri, by: Slug, when: str) -> PlacedNote:
    outcome = Outcome.WORKED if kind is NoteKind.APPLIED else None
    return PlacedNote(
        src_uri=SrcUri(f"notes/n{n}.md"),
        kind=kind,
        page=page,
        person=Slug(""),
        anchor=f"note-n{n}",
        by=(by,),
        when=when,
        commit=0,
        body="",
        text=f"Note {n}",
        outcome=outcome,
    )


def published(garden: Garden) -> dict[str, Any]:
    """Return all that is published, as a reader gets it."""
    document: dict[str, Any] = json.loads(
        json.dumps(export_value(publish(garden), derive_value(publish(garden), SETTINGS)))
    )
    return document


def people_figures(document: dict[str, Any]) -> dict[tuple[str, str], int | str]:
    """Return each figure on people by period and way."""
    return {
        (name, way): count
        for name in YEARS
        if document[name]
        for way, count in document[name]["people"].items()
    }


# --- attacks ----------------------------------------------------------------------------------------


def test_no_sum_or_difference_leads_below_five() -> None:
    """Whatever figures on people are added and subtracted, over ways and periods, what comes out is
    no group of one to four.
    """
    for seed in range(200):
        numbers = [
            n
            for n in people_figures(published(garden_of(random.Random(seed)))).values()
            if isinstance(n, int)
        ]
        assert all(n >= STEP for n in numbers)
        for a, b, c in product([0, *numbers], repeat=3):
            assert (a - b) % STEP == 0 and abs(a - b) not in range(1, STEP)
            assert abs(a + b - c) not in range(1, STEP) and abs(a - b - c) not in range(1, STEP)


def with_crowd(garden: Garden, period: str, kind: NoteKind, size: int) -> Garden:
    """Return a garden in which so many people signed the notes of one kind in one period, and all
    else is as it was.
    """
    fresh = {
        Slug(f"fresh-{n}"): Contributor(slug=Slug(f"fresh-{n}"), name=f"fresh-{n}")
        for n in range(size)
    }
    crowd, notes = list(fresh), list(garden.notes)
    mine = [
        n for n, note in enumerate(notes) if note.kind is kind and note.when[:7] in YEARS[period]
    ]
    for place, n in enumerate(mine):
        # The last note is signed by all who are left, so that no figure on notes changes.
        by = crowd[place:] if place == len(mine) - 1 else crowd[place : place + 1]
        notes[n] = replace(notes[n], by=tuple(by or crowd[:1]))
    people = {**garden.contributors, **fresh}
    return replace(garden, contributors=people, notes=tuple(notes))


def test_nobody_can_recover_an_under_five() -> None:
    """Whoever knows all that is published, in every period, can't tell which of four counts or more
    "under 5" stands for.
    """
    seen = 0
    for seed in range(150):
        garden = garden_of(random.Random(seed))
        document = published(garden)
        for (period, way), figure in people_figures(document).items():
            kind = KINDS.get(way)
            mine = [n for n in garden.notes if n.kind is kind and n.when[:7] in YEARS[period]]
            if figure != FEW_WORDS or not mine:
                continue
            same = [
                size
                for size in range(1, STEP)
                if published(with_crowd(garden, period, kind, size)) == document
            ]  # type: ignore[arg-type]
            assert [1, 2, 3, 4] == same, (seed, period, way)
            seen += 1

    assert seen > 50


def test_a_count_can_be_kept_in_no_other_way() -> None:
    """A count of people that is not rounded can't be put into a figure at all."""
    for number in (-5, 1, 4, 7):
        with pytest.raises(ValueError, match="rounded"):
            AtLeast(number)


def test_small_teams_are_named_nowhere() -> None:
    """A team is named where five of it took part; the others are one, and none at all where they
    are fewer than five together.
    """
    seen = set()
    for seed in range(200):
        rng = random.Random(seed)
        teams = {f"team{n}": rng.randint(1, 9) for n in range(rng.randint(2, 5))}
        garden = garden_of(rng, teams=teams)
        document = published(garden)
        for period in filter(None, (document["now"], document["before"])):
            months = YEARS["now" if period is document["now"] else "before"]
            active = {slug for note in garden.notes if note.when[:7] in months for slug in note.by}
            active |= {
                c.contributor
                for one in garden.credits.values()
                if one.first[:7] in months
                for c in one.credits
            }
            sizes = {team: sum(slug.startswith(f"{team}-") for slug in active) for team in teams}
            named = {flow[side] for flow in period["flows"] for side in ("taught", "learned")}
            assert all(sizes[team] >= STEP for team in named - {None})
            assert None not in named or sum(size for size in sizes.values() if size < STEP) >= STEP
            seen.add(None in named)

    assert {True, False} == seen


def test_too_few_give_no_figures() -> None:
    """With four people, or with nine applied notes, there are sentences and nothing to count."""
    uri = SrcUri("lessons/l0.md")
    for people, notes in ((4, 12), (8, 9)):
        base = garden_of(random.Random(1), teams={"": people})
        told = tuple(
            _note(n, NoteKind.APPLIED, uri, Slug(f"-{n % people}"), f"{NOW[3]}-01")
            for n in range(notes)
        )
        value = derive_value(publish(replace(base, notes=told)), SETTINGS)

        assert (None, None, None) == (value.now, value.before, value.freshness)
        assert notes == len(value.told)


def test_a_thin_year_before_is_left_out() -> None:
    """The year before has figures only where it has enough of its own."""
    garden = garden_of(random.Random(8))
    kept = [n for n in garden.notes if n.when[:7] in NOW or n.kind is not NoteKind.APPLIED]
    extra = [
        _note(900 + n, NoteKind.APPLIED, SrcUri("lessons/l1.md"), Slug(f"-{n}"), f"{NOW[0]}-02")
        for n in range(10)
    ]
    value = derive_value(publish(replace(garden, notes=(*kept, *extra))), SETTINGS)

    assert value.now is not None and value.before is None


def test_teams_that_stand_for_people_are_no_people() -> None:
    """A contributor of kind team is never counted among people."""
    garden = garden_of(random.Random(8))
    teams = {slug: replace(c, kind=ContributorKind.TEAM) for slug, c in garden.contributors.items()}

    assert derive_value(publish(replace(garden, contributors=teams)), SETTINGS).now is None

# Promises of the page about value: figures on lessons lead to lessons and notes, figures on people
# lead nowhere, too few give sentences and no numbers, and what people write is text.
"""Test the page about value."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pollinate.garden import Garden, build_garden
from pollinate.messages.catalogue import messages_in
from pollinate.model.metrics import OTHER_TEAMS, AtLeast, Flow
from pollinate.model.stages import Outcome
from pollinate.pages.assets import VALUE_PICTURE
from pollinate.pages.metrics_view import draw_flows, people_words
from pollinate.pages.value_picture import HEIGHT, LETTERS, TOP
from pollinate.pages.value_story import FAILURES, DoneSince, done_since
from pollinate.paths import SrcUri
from pollinate.settings import Settings
from pollinate.settings_file import read_settings
from support.planned import site_of
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate
from support.site import Html, section
from support.value import GOALS, TEAMS, plant

EVIL = "<img src=x onerror=alert(1)>\"'&"
VALUE = SrcUri("value.md")
ENGLISH = messages_in("en")


def page(garden: Garden, settings: Settings) -> Html:
    """Return the page about value."""
    return Html(site_of(garden, settings).generated[VALUE].html(lambda uri: f"/{uri}"))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Garden, Settings]:
    """Give a garden with figures, and its settings."""
    repo = plant(Repo(tmp_path_factory.mktemp("value") / "garden"), 3, notes=260)
    values = {"goals": list(GOALS), "audience": "Who sails", "behaviours": ["Say what went wrong"]}
    return repo.garden(**values), repo.settings(**values)


def test_the_head_is_the_organisations_own(planted: tuple[Garden, Settings]) -> None:
    """The audience stands first, each goal heads its story before all tables, and how people want
    to work stands below.
    """
    text = page(*planted).text

    assert text.index("Who sails") < text.index("In short")
    for goal in GOALS:
        assert text.index("In short") < text.index(goal) < text.index("The figures behind it")
    assert "Say what went wrong" in text


def test_figures_on_people_lead_nowhere_and_name_nobody(planted: tuple[Garden, Settings]) -> None:
    """No link, no name and no exact count stands where people and teams are counted; no person's
    page is linked anywhere.
    """
    garden, found = planted[0], page(*planted)
    for start, end in (
        ('id="pl-who-takes-part"', 'id="pl-answers"'),
        ('id="pl-between-teams"', 'id="pl-freshness"'),
    ):
        part = section(found, start, end)
        assert [] == part.links()
        assert [] == [c.name for c in garden.contributors.values() if c.name in part.text]
    counts = re.findall(
        r"<td class=\"pl-num\">(.*?)</td>",
        section(found, 'id="pl-who-takes-part"', 'id="pl-answers"').source,
    )
    assert 12 == len(counts) and all(
        re.fullmatch(r"under 5|\d*[05] or more", count) for count in counts
    )
    assert [] == [link for link in found.links() if "people/" in link]
    assert [] == [c.name for c in garden.contributors.values() if c.name in found.text]


def test_small_teams_are_not_named(planted: tuple[Garden, Settings]) -> None:
    """A team of fewer than five is "Other teams" in picture and table."""
    found = section(page(*planted), 'id="pl-between-teams"', 'id="pl-freshness"')

    assert "Other teams" in found.text
    assert [] == [team for team, size in TEAMS.items() if team and size < 5 and team in found.text]


def test_figures_on_lessons_lead_to_lessons_and_notes(planted: tuple[Garden, Settings]) -> None:
    """Each figure on lessons is a link to the list behind it, and that to the note on its
    lesson.
    """
    found = page(*planted)
    ids = {attrs["id"] for _, attrs in found.elements if "id" in attrs}
    anchors = [link[1:] for link in found.links() if link.startswith("#")]

    assert (
        {"pl-notes-worked", "pl-goal-1", "pl-lessons-due", "pl-lessons-record"}
        <= set(anchors)
        <= ids
    )
    worked = section(found, 'id="pl-notes-worked"', "</p>").links()
    assert worked and all(re.fullmatch(r"/lessons/.+\.md#note-.+", link) for link in worked)


def test_picture_and_table_say_the_same(planted: tuple[Garden, Settings]) -> None:
    """Each band of the picture stands in the table with the same number."""
    part = section(page(*planted), 'id="pl-between-teams"', 'id="pl-freshness"').source
    bands = re.findall(
        r'class="pl-figure__flow"[^>]*><title>(.+?) learned from (.+?): (\d+)</title>', part
    )
    rows = re.findall(
        r'<th scope="row">(.+?)</th><td>(.+?)</td><td class="pl-num">(\d+)</td>', part
    )

    assert bands and sorted((b, a, n) for a, b, n in bands) == sorted(rows)


def test_a_phone_without_the_picture_keeps_its_sentence(planted: tuple[Garden, Settings]) -> None:
    """Where the picture is too wide to be shown, what it says stands above it in words."""
    part = section(page(*planted), 'id="pl-between-teams"', "<figure").text

    assert re.search(r"\d+ times? one team learned from another and wrote down what\.", part)


def test_lessons_kept_for_the_record_are_counted(planted: tuple[Garden, Settings]) -> None:
    """Below the heading on freshness stands how many are in use, and how many are kept."""
    period = site_of(*planted).value_view.period
    part = section(page(*planted), 'id="pl-freshness"', 'id="pl-leaves-out"')

    assert period and period.kept == sum(r.count for r in period.freshness if r.name == "record")
    assert period.kept and f"in use. {period.kept} more" in " ".join(part.text.split())


def test_page_is_the_same_on_any_day(planted: tuple[Garden, Settings]) -> None:
    """Periods end with the newest commit and not today."""
    text = page(*planted).text

    assert "December 2022 to November 2023" in text and "December 2021 to November 2022" in text


def few(repo: Repo) -> Repo:
    """Commit a lesson that two people applied."""
    note = (
        f"---\nkind: applied\nabout: lessons/a.md\noutcome: worked\nhelps: '{EVIL}'\neffect:"
        f" '{EVIL.replace(chr(39), '')}'\n---\nIt helped us, {EVIL}\n"
    )
    repo.commit(
        ANA,
        docs__lessons__a=f"---\ntitle: A {EVIL.split()[0]}\n---\n" + lines("one", "two"),
        docs__notes__n=note,
    )
    return repo


def test_too_few_show_sentences_and_no_numbers(repo: Repo) -> None:
    """With two people and one note there is what they say, and no figure, table or picture."""
    found = page(few(repo).garden(), repo.settings(goals=["Sail"]))

    assert "It helped us" in found.text and "Told by those who tried" in found.text
    assert not {"table", "svg", "details"} & {
        tag for tag, attrs in found.elements if attrs.get("class") != "pl-icon"
    }
    assert not re.search(
        r"\d", found.text.replace("alert(1)", "").replace("15 November 2023", "")
    ), found.text


def test_what_people_write_is_text(repo: Repo) -> None:
    """Audience, goals, behaviours, effects and notes come as text."""
    values = {"goals": [EVIL], "audience": EVIL, "behaviours": [EVIL]}
    found = page(few(repo).garden(**values), repo.settings(**values))

    assert [] == found.dangers() and 4 <= found.text.count("onerror")


def test_team_names_are_text() -> None:
    """A team's name is text in picture and table, however it is written."""
    picture = draw_flows(ENGLISH, [Flow(EVIL, OTHER_TEAMS, 3), Flow("Deck", EVIL, 1)])

    assert EVIL in picture.bands[0].words or EVIL in picture.bands[1].words
    assert all(label.y < picture.height for label in picture.labels)


def test_no_page_without_a_reason(repo: Repo) -> None:
    """Without goals, behaviours and applied notes there is no page about value."""
    repo.lesson(ANA, lines("one", "two"))

    assert VALUE not in site_of(repo.garden(), repo.settings()).generated
    assert VALUE in site_of(repo.garden(), repo.settings(behaviours=["Ask"])).generated


def test_words_for_counts_of_people() -> None:
    """A rounded count says so, and one below five says no more than that."""
    assert ["under 5", "5 or more", ""] == [
        people_words(ENGLISH, AtLeast(0)),
        people_words(ENGLISH, AtLeast(5)),
        people_words(ENGLISH, None),
    ]


def test_a_file_of_that_name_keeps_its_place(planted: tuple[Garden, Settings]) -> None:
    """Beside a page `value.md` of the garden's own, ours takes another name."""
    garden, settings = planted

    assert (
        SrcUri("value-2.md") in site_of(garden, replace(settings, root=Path()), ["value"]).generated
    )


def test_each_goal_has_its_story(planted: tuple[Garden, Settings]) -> None:
    """Uses add up to those told, effects are words of notes for that goal, one a lesson, and what
    did not work stands with what was done since.
    """
    made = site_of(*planted)
    stories = made.value_view.stories
    assert made.value_view.period
    assert sum(story.count for story in stories) == made.value_view.period.applied
    assert [story.goal for story in stories if story.goal] == [
        goal for goal in GOALS if goal in {story.goal for story in stories}
    ]
    for story in stories:
        for note in (*story.changed, *(one.note for one in story.failed)):
            assert note.helps == story.goal
            assert made.value_view.period.start <= note.when[:7] <= made.value_view.period.end
        assert len({note.page for note in story.changed}) == len(story.changed)
        assert all(one.note.outcome in FAILURES for one in story.failed)
    assert any(story.failed for story in stories)


LOOK = "---\nabout: lessons/t/a.md\nkind: review\noutcome: {}\n---\n\nLooked.\n"
FAILED_NOTE = "---\nabout: lessons/t/a.md\nkind: applied\noutcome: did-not-work\n---\n\nNot here.\n"


@pytest.mark.parametrize(
    ("since", "what", "month"),
    [
        ({}, "nothing", ""),
        ({"docs__notes__r": LOOK.format("changed")}, "changed", "2024-02"),
        ({"docs__notes__r": LOOK.format("still-true")}, "checked", "2024-02"),
        ({"docs__lessons__t__a": "---\ntitle: A\n---\n\none two three\n"}, "edited", "2024-02"),
        (
            {"docs__lessons__t__a": "---\ntitle: A\nstatus: superseded\nsuperseded_by: b.md\n"
             "on: 2024-02-01\n---\n\none two\n"},
            "superseded", "2024-02",
        ),
        (
            {"docs__lessons__t__a": "---\ntitle: A\nstatus: retired\n---\n\none two\n"},
            "retired", "",
        ),
    ],
)  # fmt: skip
def test_what_was_done_about_a_failure(
    since: dict[str, str], what: str, month: str, repo: Repo
) -> None:
    """What was done after the note counts, and nothing that was done before it."""
    day = 86_400
    text = "---\ntitle: A\n---\n\none two\n"
    repo.commit(ANA, docs__lessons__t__a=text, docs__lessons__t__b="---\ntitle: B\n---\n\nb\n")
    repo.commit(ANA, docs__notes__early=LOOK.format("changed"))
    repo.clock += 40 * day
    repo.commit(BEA, docs__notes__n=FAILED_NOTE)
    repo.clock += 40 * day
    repo.commit(BEA, **(since or {"other": "x"}))
    made = site_of(repo.garden(), repo.settings())
    note = next(n for n in made.garden.notes if n.outcome is Outcome.DID_NOT_WORK)

    done = done_since(made.look, made.notes, note)

    assert (what, month) == (done.what, done.when[:7])
    assert (done.newer is not None) == (what == "superseded")


def test_the_picture_says_no_more_than_the_page(planted: tuple[Garden, Settings]) -> None:
    """Each line of the slide stands on the page, in whole or cut; what people write is text; nothing
    stands outside the picture.
    """
    made = site_of(*planted)
    picture = made.value_picture()
    tree = ElementTree.fromstring(picture)
    lines = [one for one in tree if one.tag.endswith("text")]
    words = " ".join(made.generated[VALUE].html(str).split())
    plain = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", words)))
    told = " ".join(str(one.text) for one in lines[1:])
    for word in re.findall(r"\w+", told):
        assert word in plain
    assert all(0 < int(one.get("x") or 0) < 1600 for one in lines)
    assert all(0 < int(one.get("y") or 0) < 900 for one in lines)
    assert len(lines) > 6


def test_no_picture_without_a_story(repo: Repo) -> None:
    """A garden with too few notes for figures has none, and no link to one."""
    repo.commit(ANA, docs__lessons__t__a="---\ntitle: A\n---\n\none\n", docs__notes__n=FAILED_NOTE)
    made = site_of(repo.garden(), repo.settings())

    assert "" == made.value_picture()
    assert VALUE_PICTURE not in made.generated[VALUE].html(str)


def test_a_long_effect_stays_in_its_place_on_the_slide(repo: Repo) -> None:
    """Goals, outcomes and effects are cut into lines that fit a column, and into few of them."""
    note = (
        "---\nabout: lessons/t/{}.md\nkind: applied\noutcome: worked\neffect: {}\nhelps: {}\n---\n\n"
        "On it.\n"
    )
    goals = [f"{number} fewer late sailings".ljust(90, "x") for number in range(6)]
    files = {f"docs__lessons__t__l{n}": f"---\ntitle: L{n}\n---\n\nword\n" for n in range(12)}
    repo.commit(ANA, **files)
    for n in range(12):
        text = note.format(f"l{n}", "many words " * 60, goals[n % 6])
        repo.commit(f"Person {n} <p{n}@harbour.test.org>", **{f"docs__notes__n{n}": text})
    made = site_of(repo.garden(goals=goals), repo.settings(goals=goals))
    tree = ElementTree.fromstring(made.value_picture())
    lines = [one for one in tree if one.tag.endswith("text")]

    assert all(int(one.get("y") or 0) < HEIGHT for one in lines)
    below = [str(one.text) for one in lines if int(one.get("y") or 0) >= TOP]
    assert 4 < len(below) and all(len(words) <= LETTERS + 1 for words in below)


def test_of_many_lessons_some_are_named(repo: Repo) -> None:
    """A goal that many lessons served names some, and says that there are others."""
    note = "---\nabout: lessons/t/l{}.md\nkind: applied\noutcome: worked\n---\n\nOn it.\n"
    files = {f"docs__lessons__t__l{n}": f"---\ntitle: L{n}\n---\n\nword\n" for n in range(12)}
    repo.commit(ANA, **files)
    for n in range(12):
        who = f"Person {n} <p{n}@harbour.test.org>"
        repo.commit(who, **{f"docs__notes__n{n}": note.format(n)})

    html = site_of(repo.garden(), repo.settings()).generated[VALUE].html(str)

    assert "Tried, among others: " in html and "others, which stand" not in html


def test_each_fact_of_the_sample_garden_s_story_stands_in_its_export(demo: Path) -> None:
    """Counts are those of notes, effects and failures are notes in their own words, and what was
    done since is a change or a look after the failure, in that month.
    """
    settings = read_settings(demo)
    view = site_of(build_garden(settings), settings).value_view
    whole = json.loads(pollinate("-C", str(demo), "export").stdout)
    assert view.period
    used = [
        note
        for note in whole["notes"]
        if note["kind"] == "applied"
        and note["outcome"]
        and view.period.start <= note["when"][:7] <= view.period.end
    ]
    assert len(used) == view.period.applied
    assert sum(note["outcome"] == "worked" for note in used) == view.period.worked
    named = {story.goal for story in view.stories if story.goal}
    by_anchor = {note["anchor"]: note for note in used}
    failures = 0
    for story in view.stories:
        mine = [n for n in used if (n["helps"] if n["helps"] in named else "") == story.goal]
        assert len(mine) == story.count
        counts = {one.value: sum(n["outcome"] == one.value for n in mine) for one in Outcome}
        assert [str(number) for number in counts.values() if number] == re.findall(
            r"\d+", story.words
        )
        assert {one.page for one in story.tried} <= {n["about"]["id"] for n in mine}
        for one in (*story.changed, *(failure.note for failure in story.failed)):
            note = by_anchor[one.anchor]
            assert (note["about"]["id"], note["when"][:7]) == (one.page, one.when[:7])
            assert (note["effect"] or "", note["outcome"]) == (one.effect, one.outcome)
            assert note in mine
        for failure in story.failed:
            failures += 1
            _check_done(failure.done, by_anchor[failure.note.anchor], whole)
    assert failures > 2


def _check_done(done: DoneSince, note: dict[str, Any], whole: dict[str, Any]) -> None:
    """See that what was done after a failure is in the export, after it and in that month."""
    lesson = whole["lessons"][note["about"]["id"]]
    looks = [
        one["when"][:7]
        for one in whole["notes"]
        if one["kind"] == "review" and one["about"] == note["about"] and one["when"] > note["when"]
    ]
    changes = [one["when"] for one in lesson["changes"] if one["when"] >= note["when"][:10]]
    if done.what == "nothing":
        assert [] == looks and [] == [day for day in changes if day > note["when"][:10]]
    elif done.what == "edited":
        assert done.when[:7] in {day[:7] for day in changes}
    elif done.what in ("changed", "checked"):
        assert done.when[:7] in looks
    else:
        assert lesson["on"] == done.when and done.what in ("superseded", "retired")

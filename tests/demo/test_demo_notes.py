# What people say in the demo, and that it fills every section of every kind of page: whoever looks
# around sees it all once. Must not know: how a section looks, or which words stand in it.
"""Test the notes and trails of the demo."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from pollinate.derive.metrics import ENOUGH, derive_value
from pollinate.derive.people import FEW
from pollinate.garden import build_garden
from pollinate.model.garden import Garden
from pollinate.model.notes import NoteKind, PlacedNote
from pollinate.model.people import Show
from pollinate.publish import publish
from pollinate.settings import Settings
from pollinate.settings_file import read_settings

from tests.demo.conftest import Git
from tests.demo.people import ALIASED_HANDLE

KINDS = {kind: kind.value for kind in NoteKind}
LESSON = "lessons/keeping-boats-moving/print-the-boarding-list/"
PERSON = "people/bea-lindqvist/"
SECTIONS = {
    LESSON: (
        "applied-by-others", "questions", "second-looks", "reflections", "thanks", "ways-to-learn-this", "who-made-this",
        "learned-from", "what-grew-from-it",
    ),
    "trails/when-systems-stop/": ("steps", "stop-and-think", "what-others-thought"),
    "trails/your-first-winter-timetable/": ("steps", "stop-and-think", "what-others-thought"),
    "trails/lead-a-drill/": ("steps", "stop-and-think", "what-others-thought"),
    PERSON: (
        "learned-from-them", "wrote", "helped-with", "applied", "asked-and-answered", "trails", "thanks-received",
        "learned-from", "first-times",
    ),
    "acknowledgements/2026-11/": (
        "first-lessons", "thanks-and-what-for", "first-times", "reviewers", "help", "written-together",
    ),
    "": (
        "take-part", "recently-planted", "recently-applied", "open-questions", "trails-to-start", "topics", "goals",
        "behaviours", "thank-you",
    ),
    "gatherings/2025-06-05-coach-morning/": ("what-grew-from-it", "reflections"),
    "gatherings/2025-11-04-ice-evening/": ("what-grew-from-it", "reflections"),
    "gatherings/2026-03-12-paper-day-drill/": ("what-grew-from-it", "reflections", "thanks"),
}  # fmt: skip
"""Page -> the sections that stand on it."""


@pytest.fixture(scope="module")
def settings(demo: Path) -> Settings:
    """Return the settings of the demo."""
    return read_settings(demo)


@pytest.fixture(scope="module")
def garden(settings: Settings) -> Garden:
    """Return the demo as the core sees it."""
    return build_garden(settings)


def of_kind(garden: Garden, kind: NoteKind) -> list[PlacedNote]:
    """Return the notes of a kind."""
    return [note for note in garden.notes if note.kind is kind]


@pytest.mark.parametrize(
    ("page", "section"), [(page, one) for page, sections in SECTIONS.items() for one in sections]
)
def test_every_section_of_every_kind_of_page_is_filled(
    demo_site: Path, page: str, section: str
) -> None:
    """The section is there, and something else than the sentence for an empty one stands in it."""
    _, mark, rest = (
        (demo_site / page / "index.html")
        .read_text(encoding="utf-8")
        .partition(f'id="pl-{section}"')
    )

    assert mark
    assert re.sub(r"<[^>]*>|\s", "", rest.partition(">")[2].partition("<h2")[0])
    assert "pl-empty" not in rest.partition("<h2")[0]


def test_notes_are_of_all_kinds_and_each_has_a_place(demo: Path, garden: Garden) -> None:
    """Every file is shown somewhere, and its outcomes are all there are."""
    outcomes: Mapping[NoteKind, set[str]] = defaultdict(set)
    for note in garden.notes:
        outcomes[note.kind].add(note.outcome)

    assert len(list((demo / "docs" / "notes").rglob("*.md"))) == len(garden.notes)
    assert 45 <= len(garden.notes) <= 80
    assert set(KINDS) == set(outcomes)
    assert {"worked", "partly", "did-not-work"} == outcomes[NoteKind.APPLIED]
    assert {"still-true", "changed", "retired"} == outcomes[NoteKind.REVIEW]


def test_nothing_is_found_in_the_demo(garden: Garden) -> None:
    """Notes, trails and people files are as the rules want them."""
    assert () == tuple(garden.diagnostics)


def test_applied_notes_say_what_they_help_what_changed_and_where_to_see_it(
    garden: Garden, settings: Settings
) -> None:
    """Every goal is helped by some, and most say what changed; what did not work serves a goal
    too.
    """
    applied = of_kind(garden, NoteKind.APPLIED)

    assert set(settings.goals) == {note.helps for note in applied} - {""}
    assert 8 <= len([note for note in applied if note.effect])
    assert any(note.see for note in applied)
    assert any(note.helps for note in applied if note.outcome == "did-not-work")


def test_questions_are_open_and_answered(garden: Garden) -> None:
    """At least two are open on lessons, and five got an answer."""
    answered = {note.answers for note in of_kind(garden, NoteKind.ANSWER)}
    asked = {note.src_uri for note in of_kind(garden, NoteKind.QUESTION)}

    assert 2 <= len(asked - answered)
    assert 5 <= len(asked & answered)


def test_reflections_and_thanks_are_about_all_sorts_of_things(garden: Garden) -> None:
    """Reflections on lessons, trails and gatherings; thanks for a lesson, an answer, a drill, and
    to a person as such.
    """
    content, by_uri = garden.content, {note.src_uri: note for note in garden.notes}
    reflected = {
        posixpath.dirname(note.page).partition("/")[0]
        for note in of_kind(garden, NoteKind.REFLECTION)
    }
    thanks = of_kind(garden, NoteKind.THANKS)

    assert {"lessons", "trails", "gatherings"} == reflected
    assert any(note.answers and by_uri[note.answers].kind is NoteKind.ANSWER for note in thanks)
    assert any(note.page in content.gatherings for note in thanks)
    assert any(note.person for note in thanks)
    firsts = {
        (one.who, one.lesson) for one in garden.acknowledgements if one.kind == "first-lesson"
    }
    assert any((who, note.page) in firsts for note in thanks for who in note.to)


def test_notes_come_from_many_some_together_some_unnamed(garden: Garden) -> None:
    """At least twelve people, a team, two at once, the one with an alias and the one who is hidden,
    who is thanked too.
    """
    by = {slug for note in garden.notes for slug in note.by}
    shown = {slug: garden.contributors[slug].show for slug in by}
    thanked = {garden.contributors[slug].show for note in garden.notes for slug in note.to}

    assert 12 <= len(by)
    assert {Show.NAME, Show.ALIAS, Show.HIDDEN} == set(shown.values())
    assert ALIASED_HANDLE in by
    assert Show.HIDDEN in thanked
    assert "Workshops, as a team" in {garden.contributors[slug].name for slug in by}
    assert any(len(note.by) == 2 for note in garden.notes)


def test_a_trail_for_each_level_is_laid_by_two_or_more(garden: Garden) -> None:
    """Each has an order of lessons that are there, with a reason for every step and questions at
    the end.
    """
    trails = list(garden.trails.values())

    assert ["expert", "newcomer", "practitioner"] == sorted(placed.trail.level for placed in trails)
    assert all(
        2 <= len(placed.by) and len(placed.steps) == len(placed.trail.steps) >= 4
        for placed in trails
    )
    assert all(step.why for placed in trails for step in placed.steps)
    assert all(
        placed.trail.reflect and placed.trail.minutes and placed.trail.summary for placed in trails
    )
    assert all(
        any(step.task for step in placed.steps) and any(s.reflect for s in placed.steps)
        for placed in trails
    )


def test_both_years_have_figures(garden: Garden, settings: Settings) -> None:
    """Ten applied notes a year, five people in each of the six ways, and teams large enough to show
    what they learned.
    """
    value = derive_value(publish(garden), settings)

    assert value.now is not None and value.before is not None
    assert all(ENOUGH <= year.applied for year in (value.now, value.before))
    assert all(FEW <= count.number for _, count in value.now.people)
    assert {"Deck", "Terminals", "Ticketing"} <= {
        team for flow in value.now.flows for team in (flow.taught, flow.learned)
    }


def test_every_file_bears_the_day_of_its_commit_and_nobodys_name(git: Git, garden: Garden) -> None:
    """A note is `notes/<yyyy>/<date>-<slug>.md`, committed by its author on that day, by nobody
    else.
    """
    log = git("log", "--diff-filter=A", "--format=>%as %an", "--name-only", "--", "docs/notes")
    found = re.findall(
        r"^>(\S+) (.*)\n\ndocs/notes/(\d{4})/(\d{4}-\d\d-\d\d)-([a-z0-9-]+)\.md$", log, re.M
    )
    names = {
        word
        for one in git("log", "--format=%an").splitlines()
        for word in re.findall(r"[a-z]{3,}", one.lower())
    }

    assert len(garden.notes) == len(found)
    assert all(day == named and year == day[:4] for day, _, year, named, _ in found)
    assert not [slug for *_, slug in found if names & set(slug.split("-"))]


def test_the_words_are_plain(demo: Path) -> None:
    """No exclamation mark, and no word that tells somebody's gender, in any note, trail or
    profile.
    """
    for path in [
        p
        for folder in ("notes", "trails", "people")
        for p in sorted((demo / "docs" / folder).rglob("*.md"))
    ]:
        text = path.read_text(encoding="utf-8")
        assert "!" not in text, path
        assert not re.search(r"\b(he|she|him|his|her|hers)\b", text, re.I), path


def test_no_note_repeats_another_or_is_long(demo: Path) -> None:
    """Each says something of its own, in at most four sentences or so."""
    bodies = [
        path.read_text(encoding="utf-8").split("---\n")[2].strip()
        for path in (demo / "docs" / "notes").rglob("*.md")
    ]

    assert len(set(bodies)) == len(bodies)
    assert all(20 <= len(body) <= 300 for body in bodies)


def test_the_site_names_goals_audience_and_behaviours(demo: Path) -> None:
    """The organisation's own words head the home page and the page about value."""
    site = yaml.safe_load((demo / "mkdocs.yml").read_text(encoding="utf-8"))
    (own,) = [plugin["pollinate/garden"] for plugin in site["plugins"] if isinstance(plugin, dict)]

    assert all(own[key] for key in ("goals", "audience", "behaviours"))

# What is known of a lesson in one sentence: for whom it worked, who checked it, each fact from a
# note. Must not know: MkDocs, how a sentence is placed on a page.
"""Test sentences of evidence."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pollinate.garden import build_garden
from pollinate.model.notes import NoteKind
from pollinate.pages.evidence import NAMED
from pollinate.pages.site import Site
from pollinate.paths import SrcUri
from pollinate.settings_file import read_settings
from support.planned import site_of
from support.repo import ANA, BEA, CY, Repo, lines
from support.run import pollinate

A = SrcUri("lessons/t/a.md")
DAY = 86_400
LESSON = "---\ntitle: Roll back\n{more}---\n"
MONTHS = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{4}"
)

OUR_WORDS = re.compile(
    r"Worked|Did not work|Checked|[Ii]n part|in|for|not|next|by|and|a colleague|[·, ]"
)


def note(kind: str, outcome: str, more: str = "") -> str:
    """Return a note on the lesson."""
    return f"---\nabout: {A}\nkind: {kind}\noutcome: {outcome}\n{more}---\n\nWe tried it.\n"


def said(folder: Path, *notes: tuple[str, str], more: str = "", **people: str) -> tuple[str, str]:
    """Return the mark and the words for a lesson by Ana with notes, each of another day."""
    repo = Repo(folder / "garden")
    files = {f"docs__people__{name}": text for name, text in people.items()}
    repo.commit(ANA, docs__lessons__t__a=LESSON.format(more=more) + lines("one", "two"), **files)
    for number, (who, text) in enumerate(notes):
        repo.clock += 40 * DAY
        repo.commit(who, **{f"docs__notes__n{number}": text})
    settings = repo.settings()
    found = site_of(build_garden(settings), settings).notes.evidence(A)
    return (found.mark, found.text) if found else ("", "")


WORKED, PARTLY, FAILED = (note("applied", one) for one in ("worked", "partly", "did-not-work"))
DECK = "---\nname: Bea Lind\nteam: Deck\n---\n"
PIER = "---\nname: Cy Okafor\nteam: Pier\n---\n"


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ([], ("", "")),
        ([(BEA, WORKED)], ("worked", "Worked for Deck")),
        ([(BEA, PARTLY)], ("partly", "Worked in part for Deck")),
        ([(BEA, FAILED)], ("not", "Did not work for Deck")),
        ([(BEA, WORKED), (CY, WORKED), (BEA, WORKED)], ("worked", "Worked for Deck and Pier")),
        ([(CY, FAILED), (BEA, WORKED)], ("partly", "Worked for Deck, not for Pier")),
        # One team with two outcomes: who said what must not be guessed.
        ([(BEA, WORKED), (BEA, PARTLY)], ("partly", "Worked for Bea Lind, in part for Bea Lind")),
        # A writer's own word counts against a lesson, and not for it.
        ([(ANA, WORKED)], ("", "")),
        ([(ANA, FAILED)], ("not", "Did not work for Ana Reyes")),
        ([(BEA, note("review", "still-true"))], ("checked", "Checked in December 2023 by Bea Lind")),
        ([(BEA, note("review", "changed"))], ("checked", "Checked in December 2023 by Bea Lind")),
        ([(BEA, note("review", "retired"))], ("", "")),
        (
            [(BEA, note("review", "still-true")), (CY, note("review", "still-true"))],
            ("checked", "Checked in February 2024 by Cy Okafor"),
        ),
    ],
)  # fmt: skip
def test_what_notes_say(
    notes: list[tuple[str, str]], words: tuple[str, str], tmp_path: Path
) -> None:
    """Each outcome stands with those who had it, the newest check with who made it and its
    month.
    """
    assert words == said(tmp_path, *notes, bea=DECK, cy=PIER)


def test_when_the_next_look_is(tmp_path: Path) -> None:
    """The next look is counted from the newest proof, by what the lesson asks for; the check keeps
    its own month.
    """
    review = "review:\n  by: Bea Lind\n  every: 12 months\n"
    looks = [(BEA, note("review", "still-true")), (CY, WORKED)]

    mark, words = said(tmp_path, *looks, more=review, bea=DECK, cy=PIER)

    assert "worked" == mark
    assert "Worked for Pier · Checked in December 2023 by Bea Lind, next in February 2025" == words


def test_many_are_not_counted(tmp_path: Path) -> None:
    """More than a few are others, and no figure says how many."""
    people = [f"Person Nr{letter} <{letter}@x.test>" for letter in "abcdefgh"]

    _, words = said(tmp_path, *((who, WORKED) for who in people))

    assert "Worked for Person Nra, Person Nrb, Person Nrc and others" == words
    assert NAMED == words.count("Person")


@pytest.mark.parametrize("status", ["retired", "withdrawn"])
def test_a_lesson_that_is_no_longer_current_invites_nobody(status: str, tmp_path: Path) -> None:
    """What is kept for the record says so, and not for whom it once worked."""
    assert ("", "") == said(tmp_path, (BEA, WORKED), more=f"status: {status}\n")


def test_who_is_hidden_is_a_colleague(tmp_path: Path) -> None:
    """Neither name, team nor day of somebody hidden stands in it."""
    hidden = "---\nname: Bea Lind\nteam: Deck\nshow: hidden\n---\n"

    looks = (BEA, WORKED), (BEA, note("review", "still-true"))
    _, words = said(tmp_path, *looks, bea=hidden)

    assert not re.search("Bea|Lind|Deck", words)
    assert words.startswith("Worked for ")


@pytest.fixture(scope="module")
def demo_pages(demo: Path) -> Site:
    """Give the pages of the sample garden."""
    settings = read_settings(demo)
    return site_of(build_garden(settings), settings)


def test_each_fact_of_the_sample_garden_stands_in_a_note(demo_pages: Site, demo: Path) -> None:
    """For every lesson: who is named had that outcome in a note of the export, each month is that
    of a look, or the day on which the next one is due; and no figure is left.
    """
    whole = json.loads(pollinate("-C", str(demo), "export").stdout)
    people = whole["contributors"]
    told = 0
    for uri in demo_pages.garden.content.lessons:
        found = demo_pages.notes.evidence(uri)
        if found is None:
            continue
        told += 1
        notes = [n for n in whole["notes"] if n["about"]["id"] == uri]
        used = [n for n in notes if n["kind"] == "applied" and n["outcome"]]
        looks = [n for n in notes if n["kind"] == "review"]
        rest = found.text
        for n in used + looks:
            for slug in n["by"]:
                shown = demo_pages.garden.contributors[slug]
                for name in filter(None, (shown.team, shown.name, people[slug].get("team"))):
                    rest = rest.replace(name, "")
        due = demo_pages.garden.upkeep[uri].due
        months = {n["when"][:7] for n in looks} | {due[:7]}
        named = set(MONTHS.findall(rest))
        assert named <= {demo_pages.messages.month(one) for one in months if one}, found.text
        rest = MONTHS.sub("", rest)
        assert not re.search(r"\d", rest)
        assert "" == OUR_WORDS.sub("", rest), found.text
        outcomes = {n["outcome"] for n in used}
        assert ("Worked for" in found.text) <= ("worked" in outcomes)
        assert ("part" in found.text) <= ("partly" in outcomes)
        assert ("not for" in found.text or "not work" in found.text) <= ("did-not-work" in outcomes)
        assert ("Checked" in found.text) <= bool(looks)
    assert told > 10
    assert any(n.kind is NoteKind.APPLIED for n in demo_pages.garden.notes)

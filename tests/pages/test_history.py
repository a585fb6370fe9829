# The story of a lesson: each row is an act that a commit, a note or the lesson itself tells of.
# Must not know: MkDocs, how a page places it.
"""Test the history of lessons."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from pollinate.garden import build_garden
from pollinate.pages.history_view import SHOWN, HistoryView, view_history
from pollinate.pages.site import Site
from pollinate.paths import SrcUri
from pollinate.settings_file import read_settings
from support.planned import site_of
from support.repo import ANA, BEA, CY, Repo, lines
from support.run import pollinate

A = SrcUri("lessons/t/a.md")
MONTH = 31 * 86_400
NOTE = "---\nabout: lessons/t/a.md\nkind: {}\n{}---\n\n{}\n"


def story(made: Site, uri: SrcUri = A) -> HistoryView:
    """Return the story of a lesson."""
    return view_history(made.look, made.notes, made.garden.content.lessons[uri])


def plant(repo: Repo, more: str = "", **people: str) -> None:
    """Plant a lesson, change, review and apply it, and let another grow from it."""
    files = {f"docs__people__{name}": text for name, text in people.items()}
    text = f"---\ntitle: A\n{more}---\n\n"
    repo.commit(ANA, "Say <b>how</b>", docs__lessons__t__a=text + lines("one"), **files)
    repo.clock += MONTH
    trailer = f"Add two\n\nCo-authored-by: {CY}\nReviewed-by: {BEA}"
    repo.commit(ANA, trailer, docs__lessons__t__a=text + lines("one", "two"))
    repo.clock += MONTH
    repo.commit(BEA, docs__notes__n=NOTE.format("applied", "outcome: worked\n", "It <i>held</i>."))
    repo.clock += MONTH
    grown = "---\ntitle: B\nlearned_from:\n  - lesson: a.md\n---\n\nwords\n"
    repo.commit(CY, docs__lessons__t__b=grown)
    repo.clock += MONTH
    repo.commit(BEA, docs__notes__r=NOTE.format("review", "outcome: still-true\n", "Looked."))


def test_what_happened_in_its_order(repo: Repo) -> None:
    """Planting, changes with their reason and everybody on them, reviews, uses and what grew are
    told once each, oldest first; a second look is not told twice.
    """
    plant(repo)
    made = site_of(repo.garden(), repo.settings())

    rows = story(made).rows

    assert [
        ("planted", "2023-11", ["Ana Reyes"]),
        ("changed", "2023-12", ["Ana Reyes", "Cy Okafor"]),
        ("applied", "2024-01", ["Bea Lind"]),
        ("grew", "2024-02", ["Cy Okafor"]),
        ("looked", "2024-03", ["Bea Lind"]),
    ] == [(row.what, row.when[:7], [one.name for one in row.people]) for row in rows]
    assert ["Say <b>how</b>", "Add two", "It held.", "", "Looked."] == [row.words for row in rows]
    view = made.lesson_view(made.garden.content.lessons[A])
    html = made.renderer.render("history.html", view, lambda page: page)
    assert "Say &lt;b&gt;how&lt;/b&gt;" in html and 'href="#note-n"' in html
    assert html.index("Planted") < html.index("Changed") < html.index("Checked again")


def test_how_it_ended(repo: Repo) -> None:
    """A lesson whose place another took says so, with its day, reason and the other; one of a
    single act has no story.
    """
    plant(repo, "status: superseded\nsuperseded_by: b.md\non: 2024-05-01\nreason: It grew.\n")
    made = site_of(repo.garden(), repo.settings())

    last = story(made).rows[-1]

    assert ("superseded", "2024-05-01", "It grew.") == (last.what, last.when, last.words)
    assert last.lesson and last.lesson.title == "B"
    assert not story(made, SrcUri("lessons/t/b.md"))


def test_whoever_is_hidden_stays_so(repo: Repo) -> None:
    """Neither name, words nor day of what somebody hidden did is told."""
    plant(repo, bea="---\nname: Bea Lind\nshow: hidden\n---\n")
    made = site_of(repo.garden(), repo.settings())

    rows = story(made).rows

    acts = {row.what: row for row in rows}
    assert "2024-01" == acts["applied"].when and "2024-03" == acts["looked"].when
    assert all("Bea" not in one.name for row in rows for one in row.people)


def test_a_long_life_is_told_in_short(repo: Repo) -> None:
    """Of very many changes the first and the newest are told, and that some are not."""
    text = "---\ntitle: A\n---\n\n"
    for number in range(SHOWN + 20):
        words = lines(*(f"word{n}" for n in range(number + 1)))
        repo.commit(ANA, f"Change {number}", docs__lessons__t__a=text + words)
    made = site_of(repo.garden(), repo.settings())

    view = story(made)

    assert SHOWN == len(view.rows) and view.left
    assert ("Change 0", f"Change {SHOWN + 19}") == (view.rows[0].words, view.rows[-1].words)


def test_each_row_of_the_sample_garden_stands_in_its_export(demo: Path) -> None:
    """Every note told is one of the export, of its day and by its people; every commit and every
    lesson that grew as well.
    """
    settings = read_settings(demo)
    made = site_of(build_garden(settings), settings)
    whole = json.loads(pollinate("-C", str(demo), "export").stdout)
    notes = {note["anchor"]: note for note in whole["notes"]}
    learned = {(link["source"], link["target"]["id"]) for link in whole["links"]}
    log = ["git", "-C", str(demo), "log", "--format=%ad %s", "--date=short"]
    days: dict[str, list[str]] = {}
    for line in subprocess.run(log, capture_output=True, text=True, check=True).stdout.splitlines():
        days.setdefault(line[11:], []).append(line[:10])
    told = 0
    for uri in made.garden.content.lessons:
        for row in story(made, uri).rows:
            told += 1
            if row.anchor:
                note = notes[row.anchor]
                assert note["about"]["id"] == uri and note["when"].startswith(row.when)
            elif row.what == "grew":
                assert row.lesson and (row.lesson.page, uri) in learned
            elif row.words and row.what in ("planted", "changed"):
                assert any(day.startswith(row.when) for day in days[row.words])
    assert told > 100

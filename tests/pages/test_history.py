# The story of a lesson: each row is an act that a commit, a note or the lesson itself tells of.
# Must not know: MkDocs, how a page places it.
"""Test the history of lessons."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

from pollinate.garden import build_garden
from pollinate.model.content import SourceKind
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


def test_nothing_grew_before_it_was_there(repo: Repo) -> None:
    """What a lesson says it grew from may come after it: the day is that of the later of the two.
    Who wrote a lesson alone taught it to nobody by it.
    """
    grown = "---\ntitle: B\nlearned_from:\n  - lesson: a.md\n  - person: cy-okafor\n---\n\nwords\n"
    repo.commit(CY, docs__lessons__t__b=grown)
    repo.clock += MONTH
    repo.commit(ANA, docs__lessons__t__a="---\ntitle: A\n---\n\nwords\n")

    made = site_of(repo.garden(), repo.settings())

    planted, grew = story(made).rows
    assert ("planted", "grew") == (planted.what, grew.what)
    assert planted.when[:10] == grew.when[:10]
    assert ["A"] == [one.target.title for one in made.look.learned(SrcUri("lessons/t/b.md"))]
    assert () == made.look.grew(SourceKind.PERSON, "cy-okafor")


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


def test_who_planted_it_is_told_when_no_word_of_theirs_stands(repo: Repo) -> None:
    """A lesson that somebody else wrote anew was planted in its month, by whom it was, and changed
    when its words were written.
    """
    repo.commit(ANA, "Plant", docs__lessons__t__a="# Rope\n\n" + lines("one", "two"))
    repo.clock += 3 * MONTH
    repo.commit(BEA, "Anew", docs__lessons__t__a="# Mud\n\n" + lines("three", "four", "five"))
    made = site_of(repo.garden(), repo.settings())

    rows = [(row.what, row.when[:7], [one.name for one in row.people]) for row in story(made).rows]

    assert ("planted", "2023-11", ["Ana Reyes"]) == rows[0]
    assert ("changed", "2024-02", ["Bea Lind"]) == rows[-1]


def test_the_first_of_the_byline_planted_it(repo: Repo) -> None:
    """Whoever gives words of somebody else a page of their own changed it, and planted nothing; and
    no other one planted what somebody hidden did, also in the same month.
    """
    words = (
        "The ropes are held by two hands until the ramp is down.\n\nCount every car before the"
        " gate opens at dawn.\n\nNobody walks the pier when the siren calls twice.\n"
    )
    repo.commit(ANA, docs__lessons__t__b=f"# Old\n\n{words}")
    repo.clock += MONTH
    short = "# Old\n\nShort.\n"
    repo.commit(BEA, "Split", docs__lessons__t__a=f"# Rope\n\n{words}", docs__lessons__t__b=short)
    repo.clock += 3 * MONTH
    repo.commit(ANA, docs__lessons__t__c="# Sand\n\nA wet deck wants sand in the morning.\n")
    more = "# Sand\n\nA wet deck wants sand in the morning.\n\nAnd a broom for it at noon.\n"
    repo.commit(BEA, "Add the broom", docs__lessons__t__c=more)
    made = site_of(repo.garden(), repo.settings())
    assert ["Ana Reyes"] == [one.name for one in story(made).rows[0].people]
    assert [("planted", "changed")] == [tuple(row.what for row in story(made).rows)]

    repo.commit(ANA, docs__people__ana="---\nname: Ana Reyes\nshow: hidden\n---\n")
    hidden = site_of(repo.garden(), repo.settings())
    rows = story(hidden, SrcUri("lessons/t/c.md")).rows
    assert ["planted", "changed"] == [row.what for row in rows]
    assert "Bea Lind" not in [one.name for one in rows[0].people]
    assert "Bea Lind" in [one.name for one in rows[1].people]


def test_what_nobody_committed_yet_is_no_part_of_it(repo: Repo) -> None:
    """A note that was written a minute ago has no day, and is told when it has one."""
    plant(repo)
    repo.write("docs/notes/new.md", NOTE.format("applied", "outcome: worked\n", "Just now."))
    made = site_of(repo.garden(), repo.settings())

    assert "Just now." not in [row.words for row in story(made).rows]
    assert all(row.when for row in story(made).rows)


def told(made: Site, uri: SrcUri) -> list[tuple[str, tuple[str, str], list[str], str]]:
    """Return what a story says of each row."""
    rows = story(made, uri).rows
    return [(row.what, row.place, [one.name for one in row.people], row.words) for row in rows]


def test_each_move_is_told(repo: Repo) -> None:
    """A lesson that was moved twice says from where to where by the titles of topics, by whom and
    why; what is gone is called by its folder, and a change of the address alone names no topic.
    """
    text = "# A\n\n" + lines("one", "two", "three")
    repo.commit(
        ANA, "Plant", docs__lessons__old_place__a=text, docs__lessons__t__b="# B\n\nwords\n"
    )
    for new in ("t", "harbour"):
        (repo.path / f"docs/lessons/{new}").mkdir(exist_ok=True)
    repo.commit(CY, "Name it", docs__lessons__t__index="# <b>Ropes</b> and knots\n\nAll of them.\n")
    repo.git("mv", "docs/lessons/old_place/a.md", "docs/lessons/t/a.md")
    repo.git("commit", "-qm", f"Put it <i>here</i>\n\nCo-authored-by: {CY}", who=BEA)
    repo.git("mv", "docs/lessons/t/a.md", "docs/lessons/harbour/a.md")
    repo.git("commit", "-qm", "And there", who=CY)
    repo.git("mv", "docs/lessons/harbour/a.md", "docs/lessons/harbour/z.md")
    repo.git("commit", "-qm", "Call it z", who=ANA)
    made = site_of(repo.garden(), repo.settings())
    uri = SrcUri("lessons/harbour/z.md")

    assert [
        ("planted", ("", ""), ["Ana Reyes"], "Plant"),
        (
            "moved",
            ("Old place", "Ropes and knots"),
            ["Bea Lind", "Cy Okafor"],
            "Put it <i>here</i>",
        ),
        ("moved", ("Ropes and knots", "Harbour"), ["Cy Okafor"], "And there"),
        ("readdressed", ("", ""), ["Ana Reyes"], "Call it z"),
    ] == told(made, uri)
    assert not story(made, SrcUri("lessons/t/b.md"))
    html = made.renderer.render(
        "history.html", made.lesson_view(made.garden.content.lessons[uri]), str
    )
    assert "from Old place to Ropes and knots" in html and "Put it &lt;i&gt;here&lt;/i&gt;" in html


def test_a_move_in_a_commit_that_changed_words_is_one_row(repo: Repo) -> None:
    """What one commit did is told once: that it moved the lesson, and changed it."""
    text = "# A\n\n" + lines("one", "two", "three", "four")
    repo.commit(ANA, "Plant", docs__lessons__deploys__a=text)
    (repo.path / "docs/lessons/t").mkdir()
    repo.git("mv", "docs/lessons/deploys/a.md", "docs/lessons/t/a.md")
    repo.commit(BEA, "Both", docs__lessons__t__a=text + lines("five"))
    made = site_of(repo.garden(), repo.settings())

    assert ("moved-changed", ("Deploys", "T"), ["Bea Lind"], "Both") == told(made, A)[1]
    assert 2 == len(story(made).rows)


def test_a_move_on_a_branch_and_out_of_sight(repo: Repo) -> None:
    """A move that came by a merge is told once; of one from a folder that is no part of the site
    only where it went; topics of one title are told apart by their folders.
    """
    text = "# A\n\n" + lines("one", "two", "three")
    repo.commit(ANA, "Plant", docs__secret_drafts__a=text, docs__lessons__t__b="# B\n\nwords\n")
    repo.git("checkout", "-qb", "side")
    (repo.path / "docs/lessons/x/t").mkdir(parents=True)
    repo.git("mv", "docs/secret_drafts/a.md", "docs/lessons/x/t/a.md")
    repo.git("commit", "-qm", "Out", who=BEA)
    repo.git("checkout", "-q", "main")
    repo.commit(CY, "Other", docs__lessons__t__b="# B\n\nother words\n")
    repo.git("merge", "-q", "--no-ff", "-m", "Merge", "side", who=CY)
    repo.git("mv", "docs/lessons/x/t/a.md", "docs/lessons/t/a.md")
    repo.git("commit", "-qm", "Up", who=BEA)
    settings = replace(repo.settings(), exclude=("secret_drafts/",))
    made = site_of(build_garden(settings), settings)

    assert [("", "T"), ("lessons/x/t", "lessons/t")] == [
        row.place for row in story(made).rows if row.what == "moved"
    ]


def test_a_move_by_pollinate_is_told_though_it_earns_nothing(repo: Repo) -> None:
    """`pollinate move` puts its commit on the list of those that earn no word; the story has it,
    from memory as from nothing.
    """
    repo.commit(ANA, "Plant", docs__lessons__deploys__a="# A\n\n" + lines("one", "two", "three"))
    for name, value in (("name", "Bea Lind"), ("email", "bea@harbour.test.org")):
        repo.git("config", f"user.{name}", value)
    pollinate("-C", str(repo.path), "move", "lessons/deploys/a.md", "lessons/t/a.md", "--commit")
    for _ in range(2):
        made = site_of(repo.garden(cache=True), repo.settings())

        why = "Move docs/lessons/deploys/a.md to docs/lessons/t/a.md"
        assert ("moved", ("Deploys", "T"), ["Bea Lind"], why) == told(made, A)[1]


def test_who_moved_it_stays_hidden(repo: Repo) -> None:
    """Of a move by somebody hidden neither name, words nor day is told, and a folder called like
    that person is not; where a team stands for whoever planted, the mover is not named either.
    """
    repo.commit(BEA, "Hide", docs__people__bea="---\nname: Bea Lind\nshow: hidden\n---\n")
    text = "---\ncredit:\n  - as: Night shift\n---\n\n# A\n\n" + lines("one", "two", "three")
    repo.commit(ANA, "Plant", docs__lessons__bea_lind__a=text)
    (repo.path / "docs/lessons/t").mkdir()
    repo.git("mv", "docs/lessons/bea_lind/a.md", "docs/lessons/t/a.md")
    repo.git("commit", "-qm", "By Bea", who=BEA)
    (repo.path / "docs/lessons/u").mkdir()
    repo.git("mv", "docs/lessons/t/a.md", "docs/lessons/u/a.md")
    repo.git("commit", "-qm", "By Ana", who=ANA)
    made = site_of(repo.garden(), repo.settings())
    uri = SrcUri("lessons/u/a.md")

    moves = {row.place: row for row in story(made, uri).rows if row.what == "moved"}
    hidden, open_one = moves["", "T"], moves["T", "U"]
    assert "" == hidden.words and len("2023-11") == len(hidden.when)
    assert not open_one.people and "By Ana" == open_one.words
    view = made.lesson_view(made.garden.content.lessons[uri])
    html = made.renderer.render("history.html", view, str)
    assert "Bea" not in html and "bea" not in html and "Ana R" not in html

# Promises about a lesson's state: it is said on the lesson, and wherever the lesson is named, and a
# lesson that is well is shown without a word.
"""Test how states are shown."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pollinate.export.public import export_public
from pollinate.model.garden import Garden
from pollinate.pages.site import Site
from pollinate.paths import SrcUri
from pollinate.publish import publish
from pollinate.settings import Settings
from support.planned import site_of
from support.repo import ANA, Repo, lines
from support.site import Html
from support.states import NAMES, SAID, plant_states

Planted = tuple[Garden, Settings, Site]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """Give a garden of all states, its settings and its pages."""
    repo = plant_states(Repo(tmp_path_factory.mktemp("states") / "garden"))
    garden, settings = repo.garden(), repo.settings()
    return garden, settings, site_of(garden, settings)


def parts(site: Site, name: str) -> dict[str, str]:
    """Return what stands beside a lesson's text, by template."""
    lesson = site.garden.content.lessons[SrcUri(f"lessons/sea/{name}.md")]
    return site.lesson_html(lesson, lambda uri: f"/{uri}")


def text(html: str) -> str:
    """Return words as a reader sees them."""
    return Html(html).text


def assert_said(html: str, prefix: str = "") -> None:
    """Insist that each title is followed by its state, and that of a lesson that is well by none;
    with `Back`, the titles of those that learned back.
    """
    words = text(html)
    for name, title in NAMES.items():
        shown = f"{prefix} {name}" if prefix else title
        after = re.findall(rf"{shown}\b(?: \(([a-z ]+)\))?", words)
        assert {SAID[name]} == set(after), (name, words)


# --- on the lesson --------------------------------------------------------------------------------


def test_a_lesson_that_is_well_has_no_notice(planted: Planted) -> None:
    """No notice where nothing is to be said."""
    assert "pl-notice" not in "".join(parts(planted[2], "current").values())


def test_the_notice_of_a_lesson_that_is_due(planted: Planted) -> None:
    """It says since when, what to do, whom to ask, and leads to the form of a second look with the
    lesson and "still true" filled in; somebody who looked is not called late.
    """
    html = parts(planted[2], "due")["lesson_top.html"]

    assert "Due for review since 22 October 2023" in text(html)
    assert "It may still be right. If you know this work, read it and confirm it or change it." in (
        text(html)
    )
    assert "Whom to ask: Mo Derator." in text(html) and "pl-notice--due" in html
    fill = "/take-part/review.md?about=lessons%2Fsea%2Fdue.md&outcome=still-true"
    assert fill in Html(html).links() and "/people/mo.md" in Html(html).links()
    assert "overdue" not in html


def test_a_doubt_is_said_in_the_notice(repo: Repo) -> None:
    """Where somebody found that a lesson did not hold, the notice doesn't say that it may be
    right.
    """
    plant_states(repo)
    note = "---\nabout: lessons/sea/current.md\nkind: applied\noutcome: did-not-work\n---\n\nNo.\n"
    repo.commit(ANA, "Say", docs__notes__no=note)
    html = parts(site_of(repo.garden(), repo.settings()), "current")["lesson_top.html"]

    assert "Somebody found that it did not hold. If you know this work" in text(html)


def test_the_keeper_of_the_nearest_folder_is_asked(repo: Repo) -> None:
    """Where a lesson names nobody, its notice names who keeps the nearest folder above, and nobody
    who is hidden.
    """
    repo.write("docs/people/cy.md", "---\nname: Cy Okafor\nkeeps: [lessons/deep]\n---\n")
    hidden = "---\nname: Bea Lind\nshow: hidden\nkeeps: [lessons/deep]\n---\n"
    repo.write("docs/people/bea.md", hidden)
    front = "---\ntitle: Deep\nreview:\n  by: bea\n  every: 1 day\n---\n"
    repo.lesson(ANA, f"{front}\n{lines('deep')}", "Plant", "deep/er/a")
    note = "---\nabout: lessons/deep/er/a.md\nkind: review\noutcome: still-true\n---\n"
    repo.commit(ANA, "Look", docs__notes__n=note)
    repo.clock += 5 * 86_400
    repo.commit(ANA, "Go on")
    site = site_of(repo.garden(), repo.settings())
    lesson = site.garden.content.lessons[SrcUri("lessons/deep/er/a.md")]
    words = text(site.lesson_html(lesson, lambda uri: f"/{uri}")["lesson_top.html"])

    assert "Whom to ask: Cy Okafor." in words and "olleague" not in words


def test_without_forms_a_notice_leads_nowhere(planted: Planted) -> None:
    """Where a site has no forms the sentence stands without a link."""
    garden, settings, _ = planted
    html = parts(site_of(garden, replace(settings, take_part=False)), "due")["lesson_top.html"]

    assert "read it and say whether it is still true." in text(html)
    assert ["/people/mo.md"] == Html(html).links()


def test_a_page_is_the_same_whenever_it_is_built(
    planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is due is told by the newest commit, not by the clock."""
    garden, settings, site = planted
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4000000000")
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    later = site_of(garden, settings)

    assert all(parts(site, name) == parts(later, name) for name in NAMES)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        (
            "superseded",
            "Read Calm weather instead It left out the wind. Superseded on 3 May 2023."
            " Asked for by Mo Derator.",
        ),
        (
            "retired",
            "Retired on 4 June 2023: please do not apply it The chart is not printed. Kept for the"
            " record, with thanks to Ana Reyes. Asked for by Owl.",
        ),
        ("withdrawn", "Withdrawn on 5 July 2023 It named a berth. Asked for by Owl."),
    ],
)
def test_a_notice_says_what_why_when_and_who_asked(planted: Planted, name: str, what: str) -> None:
    """State, reason, day and who asked, as people are shown: who is shown by alias stands under
    it.
    """
    html = parts(planted[2], name)["lesson_top.html"]

    assert what in text(html) and f"pl-notice--{name}" in html and 'role="note"' in html
    assert "Cy" not in text(html)


def test_links_lead_both_ways(planted: Planted) -> None:
    """The superseded lesson leads to the newer one, which says whose place it took and when; the
    newer one's notice stays empty.
    """
    old, new = parts(planted[2], "superseded"), parts(planted[2], "current")

    assert "/lessons/sea/current.md" in Html(old["lesson_top.html"]).links()
    assert "It took the place of Old list (superseded) on 3 May 2023." in text(new["replaces.html"])
    assert "/lessons/sea/superseded.md" in Html(new["replaces.html"]).links()
    assert "replaces.html" not in old


def test_a_lesson_that_names_itself_or_a_draft_leads_nowhere(repo: Repo) -> None:
    """What took a lesson's place may be the lesson itself, a draft or nothing: no link, no
    title.
    """
    plant_states(repo)
    front = "---\ntitle: Loop\nstatus: superseded\nsuperseded_by: {}\n---\n\nWords.\n"
    repo.write("docs/lessons/sea/draft.md", "---\ntitle: Not yet\ndraft: true\n---\n\nWords.\n")
    for name, target in (("l1", "l1.md"), ("l2", "draft.md"), ("l3", "../../../../x.md")):
        repo.write(f"docs/lessons/sea/{name}.md", front.format(target))
    repo.commit(ANA, "Plant")
    site = site_of(repo.garden(), repo.settings())
    for name in ("l1", "l2", "l3"):
        html = parts(site, name)
        assert "This lesson has been replaced" in text(html["lesson_top.html"])
        assert [] == Html(html["lesson_top.html"]).links() and "replaces.html" not in html


# --- wherever it is named -------------------------------------------------------------------------


def test_at_every_learned_from_link(planted: Planted) -> None:
    """A lesson says of each that it learned from how that one stands."""
    html = parts(planted[2], "child")["learned.html"]
    assert_said(html.partition('id="pl-what-grew-from-it"')[0])


def test_at_every_link_to_what_grew(planted: Planted) -> None:
    """A lesson says of each that grew from it how that one stands."""
    html = parts(planted[2], "child")["learned.html"].partition('id="pl-what-grew-from-it"')[2]
    assert_said(html, "Back")


def test_at_every_mention(planted: Planted) -> None:
    """A lesson that only mentions another is told with its state."""
    html = parts(planted[2], "current")["learned.html"].partition('id="pl-mentioned-in"')[2]

    assert "Namer (retired)" in text(html)


def test_in_the_lineage(planted: Planted) -> None:
    """Ancestors and descendants stand with their states, in both lists."""
    site = planted[2]
    html = site.generated[SrcUri("lineage/lessons/sea/child.md")].html(lambda uri: f"/{uri}")
    lists = html.partition('class="pl-grid"')[2]

    assert_said(lists)
    assert_said(lists, "Back")


@pytest.mark.parametrize("page", ["people/ana-reyes.md", "people/bea-lind.md", "attribution.md"])
def test_in_lists_of_lessons(planted: Planted, page: str) -> None:
    """Who wrote, who applied, and the list of all lessons tell states apart."""
    assert_said(planted[2].generated[SrcUri(page)].html(lambda uri: f"/{uri}"))


def test_on_a_topic(planted: Planted) -> None:
    """A topic has what is well and what is due in one list, and all else by its state in
    another.
    """
    html = planted[2].generated[SrcUri("lessons/sea/index.md")].html(lambda uri: f"/{uri}")
    living, mark, record = text(html).partition("Kept for the record")

    assert_said(html)
    assert_said(html, "Back")
    assert mark and "Tide table (review due)" in living and "(retired)" not in living
    assert all(f"{NAMES[name]} ({SAID[name]})" in record for name in list(NAMES)[2:])


def test_on_the_home_page(planted: Planted) -> None:
    """What was applied, and what is asked, stands with the state of its lesson."""
    words = text(planted[2].home_html(lambda uri: f"/{uri}"))
    named = re.findall(rf"({'|'.join(NAMES.values())})(?: \(([a-z ]+)\))?", words)
    titles = {title: SAID[name] for name, title in NAMES.items()}

    assert named and all(said == titles[title] for title, said in named)
    assert {"retired", "withdrawn"} <= {said for _, said in named}


def test_on_a_trail(planted: Planted) -> None:
    """The steps of a trail stand with the states of their lessons."""
    garden, _, site = planted
    trail = next(iter(site.garden.trails.values()))
    assert_said(site.trail_html(trail, lambda uri: f"/{uri}")["trail.html"])


# --- documents ------------------------------------------------------------------------------------


def test_in_the_garden_document(planted: Planted) -> None:
    """`garden.json` has state, reason, day and who asked, and how each lesson stands between two
    looks; nobody's hidden name.
    """
    found = export_public(publish(planted[0]))["lessons"]
    old, due = found["lessons/sea/superseded.md"], found["lessons/sea/due.md"]

    assert ("superseded", "lessons/sea/current.md", "It left out the wind.", "Mo Derator") == (
        old["status"],
        old["superseded_by"],
        old["reason"],
        old["asked_by"],
    )
    assert "2023-05-03" == old["on"] and "record" == old["upkeep"]["state"]
    assert {"state": "due", "looked": "2023-07-22", "due": "2023-10-22", "doubted": None} == (
        due["upkeep"]
    )
    assert "Owl" == found["lessons/sea/retired.md"]["asked_by"]
    assert {"in-time", "due", "record", "not-asked"} == {
        one["upkeep"]["state"] for one in found.values()
    }

# Promises of the views, each read as the plain value that it is: what a page shows follows from one
# small garden, told month by month. Must not know: HTML, MkDocs.
"""Test the views of pages."""

from __future__ import annotations

import pytest
from pollinate.garden import Garden, build_garden
from pollinate.pages.attribution_view import attribution_pages
from pollinate.pages.home_view import view_home
from pollinate.pages.lineage_view import BranchView, view_lineage, wrap
from pollinate.pages.list_views import view_month, view_months, view_sources
from pollinate.pages.parts import LessonRef, PersonRef
from pollinate.pages.people_view import PersonPlace, PersonView, view_people, view_person
from pollinate.pages.site import Site
from pollinate.pages.topics_view import view_topic
from pollinate.paths import Slug, SrcUri
from support.planned import site_of
from support.repo import ANA, BEA, CY, Repo, lines

A, B, C = (SrcUri(f"lessons/deploys/{name}.md") for name in "abc")
MONTH = 31 * 86_400
ROLLBACK = """---
title: Roll back first
stage: budding
applies_when: A deploy is bad.
learned_from:
  - person: Bea Lind
    because: She showed us.
  - source: The book of ropes
    url: https://ropes.example.org/
---
"""


def learned(title: str, lesson: str, because: str) -> str:
    """Return a lesson that was learned from another."""
    return (
        f"---\ntitle: {title}\nlearned_from:\n  - lesson: {lesson}\n    because: {because}\n---\n"
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the pages of a garden of seven months: November 2023 to May 2024."""
    repo = Repo(tmp_path_factory.mktemp("views") / "garden")
    first = lines("one", "two", "three", "four")
    repo.commit(ANA, docs__lessons__deploys__a=ROLLBACK + first)
    repo.clock += MONTH
    ask = "---\nabout: lessons/deploys/a.md\nkind: question\n---\n\nWhat if the disk is full?\n"
    repo.commit(BEA, docs__notes__ask=ask)
    repo.clock += MONTH
    text = ROLLBACK + first + lines("five")
    repo.commit(ANA, "More\n\nReviewed-by: " + BEA, docs__lessons__deploys__a=text)
    repo.clock += MONTH
    repo.commit(BEA, docs__lessons__deploys__a=text + lines("six"))
    repo.clock += MONTH
    text = learned("Expand, then contract", "a.md", "It needs the old schema.") + lines("expand")
    repo.commit(CY, docs__lessons__deploys__b=text)
    repo.clock += MONTH
    text = learned("Count both keys", "b.md", "Keys are schemas.") + lines("keys")
    repo.commit(BEA, docs__lessons__deploys__c=text)
    repo.clock += MONTH
    thank = "---\nabout: lessons/deploys/b.md\nkind: thanks\nto: [Cy Okafor]\n---\n\nIt held.\n"
    repo.commit(ANA, docs__notes__thank=thank)
    return site_of(repo.garden(people_pages="all"), repo.settings(people_pages="all"))


def person(site: Site, slug: str) -> PersonView:
    """Return the view of a person."""
    place = PersonPlace(
        topics=site.topics,
        index=site.people_index,
        attribution=site.attribution,
        months=site.months,
    )
    return view_person(site.look, site.notes, Slug(slug), place)


def titles(refs: tuple[LessonRef, ...]) -> list[str]:
    """Return the titles of some lessons."""
    return [ref.title for ref in refs]


def test_first_times_are_dated_by_the_act_itself(site: Site) -> None:
    """Whoever asked in December, reviewed in January and changed a word in February did each then:
    a role carries the date of its own acts.
    """
    bea = person(site, "bea-lind")

    assert [
        ("first-asked", "Roll back first", "2023-12"),
        ("first-reviewed", "Roll back first", "2024-01"),
        ("first-edited", "Roll back first", "2024-02"),
        ("first-planted", "Count both keys", "2024-04"),
    ] == [(one.what, one.lesson.title, one.month) for one in bea.firsts]


def test_help_is_dated_by_the_help(site: Site) -> None:
    """A review of January stays one, though its reviewer changed the text in February."""
    helped = person(site, "bea-lind").helped.newest

    assert [("role-reviewer", "2024-01")] == [(one.what, one.month) for one in helped]


def test_a_persons_page_says_what_came_of_it_and_what_came_first(site: Site) -> None:
    """What others learned from somebody stands beside what was written; the month is the first."""
    ana, bea, cy = (person(site, slug) for slug in ("ana-reyes", "bea-lind", "cy-okafor"))

    assert ("2023-11", "2023-12", "2024-03") == (ana.since, bea.since, cy.since)
    assert ["Roll back first"] == titles(tuple(one.lesson for one in ana.wrote.newest))
    assert [("Roll back first", ("She showed us.",))] == [
        (one.target.title, one.reasons) for one in bea.taught.newest
    ]
    assert ["It held."] == [note.text for note in cy.thanks.newest]
    assert ["It held."] == [note.text for note in ana.thanked.newest]
    assert ("first-taught", "Expand, then contract", "2024-03") in [
        (one.what, one.lesson.title, one.month) for one in ana.firsts
    ]


def test_a_lesson_shows_who_made_it_and_how(site: Site) -> None:
    """Writers, editors, reviewers, both dates, what it was learned from and what grew from it."""
    view = site.lesson_view(site.garden.content.lessons[A])

    assert {
        "title": "Roll back first",
        "writers": ["Ana Reyes"],
        "editors": ["Bea Lind"],
        "reviewers": ["Bea Lind"],
        "planted": "2023-11-15",
        "changed": "2024-02-16",
        "reviewed": "2024-01-16",
        "when": ("A deploy is bad.",),
        "learned": ["Bea Lind", "The book of ropes"],
        "grew": [("Expand, then contract", ("It needs the old schema.",))],
        "shares": [("Ana Reyes", "did-author", 83), ("Bea Lind", "did-editor", 17)],
        "better": ["did-teacher", "did-reviewer", "did-asker"],
    } == {
        "title": view.title,
        "writers": names(view.writers),
        "editors": names(view.editors),
        "reviewers": names(view.reviewers),
        "planted": view.planted,
        "changed": view.changed,
        "reviewed": view.reviewed,
        "when": view.applies_when,
        "learned": [one.target.title for one in view.learned],
        "grew": [(one.target.title, one.reasons) for one in view.grew],
        "shares": [(row.person.name, row.what, row.percent) for row in view.rows],
        "better": [row.what for row in view.better],
    }


def names(people: tuple[PersonRef, ...]) -> list[str]:
    """Return the names of some people."""
    return [one.name for one in people]


def test_lineage_is_a_tree_and_a_picture_of_it(site: Site) -> None:
    """All that a lesson grew from, each with its reason; the picture runs from left to right."""
    view = view_lineage(site.look, C)

    def told(branches: tuple[BranchView, ...]) -> list[object]:
        return [(one.target.title, one.reason, told(one.branches)) for one in branches]

    assert [
        (
            "Expand, then contract",
            "Keys are schemas.",
            [
                (
                    "Roll back first",
                    "It needs the old schema.",
                    [("Bea Lind", "She showed us.", []), ("The book of ropes", "", [])],
                )
            ],
        )
    ] == told(view.grew_from)
    assert [] == told(view.grew_into)
    assert [("Roll back first", 14), ("Expand, then contract", 230), ("Count both keys", 446)] == [
        (" ".join(dot.lines), dot.x) for dot in view.dots
    ]
    assert 2 == len(view.curves)
    assert [(14, "grew-from"), (446, "this-lesson")] == list(view.heads)


def test_long_titles_are_cut_in_the_picture() -> None:
    """Four lines at most, no line wider than it may be, and a word that is longer is cut."""
    assert ("One short title",) == wrap("One short title")
    assert ("a b", "c d", "e f", "g h…") == wrap("a b c d e f g h i", width=4)
    assert all(len(line) <= 22 for line in wrap("rollback " * 40))
    assert ("abcdefg…",) == wrap("abcdefghijkl", width=8)


def test_a_topic_lists_its_lessons_by_title(site: Site) -> None:
    """Current lessons in order of title, without a number; the topic is named by its folder."""
    view = view_topic(site.look, site.notes, "lessons/deploys", site.topics)

    assert "Deploys" == view.title
    assert ["Count both keys", "Expand, then contract", "Roll back first"] == titles(view.lessons)
    assert () == view.record and view.stages


def test_a_topic_says_what_is_open_and_which_trails_lead_there(repo: Repo) -> None:
    """Questions on its own lessons that nobody answered stand there, the newest first, and trails
    with a step in it; those of another topic don't.
    """
    repo.commit(
        ANA,
        docs__lessons__sea__tide=lines("# Tide", "", "Ask."),
        docs__lessons__land__lamp=lines("# Lamp", "", "Change it."),
        docs__trails__first="---\ntitle: First\nsteps:\n  - lesson: lessons/sea/tide.md\n---\n",
    )
    for name, about, kind in (
        ("one", "sea/tide", "question"),
        ("two", "sea/tide", "question"),
        ("other", "land/lamp", "question"),
    ):
        note = f"---\nabout: lessons/{about}.md\nkind: {kind}\n---\n\nWhat of {name}?\n"
        repo.commit(BEA, **{f"docs__notes__{name}": note})
    answer = "---\nabout: notes/one.md\nkind: answer\n---\n\nSo.\n"
    settings = repo.settings()
    made = site_of(build_garden(settings), settings)
    sea, land = (
        view_topic(made.look, made.notes, f"lessons/{name}", made.topics)
        for name in ("sea", "land")
    )
    assert [note.text for note in sea.open] == ["What of two?", "What of one?"]
    assert [trail.title for trail in sea.trails] == ["First"] and not land.trails
    assert [note.text for note in land.open] == ["What of other?"]
    repo.commit(ANA, docs__notes__answer=answer)
    made = site_of(build_garden(settings), settings)
    view = view_topic(made.look, made.notes, "lessons/sea", made.topics)
    assert [note.text for note in view.open] == ["What of two?"]
    html = made.topic_html("lessons/sea", str)
    assert "What of two?" in html and 'href="trails/first.md"' in html


def test_home_shows_the_newest_and_whose_first_they_are(site: Site) -> None:
    """The newest lessons come first, each with whether it is its one writer's first."""
    view = view_home(site.look, site.notes, site.topics, site.months, ())

    assert [
        ("Count both keys", True),
        ("Expand, then contract", True),
        ("Roll back first", True),
    ] == [(lesson.title, first) for lesson, first in view.recent]
    assert ("budding", None, None) == view.stages
    assert ["What if the disk is full?"] == [note.text for note in view.open]
    assert view.thank is not None and "It held." == view.thank.text


def test_a_month_thanks_by_name_and_leads_to_its_neighbours(site: Site) -> None:
    """First lessons, reviews and thanks of one month; months without thanks are passed over."""
    months = view_months(site.look, site.notes, site.months).months
    january = view_month(site.look, site.notes, "2024-01", site.months, site.thanks_index)

    assert ["2024-05", "2024-04", "2024-03", "2024-01", "2023-11"] == [one.month for one in months]
    assert [[], ["Bea Lind"], ["Cy Okafor"], [], ["Ana Reyes"]] == [
        names(one.firsts) for one in months
    ]
    assert [("Ana Reyes", "It held."), None] == [
        (one.thank.by[0].name, one.thank.text) if one.thank else None for one in months[:2]
    ]
    assert [[], [], [], ["Bea Lind"], []] == [names(one.others) for one in months]
    assert [("Bea Lind", ["Roll back first"])] == [
        (who.name, titles(lessons)) for who, lessons in january.reviewers
    ]
    assert () == january.firsts
    assert ("2023-11", "2024-03") == (
        january.earlier and january.earlier[0],
        january.later and january.later[0],
    )


def test_sources_say_who_learned_what(site: Site) -> None:
    """Each outside source once, with the lessons that grew from it."""
    ((source, relations),) = view_sources(site.look).outside

    assert ("The book of ropes", "https://ropes.example.org/") == (source.title, source.url)
    assert ["Roll back first"] == [one.target.title for one in relations]


def test_attribution_names_writers_and_the_licence(site: Site) -> None:
    """Everybody whose words stand, in order of their first contribution; nobody who only asked."""
    (view,) = attribution_pages(site.look, site.topics, site.paths, site.attribution).values()
    (group,) = view.page.groups

    assert ("internal", "Deploys") == (view.license, group.title)
    assert [
        ("Count both keys", ["Bea Lind"]),
        ("Expand, then contract", ["Cy Okafor"]),
        ("Roll back first", ["Ana Reyes", "Bea Lind"]),
    ] == [(row.lesson.title, names(row.people)) for row in group.rows]


@pytest.fixture
def crowd(repo: Repo) -> Garden:
    """Give a garden of thirty-one people, some of whose names begin with a mark or no letter."""
    others = [f"Nora{chr(97 + n % 26)}{n} Quay" for n in range(27)]
    people = [*others, "Élodie Roux", "张伟", "łukasz Nowak"]
    trailers = "".join(f"Co-authored-by: {one} <p{n}@x.test.org>\n" for n, one in enumerate(people))
    repo.commit(ANA, "All of us\n\n" + trailers, docs__lessons__a=lines("one"))
    return repo.garden(people_pages="all")


def test_many_people_stand_by_letter(crowd: Garden, repo: Repo) -> None:
    """From thirty on the index has letters: by the name's beginning, without its accents, and one
    place for names of other scripts.
    """
    view = view_people(site_of(crowd, repo.settings(people_pages="all")).look, {})
    letters = {letter: [e.person.name for e in entries] for letter, entries in view.letters}

    assert 31 == len(view.entries)
    assert ["Ana Reyes"] == letters["A"] and ["Élodie Roux"] == letters["E"]
    assert {"张伟", "łukasz Nowak"} == set(letters["#"])
    assert 27 == len(letters["N"]) and letters["N"] == sorted(letters["N"], key=str.casefold)


def test_few_people_stand_in_one_list(site: Site) -> None:
    """A short index has no letters, and its order is that of the names."""
    view = view_people(site.look, site.topics)

    assert () == view.letters
    assert ["Ana Reyes", "Bea Lind", "Cy Okafor"] == [one.person.name for one in view.entries]
    assert [("Deploys", SrcUri("lessons/deploys/index.md"))] == list(view.topics)

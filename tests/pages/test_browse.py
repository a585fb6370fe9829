# Ways into a garden beside its topics, in a garden of any size: from A to Z, by tag, by level, open
# questions, a topic of very many lessons; where each page stands; lessons like one.
# Must not know: MkDocs, how a browser shows any of it.
"""Test lists of lessons, breadcrumbs and lessons like one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pollinate.garden import build_garden
from pollinate.pages.browse_view import MOST, MOST_IN_TOPIC, sort_key
from pollinate.pages.paging import RowGroup, pages_of
from pollinate.pages.site import Site
from pollinate.pages.topics_view import NEWEST
from pollinate.paths import SrcUri
from pollinate.settings import make_settings
from support.planned import site_of
from support.repo import ANA, BEA, Repo

LARGEST = 300_000
AZ, TAGS, LEVELS, OPEN = (
    SrcUri(f"browse/{name}/index.md") for name in ("a-to-z", "tags", "levels", "open-questions")
)


def href(page: str) -> str:
    """Return an address for a page."""
    return page


def lesson(title: str, more: str = "") -> str:
    """Return a lesson."""
    return f"---\ntitle: {title!r}\n{more}---\n\nDo it now and then.\n"


def site(folder: Path, **files: str) -> Site:
    """Return the pages of a garden of some files."""
    repo = Repo(folder / "garden")
    repo.commit(ANA, "Plant", **{f"docs__{name}": text for name, text in files.items()})
    settings = repo.settings(people_pages="all")
    return site_of(repo.garden(people_pages="all"), settings)


ROPE = 'tags: [ice, "<b>ropes</b>"]\nlevel: newcomer\n'
ASK = "---\nabout: lessons/boats/a.md\nkind: question\n---\n\nWhat if it <i>rains</i>?\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a garden of two topics."""
    return site(
        tmp_path_factory.mktemp("browse"),
        lessons__boats__a=lesson("Élan first", ROPE),
        lessons__boats__b=lesson("“Early” is late", "tags: [ice]\nlevel: expert\n"),
        lessons__boats__c=lesson("Old", "tags: [ice]\nstatus: retired\n"),
        lessons__winter__d=lesson("9 lives"),
        notes__q=ASK,
        handbook__x="# Words\n\nText of words.\n",
    )


def test_all_lessons_by_letter(small: Site) -> None:
    """Accents and marks before a title don't count, a figure stands under #, and what is kept for
    the record is not there.
    """
    view = small.browse.lists["a-to-z"][AZ]

    found = [(group.title, [one.title for one in group.rows]) for group in view.groups]
    assert found == [("#", ["9 lives"]), ("E", ["“Early” is late", "Élan first"])]


def test_tags_and_levels(small: Site) -> None:
    """Each tag and each level has its lessons, levels in the order in which one learns; what people
    wrote is escaped.
    """
    tags, levels = (small.browse.lists[name] for name in ("tags", "levels"))

    assert [("<b>ropes</b>", 1), ("ice", 2)] == [
        (group.title, len(group.rows)) for group in tags[TAGS].groups
    ]
    assert ["First steps", "To teach others"] == [group.title for group in levels[LEVELS].groups]
    html = small.generated[TAGS].html(href)
    assert "&lt;b&gt;ropes" in html and "<b>ropes" not in html


def test_all_open_questions(small: Site) -> None:
    """A question stands under its topic, as text."""
    html = small.generated[OPEN].html(href)

    assert "Boats" in html and "What if it rains?" in html and "<i>" not in html


def test_a_garden_without_any_has_no_such_page(tmp_path: Path) -> None:
    """No tag, no level, no open question: no page about them, and no way to it."""
    made = site(tmp_path, lessons__t__a=lesson("A"), lessons__u__b=lesson("B"))

    assert [("a-to-z", AZ)] == list(made.browse.ways())
    assert not {TAGS, LEVELS, OPEN} & set(made.generated)


def test_the_list_of_topics_says_what_each_holds(small: Site) -> None:
    """Topics stand with their lessons, and above them the other ways."""
    html = small.generated[SrcUri("lessons/index.md")].html(href)

    topics = [f"lessons/{name}/index.md" for name in ("boats", "winter")]
    assert topics == re.findall(r'<h2[^>]*><a href="([^"]+)">', html)
    assert 'href="lessons/boats/b.md"' in html and 'href="lessons/boats/c.md"' not in html
    for page in (AZ, TAGS, LEVELS, OPEN):
        assert f'href="{page}"' in html


def test_a_very_large_topic(tmp_path: Path) -> None:
    """Its page shows the newest and leads to all; no page weighs more than 300 KB, each lesson is
    in the list by title once, and nothing is lost.
    """
    words = "a word of many letters " * 8
    files = {f"lessons__t__l{n:04}": lesson(f"{chr(97 + n % 26)}{n} {words}") for n in range(1000)}
    made = site(tmp_path, **files)
    topic = made.generated[SrcUri("lessons/t/index.md")]
    assert NEWEST == len(topic.view().lessons) < MOST_IN_TOPIC
    html = topic.html(href)
    pages = made.browse.topics["lessons/t"]
    first, *parts = pages
    assert len(parts) == 3 and all(f'href="{page}"' in html for page in parts)
    rows = [ref.page for page in parts for group in pages[page].groups for ref in group.rows]
    assert 1000 == len(set(rows)) == len(rows)
    assert max(sum(len(g.rows) for g in pages[page].groups) for page in parts) <= MOST
    weights = [len(page.html(href)) for page in made.generated.values()]
    assert max(weights) < LARGEST
    assert first in made.generated


@pytest.mark.parametrize(
    ("page", "above"),
    [
        ("lessons/boats/a.md", ["Lessons", "Boats"]),
        ("lessons/boats/index.md", ["Lessons"]),
        ("lessons/index.md", []),
        ("people/ana-reyes.md", ["People"]),
        ("browse/tags/index.md", ["Lessons"]),
        ("take-part/ask.md", ["Take part"]),
        ("handbook/x.md", ["Section <x>"]),
    ],
)
def test_where_a_page_stands(page: str, above: list[str], small: Site) -> None:
    """Whatever led there, a page says which pages it is under; those of the site's own have the
    headings of its navigation.
    """
    html = small.crumbs_html(SrcUri(page), href, ["Section <x>"])

    found = re.findall(r"<li>(?:<a href=\"[^\"]*\">)?(.*?)(?:</a>)?</li>", html)
    assert ["Home", *above] == [one.replace("&lt;", "<").replace("&gt;", ">") for one in found]


def test_the_front_page_of_all_is_home(tmp_path: Path) -> None:
    """Where lessons stand at the root, their list is home and no page of its own above others."""
    repo = Repo(tmp_path / "garden")
    repo.commit(ANA, README="# All\n\nWords of all.\n", vim__a=lesson("A"), b=lesson("B"))
    made = make_settings(
        {"cache": False, "lessons": ["**/*.md"]}, root=repo.path, docs_dir=repo.path
    )
    found = site_of(build_garden(made), made)

    assert ["Vim"] == [c.title for c in found.crumbs.above(SrcUri("vim/a.md"))]
    assert [] == found.above(SrcUri("b.md"))


def test_parts_of_a_long_list_say_what_they_hold(small: Site) -> None:
    """One group over several pages is told apart by its number; several are told by the first and
    the last; a group without rows is none.
    """
    groups = [RowGroup("ice", range(5)), RowGroup("mud", ()), RowGroup("oak", range(1))]
    first, *parts = pages_of("x", groups, small.paths, 2).values()  # type: ignore[arg-type]

    assert ["ice", "ice (2)", "ice (3) – oak"] == [one.title for one in parts]
    assert [title for title, _ in first.parts] == [one.title for one in parts]


def test_topics_within_topics(tmp_path: Path) -> None:
    """A topic lists the folders right inside it, and none deeper or of a like name."""
    names = ("t__a", "t__in__b", "t__in__deep__c", "tool__d")
    files = {f"lessons__{name}": lesson(name) for name in names}
    made = site(tmp_path, **files)
    page = made.generated[SrcUri("lessons/t/index.md")].html(href)

    found = re.findall(r'<h[23][^>]*><a href="(lessons/[^"]+index.md)">', page)
    assert ["lessons/t/in/index.md"] == found


def test_a_folder_whose_address_is_taken_has_no_page(tmp_path: Path) -> None:
    """What a site has at that address stays, and nothing leads to a list that is not there."""
    repo = Repo(tmp_path / "garden")
    repo.commit(ANA, docs__lessons__t__a=lesson("A"), docs__lessons__u__b=lesson("B"))
    made = site_of(repo.garden(), repo.settings(), ["lessons/t/index"])

    assert "lessons/t" not in made.topics and "lessons/u" in made.topics
    assert SrcUri("lessons/t/index.md") not in made.generated


def test_whoever_is_hidden_looks_after_nothing_in_public(tmp_path: Path) -> None:
    """A topic names who keeps it, and says nothing of somebody hidden."""
    made = site(
        tmp_path,
        lessons__t__a=lesson("A"),
        people__bo="---\nname: Bo Ek\nkeeps: [lessons/t/]\nshow: hidden\n---\n",
    )
    html = made.generated[SrcUri("lessons/t/index.md")].html(href)
    assert "Looked after" not in html and "colleague" not in html

    made = site(
        tmp_path / "named",
        lessons__t__a=lesson("A"),
        people__bo="---\nname: Bo Ek\nkeeps: [lessons/t/]\n---\n",
    )
    assert "Looked after by" in made.generated[SrcUri("lessons/t/index.md")].html(href)


def test_lessons_like_one(tmp_path: Path) -> None:
    """What shares a source comes first, then what shares a rare tag; each says why. What is linked,
    what is kept for the record and what only shares a common word are not there.
    """
    book = "learned_from:\n  - source: The book of ropes\n"
    linked = "learned_from:\n  - lesson: a.md\ntags: [rare]\n"
    files = {
        "a": lesson("A", book + "tags: [rare, common]\n"),
        "b": lesson("B", book),
        "c": lesson("C", "tags: [rare]\n"),
        "d": lesson("D", linked),
        "e": lesson("E", book + "tags: [rare]\nstatus: retired\n"),
        **{f"z{n}": lesson(f"Z{n}", "tags: [common]\n") for n in range(61)},
    }
    made = site(tmp_path, **{f"lessons__t__{name}": text for name, text in files.items()})

    rows = made.related.of(SrcUri("lessons/t/a.md"))

    said = [(one.lesson.title, one.source.title if one.source else "", one.tags) for one in rows]
    assert [("B", "The book of ropes", ()), ("C", "", ("rare",))] == said
    view = made.lesson_view(made.garden.content.lessons[SrcUri("lessons/t/a.md")])
    html = made.renderer.render("related.html", view, href)
    assert "Both learned from The book of ropes" in html and "Both about rare" in html
    assert () == made.related.of(SrcUri("lessons/t/e.md"))


@pytest.mark.parametrize(
    ("title", "key"),
    [("Élan", "elan"), ("“So”", "so”"), ("...", "..."), ("(Not) here", "not) here"), ("", "")],
)
def test_what_a_title_is_ordered_by(title: str, key: str) -> None:
    """Marks before it don't count, unless there is nothing else."""
    assert key == sort_key(title)


def test_people_of_other_days_are_not_under_one_date(tmp_path: Path) -> None:
    """The byline names who reviewed on the newest day, and not whoever reviewed before."""
    repo = Repo(tmp_path / "garden")
    text = lesson("A") + "one two three four five\n"
    repo.commit(ANA, docs__lessons__t__a=text)
    repo.clock += 90 * 86_400
    repo.commit(ANA, f"More\n\nReviewed-by: {BEA}", docs__lessons__t__a=text + "six seven\n")
    repo.clock += 90 * 86_400
    cy = "Cy Okafor <cy@x.test>"
    repo.commit(ANA, f"More\n\nReviewed-by: {cy}", docs__lessons__t__a=text + "six seven eight\n")
    made = site_of(repo.garden(), repo.settings())

    view = made.lesson_view(made.garden.content.lessons[SrcUri("lessons/t/a.md")])

    assert ["Cy Okafor"] == [one.name for one in view.reviewers]
    assert "2024-05" == view.reviewed[:7]


README = "status: {}\ntags: [ice]\n"


def test_the_front_page_of_a_topic_is_no_row_of_it(tmp_path: Path) -> None:
    """A README stands for its topic: not among all lessons, and under the topic above."""
    made = site(
        tmp_path,
        lessons__t__README=lesson("All of T"),
        lessons__t__a=lesson("A"),
        lessons__u__b=lesson("B"),
    )
    rows = [one.title for group in made.browse.lists["a-to-z"][AZ].groups for one in group.rows]

    assert ["A", "B"] == rows
    assert (SrcUri("lessons/index.md"),) == tuple(made.above(SrcUri("lessons/t/README.md")))


def test_a_lesson_stands_under_the_nearest_topic_that_has_a_page(tmp_path: Path) -> None:
    """Where a folder's address is another page's, under the folder above it."""
    repo = Repo(tmp_path / "garden")
    repo.commit(ANA, docs__lessons__t__in__a=lesson("A"), docs__lessons__t__b=lesson("B"))
    made = site_of(repo.garden(), repo.settings(), ["lessons/t/in/index"])

    assert SrcUri("lessons/t/index.md") == tuple(made.above(SrcUri("lessons/t/in/a.md")))[-1]


def test_nobody_is_asked_about_what_is_kept_for_the_record(tmp_path: Path) -> None:
    """An open question on a retired lesson is no open question of its topic."""
    made = site(
        tmp_path,
        lessons__boats__a=lesson("A", README.format("retired")),
        lessons__boats__b=lesson("B"),
        notes__q=ASK,
    )

    assert OPEN not in made.generated
    assert "What if it rains?" not in made.generated[SrcUri("lessons/boats/index.md")].html(href)


def test_a_tag_that_many_share_makes_no_two_alike(tmp_path: Path) -> None:
    """What eight lessons are about says little of two of them."""
    files = {f"lessons__t__z{n}": lesson(f"Z{n}", "tags: [common]\n") for n in range(8)}
    made = site(tmp_path, **files)

    assert () == made.related.of(SrcUri("lessons/t/z1.md"))

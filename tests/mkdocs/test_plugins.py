# What the plugins do to a site, and above all what they don't: alone or together, with navigation,
# drafts and private people. Must not know: what a part shows in detail.
"""Test the plugins in MkDocs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from demo.people import ALIAS, NOWHERE_IN_THE_SITE
from support.repo import ANA, BEA, Repo
from support.run import pollinate

from tests.mkdocs.sites import Built, addresses, navigation, run_engine

GARDEN = "pollinate/garden"
PARTS = {
    "pollinate/attribution": ("people/index.html", "pl-byline"),
    "pollinate/acknowledgements": ("acknowledgements/index.html", "pl-when"),
    "pollinate/learned-from": ("sources/index.html", 'id="pl-learned-from"'),
}
"""Each plugin's page, and what stands on a lesson with it."""
LESSON = """\
---
applies_when: "It rains."
learned_from:
  - lesson: b.md
    because: "It came first."
  - source: "A book"
---
# A

A text.

Another paragraph.
"""

Build = Callable[..., Built]


@pytest.fixture
def build(repo: Repo, tmp_path: Path) -> Build:
    """Give a function that builds the repository with some plugins."""

    def run(
        *plugins: object, engine: str = "mkdocs", code: int = 0, out: str = "site", **config: object
    ) -> Built:
        theme = {"name": "material", "font": False}
        values = {
            "site_name": "Small",
            "theme": theme,
            "plugins": ["search", *(plugins or (GARDEN, *PARTS))],
            **config,
        }
        repo.write("mkdocs.yml", json.dumps(values))
        return run_engine(repo.path, tmp_path / out, engine=engine, code=code)

    return run


@pytest.fixture
def small(repo: Repo) -> Repo:
    """Give a garden of two lessons."""
    repo.commit(
        ANA,
        docs__index="# Home\n\nWelcome.\n",
        docs__lessons__a=LESSON,
        docs__lessons__b="# B\n\nFirst.\n\nMore.\n",
    )
    return repo


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
@pytest.mark.parametrize("name", PARTS)
def test_each_plugin_works_alone_beside_the_garden(
    small: Repo, build: Build, name: str, engine: str
) -> None:
    """Its pages and parts are there, those of the others are not, and nothing warns."""
    built = build(GARDEN, name, engine=engine)
    assert [] == [line for line in built.warnings() if "pollinate" in line]
    for other, (page, mark) in PARTS.items():
        assert (other == name) == (page in addresses(built.site))
        if mark != "pl-when":
            assert (other == name) == (mark in built.read("lessons/a/index.html"))
    assert "It rains." in built.read("lessons/a/index.html")


@pytest.mark.parametrize("name", PARTS)
def test_a_plugin_without_the_garden_says_what_is_missing(
    small: Repo, build: Build, name: str
) -> None:
    """One clear error with the lines to write."""
    built = build(name, code=1)
    assert f"{name} needs {GARDEN}" in built.log
    assert f"- {GARDEN}\n  - {name}" in built.log


@pytest.mark.parametrize("name", PARTS)
def test_a_plugin_that_stands_before_the_garden_works_too(
    small: Repo, build: Build, name: str
) -> None:
    """The order in `mkdocs.yml` changes nothing on a page."""
    after, before = build(GARDEN, name), build(name, GARDEN, out="other")
    assert (
        after.read("lessons/a/index.html").split("<article")[1]
        == before.read("lessons/a/index.html").split("<article")[1]
    )


def test_an_explicit_navigation_is_never_changed(small: Repo, build: Build) -> None:
    """Our pages are built and linked from pages, and stay out of a `nav` that somebody wrote."""
    nav = [{"Start": "index.md"}, {"All of it": [{"The A": "lessons/a.md"}, "lessons/b.md"]}]
    built = build(nav=nav)
    assert "people/index.html" in addresses(built.site)
    assert ["Start", "The A", "B"] == [
        title
        for _, title in navigation(built.read("index.html"))
        if title not in ("Small", "All of it")
    ]


@pytest.mark.parametrize(
    ("count", "look", "shown"),
    [(100, "garden", True), (101, "garden", False), (101, "site", True)],
)
def test_lessons_leave_an_automatic_navigation_above_a_hundred(
    repo: Repo, build: Build, count: int, look: str, shown: bool
) -> None:
    """In a garden of our own look a hundred lessons are in it, a hundred and one are not, and each
    is still built and listed by its topic; a site of its own look keeps them where they are.
    """
    for number in range(count):
        repo.write(f"docs/lessons/l{number}.md", f"# Lesson {number}\n\nText.\n")
    repo.commit(ANA, docs__index="# Home\n")
    built = build({GARDEN: {"look": look}}, *PARTS)
    titles = {title for _, title in navigation(built.read("index.html"))}
    assert shown == ("Lesson 7" in titles)
    assert f"lessons/l{count - 1}/index.html" in addresses(built.site)
    assert "Lesson 7" in built.read("lessons/index.html")


def test_the_folders_of_a_garden_are_called_in_its_language(repo: Repo, build: Build) -> None:
    """A German reader meets no "Lessons" and no "Gatherings", in the navigation or on a page; a
    title that somebody wrote stays.
    """
    repo.write("docs/gatherings/evening.md", "---\ndate: 2026-03-01\n---\n# Evening\n\nWe met.\n")
    repo.write("docs/lessons/t/index.md", "# Topic\n")
    repo.commit(ANA, docs__index="# Home\n", docs__lessons__t__a=LESSON)
    theme = {"name": "material", "font": False, "language": "de", "features": ["navigation.tabs"]}
    built = build({GARDEN: {"look": "garden"}}, *PARTS, theme=theme)
    home = built.read("index.html")
    tabs = home[home.index('class="md-tabs"') :]
    tabs = tabs[: tabs.index("</nav>")]

    assert "Lektionen" in tabs and "Treffen" in tabs
    assert "Lessons" not in tabs and "Gatherings" not in tabs
    assert '<h1 id="pl-top">Lektionen' in built.read("lessons/index.html")
    assert "Topic" in built.read("lessons/t/a/index.html")


@pytest.mark.parametrize(("count", "shown"), [(20, True), (21, False)])
def test_topics_leave_a_navigation_that_they_would_fill(
    repo: Repo, build: Build, count: int, shown: bool
) -> None:
    """Twenty topics stand in the side bar, each as one line and not as a folder of one page; one
    more, and the list of lessons leads to them all, and is what is marked on their pages.
    """
    for number in range(102):
        folder = f"docs/lessons/topic{number % count}"
        repo.write(f"{folder}/l{number}.md", f"# Lesson {number}\n\nText.\n")
    repo.commit(ANA, docs__index="# Home\n")
    built = build({GARDEN: {"look": "garden"}}, *PARTS)
    lesson = built.read("lessons/topic7/l7/index.html")
    assert shown == ("Topic7" in {title for _, title in navigation(lesson)})
    assert "Lessons" in {title for _, title in navigation(lesson)}
    assert "lessons/topic7/index.html" in addresses(built.site)
    nested = lesson.count("md-nav__item--nested")
    assert (1 if shown else 0) == nested
    active = lesson.split("md-nav__item--active")[1:]
    assert ["Lessons"] == [navigation('<nav class="md-nav--primary"' + one)[0][1] for one in active]


def test_a_folder_of_one_text_is_that_text_but_at_the_top(repo: Repo, build: Build) -> None:
    """A tab bears a folder's name where the folder has one text that is not its front page."""
    page = "# {}\n\nText.\n"
    for path in ("top/text", "front/index", "book/index", "book/rules/text", "deep/a/b/text"):
        repo.write(f"docs/{path}.md", page.format(path.replace("/", " ").title()))
    repo.commit(ANA, docs__index="# Home\n", docs__lessons__a=page.format("A"))
    html = build({GARDEN: {"look": "garden"}}, *PARTS).read("index.html")
    sections = re.findall(r'<span class="md-ellipsis">\s*(.*?)\s*</span>', html)
    assert {"Top", "Top Text", "Front Index", "Book", "Book Rules Text", "Deep"} <= set(sections)
    assert not {"Front", "Rules", "B"} & set(sections)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("docs/attribution.md", "attribution/index.html"),
        ("docs/people/index.md", "people/index.html"),
        ("docs/people/README.md", "people/index.html"),
        ("docs/sources/index.md", "sources/index.html"),
        ("docs/lessons/index.md", "lessons/index.html"),
        ("docs/acknowledgements.md", "acknowledgements/index.html"),
        ("docs/people/ana-reyes/index.md", "people/ana-reyes/index.html"),
    ],
)
def test_a_page_of_the_user_wins_over_a_generated_one(
    small: Repo, build: Build, path: str, address: str
) -> None:
    """What stands at an address stays there, in either form of its file."""
    small.write(path, "# Mine\n\nI was here first.\n")
    small.commit(BEA)
    built = build()
    assert "I was here first." in built.read(address)
    assert [] == built.warnings()


def test_drafts_are_nowhere(small: Repo, build: Build) -> None:
    """No page, title, link, search entry or file name of a draft is in any byte of the site."""
    draft = (
        "---\ndraft: true\nlearned_from:\n  - lesson: b.md\n    because: Zanzibar said so.\n---\n#"
        " Unripe quince\n\nZanzibar.\n"
    )
    small.commit(ANA, docs__lessons__hush=draft)
    small.commit(ANA, docs__lessons__c="# C\n\nSee [it](hush.md).\n\nMore.\n")
    built = build()
    found = [path for path in built.site.rglob("*") if "hush" in path.name]
    for path in built.site.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".json", ".xml"):
            text = path.read_text(encoding="utf-8").lower()
            found += [path for word in ("quince", "zanzibar") if word in text]
    assert [] == found


def test_people_files_are_not_published(small: Repo, build: Build) -> None:
    """A profile becomes a part of our page; the file itself and its keys stay home."""
    small.commit(
        ANA,
        docs__people__ana=(
            "---\nname: Ana Reyes\ngit: [Ana Reyes]\nteam: Terminals\n---\nI print.\n"
        ),
    )
    built = build()
    assert "I print." in built.read("people/ana/index.html")
    assert 1 == built.read("people/ana/index.html").count("I print.")
    assert not (built.site / "people" / "ana.md").exists()


def test_building_again_changes_no_file_that_is_watched(small: Repo, build: Build) -> None:
    """`serve` follows `docs_dir` and the configuration: a build writes into neither, and the cache
    keeps its bytes.
    """
    build()

    def state() -> dict[str, tuple[int, bytes]]:
        files = [
            path
            for path in small.path.rglob("*")
            if path.is_file() and path.name != "mkdocs.yml" and "index" != path.name
        ]
        return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    first = state()
    assert any(".git/pollinate" in path for path in first)
    build(out="again")
    assert first == state()


def test_private_people_of_the_sample_garden_are_nowhere_in_its_site(demo_site: Path) -> None:
    """Neither name nor handle of who hides is in a byte or a file name; the alias is."""
    found = []
    for path in demo_site.rglob("*"):
        name = str(path.relative_to(demo_site)).lower()
        body = path.read_bytes().lower() if path.is_file() else b""
        found += [
            f"{name}: {word}"
            for word in NOWHERE_IN_THE_SITE
            if word in name or word.encode() in body
        ]
    assert [] == found
    assert ALIAS in (demo_site / "people" / "index.html").read_text(encoding="utf-8")


def test_the_sample_garden_is_the_same_under_both_engines(demo: Path, tmp_path: Path) -> None:
    """The same files; every page of a lesson and every page of ours has the same words in its
    article.
    """
    built = [
        run_engine(demo, tmp_path / engine, "--strict", engine=engine)
        for engine in ("mkdocs", "properdocs")
    ]
    assert addresses(built[0].site) == addresses(built[1].site)
    articles = [
        {
            page: one.read(page).partition("<article")[2].partition("</article>")[0]
            for page in addresses(one.site)
        }
        for one in built
    ]
    assert [] == [page for page in articles[0] if articles[0][page] != articles[1][page]]


def test_a_site_without_the_plugins_gets_the_lines_to_add(small: Repo) -> None:
    """`pollinate build` on a site that does not use us says what to write."""
    small.write("mkdocs.yml", "site_name: Plain\nplugins: [search]\n")
    done = pollinate("-C", str(small.path), "build")
    assert 2 == done.returncode
    assert f"- {GARDEN}" in done.stderr

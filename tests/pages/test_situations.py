# The pages "When…": who knows what is happening finds the lesson, in a garden of any size.
# Must not know: MkDocs, how a browser filters (tests/browser/test_when.py).
"""Test the pages of situations."""

from __future__ import annotations

from pathlib import Path

from pollinate.garden import build_garden
from pollinate.pages.site import Site
from pollinate.pages.situations_view import MOST
from pollinate.paths import SrcUri
from support.planned import site_of
from support.repo import ANA, Repo

INDEX = SrcUri("when/index.md")


def href(page: str) -> str:
    """Return an address for a page."""
    return page


def lesson(title: str, *when: str, status: str = "") -> str:
    """Return a lesson with conditions."""
    conditions = "".join(f'  - "{one}"\n' for one in when)
    more = f"status: {status}\n" if status else ""
    head = f'title: "{title}"\n{more}' + (f"applies_when:\n{conditions}" if when else "")
    return f"---\n{head}---\n\nDo it.\n"


def site(folder: Path, **files: str) -> Site:
    """Return the pages of a garden of some lessons."""
    repo = Repo(folder / "garden")
    repo.commit(ANA, "Plant", **{f"docs__lessons__{name}": text for name, text in files.items()})
    settings = repo.settings()
    return site_of(build_garden(settings), settings)


def test_every_condition_of_every_living_lesson(tmp_path: Path) -> None:
    """All conditions stand under their topic, each leads to its lesson; a lesson that is kept for
    the record has none there, and one that says nothing is not missed.
    """
    made = site(
        tmp_path,
        deploys__a=lesson("Roll back", "A deploy is bad.", "An <b>alarm</b> rings & rings."),
        deploys__b=lesson("Old", "It was 1999.", status="retired"),
        boats__c=lesson("Tide", "The water is low."),
        boats__d=lesson("Silent"),
    )
    view = made.situations.pages[INDEX]
    assert [
        (group.title, one.text, one.lesson.title) for group in view.groups for one in group.rows
    ] == [
        ("Boats", "The water is low.", "Tide"),
        ("Deploys", "A deploy is bad.", "Roll back"),
        ("Deploys", "An <b>alarm</b> rings & rings.", "Roll back"),
    ]
    html = made.generated[INDEX].html(href)
    assert 'href="lessons/deploys/a.md">A deploy is bad.</a>' in html
    assert "An &lt;b&gt;alarm&lt;/b&gt; rings &amp; rings." in html and "<b>" not in html
    assert "1999" not in html and "Silent" not in html


def test_home_begins_with_one_of_each_topic(tmp_path: Path) -> None:
    """Home shows the situation of the newest lesson of each topic, and leads to all."""
    made = site(
        tmp_path,
        deploys__a=lesson("Roll back", "A deploy is bad.", "An alarm rings."),
        boats__c=lesson("Tide", "The water is low."),
    )
    html = made.home_html(href)
    assert html.index("A deploy is bad.") < html.index("pl-recently-planted")
    assert "The water is low." in html and "An alarm rings." not in html
    assert 'href="when/index.md"' in html


def test_a_garden_that_names_no_situation(tmp_path: Path) -> None:
    """Where no lesson says when it applies there is no page, no link and no heading."""
    made = site(tmp_path, deploys__a=lesson("Roll back"))
    assert made.situations.index is None and INDEX not in made.generated
    assert "pl-happening" not in made.home_html(href) and "when/" not in made.home_html(href)


def test_a_large_garden_has_several_pages(tmp_path: Path) -> None:
    """Beyond so many situations the first page leads to others, a very large topic has several of
    them and small ones stand together, none weighs more than 300 KB, and no situation is lost.
    """
    one = [f"Case {number} of something that may well happen {number}" for number in range(50)]
    files = {
        f"big__l{number}": lesson(f"L{number}", *(f"{text} in {number}" for text in one))
        for number in range(10)
    }
    made = site(tmp_path, **files, small__x=lesson("X", "It is small."))
    first, *parts = made.situations.pages
    assert first == INDEX and len(parts) == 2
    html = made.generated[first].html(href)
    assert all(f'href="{page}"' in html for page in parts) and "Case 1" not in html
    pages = [made.generated[page].html(href) for page in parts]
    assert max(map(len, pages)) < 300_000
    rows = [
        row for page in parts for group in made.situations.pages[page].groups for row in group.rows
    ]
    assert len(rows) == len(set(rows)) == 501 and MOST == 400
    assert all(f'href="{INDEX}"' in page for page in pages)
    titles = [made.generated[page].title for page in parts]
    assert titles == ["When… Big", "When… Big (2) – Small"]

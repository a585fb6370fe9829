# Who and which licence stand beside each lesson on the pages of attribution. Must not know: HTML.
"""Test the pages of attribution."""

from __future__ import annotations

from pathlib import Path

from pollinate.pages.attribution_view import AttributionView, attribution_pages
from support.planned import site_of
from support.repo import ANA, BEA, CY, Repo, lines
from support.site import build


def view_of(repo: Repo, **settings: object) -> AttributionView:
    """Return the first page."""
    made = site_of(repo.garden(**settings), repo.settings(**settings))
    pages = attribution_pages(made.look, made.topics, made.paths, made.attribution)
    assert next(iter(pages)) == made.attribution
    return pages[made.attribution]


def test_the_licence_of_most_is_said_once(repo: Repo) -> None:
    """Whatever the settings name: a lesson says its own where it has another one."""
    text = "---\ntitle: {}\nlicense: {}\n---\n\nwords\n"
    names = {"a": "CC-BY-4.0", "b": "CC-BY-4.0", "c": "MIT"}
    files = {f"docs__lessons__t__{name}": text.format(name, own) for name, own in names.items()}
    repo.commit(ANA, docs__lessons__t__d="# d\n\nwords\n", **files)

    view = view_of(repo, license="internal")

    assert "CC-BY-4.0" == view.license
    rows = [(row.lesson.title, row.license) for group in view.page.groups for row in group.rows]
    assert [("a", ""), ("b", ""), ("c", "MIT"), ("d", "internal")] == rows


def test_whoever_wrote_it_is_named_and_nobody_else(repo: Repo) -> None:
    """The author and whose words stand; a reviewer is named on the lesson."""
    repo.commit(ANA, docs__lessons__t__a="# A\n\n" + lines("one"))
    more = "# A\n\n" + lines("one", "two")
    repo.commit(BEA, f"More\n\nReviewed-by: {CY}", docs__lessons__t__a=more)

    [group] = view_of(repo).page.groups

    assert ["Ana Reyes", "Bea Lind"] == [one.name for row in group.rows for one in row.people]


def test_a_garden_of_no_lesson_in_use_has_its_page_all_the_same(repo: Repo) -> None:
    """The page says how credit is worked out: there is always one."""
    repo.commit(ANA, docs__lessons__t__a="---\ntitle: A\ndraft: true\n---\n\nwords\n")

    assert () == view_of(repo).page.groups


def test_a_bare_tree_has_no_licence_that_nobody_named(repo: Repo, tmp_path: Path) -> None:
    """Where no configuration says under which licence texts are used, no page says it; one lesson
    that names its own is told apart.
    """
    named = "---\nlicense: MIT\n---\n# C\n\nWords of C.\n"
    repo.commit(ANA, docs__a="# A\n\nWords.\n", docs__b="# B\n\nWords.\n", docs__c=named)
    site = build(repo.path, tmp_path / "site", lessons="**/*.md").folder
    for page in ("attribution", "policy"):
        text = (site / page / "index.html").read_text(encoding="utf-8")
        assert "internal" not in text
    assert "MIT" in (site / "attribution/index.html").read_text(encoding="utf-8")
    policy = (site / "policy/index.html").read_text(encoding="utf-8")
    assert "Send only what you may share." in policy

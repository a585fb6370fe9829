# Wiki links as the tools that write them mean them: paths are paths, the nearest folder wins, and a
# reader can follow what the garden counts.
"""Test wiki links."""

from __future__ import annotations

import pytest
from support.repo import ANA, BEA, Repo

from tests.cases.test_other_plugins import article, build
from tests.mkdocs.sites import broken_links

LESSON = "docs__lessons__south__sub__links"


def garden(repo: Repo, text: str) -> Repo:
    """Give a garden with two lessons of one file name, and a page with some links."""
    repo.commit(
        ANA,
        docs__index="# Home\n",
        docs__lessons__north__rollback="# Rollback north\n\nText.\n",
        docs__lessons__south__rollback="# Rollback south\n\nText.\n",
        docs__lessons__ci="# CI/CD\n\nText.\n",
        **{LESSON: f"# Links\n\nHere is {text} now.\n\n## A part\n\nText.\n"},
    )
    return repo


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[[../rollback]]", "lessons/south/rollback.md"),
        ("[[../../north/rollback]]", "lessons/north/rollback.md"),
        ("[[south/rollback]]", "lessons/south/rollback.md"),
        ("[[north/rollback|words]]", "lessons/north/rollback.md"),
        ("[[lessons/north/rollback]]", "lessons/north/rollback.md"),
        ("[[rollback.md]]", "lessons/south/rollback.md"),
        ("[[rollback]]", "lessons/south/rollback.md"),
        ("[[Rollback north]]", "lessons/north/rollback.md"),
        ("[[CI/CD]]", "lessons/ci.md"),
        ("[[../nowhere/rollback]]", ""),
        ("[[#A part]]", ""),
    ],
)
def test_a_wiki_link_is_a_path_or_the_nearest_name(repo: Repo, text: str, target: str) -> None:
    """A path counts from the page's folder, then from the end of other paths; of several files of a
    name the nearest folder's is meant; a heading of the page is no link to elsewhere.
    """
    found = garden(repo, text).garden()
    assert [target] * bool(target) == [link.target for link in found.links]
    unknown = [one for one in found.diagnostics if one.code == "unknown-wiki-link"]
    assert bool(unknown) == (not target and "#" not in text)


def test_a_wiki_link_that_may_mean_several_is_a_finding(repo: Repo) -> None:
    """Where no folder is nearer than another, the first by path is meant, and check names both."""
    repo.commit(
        ANA,
        docs__lessons__a__same="# Same\n\nText.\n",
        docs__lessons__b__same="# Same\n\nText.\n",
        docs__lessons__here="# Here\n\nSee [[same]].\n",
    )
    found = repo.garden()
    assert ["lessons/a/same.md"] == [link.target for link in found.links]
    (one,) = [one for one in found.diagnostics if one.code == "ambiguous-wiki-link"]
    assert "lessons/a/same.md" in one.message
    assert "lessons/b/same.md" in one.message
    assert 3 == one.line


def test_a_reader_can_follow_a_wiki_link(repo: Repo) -> None:
    """The page shows a link, with a heading's anchor where one is named; to a person too, and in
    place of a name to the alias of who is shown by one. What nobody is called stays as it was typed.
    """
    people = "[[Bea Lind]] and [[Cy Okafor]] and [[Nobody at all]] and `[[rollback]]`"
    garden(repo, f"[[../rollback]], [[rollback#Rollback south|words]], [[#A part]], {people}")
    repo.lesson(BEA, "# By Bea\n\nText.\n", name="bea")
    repo.commit(
        "Cy Okafor <cy@harbour.test.org>",
        docs__lessons__cy="# By Cy\n\nText.\n",
        docs__people__cy="---\nname: Cy Okafor\ngit: [Cy Okafor]\nshow: alias\nalias: Heron\n---\n",
    )
    built = build(repo)
    page = article(built, "lessons/south/sub/links/index.html")
    assert '<a href="../../rollback/">rollback</a>' in page
    assert '<a href="../../rollback/#rollback-south">words</a>' in page
    assert '<a href="#a-part">A part</a>' in page
    assert '<a href="../../../../people/bea-lind/">Bea Lind</a>' in page
    assert '<a href="../../../../people/heron/">Heron</a> and [[Nobody at all]]' in page
    assert "Okafor" not in page and "<code>[[rollback]]</code>" in page
    assert [] == list(broken_links(built.site, below=("lessons",)))


def test_another_plugin_s_wiki_links_are_left_to_it(repo: Repo) -> None:
    """Where a site has an extension that renders them, ours stays out."""
    garden(repo, "[[rollback]]")
    options = {"wikilinks": {"base_url": "/wiki/"}}
    built = build(repo, markdown_extensions=["attr_list", options])
    page = article(built, "lessons/south/sub/links/index.html")
    assert 'href="/wiki/rollback/"' in page


def test_a_page_that_is_no_lesson_keeps_its_brackets(repo: Repo) -> None:
    """Nothing is counted there, so nothing is made a link, a heading of the page neither."""
    repo.commit(
        ANA,
        docs__index="# Home\n\nSee [[#A part]] and [[a]].\n\n## A part\n",
        docs__lessons__a="# A\n\nSee [[#A part]].\n\n## A part\n",
    )
    built = build(repo)
    assert "[[#A part]] and [[a]]" in article(built, "index.html")
    assert '<a href="#a-part">A part</a>' in article(built, "lessons/a/index.html")

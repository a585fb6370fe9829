# `build --explain PAGE` says why a page was rendered, or that it was not; every reason that a plan
# or a build knows has words. Must not know: which reason comes when.
"""Test explanations of a build."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate import plan
from pollinate.pages import page_facts
from pollinate_cli.rendering import ALL_REASONS, REASONS
from support.repo import ANA, BEA, Repo
from support.run import pollinate

CONFIG = """site_name: x
theme: {name: material, font: false}
plugins: [search, pollinate/garden, pollinate/attribution]
"""


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden that was built."""
    repo.write("mkdocs.yml", CONFIG)
    repo.write(".gitignore", "site/\n")
    repo.write("docs/index.md", "# Home\n")
    repo.lesson(ANA, "# A\n\nWords.\n")
    repo.lesson(BEA, "# B\n\nOther words.\n", name="b")
    explained(repo)
    return repo


def explained(
    garden: Repo, *pages: str, more: tuple[str, ...] = (), cwd: Path | None = None
) -> str:
    """Build, and return what is said of some pages."""
    asked = [word for page in pages for word in ("--explain", page)]
    done = pollinate("-C", str(garden.path), "build", "-q", *more, *asked, cwd=cwd)
    assert 0 == done.returncode, done.stderr
    return done.stdout


def test_a_page_says_what_changed(garden: Repo) -> None:
    """What was edited is told; what was not rendered is told as well."""
    garden.write("docs/lessons/a.md", "# A\n\nWords.\n\nAnd more.\n")

    said = explained(garden, "docs/lessons/a.md", "lessons/b.md", "docs/index.md")

    assert said.split("\n") == [
        "docs/lessons/a.md: rendered; its own text changed",
        "lessons/b.md: not rendered; nothing that it shows changed",
        "docs/index.md: not rendered; nothing that it shows changed",
        "",
    ]


def test_a_page_says_who_is_credited(garden: Repo) -> None:
    """A commit that changes a credit and a history says both."""
    garden.lesson(BEA, "# A\n\nWords, and quite some more of them.\n")

    said = explained(garden, "docs/lessons/a.md")

    assert "its own text changed" in said
    assert "who is credited changed" in said


def test_what_changed_for_all_pages_is_told(garden: Repo) -> None:
    """Settings are everybody's reason, and so is what somebody asked for."""
    garden.write("mkdocs.yml", CONFIG.replace("x", "y", 1))
    said = explained(garden, "docs/index.md")
    assert said == "docs/index.md: rendered, as all pages; the settings changed\n"
    assert "--full asks for it" in explained(garden, "docs/index.md", more=("--full",))
    garden.write("mkdocs.yml", CONFIG.replace("material", "mkdocs"))
    assert "the theme 'mkdocs' is none of those" in explained(garden, "docs/index.md")


def test_a_title_in_the_navigation_is_on_all_pages(garden: Repo) -> None:
    """Only reading tells it, and then all pages are rendered after all."""
    garden.write("docs/lessons/a.md", "# Another\n\nWords.\n")

    assert explained(garden, "docs/index.md").endswith("; the navigation changed\n")


def test_where_nothing_changed_no_page_was_rendered(garden: Repo) -> None:
    """The site was left as it is."""
    said = explained(garden, "docs/index.md")

    assert said == "docs/index.md: not rendered; nothing changed since the site was built\n"


def test_a_page_is_found_from_where_one_stands(garden: Repo) -> None:
    """As a path from here, from the garden's root, or from its docs folder; any other is none."""
    garden.write("docs/lessons/a.md", "# A\n\nWords, and more.\n")

    names = ("a.md", "docs/lessons/a.md", "lessons/a.md", "./lessons/a.md", "../lessons/a.md")
    said = explained(garden, *names, "nope.md", cwd=garden.path / "docs/lessons")

    assert ["rendered"] * 5 == [
        line.split(": ")[1].partition(";")[0] for line in said.split("\n")[:5]
    ]
    assert said.endswith("nope.md: the site has no such page\n")


def test_a_preview_explains_nothing(garden: Repo) -> None:
    """A preview is built whole each time; who asks both is told."""
    done = pollinate(
        *("-C", str(garden.path), "build", "--of", "main", "--site-dir", "p", "--explain", "a.md")
    )

    assert 2 == done.returncode
    assert "a preview is built whole each time" in done.stderr


def test_every_reason_has_words() -> None:
    """Whatever a plan says of a page, and a build of all of them."""
    kinds = {plan.NEW, plan.WARNED, plan.FILES, plan.PRIVATE, plan.ANCHORS, plan.SHARED}
    facts = {plan.RETITLED, page_facts.OTHER, "text", "place", "head", *page_facts.GROUPS}

    assert kinds | facts == REASONS.keys()


def test_every_reason_for_all_pages_has_words(garden: Repo) -> None:
    """What a build remembers of what all pages show is told in words."""
    files = list((garden.path / ".git/pollinate").glob("pages-*.json"))

    assert 1 == len(files)
    base = files[0].read_text(encoding="utf-8").split("{", 1)[1].partition("}")[0]
    assert {pair.split('"')[1] for pair in base.split(",")} == ALL_REASONS.keys()

# What readers see of links: both ends, the reasons, the kinds apart, the lineage, the sources; on
# one built garden.
"""Test backlinks on built pages."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
from support.repo import ANA, BEA, Repo
from support.site import Html, Site, article, build, section

GROWN = (
    '---\nlearned_from:\n  - lesson: root.md\n    because: "It taught us patience."\n---\n\n#'
    " Grown\n"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build a small garden with links of all kinds."""
    folder = tmp_path_factory.mktemp("backlinks")
    repo = Repo(folder / "garden")
    repo.write("docs/index.md", "# Home\n\n[root](lessons/root.md)\n")
    repo.commit(
        ANA,
        docs__lessons__root=(
            '---\nlearned_from:\n  - source: "A Book"\n    url: https://books.test.org/x\n   '
            ' because: "Chapter two."\n---\n\n# Root\n\nRoots hold.\n'
        ),
        docs__lessons__grown=GROWN,
        docs__lessons__leaf=(
            '---\nlearned_from:\n  - lesson: grown.md\n    because: "It grew on us."\n  - person:'
            ' bea\n    because: "She drew it."\n---\n\n# Leaf\n'
        ),
        docs__lessons__mention=(
            "# Mention\n\nFirst. In winter we go back to [the root](root.md) on purpose. Last.\n"
        ),
        docs__lessons__secret=(
            "---\ntitle: Secret plan\ndraft: true\nlearned_from:\n  - lesson: root.md\n    because:"
            " Hush\n---\n\n[root](root.md) hush.\n"
        ),
        docs__people__bea="---\nname: Bea Lind\ngit: [Bea Lind]\n---\n",
    )
    repo.lesson(BEA, "# Bea's\n\nText.\n", name="beas")
    return build(repo.path, folder / "site")


def part(page: Html, heading: str) -> Html:
    """Return the part of a page under one of our headings."""
    return section(page, f'id="pl-{heading}"', "<h2")


def test_learned_from_is_shown_with_its_reason(site: Site) -> None:
    """A lesson says what it was learned from, and why, with a link there."""
    shown = part(site.page("lessons/grown"), "learned-from")

    assert "Root" in shown.text and "It taught us patience." in shown.text
    assert "../../lessons/root/" in shown.links()


def test_what_grew_is_shown_at_the_other_end(site: Site) -> None:
    """The target shows what grew from it, with the same reason."""
    shown = part(site.page("lessons/root"), "what-grew-from-it")

    assert (
        "Grown" in shown.text
        and "It taught us patience." in shown.text
        and "Leaf" not in shown.text
    )
    assert "../../lessons/grown/" in shown.links()


def test_mentions_are_kept_apart_with_their_sentence(site: Site) -> None:
    """An ordinary link is shown apart from what grew, with the whole sentence around it."""
    page = site.page("lessons/root")

    assert "In winter we go back to the root on purpose." in part(page, "mentioned-in").text
    assert "Mention" not in part(page, "what-grew-from-it").text
    assert "First." not in part(page, "mentioned-in").text


def test_generated_pages_and_home_are_no_backlinks(site: Site) -> None:
    """Lists, indexes and the home page, which link everything, are in nobody's backlinks."""
    shown = part(site.page("lessons/root"), "mentioned-in")

    assert ["../../lessons/mention/"] == [
        link
        for link in shown.links()
        if not link.startswith("#") and not re.search("attribution|take-part", link)
    ]


def test_person_shows_what_grew_from_them(site: Site) -> None:
    """A person's page shows which lesson was learned from them."""
    text = article(site.page("people/bea")).text

    assert "Leaf" in text and "She drew it." in text


def test_sources_page(site: Site) -> None:
    """Outside sources stand on one page with who learned what."""
    page = article(site.page("sources"))

    assert "A Book" in page.text and "Root" in page.text and "Chapter two." in page.text
    assert "https://books.test.org/x" in page.links()


def test_lineage_goes_all_the_way(site: Site) -> None:
    """A lineage shows ancestors and descendants beyond the next step."""
    leaf, root = (
        article(site.page("lineage/lessons/leaf")),
        article(site.page("lineage/lessons/root")),
    )

    assert "Root" in leaf.text and "A Book" in leaf.text
    assert "Leaf" in root.text


@pytest.mark.parametrize("size", [2, 3, 7])
def test_circle_is_drawn_once(repo: Repo, tmp_path: Path, size: int) -> None:
    """A circle builds and ends: each of its lessons is expanded once in each direction."""
    files = {
        f"docs__lessons__c{n}": (
            f"---\nlearned_from:\n  - lesson: c{(n + 1) % size}.md\n---\n\n# Circle {n}\n"
        )
        for n in range(size)
    }
    repo.commit(ANA, docs__index="# Home\n", **files)

    page = article(build(repo.path, tmp_path / "site").page("lineage/lessons/c0"))

    assert 1 == sum(link.endswith("c1/") for link in part(page, "grew-from").links())


def test_draft_is_nowhere(site: Site) -> None:
    """A draft's title, sentence and reason are in no file of the site."""
    for path in site.folder.rglob("*"):
        assert "secret" not in path.name.lower()
        if path.suffix in (".html", ".json", ".xml"):
            content = path.read_text(encoding="utf-8")
            assert "Secret plan" not in content and "ush" not in [
                w.strip('.,"') for w in content.replace("H", "h").split() if w.startswith("Hush")
            ], path


def test_every_link_of_ours_leads_somewhere(site: Site) -> None:
    """Every relative link in the main part of every page leads to a file of the site."""
    broken = []
    for uri, page in site.all().items():
        for link in article(page).links():
            if "://" in link or link.startswith(("#", "mailto:")):
                continue
            target = posixpath.normpath(posixpath.join(uri, link.split("#")[0].split("?")[0]))
            if not (site.folder / target).exists():
                broken.append((uri, link))

    assert [] == broken

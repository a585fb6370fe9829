# What a page says of itself beside its text, in a built site: its description, what a link to it
# unfolds to, its feeds, where the skip link leads, and what stands where a page is not.
# Must not know: how a page's text is made.
"""Test the heads of pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from support.repo import ANA, BEA, Repo
from support.run import pollinate

LESSON = '---\ntitle: Tide\nsummary: "Ask \\"when\\" & <b>why</b>."\napplies_when: It is low.\n---\n\n## What to do\n\nAsk.\n'
BARE = "---\napplies_when: The lamp is out.\n---\n\n# Lamp\n\nChange it.\n"
ANA_PAGE = "---\nname: Ana Reyes\nask_about: [ropes, rain]\n---\n"
THANKS = (
    "---\nto: Ana Reyes\nkind: thanks\nabout: lessons/sea/tide.md\n---\n\nYou saved us a day.\n"
)


@pytest.fixture(scope="module", params=["material", "mkdocs"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of a small garden under each engine theme."""
    repo = Repo(tmp_path_factory.mktemp("heads") / "garden")
    repo.write(
        "mkdocs.yml",
        "site_name: Garden\nsite_url: https://garden.test.org/g/\nsite_description: All of it\n"
        f"theme: {request.param}\nplugins:\n  - search\n  - pollinate/garden\n"
        "  - pollinate/attribution\n  - pollinate/acknowledgements\n",
    )
    repo.write("docs/index.md", "# Home\n")
    repo.write("docs/lessons/sea/tide.md", LESSON)
    repo.write("docs/lessons/sea/lamp.md", BARE)
    repo.write("docs/people/ana.md", ANA_PAGE)
    repo.git("add", "-A")
    repo.git("commit", "-qm", "Plant", who=ANA)
    repo.commit(BEA, "Thank", docs__notes__2026__thank=THANKS)
    out = repo.path.parent / "site"
    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(out))
    assert 0 == done.returncode, done.stdout + done.stderr
    return out


def said(site: Path, page: str, what: str) -> list[str]:
    """Return what a page says in an attribute of its head."""
    return html.fromstring((site / page).read_text(encoding="utf-8")).xpath(f"//head//{what}")


def test_each_page_is_described_by_its_own_words(site: Path) -> None:
    """A lesson by its summary, else by when it applies; a person by what to ask about; a month by
    its first thank-you. Markup of a summary stays text.
    """
    for page, words in (
        ("lessons/sea/tide/index.html", 'Ask "when" & <b>why</b>.'),
        ("lessons/sea/lamp/index.html", "When: The lamp is out."),
        ("people/ana/index.html", "Ask about ropes, rain"),
        ("acknowledgements/2023-11/index.html", "You saved us a day."),
    ):
        assert said(site, page, 'meta[@property="og:description"]/@content') == [words], page
        # A theme may have a description for home alone.
        assert said(site, page, 'meta[@name="description"]/@content') in ([words], []), page


def test_what_a_link_unfolds_to(site: Path) -> None:
    """Title, kind and address stand in the head once; home is a site, a lesson an article."""
    of = 'meta[@property="og:{}"]/@content'
    page = "lessons/sea/tide/index.html"
    assert said(site, page, of.format("title")) == ["Tide"]
    assert said(site, page, of.format("type")) == ["article"]
    assert said(site, "index.html", of.format("type")) == ["website"]
    assert said(site, page, of.format("url")) == ["https://garden.test.org/g/lessons/sea/tide/"]
    assert said(site, page, of.format("site_name")) == ["Garden"]
    assert said(site, page, of.format("image")) == []
    assert said(site, page, 'meta[@name="twitter:card"]/@content') == ["summary"]


def test_a_page_tells_of_its_feeds(site: Path) -> None:
    """Every page tells of the feed of lessons, a lesson of its own; both are there. Material takes a
    bare `alternate` for the site in another language, and would ask for its map.
    """
    page = site / "lessons/sea/tide/index.html"
    feeds = said(site, "lessons/sea/tide/index.html", 'link[@type="application/atom+xml"]/@href')
    assert len(feeds) == 2 and feeds[0] == "../../../feeds/lessons.xml"
    assert all((page.parent / feed).resolve().is_file() for feed in feeds)
    assert said(site, "people/index.html", 'link[@type="application/atom+xml"]/@href') == [
        "../feeds/lessons.xml"
    ]


def test_the_skip_link_leads_to_the_title(site: Path) -> None:
    """Where the theme has a skip link, it leads to the h1 and not past it."""
    tree = html.fromstring((site / "lessons/sea/tide/index.html").read_text(encoding="utf-8"))
    skip = tree.xpath('//a[@class="md-skip"]/@href')
    assert skip in ([], [f"#{tree.xpath('//h1/@id')[-1]}"])
    if b"md-main" in (site / "index.html").read_bytes():
        assert skip


def test_where_a_page_is_not(site: Path) -> None:
    """The page for what is not there leads on, by addresses that hold anywhere."""
    tree = html.fromstring((site / "404.html").read_text(encoding="utf-8"))
    assert tree.xpath("string(//h1[last()])").strip() == "This page is not here"
    links = tree.xpath('//ul[contains(@class, "pl-list")]//a/@href')
    assert links == ["/g/when/", "/g/lessons/sea/"]


def test_what_a_theme_writes_is_valid(demo_site: Path) -> None:
    """A validator (vnu) found three faults on pages of Material's; none of ours has them."""
    for page in demo_site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if "md-header" not in text:
            continue
        tree = html.fromstring(text)
        ids = {one.get("id") for one in tree.iter("input", "select", "textarea")}
        assert [] == [one for one in tree.iter("label") if one.get("for", "__drawer") not in ids]
        assert [] == tree.xpath("//*[@tabindex=''] | //input[@type='checkbox'][@autocomplete]")

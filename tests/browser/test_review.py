# A review in a browser: its page, and a request's pages beside today's.
"""Test reviews in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pollinate.review.proposal import Place, open_proposal
from pollinate.review.review import review
from pollinate_cli.preview_server import HEADERS
from pollinate_cli.side_by_side import write_side_by_side
from support.repo import ANA, BEA, Repo

from tests.browser.serving import serving, tab

pytestmark = pytest.mark.browser
CONFIG = (
    "site_name: Harbour\ntheme: {name: material, font: false}\nplugins:\n  - search\n"
    "  - pollinate/garden\n  - pollinate/attribution\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a review and its pages side by side, of a request that changes, adds and removes."""
    place = tmp_path_factory.mktemp("review")
    repo = Repo(place / "garden")
    repo.write("mkdocs.yml", CONFIG)
    repo.write("docs/index.md", "# Home\n")
    text = "# {}\n\nBefore the first crossing we look at {} of both boats.\n\nThe second stays.\n"
    repo.commit(
        ANA,
        docs__lessons__a=text.format("A", "the hull"),
        docs__lessons__b=text.format("B", "the ropes"),
    )
    repo.git("switch", "-q", "-c", "idea")
    repo.commit(
        BEA,
        "Look at the keel <b>too</b>",
        docs__lessons__a=text.format("A", "the keel"),
        docs__lessons__b=None,
        docs__lessons__c=text.format("C <script>x</script>", "the radio"),
    )
    repo.git("switch", "-q", "main")
    (place / "out").mkdir()
    with open_proposal(Place(directory=repo.path), "idea") as proposal:
        told = review(proposal)
        assert write_side_by_side(proposal, told, place / "out") == 3
    return place / "out"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_of_a_review(browser: Browser, folder: Path, width: int) -> None:
    """Its style holds under its own policy, nothing else is loaded, nothing is wider than the
    screen, and words of others are words.
    """
    with serving(folder) as url, tab(browser, url, width) as opened:
        opened.open("index.html")
        assert opened.complaints == opened.foreign == []
        page = opened.page
        assert page.locator("h1").inner_text() == "Look at the keel <b>too</b>"
        assert page.evaluate("getComputedStyle(document.querySelector('ins')).textDecorationLine")
        assert "60rem" not in page.evaluate("getComputedStyle(document.body).maxWidth")
        assert page.evaluate("getComputedStyle(document.body).maxWidth") == "960px"
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pages_side_by_side(browser: Browser, folder: Path) -> None:
    """Each page that changes stands beside the same as it is today, with its changes marked; a new
    one and one that goes stand alone.
    """
    with serving(folder) as url, tab(browser, url, 1280) as opened:
        opened.open("index.html")
        links = opened.page.locator("a").all()
        assert len(links) == 3
        for number in (1, 2, 3):
            opened.open(f"page-{number}.html")
            title = opened.page.locator("header strong").inner_text()
            frames = [one for one in opened.page.frames[1:] if one.url != "about:blank"]
            marks = {
                name: "".join(
                    one.inner_text() for frame in frames for one in frame.locator(name).all()
                )
                for name in ("ins", "del")
            }
            if title == "A":
                assert len(frames) == 2
                assert "the keel" in marks["ins"]
                assert "the hull" in marks["del"]
                assert "The second stays" not in marks["ins"] + marks["del"]
            else:
                assert len(frames) == 1, title
            for frame in frames:
                assert "Preview, not published" in frame.locator("body").inner_text()
        assert opened.foreign == []


def test_the_server_s_policy_keeps_others_out() -> None:
    """A browser that shows a preview loads nothing from elsewhere and sends no form."""
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "form-action 'none'" in policy
    assert "http" not in policy
    assert HEADERS["X-Robots-Tag"].startswith("noindex")

# A large garden of notes, walked through by links alone and without JavaScript.
"""Walk a garden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.notes_garden import write_notes_garden
from support.shared import made_once

from tests.browser.conftest import build_strictly
from tests.browser.serving import serving, tab


@pytest.fixture(scope="module")
def walk_url(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a garden of 300 lessons, 60 people, 900 notes and 12 trails."""

    def make(folder: Path) -> None:
        build_strictly(write_notes_garden(folder / "garden"), folder / "site")

    with serving(made_once(tmp_path_factory, "walk", make) / "site") as url:
        yield url


def follow(page: Page, selector: str) -> str:
    """Click the first link that a selector finds in the main part, and return its words."""
    link = page.locator(f"article {selector}").first
    words = link.inner_text()
    link.click()
    page.wait_for_load_state()
    return words


def test_walk_by_links(walk_url: str, browser: Browser) -> None:
    """Home, trail, step, applied note, its author, whom they thanked, that month's
    acknowledgements, back to the lesson.
    """
    with tab(browser, walk_url, 1280, script=False) as opened:
        page = opened.page
        opened.open("")
        follow(page, '[id="pl-trails-to-start"] ~ ul a')
        assert "/trails/way-" in page.url
        follow(page, ".pl-path li a.pl-list__title")
        assert "/lessons/" in page.url and page.locator("article nav.pl-stepper").count()
        note = page.locator('article li[id^="note-"]').first
        assert re.search(r"worked|in part|not work", note.inner_text(), re.I)
        author = note.locator('a[href*="people/"]').first
        name = author.inner_text()
        author.click()
        assert name == page.locator("article h1").inner_text()
        thanked = follow(page, '[id="pl-thanked"] + ul a[href*="people/"]')
        assert thanked == page.locator("article h1").inner_text()
        follow(page, '[id="pl-thanks-received"] + ul a[href*="acknowledgements/"]')
        assert re.search(r"/acknowledgements/\d{4}-\d{2}/", page.url)
        title = follow(page, '[id="pl-thanks-and-what-for"] + ul a[href*="lessons/"]')
        assert title == page.locator("article h1").inner_text()
        assert [] == opened.complaints and [] == opened.foreign


def test_notes_are_reached_by_their_anchor(walk_url: str, browser: Browser) -> None:
    """A person's page links to each of their notes, and the address leads to that very note."""
    with tab(browser, walk_url, 390, script=False) as opened:
        opened.open("people/p01/")
        follow(opened.page, '[id="pl-applied"] + ul a[href*="#note-"]')
        anchor = opened.page.url.partition("#")[2]
        assert opened.page.locator(f'[id="{anchor}"]').is_visible()


@pytest.mark.parametrize("path", ["trails/way-00/", "lessons/t0/n000/", "people/p01/", "trails/"])
def test_pages_have_no_violation(walk_url: str, browser: Browser, path: str) -> None:
    """No axe-core violation and no sideways scroll on pages full of notes."""
    from tests.browser.test_pages import violations

    with tab(browser, walk_url, 390) as opened:
        opened.open(path)
        opened.settle()
        assert [] == violations(opened, dark=False)
        assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_site_size(walk_url: str, tmp_path: Path) -> None:
    """All that was written is there: the garden's document counts it."""
    import json
    from urllib.request import urlopen

    with urlopen(f"{walk_url}garden.json") as answer:
        document = json.load(answer)
    assert (300, 60, 900, 12) == (
        len(document["lessons"]),
        len(document["contributors"]),
        len(document["notes"]),
        len(document["trails"]),
    )

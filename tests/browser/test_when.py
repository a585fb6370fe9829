# The page "When…" in a true browser: what is typed leaves the situations that fit.
# Must not know: how a page is made.
"""Test the page of situations in Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from pollinate.pages.search_words import stop_words

from tests.browser.serving import tab
from tests.browser.test_pages import violations

pytestmark = pytest.mark.browser

ASKED = {
    "scanner stops": "The scanners stop while people are already on board.",
    "the scanners are stopping, what do we do?": "The scanners stop while people are already on board.",
    "ICE dusk": "The gangway is icy, wet at dusk, or colder than two degrees.",
    "moving a shift": "You move shifts by an hour or more.",
}  # fmt: skip


def shown(page: Page) -> list[str]:
    """Return the situations that can be seen."""
    return [text.strip() for text in page.locator(".pl-situations li:visible a").all_inner_texts()]


@pytest.mark.parametrize("width", [1280, 390])
def test_typing_leaves_what_fits(browser: Browser, demo_url: str, width: int) -> None:
    """Other forms of a word count as the word, words that say nothing don't decide, and where
    nothing fits it is said; emptied, the list is whole. It is all told to a screen reader.
    """
    with tab(browser, demo_url, width) as opened:
        page = opened.page
        opened.open("when/")
        everything = shown(page)
        field = page.get_by_label("What is happening?")
        for asked, wanted in ASKED.items():
            field.fill(asked)
            assert shown(page)[0] == wanted and len(shown(page)) < 4, asked
        told = page.get_by_role("status")
        assert told.inner_text() == f"Situations that fit: {len(shown(page))}"
        for nothing in ("qqqq", "<script>", "x" * 5000):
            field.fill(nothing)
            assert not shown(page) and "No situation here fits" in told.inner_text()
            assert not page.locator(".pl-situations h2:visible").count()
        assert [] == violations(opened)
        field.fill("")
        assert shown(page) == everything and told.inner_text() == ""
        assert [] == opened.complaints


def test_a_question_in_the_address(browser: Browser, demo_url: str) -> None:
    """A link can hold the question."""
    with tab(browser, demo_url, 1280) as opened:
        opened.open("when/?happening=rota%20tool")
        assert opened.page.get_by_label("What is happening?").input_value() == "rota tool"
        assert 0 < len(shown(opened.page)) < 5


def test_where_nothing_fits_the_search_goes_on(browser: Browser, demo_url: str) -> None:
    """A link carries the words into the search, which opens with them; nothing else is filtered."""
    with tab(browser, demo_url, 1280) as opened:
        page = opened.page
        opened.open("when/")
        page.locator(".pl-filter input").fill("xylophone & lamp")
        page.locator(".pl-filter__told").get_by_role("link").click()
        box = page.locator(".md-search__input")
        box.wait_for(state="visible")
        assert "xylophone & lamp" == box.input_value()
        assert page.locator("#__search").is_checked()
        assert len(shown(page)) > 20 and not page.locator(".pl-filter__told").inner_text()


def test_without_script_the_list_is_whole(browser: Browser, demo_url: str) -> None:
    """Without JavaScript there is no field that does nothing, and every situation stands there."""
    with tab(browser, demo_url, 390, script=False) as opened:
        opened.open("when/")
        assert len(shown(opened.page)) > 20
        assert not opened.page.locator(".pl-filter").is_visible()


def test_for_whom_a_lesson_worked_is_no_situation(browser: Browser, demo_url: str) -> None:
    """Who types that ticketing froze is not led to what worked for a team of that name, "theres" is
    not "there", and a word of many situations hides none with a rare one.
    """
    with tab(browser, demo_url, 390) as opened:
        opened.open("when/")
        opened.page.locator(".pl-filter input").fill("ticketing")
        found = shown(opened.page)
        opened.page.locator(".pl-filter input").fill("the scanner stopped and theres a queue")
        other = shown(opened.page)
        opened.page.locator(".pl-filter input").fill("the ferry is late and people ask why")
        late = shown(opened.page)
        opened.page.locator(".pl-filter input").fill("somebody")
        assert len(shown(opened.page)) > 20

    assert "Ticketing is frozen for more than five minutes." in found
    assert "Something went differently from the plan, for better or worse." not in found
    assert "The scanners stop while people are already on board." in other
    assert "There was an accident or a near miss, and nobody was hurt." not in other
    assert "A sailing will leave more than ten minutes late." in late
    assert "More than 150 people are booked on one sailing." not in late


def test_somebody_is_no_situation(browser: Browser, demo_url: str) -> None:
    """Words that could be anybody's decide nothing: without another that fits, nothing is shown."""
    with tab(browser, demo_url, 390) as opened:
        opened.open("when/")
        told = opened.page.locator("[data-pl-found]").get_attribute("data-pl-empty-words")
        assert tuple((told or "").split()) == stop_words("en")
        opened.page.locator(".pl-filter input").fill("somebody sneezed")
        assert not opened.page.locator("[data-pl-found] li").filter(visible=True).count()
        opened.page.locator(".pl-filter input").fill("somebody has a coach with forty people")
        assert opened.page.locator("[data-pl-found] li").filter(visible=True).count()

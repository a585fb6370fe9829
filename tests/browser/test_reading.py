# What a reader does: follow links by clicks alone, read without JavaScript, see the parts in their
# order. Must not know: how a page is made.
"""Test reading in Chromium."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.serving import tab

pytestmark = pytest.mark.browser

LESSON = "lessons/keeping-boats-moving/print-the-boarding-list/"
TITLE = "Print the boarding list before the queue forms"
ORDER = (
    "h1, .pl-lede, .pl-byline, .pl-when, #what-happened, .pl-actions, #pl-learned-from,"
    " #pl-what-grew-from-it, #pl-who-made-this"
)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_garden_can_be_walked_by_clicks_alone(
    browser: Browser, demo_url: str, script: bool
) -> None:
    """Home, a lesson, a person, that person's lesson, its lineage, a month of thanks: each a click
    away from the one before.
    """
    with tab(browser, demo_url, 1280, script=script) as opened:
        page, article = opened.page, opened.page.locator("article")
        opened.open("")
        article.get_by_role("link", name="Rehearse the restore, not the backup").first.click()
        expect(page.locator("h1")).to_have_text("Rehearse the restore, not the backup")
        article.locator(".pl-byline").get_by_role("link", name="Ivo Brandt").click()
        expect(page.locator("h1")).to_have_text("Ivo Brandt")
        article.get_by_role(
            "link", name="Sell from the printed deck plan when ticketing freezes"
        ).first.click()
        expect(page.locator("h1")).to_have_text(
            "Sell from the printed deck plan when ticketing freezes"
        )
        article.get_by_role("link", name="See the whole lineage").click()
        expect(page.locator("h1")).to_contain_text("Where this lesson comes from")
        article.get_by_role("link", name=TITLE).first.click()
        expect(page.locator("h1")).to_have_text(TITLE)
        page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Thanks").click()
        article.get_by_role("link", name="March 2026").click()
        expect(page.locator("h1")).to_have_text("Thank you, March 2026")
    assert ([], []) == (opened.foreign, opened.complaints)


def test_a_phone_reaches_the_thanks_from_the_home_page(browser: Browser, demo_url: str) -> None:
    """Where the tabs are folded away the page's own links lead on."""
    with tab(browser, demo_url, 390) as opened:
        opened.open("")
        opened.page.locator("article").get_by_role("link", name="More thanks").click()
        expect(opened.page.locator("h1")).to_contain_text("Thank you")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_parts_of_a_lesson_stand_in_their_order(
    browser: Browser, demo_url: str, script: bool
) -> None:
    """Title, lede, byline, conditions, the author's text, actions, relations, credit; all of it to
    be seen.
    """
    with tab(browser, demo_url, 1280, script=script) as opened:
        opened.open(LESSON)
        seen = [
            part
            for part in opened.page.locator("article").locator(ORDER).all()
            if part.is_visible()
        ]
        tops = [part.bounding_box()["y"] for part in seen]
    assert 9 == len(tops)
    assert sorted(tops) == tops


def test_the_bar_of_shares_is_as_long_as_the_shares(browser: Browser, demo_url: str) -> None:
    """A share of 58 % takes 58 % of the bar, give or take its borders."""
    with tab(browser, demo_url, 1280) as opened:
        opened.open(LESSON)
        said = [
            int(re.sub(r"\D", "", text))
            for text in opened.page.locator(".pl-credit td.pl-num").all_inner_texts()
        ]
        whole = opened.page.locator(".pl-bar").bounding_box()["width"]
        drawn = [
            span.bounding_box()["width"] / whole * 100
            for span in opened.page.locator(".pl-bar > span").all()
        ]
    assert 100 == sum(said)
    assert drawn == pytest.approx(said, abs=1.5)


def test_the_picture_of_a_lineage_is_drawn_at_its_size_and_left_out_on_a_phone(
    browser: Browser, demo_url: str
) -> None:
    """Words in the picture are as large as words beside it, however small the lineage; the lists
    stay.
    """
    for width, seen in ((1280, True), (390, False)):
        with tab(browser, demo_url, width) as opened:
            opened.open("lineage/lessons/winter/two-keys-to-the-salt-store/")
            picture = opened.page.locator(".pl-figure--wide svg")
            assert seen == picture.is_visible()
            assert opened.page.get_by_role("heading", name="Grew from").is_visible()
            if seen:
                assert float(picture.get_attribute("width") or 0) == pytest.approx(
                    picture.bounding_box()["width"], abs=1
                )


def test_links_to_headings_that_we_insert_work_from_the_table_of_contents(
    browser: Browser, demo_url: str
) -> None:
    """Inserted headings stand in the table of contents and lead to themselves."""
    with tab(browser, demo_url, 1280) as opened:
        opened.open(LESSON)
        contents = opened.page.get_by_role("navigation", name="Table of contents").first
        for name, anchor in (
            ("Learned from", "#pl-learned-from"),
            ("Who made this", "#pl-who-made-this"),
        ):
            contents.get_by_role("link", name=name).click()
            assert opened.page.url.endswith(anchor)
            assert opened.page.locator(anchor).is_visible()


def test_the_value_story_fits_one_sheet(browser: Browser, demo_url: str) -> None:
    """Printed on A4 or Letter, the page about value is one sheet: whose it is, the story, and not
    the figures behind it nor what is there to click.
    """
    with tab(browser, demo_url, 1280) as opened:
        opened.open("value/")
        page = opened.page
        assert not page.locator(".pl-sheet__of").is_visible()
        whose = "Harbourline Garden · November 2026"
        sheets = [page.pdf(format=one) for one in ("A4", "Letter")]
        page.emulate_media(media="print")
        assert page.locator(".pl-sheet__of").inner_text() == whose
        assert page.get_by_role("heading", name="Boats sail when systems stop").is_visible()
        assert not page.get_by_role("heading", name="The figures behind it").is_visible()
        assert not page.locator(".pl-crumbs").is_visible()
    assert [1, 1] == [len(re.findall(rb"/Type\s*/Page[^s]", sheet)) for sheet in sheets]


def test_a_lesson_on_paper_has_whole_quotes_and_nothing_to_click(
    browser: Browser, demo_url: str
) -> None:
    """No sign of a quotation hangs where the sheet is cut, no heading of ours stands alone at its
    end, and no door or button is printed.
    """
    with tab(browser, demo_url, 1280) as opened:
        opened.open("lessons/timetables/ask-the-night-shift/")
        page = opened.page
        assert page.locator(".pl-action").first.is_visible()
        page.emulate_media(media="print")
        indents = page.locator(".pl-quote").evaluate_all(
            "all => all.map(one => getComputedStyle(one).textIndent)"
        )
        breaks = page.locator("h2[id^=pl-]").evaluate_all(
            "all => all.map(one => getComputedStyle(one).breakAfter)"
        )
        clickable = page.locator(".pl-action").filter(visible=True).count()
        assert not page.get_by_text("Something wrong here?").is_visible()

    assert {"0px"} == set(indents) and {"avoid"} == set(breaks) and 0 == clickable


def test_a_step_is_ticked_and_nobody_is_told_five_times(browser: Browser, demo_url: str) -> None:
    """Each step has "Done"; where that is kept stands once, above; a tick is there after a reload, and
    no paper has it.
    """
    with tab(browser, demo_url, 1280) as opened:
        page = opened.page
        opened.open("trails/when-systems-stop/")
        steps = page.locator("[data-pl-step]").count()
        assert ["Done"] * steps == [
            one.strip() for one in page.locator(".pl-tick").all_inner_texts()
        ]
        assert 1 == page.locator(".pl-ticks").count()
        page.get_by_label("Done").nth(1).check()
        opened.open("trails/when-systems-stop/")
        boxes = page.locator(".pl-tick input")
        assert [n == 1 for n in range(steps)] == [boxes.nth(n).is_checked() for n in range(steps)]
        page.emulate_media(media="print")
        assert not page.locator(".pl-tick, .pl-ticks").filter(visible=True).count()
        assert ([], []) == (opened.foreign, opened.complaints)

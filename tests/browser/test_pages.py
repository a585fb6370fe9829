# Every kind of page in a true browser: at two widths and both schemes, on the sample garden, our
# own, and an odd one. Must not know: how a page is made.
"""Test pages in Chromium."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser

from tests.browser.serving import Tab, tab

pytestmark = pytest.mark.browser

LESSON = "lessons/keeping-boats-moving/print-the-boarding-list/"
PAGES = {
    "demo": {
        "home": "", "lesson": LESSON, "seedling": "lessons/timetables/when-the-rota-was-wrong/",
        "superseded": "lessons/keeping-boats-moving/keep-a-spare-list-at-the-gate/",
        "retired": "lessons/keeping-boats-moving/read-the-tide-off-the-paper-table/",
        "by one": "lessons/ropes-and-ramps/two-photos-of-the-ramp/",
        "topic": "lessons/keeping-boats-moving/", "topics": "lessons/", "person": "people/bea-lindqvist/",
        "aliased person": "people/night-owl/", "people": "people/", "thanks": "acknowledgements/2026-11/",
        "months": "acknowledgements/", "sources": "sources/", "lineage": f"lineage/{LESSON}", "attribution": "attribution/",
        "gathering": "gatherings/2026-03-12-paper-day-drill/", "handbook": "handbook/radio-words/",
        "trail": "trails/when-systems-stop/", "trails": "trails/", "gatherings": "gatherings/", "value": "value/", "not found": "404.html",
        "a to z": "browse/a-to-z/", "tags": "browse/tags/", "levels": "browse/levels/", "open questions": "browse/open-questions/",
        "policy": "policy/", "ways to take part": "take-part/", "a form": "take-part/write/", "a form with choices": "take-part/apply/",
    },
    "own": {
        "home": "", "guide": "guide/", "settings": "guide/settings/", "adopt": "guide/adopt/", "commands": "guide/commands/",
        "credit": "guide/credit/", "writing": "guide/writing/", "lesson": "lessons/credit/shallow-clone/",
        "topic": "lessons/credit/", "policy": "policy/",
    },
    "corpus": {
        "home": "", "lesson": "general/", "lesson of a topic": "rails/how-to/seed-data/", "topic": "rails/", "people": "people/",
        "attribution": "attribution/", "months": "acknowledgements/", "a to z": "browse/a-to-z/", "a form": "take-part/apply/",
        "not found": "404.html",
    },
    "odd": {
        "home": "", "withdrawn": "lessons/withdrawn/", "uncommitted": "lessons/t/new/", "long words": "lessons/t/n3/",
        "two writers": "lessons/t/n5/", "a share in words": "lessons/t/n6/", "a gathering": "gatherings/2026-03-12-long/", "people by letter": "people/", "topic": "lessons/t/", "attribution": "attribution/",
        "months": "acknowledgements/",
    },
}  # fmt: skip
"""The pages of each site, one of a kind."""

STYLES = "one => ({...Object.fromEntries(['unicodeBidi', 'textAlign', 'direction', 'transform'].map(key => [key, getComputedStyle(one)[key]]))})"

TAGS = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What can differ between two schemes of one page."""
AXE = """async (only) => {
  const told = await axe.run(
    {runOnly: only, resultTypes: ['violations', 'incomplete'], preload: {assets: ['media']}});
  // A rule that stops at an error of its own has not been asked.
  const broken = told.incomplete.filter(one => one.error || one.nodes.some(node =>
    [...node.any, ...node.all, ...node.none].some(check => check.id === 'error-occurred')));
  // A link at the edge of the theme's scrolled navigation is measured by what is seen of it.
  // What the theme itself writes below each page has its own colours where ours are not on.
  const theirs = {'target-size': '.md-sidebar__scrollwrap', 'color-contrast': '.md-copyright'};
  for (const one of told.violations.filter(one => theirs[one.id])) {
    one.nodes = one.nodes.filter(node =>
      !document.querySelector(node.target[0]).closest(theirs[one.id]));
  }
  const found = [...told.violations, ...broken].filter(one => one.nodes.length || one.error);
  return found.map(one => one.id + ': ' + one.nodes.map(node =>
    node.target.join(' ') + ' ' + (node.failureSummary || one.error || 'it stopped')).join(' | '));
}"""
"""Without a second look at each stylesheet, which no rule of these tags asks for."""
CHOSEN = "data-md-color-scheme"
SCHEME = f"name => document.body.setAttribute('{CHOSEN}', name)"
"""What the theme's switch does."""
SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    sum += list.getEntries().reduce((all, one) => all + one.value, 0);
  }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 50);
})"""
"""How far the parts of a page moved while it opened, as browsers count it."""
MOST_SHIFT = 0.02
LOGO = "https://thoughtbot.com/thoughtbot-logo-for-readmes.svg"
"""A picture that the writers of a real garden have from elsewhere."""
WIDTHS = (1280, 390, 320)
NARROWEST = 320
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def url(request: pytest.FixtureRequest, site: str) -> str:
    """Give the address of the site that a test names."""
    return str(request.getfixturevalue(f"{site}_url"))


def violations(opened: Tab, *, dark: bool = True) -> list[str]:
    """Return what axe-core finds on an open page, details unfolded, in both schemes; without `dark`
    in the one of a site that has no other.
    """
    opened.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    if not opened.page.evaluate("'axe' in window"):
        opened.page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    opened.page.evaluate(SCHEME, "default")
    opened.settle()
    light = opened.page.evaluate(AXE, TAGS)
    if not dark:
        return list(light)
    opened.page.evaluate(SCHEME, "slate")
    opened.settle()
    return [*light, *(f"dark: {one}" for one in opened.page.evaluate(AXE, COLOURS))]


def draw_logo(opened: Tab) -> None:
    """Give a tab that picture without asking for it elsewhere."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    opened.page.route(LOGO, lambda one: one.fulfill(body=drawing, content_type="image/svg+xml"))


def moves(opened: Tab, path: str) -> bool:
    """Tell whether parts of an open page move while it opens, each of three times: a busy machine
    shows half a page now and then.
    """
    for _ in range(2):
        if opened.page.evaluate(SHIFT) < MOST_SHIFT:
            return False
        opened.open(path)
    return bool(opened.page.evaluate(SHIFT) >= MOST_SHIFT)


@pytest.mark.parametrize("site", [*PAGES, "german", "arabic"])
def test_every_kind_of_page_has_no_violation_no_foreign_request_no_complaint_and_fits(
    browser: Browser, url: str, site: str
) -> None:
    """On a desk and on a phone: no axe-core violation in light or dark, nothing from elsewhere, a
    silent console, parts that stay where they are, and no sideways scrolling, which the narrowest
    phone doesn't see either. So in German, and from right to left.
    """
    found = []
    with tab(browser, url, WIDTHS[0]) as opened:
        draw_logo(opened)
        for kind, path in PAGES.get(site, PAGES["demo"]).items():
            opened.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
            opened.open(path)
            assert "default" == opened.page.locator("body").get_attribute(CHOSEN)
            # The theme's script cuts a side bar that is longer than a page of one sentence.
            if site != "odd" and moves(opened, path):
                found.append(f"{kind}: its parts move while it opens")
            for width in WIDTHS:
                opened.page.set_viewport_size({"width": width, "height": 900})
                assert width == opened.page.evaluate("innerWidth")
                if over := opened.page.evaluate(WIDER):
                    found.append(f"{kind}: {over} px too wide at {width}")
                if width != NARROWEST:
                    found += [f"{kind} at {width}: {one}" for one in violations(opened)]
    assert [] == found
    assert set() == set(opened.foreign) - {LOGO}
    assert [] == opened.complaints


def test_the_page_follows_the_scheme_that_the_reader_chose(browser: Browser, demo_url: str) -> None:
    """Who prefers dark gets the scheme that the test above looks at, as it gets light ones, on
    every kind of page; and a page that is opened on a phone fits without a complaint.
    """
    with tab(browser, demo_url, 390, "dark") as opened:
        for path in PAGES["demo"].values():
            opened.open(path)
            assert "slate" == opened.page.locator("body").get_attribute(CHOSEN)
            assert 0 == opened.page.evaluate(WIDER)
            assert not moves(opened, path)
    assert ([], []) == (opened.foreign, opened.complaints)


def test_from_right_to_left_each_text_keeps_its_own_order(
    browser: Browser, arabic_url: str
) -> None:
    """An English sentence ends in its full stop, at the edge where the page begins; a figure stays
    as its words describe it, and arrows turn.
    """
    with tab(browser, arabic_url, 1280) as opened:
        opened.open(LESSON)
        assert "rtl" == opened.page.locator("body").get_attribute("dir")
        ways = opened.page.locator(".pl-lede").evaluate(STYLES)
        arrow = opened.page.locator(".pl-pager .pl-icon").first.evaluate(STYLES)
        caption = opened.page.locator(".pl-credit caption").first.evaluate(STYLES)
        opened.page.keyboard.press("/")
        told = opened.page.locator(".pl-search [role=status]").evaluate(STYLES)
        opened.open(PAGES["demo"]["lineage"])
        figure = opened.page.locator(".pl-figure svg").evaluate(STYLES)

    for one in (ways, caption, told):
        assert ("plaintext", "right") == (one["unicodeBidi"], one["textAlign"])
    assert arrow["transform"].startswith("matrix(-1")
    assert "ltr" == figure["direction"]


def test_a_page_about_somebody_has_no_empty_band(browser: Browser, demo_url: str) -> None:
    """What one can do there begins at the line below who it is."""
    with tab(browser, demo_url, 390) as opened:
        opened.open(PAGES["demo"]["person"])
        above, below = (
            opened.page.locator(one).first.bounding_box()
            for one in (".pl-byline", ".pl-byline + .pl-actions")
        )

    assert above and below and above["y"] + above["height"] == below["y"]


def test_signs_stand_between_what_they_part(browser: Browser, demo_url: str) -> None:
    """Below a step of a trail its label and its question are not one sentence; on a phone no line
    of an open question ends in a dot that nothing follows.
    """
    with tab(browser, demo_url, 390) as opened:
        opened.open(LESSON)
        words = opened.page.locator(".pl-think").inner_text()
        still = opened.page.locator(".pl-notes .pl-meta", has_text="still open").inner_text()

    assert "Stop and think: Who had the list" in words
    assert re.search(r"still open\s+I can answer this", still)


# Without styles in attributes: the pages' policy lets them have none.
PLANTED = {
    "color-contrast": "<p><font color='#ccc'>Hard to read</font></p>",
    "image-alt": "<img src='/x.png'>",
    "label": "<input type='text'>",
    "target-size": "<small><small><a href='#a'>a</a><a href='#b'>b</a></small></small>",
    "link-name": "<a href='#c'></a>",
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_fault_is_seen(browser: Browser, demo_url: str, rule: str) -> None:
    """On a page of ours axe-core looks at each of these: a rule that stops is no pass."""
    with tab(browser, demo_url, 1280) as opened:
        opened.open(LESSON)
        opened.page.evaluate(
            "text => document.querySelector('article').insertAdjacentHTML('beforeend', text)",
            PLANTED[rule],
        )
        assert [one for one in violations(opened) if one.startswith(f"{rule}:")]

# Each kind of page with a keyboard alone, and without JavaScript: what a mouse or a script reaches
# that these don't is lost for some readers. Must not know: how a page is made.
"""Test pages by keyboard, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import tab
from tests.browser.test_pages import PAGES

pytestmark = pytest.mark.browser

REACHABLE = """() => {
  const name = one => one.tagName + ' ' + (one.id || one.getAttribute('href') || '') + ' '
    + one.textContent.trim().replace(/\\s+/g, ' ').slice(0, 40);
  const all = 'a[href], button, input, select, textarea, summary, [tabindex]';
  window.told = [...document.querySelectorAll(all)].filter(one =>
    one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true})
    && !one.closest('[inert]'));
  // Of a group of choices the keyboard reaches one, and arrows lead on.
  const seen = new Set();
  window.told = window.told.filter(one => {
    if (one.type !== 'radio') return true;
    const group = one.form?.id + one.name;
    return !seen.has(group) && seen.add(group);
  });
  return window.told.map(name);
}"""
"""What can be used on a page as it is seen."""
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at);
  const beside = at.nextElementSibling?.matches('label') ? at.nextElementSibling : at;
  const before = getComputedStyle(at.closest('label') || beside);
  const ring = one => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0;
  // A field shows its caret.
  const types = at.matches('input, textarea, select') && !at.matches('[type=checkbox], [type=radio]');
  const box = at.getBoundingClientRect();
  const middle = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 400)];
  const there = document.elementFromPoint(...middle);
  const covered = box.width > 0 && !!there && !at.contains(there) && !there.contains(at)
    && !there.closest('label')?.contains(at);
  const off = box.right <= 0 || box.left >= innerWidth || (box.width > 1 && box.bottom < 0);
  return {number: window.told.indexOf(at), off: off, radio: at.type === 'radio' ? at.name : '',
          seen: types || ring(style) || ring(before), covered: covered,
          said: at.outerHTML.slice(0, 120)};
}"""
"""Where the keyboard is, whether that can be seen, and whether something lies over it."""
WORDS = """() => {
  document.querySelectorAll('article details').forEach(one => one.open = true);
  // A reader's own ticks are kept by the browser, which needs a script for it.
  document.querySelectorAll('.pl-tick, .pl-ticks').forEach(one => one.remove());
  return document.querySelector('article').innerText.split(/\\s+/).filter(Boolean);
}"""
FORMS = ("a form", "a form with choices")
MOST = 400
"""Stops on one page: longer lists are of one kind."""


def walked(page: Page) -> list[str]:
    """Return what is wrong on the way through a page by the key that leads on."""
    names = page.evaluate(REACHABLE)
    reached, found = set(), []
    for _ in range(min(len(names) + 5, MOST)):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stop["number"] in reached and stop["number"] == 0):
            break
        reached.add(stop["number"])
        if not stop["seen"]:
            found.append(f"nobody sees where the keyboard is: {stop['said']}")
        if stop["off"]:
            found.append(f"it is not on the screen: {stop['said']}")
        if stop["covered"]:
            found.append(f"something lies over it: {stop['said']}")
    lost = [name for number, name in enumerate(names[:MOST]) if number not in reached]
    return found + [f"the keyboard never comes to: {name}" for name in lost]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: Browser, demo_url: str, width: int
) -> None:
    """On each kind of page, all that can be used is reached by the key that leads on: on the
    screen, with a mark around it and nothing over it.
    """
    found = []
    with tab(browser, demo_url, width) as opened:
        for kind, path in PAGES["demo"].items():
            opened.open(path)
            opened.settle()
            found += [f"{kind}: {one}" for one in walked(opened.page)]
    assert [] == found


def test_the_menu_of_a_phone_opens_by_keyboard(browser: Browser, demo_url: str) -> None:
    """A named button says whether it is open; the keyboard goes in as it opens, finds nothing
    behind it, and comes back by Escape. Wide again, the page is there.
    """
    with tab(browser, demo_url, 390) as opened:
        opened.open("lessons/")
        page, content = opened.page, opened.page.locator(".md-content")
        button = page.get_by_role("button", name="Navigation")
        first = page.locator(".md-sidebar--primary a", has_text="Keeping boats moving").first
        assert "false" == button.get_attribute("aria-expanded") and first.is_hidden()
        button.focus()
        page.keyboard.press("Space")
        first.wait_for(state="visible")
        page.wait_for_timeout(400)
        assert "true" == button.get_attribute("aria-expanded")
        stops = []
        while page.evaluate("() => !!document.activeElement.closest('.md-sidebar')"):
            stops.append(page.evaluate("() => document.activeElement.textContent.trim()"))
            page.evaluate(REACHABLE)
            stop = page.evaluate(STOP)
            assert not (stop["off"] or stop["covered"]) and stop["seen"], stop
            page.keyboard.press("Tab")
        # The list of what stands under this page; what leads back from it stands first.
        assert "Lessons" == stops[0] and "Keeping boats moving" in stops
        page.locator(".md-sidebar--primary label[tabindex]").first.focus()
        page.keyboard.press("Enter")
        page.get_by_role("link", name="People", exact=True).first.wait_for(state="visible")
        assert content.evaluate("one => one.inert")
        page.keyboard.press("Escape")
        assert button.evaluate("one => one === document.activeElement")
        assert not content.evaluate("one => one.inert")
        page.keyboard.press("Enter")
        assert content.evaluate("one => one.inert")
        page.set_viewport_size({"width": 1280, "height": 800})
        page.wait_for_timeout(100)
        assert button.is_hidden() and not content.evaluate("one => one.inert")


def test_without_a_script_the_menu_of_a_phone_hides_nothing(
    browser: Browser, demo_url: str
) -> None:
    """Its links stay on the keyboard's way, since nothing else opens it."""
    with tab(browser, demo_url, 390, script=False) as opened:
        opened.open("lessons/")
        assert opened.page.locator(".md-sidebar--primary a").first.is_visible()


def test_all_that_is_said_is_said_without_scripts(browser: Browser, demo_url: str) -> None:
    """On each kind of page but forms, which say themselves what they need, no word needs one."""
    found = []
    with (
        tab(browser, demo_url, 1280) as scripted,
        tab(browser, demo_url, 1280, script=False) as plain,
    ):
        for kind, path in PAGES["demo"].items():
            if kind in FORMS:
                continue
            scripted.open(path)
            plain.open(path)
            with_script = scripted.page.evaluate(WORDS)
            without = set(plain.page.evaluate(WORDS))
            found += [f"{kind}: {word}" for word in with_script if word not in without]
    assert [] == found

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
  return {number: window.told.indexOf(at), radio: at.type === 'radio' ? at.name : '',
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
        if stop["covered"]:
            found.append(f"something lies over it: {stop['said']}")
    lost = [name for number, name in enumerate(names[:MOST]) if number not in reached]
    return found + [f"the keyboard never comes to: {name}" for name in lost]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: Browser, demo_url: str, width: int
) -> None:
    """On each kind of page, all that can be used is reached by the key that leads on, with a mark
    around it and nothing over it. Whether a stop stands on the screen is not looked at: on a phone
    those in the theme's closed menu don't.
    """
    found = []
    with tab(browser, demo_url, width) as opened:
        for kind, path in PAGES["demo"].items():
            opened.open(path)
            opened.settle()
            found += [f"{kind}: {one}" for one in walked(opened.page)]
    assert [] == found


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

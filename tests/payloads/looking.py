# Opens a page of a built site in a browser, touches all that is on it, and says what happened.
# Must not know: payloads, how a site was built.
"""Look at pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from tests.browser.serving import serving
from tests.browser.touching import TOUCH

LONGEST_MS = 8000
WAIT_MS = 80


@dataclass
class Seen:
    """What a page did."""

    ran: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    held: dict[str, bool] = field(default_factory=dict)
    dialogs: list[str] = field(default_factory=list)


def look(browser: Browser, site: Path, at: str, expressions: tuple[str, ...] = ()) -> Seen:
    """Open a page of a site and return what it did."""
    seen = Seen()
    with serving(site) as url:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(LONGEST_MS)
        context.expose_function("pwn", lambda word=None: seen.ran.append(str(word)))
        page = context.new_page()
        local = (url, "data:", "blob:", "about:", "javascript:")
        page.on(
            "request", lambda one: None if one.url.startswith(local) else seen.asked.append(one.url)
        )
        page.on("dialog", lambda one: (seen.dialogs.append(one.message), one.dismiss()))
        try:
            _touch(page, url + quote(at), seen, expressions)
        finally:
            context.close()
    return seen


def _touch(page: Page, url: str, seen: Seen, expressions: tuple[str, ...]) -> None:
    # A page that leads elsewhere ends what we do with it, and was seen by then.
    try:
        page.goto(url)
    except PlaywrightError:
        page.wait_for_timeout(WAIT_MS)
    for one in (*expressions, TOUCH):
        try:
            said = page.evaluate(one)
        except PlaywrightError:
            continue
        if one != TOUCH:
            seen.held[one] = bool(said)
    page.wait_for_timeout(WAIT_MS)

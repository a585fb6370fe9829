# Opens a page of a built site in a browser, touches all that is on it, and says what happened.
# Must not know: payloads, how a site was built.
"""Look at pages."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page
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


class Looker:
    """A browser that keeps the last site open, since most looks in a row are at one."""

    def __init__(self, browser: Browser) -> None:
        self._browser, self._site, self._url = browser, Path(), ""
        self._open = ExitStack()
        self._context: BrowserContext | None = None
        self._seen = Seen()

    def close(self) -> None:
        """Leave the site."""
        self._open.close()

    def look(self, site: Path, at: str, expressions: tuple[str, ...] = ()) -> Seen:
        """Open a page of a site in a tab of its own, and return what it did."""
        context = self._at(site)
        self._seen = seen = Seen()
        page = context.new_page()
        local = (self._url, "data:", "blob:", "about:", "javascript:")
        page.on(
            "request", lambda one: None if one.url.startswith(local) else seen.asked.append(one.url)
        )
        page.on("dialog", lambda one: (seen.dialogs.append(one.message), one.dismiss()))
        try:
            _touch(page, self._url + quote(at), seen, expressions)
        finally:
            page.close()
        return seen

    def _at(self, site: Path) -> BrowserContext:
        if self._context is None or site != self._site:
            self.close()
            self._site, self._url = site, self._open.enter_context(serving(site))
            context = self._browser.new_context(viewport={"width": 1280, "height": 900})
            self._open.callback(context.close)
            context.set_default_timeout(LONGEST_MS)
            context.expose_function("pwn", lambda word=None: self._seen.ran.append(str(word)))
            self._context = context
        return self._context


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

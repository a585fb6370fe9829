# A built site at a local address, and what a page did when it was opened.
# Why here: Playwright has no server of its own, and `file:` pages behave otherwise than served
# ones. A theme's search reads the whole site at each page that is opened, which takes longer than
# the page: so it gets a site's index whole once, and after that an index of one document.
# Must not know: gardens.
"""Serve a folder, open pages."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

INDEX = "search_index.json"


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *more: Any, short: dict[str, bytes], **named: Any) -> None:
        self._short = short
        super().__init__(*more, **named)

    def do_GET(self) -> None:
        """Send a file; an index of words in short, once it was asked for."""
        path = Path(self.translate_path(self.path))
        if path.name != INDEX or not path.is_file():
            super().do_GET()
            return
        whole = path.read_bytes()
        body = self._short.get(str(path), whole)
        self._short[str(path)] = _short(whole)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _short(index: bytes) -> bytes:
    """Return an index of words with one document alone."""
    document = json.loads(index)
    return json.dumps({**document, "docs": document["docs"][:1]}).encode()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder; give the address, which ends in a slash."""
    handler = partial(_Quiet, directory=str(folder), short={})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@dataclass
class Tab:
    """An open tab that writes down what it asks for and complains about."""

    page: Page
    base: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Open a page of the site and wait until nothing moves on it."""
        response = self.page.goto(self.base + path)
        assert response is not None
        if not response.ok:
            self.complaints.append(f"{path}: {response.status}")

    def settle(self) -> None:
        """Wait until no animation runs: colours in between fail every contrast check."""
        self.page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")


@contextmanager
def tab(
    browser: Browser, base: str, width: int, scheme: str = "light", script: bool = True
) -> Iterator[Tab]:
    """Open a tab of one width and colour scheme, with or without JavaScript."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    opened = Tab(page, base)
    local = (base, "data:", "blob:", "about:")
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(local) else opened.foreign.append(request.url)
        ),
    )
    # A picture that is still on its way when the next page is opened is no complaint.
    page.on(
        "requestfailed",
        lambda one: (
            None
            if one.failure == "net::ERR_ABORTED"
            else opened.complaints.append(f"failed: {one.url}")
        ),
    )
    page.on(
        "console",
        lambda said: (
            opened.complaints.append(said.text) if said.type in ("error", "warning") else None
        ),
    )
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    try:
        yield opened
    finally:
        context.close()

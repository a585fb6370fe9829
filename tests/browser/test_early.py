# The page that is there before its garden, in a browser: it shows what is written next, and the site
# once that answers at its address, without anybody loading it anew.
# Must not know: how the page is rendered.
"""Watch the page that is there first."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pollinate.settings_file import read_settings
from pollinate_cli.early_page import early_page
from support.run import OURS

CONFIG = (
    "site_name: Early\ntheme: {name: material, font: false}\n"
    "plugins:\n  - search\n  - pollinate/garden: {look: garden}\n"
)


class _Site(BaseHTTPRequestHandler):
    """The site itself, at last."""

    def do_GET(self) -> None:
        """Answer with a page, but not to what only the early one asks."""
        self.send_response(404 if "early" in self.path else 200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Whole</title><p>The whole garden.")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize("width, scheme", [(1280, "light"), (390, "dark")])
def test_what_is_written_and_the_site_come_by_themselves(
    browser: Browser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    scheme: str,
) -> None:
    """The page's policy lets its own question run, and nothing complains; it fits the screen."""
    monkeypatch.setenv("PYTHONPATH", OURS)
    (tmp_path / "docs/lessons").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    lesson = tmp_path / "docs/lessons/tides.md"
    lesson.write_text("---\ntitle: Tides\nsummary: In short.\n---\n\nThe first words.\n")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings, config = read_settings(tmp_path), tmp_path / "mkdocs.yml"
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    with early_page(
        config, settings, "lessons/tides.md", "127.0.0.1", port, open_browser=False
    ) as end:
        page.goto(f"http://127.0.0.1:{port}/lessons/tides/")
        page.get_by_text("The first words.").wait_for()
        assert page.get_by_role("note").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        lesson.write_text(lesson.read_text().replace("first", "later"))
        page.get_by_text("The later words.").wait_for()
        assert [] == said
        end()
    with ThreadingHTTPServer(("127.0.0.1", port), _Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        page.get_by_text("The whole garden.").wait_for()
        site.shutdown()
    page.close()

# The process that shows one page until the whole site is there, and then gives its address free. It
# is told what to do in one JSON object on its input. Only names of this machine are answered to; of
# the docs folder, pictures and the like are given out and no text. The page asks whether it is
# still the newest: so an edit shows, and the site itself once that answers here.
# Must not know: how a page is rendered.
"""Show one page at a local address."""

from __future__ import annotations

import json
import logging
import mimetypes
import os
import signal
import sys
import tempfile
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit

from pollinate.content.security_policy import allow_more, hash_of
from pollinate.runtime.host_names import answers_to
from pollinate_mkdocs.one_page import OnePage

ASK = "/pollinate-early"
SCRIPT = """(function ask(now) {
  fetch("%s", {cache: "no-store"}).then(function (answer) {
    return answer.ok ? answer.text() : "";
  }).then(function (text) {
    if (text !== now) { location.reload(); } else { setTimeout(ask, 400, now); }
  }).catch(function () { setTimeout(ask, 400, now); });
})("%d");"""
_TEXTS = (".md", ".markdown", ".yml", ".yaml")
_WITHOUT = b'<noscript><meta http-equiv="refresh" content="5"></noscript>'
_WAITS = b"""<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh"
content="2"><title>Being built</title><p>The garden is being built; this page comes with it.</p>
"""


class _Page(BaseHTTPRequestHandler):
    """Answers with the page, what it shows, and that all else is being built."""

    def __init__(self, *args: Any, host: str, page: OnePage, docs: Path, lock: Lock) -> None:
        self._host, self._page, self._docs, self._lock = host, page, docs, lock
        super().__init__(*args)

    def do_GET(self) -> None:
        """Answer, where this machine is asked under a name of its own."""
        if not answers_to(self.headers.get("Host", ""), self._host):
            self.send_error(421, "This server answers to localhost only")
            return
        path = unquote(urlsplit(self.path).path)
        with self._lock:
            self._page.refresh()
            if path == ASK:
                self._send(200, "text/plain", str(self._page.version).encode())
                return
            file = self._file("/" + path.removeprefix(self._page.mount))
            if file is None:
                self._send(503, "text/html; charset=utf-8", _WAITS)
            elif file.suffix == ".html":
                self._send(200, "text/html; charset=utf-8", self._asking(file.read_bytes()))
            else:
                kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                self._send(200, kind, file.read_bytes())

    def _file(self, path: str) -> Path | None:
        """Return the file that an address means: of the page's site, or beside the texts."""
        name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        for folder in (self._page.site, self._docs):
            file = (folder / name).resolve()
            if not file.is_relative_to(folder.resolve()) or not file.is_file():
                continue
            if folder == self._page.site or file.suffix.lower() not in (*_TEXTS, ".html", ""):
                return file
        return None

    def _asking(self, page: bytes) -> bytes:
        """Return a page that asks whether it is still the newest."""
        script = SCRIPT % (ASK, self._page.version)
        page = allow_more(page, "script-src", [hash_of(script)])
        # Who lets no script run asks again by itself.
        page = page.replace(b"<head>", b"<head>" + _WITHOUT, 1)
        return page + f"<script>{script}</script>".encode()

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Retry-After": "2",
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each page."""


class _Server(ThreadingHTTPServer):
    """Ends with whoever started it."""

    def __init__(self, *args: Any, starter: int) -> None:
        self._starter = starter
        super().__init__(*args)

    def service_actions(self) -> None:
        """Look, twice a second, whether it is still there."""
        if os.getppid() != self._starter:
            raise SystemExit


def main() -> None:
    """Show a page until somebody ends this process."""
    # Before anything that takes time: who starts us may be gone after it.
    starter = os.getppid()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    asked = json.load(sys.stdin)
    logging.basicConfig(stream=sys.stderr, level=logging.ERROR, format="%(message)s")
    docs = Path(asked["docs"])
    with tempfile.TemporaryDirectory(prefix="pollinate-early-") as work:
        page = OnePage(Path(asked["config"]), docs, asked["uri"], Path(work), asked["words"])
        page.refresh()
        if not page.made:
            sys.exit("the site has no such page (a draft, or left out)")
        host = asked["host"]
        handler = partial(_Page, host=host, page=page, docs=docs, lock=Lock())
        address = (host.strip("[]"), asked["port"])
        with _Server(address, handler, starter=starter) as server:
            print(f"{page.mount}{page.url}", flush=True)
            server.serve_forever()


if __name__ == "__main__":
    main()

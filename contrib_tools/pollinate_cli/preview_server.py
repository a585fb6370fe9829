# Shows previews at a local address: files of one folder and nothing else, under the names of this
# machine only, with headers by which a browser loads nothing from elsewhere and no search engine
# keeps it. Why not the engine's own server: that one follows a work tree, and a preview has none.
# Must not know: what a request is.
"""Serve a preview."""

from __future__ import annotations

import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pollinate.runtime.host_names import answers_to

from pollinate_cli.ports import refuse_taken_port
from pollinate_cli.terminal import echo

PORT = 8100
"""Another than that of `serve`: to a browser, another port is another site."""
POLICY = (
    "default-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self' data:;"
    " style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; connect-src 'self';"
    " worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class _Files(SimpleHTTPRequestHandler):
    """Answers with files of one folder."""

    def __init__(self, *args: Any, host: str, directory: str) -> None:
        self._host = host
        super().__init__(*args, directory=directory)

    def do_GET(self) -> None:
        """Answer, where this machine is asked under a name of its own."""
        if self._is_meant():
            super().do_GET()

    def do_HEAD(self) -> None:
        """Answer without the file itself."""
        if self._is_meant():
            super().do_HEAD()

    def _is_meant(self) -> bool:
        if answers_to(self.headers.get("Host", ""), self._host):
            return True
        self.send_error(421, "This server answers to localhost only")
        return False

    def list_directory(self, path: Any) -> None:
        """Show no list of a folder that has no page."""
        self.send_error(404, "There is no such page")

    def end_headers(self) -> None:
        """Say what a browser may do with it."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each page: the terminal shows what was left out."""


def serve_folder(folder: Path, host: str, port: int, start: str, *, browser: bool) -> None:
    """Serve a folder until Ctrl-C; `start` is the page to begin with, from its root."""
    refuse_taken_port(host, port)
    handler = partial(_Files, host=host, directory=str(folder))
    with ThreadingHTTPServer((host.strip("[]"), port), handler) as server:
        shown = f"[{host}]" if ":" in host and not host.startswith("[") else host
        url = f"http://{shown}:{port}/{start}"
        echo(f"Preview, not published: {url}   (Ctrl-C ends it)", err=True)
        if browser:
            webbrowser.open(url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            echo("", err=True)

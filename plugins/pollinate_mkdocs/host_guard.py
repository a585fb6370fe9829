# Lets a local server answer only under the names that it has: a page of a foreign site that the
# reader has open can ask any address, under a name that it points to this machine (DNS rebinding),
# and would read a garden that is shown to nobody else. Must not know: what is served.
"""Guard a local server."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Answer = Callable[..., Any]
App = Callable[[dict[str, Any], Answer], Iterable[bytes]]

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
ANYWHERE = frozenset({"", "0.0.0.0", "::"})
"""Addresses under which a server is meant for others too, whatever they call this machine."""


def only_by_name(app: App, host: str) -> App:
    """Return an application that answers only to the names of the address that it listens on."""
    if host.strip("[]") in ANYWHERE:
        return app
    names = LOCAL | {host.strip("[]").lower()}

    def guarded(environ: dict[str, Any], start: Answer) -> Iterable[bytes]:
        asked = _name(str(environ.get("HTTP_HOST", "")))
        if asked in names:
            return app(environ, start)
        start("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"This server answers to localhost only. Open http://localhost:PORT/ instead.\n"]

    return guarded


def _name(host: str) -> str:
    """Return the name of a `Host` header, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()

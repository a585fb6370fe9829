# Lets a local server of an engine answer only under the names that it has (runtime/host_names.py).
# Must not know: what is served.
"""Guard a local server."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pollinate.runtime.host_names import answers_to

Answer = Callable[..., Any]
App = Callable[[dict[str, Any], Answer], Iterable[bytes]]


def only_by_name(app: App, host: str) -> App:
    """Return an application that answers only to the names of the address that it listens on."""

    def guarded(environ: dict[str, Any], start: Answer) -> Iterable[bytes]:
        if answers_to(str(environ.get("HTTP_HOST", "")), host):
            return app(environ, start)
        start("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"This server answers to localhost only. Open http://localhost:PORT/ instead.\n"]

    return guarded

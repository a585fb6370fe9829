# What a Content-Security-Policy of ours can say: its directives, and the sources that may stand in
# them. Why here: the settings check at the door what a site allows besides, and whoever writes a
# policy goes by the same list. Must not know: pages, settings.
"""Define directives and sources of a Content-Security-Policy."""

from __future__ import annotations

import re

BASE = {
    "default-src": ("'self'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'", "data:"),
    "object-src": ("'none'",),
    "base-uri": ("'self'",),
    "form-action": ("'self'",),
}
"""What every page may: what it brings itself. Pictures and fonts stand in stylesheets as data."""
MORE = ("media-src", "connect-src", "worker-src", "frame-src", "manifest-src")
"""Directives that are written only where they say more than `default-src`."""
DIRECTIVES = (*BASE, *MORE)
_SOURCE = re.compile(
    r"(?:https?|wss?)://(?:\*\.)?[\w.-]+(?::(?:\d+|\*))?(?:/[\w./~%@+-]*)?"
    r"|(?:data|blob|mediastream|https|wss):|'(?:wasm-unsafe-eval|unsafe-eval|unsafe-hashes)'"
    r"|'sha(?:256|384|512)-[A-Za-z0-9+/_=-]+'"
)


def is_source(text: str) -> bool:
    """Tell whether a text is one source, and nothing that would end a directive."""
    return _SOURCE.fullmatch(text) is not None


def allowed(entry: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return for which directives an entry of `csp_allow` says what may be loaded, and from where;
    None for one that is no such entry.
    """
    first, *rest = entry.split() or [""]
    names = (first,) if first in DIRECTIVES else ()
    sources = tuple(rest if names else (first, *rest))
    if not sources or not all(is_source(one) for one in sources):
        return None
    loads = ("script-src", "style-src", "img-src", "font-src", "connect-src", "media-src")
    return names or (*loads, "frame-src"), sources

# Under which names a local server answers: a page of a foreign site that a reader has open can ask
# any address under a name that it points to this machine (DNS rebinding), and would read what is
# shown to nobody else. Must not know: what is served.
"""Know the names of this machine."""

from __future__ import annotations

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
ANYWHERE = frozenset({"", "0.0.0.0", "::"})
"""Addresses under which a server is meant for others too, whatever they call this machine."""


def answers_to(asked: str, host: str) -> bool:
    """Tell whether a server that listens on `host` answers to what a `Host` header names."""
    own = host.strip("[]").lower()
    return own in ANYWHERE or _name(asked) in LOCAL | {own}


def _name(header: str) -> str:
    """Return the name of a `Host` header, without its port."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()

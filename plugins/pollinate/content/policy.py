# From a site's settings, and what an engine knows of it, to what its contributed pages may hold
# besides. Why here: a check without an engine and a build with one ask the same. Must not know:
# MkDocs.
"""Make the policy of a site."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pollinate.content.safe_html import Policy
from pollinate.settings import Settings

NEVER = frozenset({"javascript", "vbscript", "data", "blob", "filesystem", "view-source", "about"})
"""Kinds of address that no setting allows: they run something, or show it as the site's."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,40}")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]{0,80})")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


def policy_of(
    settings: Settings, classes: Iterable[str] = (), elements: Iterable[str] = ()
) -> Policy:
    """Return what a site allows; `classes` and `elements` are what its engine knows besides."""
    schemes = (one.lower().rstrip(":/") for one in settings.link_schemes)
    return Policy(
        classes=frozenset((*settings.classes, *classes)),
        schemes=frozenset(s for s in schemes if _SCHEME.fullmatch(s) and s not in NEVER),
        elements=frozenset(elements),
        own_media=settings.media == "own",
    )


def classes_in(css: str) -> set[str]:
    """Return the classes that a stylesheet of the site's own speaks of, but not a theme's or
    ours.
    """
    return {
        name
        for name in _CLASS.findall(_COMMENT.sub("", css))
        if not name.startswith(("md-", "pl-"))
    }

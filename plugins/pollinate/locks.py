# Which pages a site keeps under a password, or out of search, by settings of plugins of others: no
# word of theirs may stand on another page, in a feed or in a document. Why here: the command line
# reads these settings from mkdocs.yml, a build from the engine, and both must answer alike.
# Must not know: MkDocs, how a page is read.
"""Tell which pages a site locks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

ENCRYPTED, UNSEARCHED = "encryptcontent", "exclude-search"
"""Plugins that lock pages, or keep them out of search."""


@dataclass(frozen=True, slots=True)
class Locks:
    """What a site says of all its pages at once."""

    by_default: bool = False
    """A page that names no password has one all the same."""
    by_level: bool = False
    """A page that names a level has its password."""
    unsearched: tuple[str, ...] = ()
    """Paths of pages that search does not know, as shell patterns."""

    def holds(self, uri: str, meta: Mapping[str, Any]) -> bool:
        """Tell whether a page with this front matter is locked, or kept out of search."""
        if any(fnmatchcase(uri, pattern) for pattern in self.unsearched):
            return True
        if "password" in meta:
            return bool(meta["password"])
        if "level" in meta and self.by_level:
            return True
        return self.by_default


OPEN = Locks()


def may_quote(meta: Mapping[str, Any]) -> bool:
    """Return whether a page's words may stand elsewhere, as far as it says so itself: it has no
    password, and search knows it (keys of encryptcontent and of Material).
    """
    search = meta.get("search")
    excluded = isinstance(search, dict) and search.get("exclude") not in (None, False)
    locked = any(meta.get(key) for key in ("password", "obfuscate", "level_password"))
    return not excluded and not locked


def locks_of(plugin: Callable[[str], Mapping[str, Any] | None]) -> Locks:
    """Return a site's locks, given what is set for each plugin in use."""
    lock, hidden = plugin(ENCRYPTED) or {}, plugin(UNSEARCHED) or {}
    stores = [lock.get(key) for key in ("password_inventory", "password_file")]
    named = hidden.get("exclude")
    return Locks(
        by_default=bool(lock.get("global_password"))
        or any(isinstance(one, dict) and "_global" in one for one in stores),
        by_level=any(stores),
        unsearched=tuple(str(one).split("#")[0] for one in named if "#" not in str(one))
        if isinstance(named, list | tuple)
        else (),
    )

# What a build of the site left out that its configuration alone does not tell, since another plugin
# decided: the command line then lists, quotes and exports no more than the site shows.
# Why here: the one door writes it, the other reads it. It lies where caches lie, one for each
# docs_dir and set of lessons. Must not know: MkDocs, which plugin decided.
"""Remember what a site published."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pollinate.content.files import kind_test
from pollinate.paths import SrcUri
from pollinate.runtime.cache_file import read_cached, write_cached
from pollinate.runtime.walk import repository_root, walk_docs
from pollinate.settings import Settings
from pollinate.version import VERSION

_SIGNS = re.compile(r"([\\*?\[\]!# ])")
MOST = 100_000
"""Files of a record at most: a longer one is not ours."""


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """What a build saw of a site's own pages."""

    left_out: tuple[SrcUri, ...] = ()
    """Pages that a plugin took out."""
    seen: frozenset[SrcUri] = frozenset()
    """All pages that there were."""


def save_record(settings: Settings, left_out: Iterable[SrcUri], seen: Iterable[SrcUri]) -> None:
    """Remember what a build left out; what there was is kept only where a plugin left any out."""
    gone = sorted(left_out)
    document = [VERSION, gone, sorted(seen) if gone else []]
    text = json.dumps(document, ensure_ascii=True, separators=(",", ":"))
    write_cached(record_folder(settings), _name(settings), text.encode())


def load_record(settings: Settings) -> SiteRecord | None:
    """Return what the last build remembered; None without one."""
    try:
        version, gone, seen = json.loads(
            read_cached(record_folder(settings), _name(settings)) or b"[]"
        )
    except (ValueError, TypeError):
        return None
    if version != VERSION or not (_are_paths(gone) and _are_paths(seen)):
        return None
    return SiteRecord(tuple(gone), frozenset(seen))


def record_checksum(settings: Settings) -> str:
    """Return a checksum of what the last build remembered; of nothing without one."""
    kept = read_cached(record_folder(settings), _name(settings)) or b""
    return hashlib.sha256(kept).hexdigest()


def as_published(settings: Settings) -> Settings:
    """Return settings that leave out what the last build left out."""
    record = load_record(settings)
    return _without(settings, record.left_out) if record else settings


def as_published_by(settings: Settings, other: Settings) -> Settings:
    """Return settings that leave out what the last build of another copy of the garden left out."""
    record = load_record(other)
    return _without(settings, record.left_out) if record else settings


def newer_than_the_site(settings: Settings) -> tuple[SrcUri, ...]:
    """Return the pages of which nobody can know yet whether the site leaves them out: they came
    after the last build, and a plugin decides.
    """
    record = load_record(settings)
    if record is None or not record.left_out:
        return ()
    known, kind = {*record.seen, *record.left_out}, kind_test(settings)
    pages = walk_docs(settings.docs_dir, repository_root(settings.docs_dir)).pages
    return tuple(uri for uri in pages if uri not in known and kind(uri))


def without_pages(settings: Settings, pages: Iterable[SrcUri]) -> Settings:
    """Return settings by which some pages are none of the site."""
    return _without(settings, pages)


def _without(settings: Settings, pages: Iterable[SrcUri]) -> Settings:
    patterns = tuple("/" + _SIGNS.sub(r"\\\1", uri) for uri in pages)
    return replace(settings, left_out=(*settings.left_out, *patterns)) if patterns else settings


def _are_paths(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MOST
        and all(isinstance(one, str) and "\n" not in one for one in value)
    )


def _name(settings: Settings) -> str:
    told = json.dumps([ascii(str(settings.docs_dir)), settings.lessons])
    return f"site-{hashlib.sha256(told.encode()).hexdigest()[:16]}.json"


def record_folder(settings: Settings) -> Path | None:
    """Return where caches lie (history/workspace.py), without asking git."""
    root = repository_root(settings.docs_dir)
    if not settings.cache or root is None:
        return None
    if named := os.environ.get("POLLINATE_CACHE"):
        return Path(named)
    return git_folder(root) / "pollinate"


def git_folder(root: Path) -> Path:
    """Return where git keeps what all work trees of a repository share, without asking git."""
    own = root / ".git"
    try:
        if own.is_file():
            own = root / own.read_text(encoding="utf-8").partition("gitdir:")[2].strip()
        shared = own / "commondir"
        if shared.is_file():
            own = own / shared.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return root / ".git"
    return own.resolve()

# What a build remembers of the site that it made, so that the next one renders only what changed:
# for each page what it showed, what it asked for, what it gave to search and to other pages. As
# JSON in Git's own folder, where nobody else writes. What can't be read whole is no memory.
# Must not know: what is done with it, MkDocs.
"""Remember the pages of a site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pollinate.content.page_loads import Load, PageLoads
from pollinate.paths import SrcUri
from pollinate.version import VERSION

FORMAT = 2
Asked = tuple[str, ...]
"""A question about who is private, and what it was asked of."""
_SETS = ("scripts", "styles", "style_attributes")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMemory:
    """What a build remembers of one page."""

    dest: str
    """Its file, from the root of the site."""
    facts: Mapping[str, str]
    """The checksum of each thing that it showed, by name."""
    warned: bool = False
    """There was something to say of it."""
    anchors: tuple[SrcUri, ...] = ()
    """Pages into whose text it links."""
    files: Mapping[str, str | None] = field(default_factory=dict)
    """The address of each file that it asked for, None where there was none."""
    private: Mapping[Asked, object] = field(default_factory=dict)
    """What it was told of links and names that may be somebody private's."""
    loads: PageLoads | None = None
    """What its text runs and loads, where that counts for other pages."""
    found: tuple[str, str] | None = None
    """Its title and its own text as HTML, where it may be found by search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMemory:
    """What a build remembers of a site."""

    base: Mapping[str, str]
    """The checksum of each thing that all pages show, by name."""
    pages: Mapping[SrcUri, PageMemory]


def memory_to_bytes(memory: SiteMemory, site: str) -> bytes:
    """Return a memory as JSON; `site` is the checksum of the files that it is about."""
    pages = {uri: _packed(page) for uri, page in memory.pages.items()}
    document = [FORMAT, VERSION, site, dict(memory.base), pages]
    told = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    written = told.encode("utf-8", "surrogatepass")
    return _seal(written) + written


def memory_from_bytes(payload: bytes | None, site: str) -> SiteMemory | None:
    """Return the memory of a site; None where there is none, one of other files, or one that is not
    as it was written.
    """
    seal, end, written = (payload or b"").partition(b"\n")
    if seal + end != _seal(written):
        return None
    try:
        form, version, about, base, pages = json.loads(written.decode("utf-8", "surrogatepass"))
        if (form, version, about) != (FORMAT, VERSION, site) or not site:
            return None
        read = {SrcUri(uri): _unpacked(page) for uri, page in pages.items()}
        return SiteMemory(base=_words(base), pages=read)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _seal(written: bytes) -> bytes:
    """Return the line by which a file is known that was cut, or changed by hand."""
    return hashlib.sha256(written).hexdigest().encode() + b"\n"


def _packed(page: PageMemory) -> list[Any]:
    return [
        page.dest,
        dict(page.facts),
        page.warned,
        page.anchors,
        dict(page.files),
        [[*asked, answer] for asked, answer in page.private.items()],
        _packed_loads(page.loads),
        page.found,
    ]


def _unpacked(told: list[Any]) -> PageMemory:
    dest, facts, warned, anchors, files, private, loads, found = told
    return PageMemory(
        dest=_text(dest),
        facts=_words(facts),
        warned=bool(warned),
        anchors=tuple(SrcUri(_text(one)) for one in _list(anchors)),
        files=_words(files, type(None)),
        private={_asked(asked): answer for *asked, answer in map(_list, _list(private))},
        loads=_unpacked_loads(loads),
        found=_pair(found) if found else None,
    )


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError
    return told


def _list(told: object) -> list[Any]:
    if not isinstance(told, list):
        raise TypeError
    return told


def _words(told: object, *or_else: type) -> dict[str, Any]:
    if not isinstance(told, dict) or not all(isinstance(v, (str, *or_else)) for v in told.values()):
        raise TypeError
    return told


def _pair(told: object) -> tuple[str, str]:
    one, other = map(_text, _list(told))
    return one, other


def _asked(told: list[object]) -> Asked:
    kind, *words = map(_text, told)
    return (kind, *words)


def _packed_loads(loads: PageLoads | None) -> list[Any] | None:
    if loads is None:
        return None
    sets = [sorted(getattr(loads, name)) for name in _SETS]
    return [*sets, sorted([one.directive, one.url] for one in loads.loads), loads.diagrams]


def _unpacked_loads(told: object) -> PageLoads | None:
    if told is None:
        return None
    scripts, styles, attributes, loads, diagrams = _list(told)
    return PageLoads(
        scripts=frozenset(map(_text, _list(scripts))),
        styles=frozenset(map(_text, _list(styles))),
        style_attributes=frozenset(map(_text, _list(attributes))),
        loads=frozenset(Load(*_pair(one)) for one in _list(loads)),
        diagrams=bool(diagrams),
    )

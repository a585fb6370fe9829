# What we need of MkDocs beyond events, asked of the objects at hand and never of imported classes.
# Why here: under ProperDocs both packages are installed and their classes differ, so `isinstance`
# would lie. Must not know: gardens.
"""Bridge the differences between MkDocs and ProperDocs."""

from __future__ import annotations

import html
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from pollinate.pages.render import Section

from pollinate_mkdocs import blogs

RAW_KEYS = (
    "title",
    "description",
    "subtitle",
    "author",
    "authors",
    "icon",
    "status",
    "tags",
    "template",
    "hide",
)
"""Front-matter keys whose values Material prints as they stand."""


def own_theme(config: Any) -> Path | None:
    """Return the folder of templates that a site lays over its theme; None where it has none."""
    folder = getattr(config.theme, "custom_dir", None)
    return Path(folder) if folder else None


MOST_DEPTH, MOST_ITEMS = 3, 1000


class _Walking:
    """Python's `os` for an engine that walks: only some folders are entered."""

    def __init__(self, docs_dir: str, may_enter: Callable[[str], bool]) -> None:
        self._docs, self._may_enter = docs_dir, may_enter

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def walk(self, top: str, *args: Any, **more: Any) -> Iterator[tuple[str, list[str], list[str]]]:
        """Walk as `os.walk` does."""
        for folder, names, files in os.walk(top, *args, **more):
            if top == self._docs:
                names[:] = [one for one in names if self._may_enter(os.path.join(folder, one))]
            yield folder, names, files


def walk_only(config: Any, may_enter: Callable[[str], bool]) -> None:
    """Let the engine's walk over `docs_dir` enter only some folders: it asks nobody, and follows
    every link.
    """
    _files_module(config).os = _Walking(config.docs_dir, may_enter)


def walk_as_ever(config: Any) -> None:
    """Let the engine walk as it does by itself."""
    _files_module(config).os = os


def _files_module(config: Any) -> Any:
    names = [kind.__module__ for kind in type(config).__mro__]
    own = next(name for name in names if name.endswith(".config.defaults"))
    return sys.modules[own.removesuffix("config.defaults") + "structure.files"]


def engine_module(value: Any, name: str) -> Any:
    """Return the module of the engine's own class of this name, of which an object's class is, or
    is derived from: plugins derive theirs in modules of their own.
    """
    kinds = [kind for kind in type(value).__mro__ if kind.__name__ == name]
    return sys.modules[kinds[-1].__module__]


def out_of_nav(file: Any) -> None:
    """Keep a page, but not in the navigation."""
    file.inclusion = type(file.inclusion).NOT_IN_NAV


def order_nav(nav: Any, names: dict[str, str], *, first: bool = False) -> None:
    """Move the top-level items that lead to some pages to the end, in the order given, and name
    them where a name is given; with `first`, to the beginning, behind the page of home.
    """

    def leads_to(item: Any) -> str:
        pages = (
            [item]
            if getattr(item, "is_page", False)
            else [c for c in item.children or () if getattr(c, "is_page", False)]
        )
        return next((page.file.src_uri for page in pages if page.file.src_uri in names), "")

    order = {uri: n for n, uri in enumerate(names, 1)}
    for item in nav.items:
        if name := names.get(leads_to(item), ""):
            item.title = name

    def place(item: Any) -> int:
        if first and not getattr(item, "is_homepage", False):
            return order.get(leads_to(item), len(order) + 1)
        return order.get(leads_to(item), 0)

    nav.items.sort(key=place)


def fold_sections(nav: Any) -> None:
    """Put a page in the place of a section that holds nothing else; at the top only the front page
    of a folder, since a tab is no place for one text.
    """

    def folded(items: Iterable[Any], *, top: bool) -> list[Any]:
        found = []
        for item in items:
            if getattr(item, "is_section", False):
                item.children = folded(item.children, top=False)
                alone = item.children[0] if len(item.children) == 1 else None
                if getattr(alone, "is_page", False) and (not top or is_front_file(alone.file)):
                    alone.parent = item.parent
                    item = alone
            found.append(item)
        return found

    nav.items = folded(nav.items, top=True)


def is_front_file(file: Any) -> bool:
    """Tell whether a file is the front page of its folder."""
    return str(file.name) in ("index", "README")


def stand_under(page: Any, above: Iterable[Any]) -> None:
    """Let a page that is in no navigation stand under the last of some pages that are in one: a
    theme then marks the tab of that.
    """
    for upper in list(above)[-1:]:
        page.parent = upper.parent or upper


def add_sections(page: Any, sections: Iterable[Section]) -> None:
    """Put inserted headings into the page's table of contents, below its first-level heading if it
    has one.
    """
    module = engine_module(page.toc, "TableOfContents")
    items = page.toc.items
    into = items[0].children if len(items) == 1 and items[0].level == 1 else items
    for level, anchor, text in sections:
        if level == 2:
            into.append(module.AnchorLink(html.escape(text), anchor, level))


def replace_sections(page: Any, sections: list[Section]) -> None:
    """Make rendered headings the page's whole table of contents."""
    module = engine_module(page.toc, "TableOfContents")
    links = [
        module.AnchorLink(html.escape(text), anchor, level)
        for level, anchor, text in sections
        if level <= 2
    ]
    if links and links[0].level == 1:
        links[0].children.extend(links[1:])
        links = links[:1]
    page.toc = type(page.toc)(links)


def add_anchors(page: Any, page_html: str) -> None:
    """Let the engine know the anchors of a page that it did not render itself."""
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *ids_in(page_html)}


def ids_in(*fragments: str) -> list[str]:
    """Return the ids of our own fragments."""
    return [one for fragment in fragments for one in re.findall(r' id="([^"]+)"', fragment)]


def without_ids(page_html: str, anchors: Iterable[str]) -> str:
    """Return a page's text without some ids, which are those of our own parts."""
    for anchor in anchors:
        if anchor in page_html:
            taken = re.compile(rf"""\sid=(?:"{re.escape(anchor)}"|'{re.escape(anchor)}')""")
            page_html = taken.sub("", page_html)
    return page_html


def free_ids(fragment: str, page_html: str) -> str:
    """Return a fragment whose ids do not stand on the page yet."""
    for anchor in ids_in(fragment):
        if not anchor.startswith("note-") and f'id="{anchor}"' in page_html:
            fragment = re.sub(
                rf'(id="|href="#){re.escape(anchor)}"',
                rf'\1{anchor}-2"',
                fragment,
            )
    return fragment


def disarm(meta: dict[str, Any]) -> None:
    """Escape what a theme prints raw: a title must not become markup."""
    for key in RAW_KEYS:
        if key in meta:
            meta[key] = _disarmed(meta[key])


def _disarmed(value: Any, depth: int = 0) -> Any:
    """Return a value whose texts hold no markup; what is neither text nor number, list nor mapping
    becomes a text.
    """
    if isinstance(value, bool | int | float | date) or value is None:
        return value
    if isinstance(value, list) and depth < MOST_DEPTH:
        return [_disarmed(item, depth + 1) for item in value[:MOST_ITEMS]]
    if isinstance(value, dict) and depth < MOST_DEPTH:
        return {_escaped(key): _disarmed(item, depth + 1) for key, item in value.items()}
    return _escaped(value)


def _escaped(value: Any) -> str:
    if not isinstance(value, str):
        # Of a deep value not even the text is made: aliases let a small one be gigabytes.
        value = value.decode("utf-8", "replace") if isinstance(value, bytes) else ""
    return value.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


FAVICON = "assets/images/favicon.png"
"""Where Material has its own, and a site may lay another over it."""


def has_favicon(config: Any) -> bool:
    """Tell whether a site has an icon of its own, or a theme whose icon is not ours to set."""
    theme = config.theme
    if "favicon" not in theme or theme["favicon"] != FAVICON:
        return True
    folders = [Path(config.docs_dir), *filter(None, [own_theme(config)])]
    said = (one.get("theme") for one in getattr(config, "user_configs", ()) if one)
    return any((folder / FAVICON).exists() for folder in folders) or any(
        isinstance(one, Mapping) and "favicon" in one for one in said
    )


def in_theme(config: Any, file: str) -> bool:
    """Tell whether a theme has a file of this name."""
    parts = file.split("/")
    return ".." not in parts and any(Path(folder, *parts).is_file() for folder in config.theme.dirs)


def is_build_error(error: BaseException) -> bool:
    """Tell whether somebody stops a build on purpose."""
    return any(kind.__name__ in ("BuildError", "Abort") for kind in type(error).__mro__)


def unfit(file: Any) -> str:
    """Return why an engine would stop at a file; empty for one that it can build."""
    if any("\ud800" <= c <= "\udfff" for c in file.src_uri):
        return "a file name is not UTF-8"
    path = file.abs_src_path
    return (
        "a link leads nowhere"
        if path and Path(path).is_symlink() and not os.path.exists(path)
        else ""
    )


def unfit_files(files: Any) -> Iterator[tuple[Any, str]]:
    """Yield each file at which an engine would stop, and why."""
    for file in files:
        if problem := unfit(file):
            yield file, problem


def has_source(file: Any, docs_dir: str) -> bool:
    """Tell whether somebody wrote a page: a plugin may have changed it since, or made it alone."""
    made = getattr(file, "generated_by", None)
    return not made or os.path.isfile(os.path.join(docs_dir, file.src_uri))


def readable_source(path: str | None) -> str | None:
    """Return a source that MkDocs can't read, as far as it can be read; None for one that it
    can.
    """
    if path is None:
        return None
    try:
        content = Path(path).read_bytes()
    except OSError:
        return ""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("utf-8-sig", "replace")
    return None


_SECTION = re.compile(
    r'aria-labelledby="(__nav_[\d_]+)_label"( aria-expanded="\w+">\s*<label class="md-nav__title")'
    r" for="
)


_MENDED = (
    (
        'data-md-component="search" role="dialog">',
        'data-md-component="search" role="dialog" aria-label="Search">',
    ),
    # No HTML, and of no use but to one browser, which then opens a drawer again after a reload.
    (' type="checkbox" id="__drawer" autocomplete="off">', ' type="checkbox" id="__drawer">'),
    (' type="checkbox" id="__search" autocomplete="off">', ' type="checkbox" id="__search">'),
    ('_label" tabindex="">', '_label">'),
)
"""What stands in pages of Material's, and what should."""
_TOC = '<label class="md-nav__title" for="__toc">'


def named(html: str) -> str:
    """Return a page of Material's that is valid HTML, on which the search dialog has a name, and
    each section of the navigation its own.

    With `navigation.indexes` the label that a section is named by is an arrow without a word; its
    title has the words. The title of a table of contents is a label of what opens it on a phone,
    which is not there on a page that no navigation has.
    """
    for stands, should in _MENDED:
        html = html.replace(stands, should)
    if 'id="__toc"' not in html:
        html = html.replace(_TOC, '<label class="md-nav__title">')
    return _SECTION.sub(r'aria-labelledby="\1_title"\2 id="\1_title" for=', html)


def link_only(files: Any, addresses: dict[str, str]) -> None:
    """Make some files no pages of their own, but still targets of links: each leads to an address
    of the site.

    `files` becomes of a class derived from its own, which leaves them out where pages are asked
    for.
    """
    kind = type(files)

    def documentation_pages(self: Any, *args: Any, **more: Any) -> Any:
        return [
            file
            for file in kind.documentation_pages(self, *args, **more)
            if file.src_uri not in addresses
        ]

    files.__class__ = type(
        kind.__name__,
        (kind,),
        {"documentation_pages": documentation_pages, "__module__": kind.__module__},
    )
    for file in files:
        if file.src_uri in addresses:
            file.url = addresses[file.src_uri]


def markdown_pages(files: Any, config: Any) -> Iterator[Any]:
    """Yield the site's Markdown files, generated ones of other plugins included, and posts of
    blogs.
    """
    found = list(files.documentation_pages())
    there = {file.src_uri for file in found}
    yield from found
    yield from (file for file in blogs.posts(config) if file.src_uri not in there)


def address(site_url: str, file: Any) -> str:
    """Return the address of a file's page in the web; empty where the site has none."""
    return urljoin(site_url, file.url.removeprefix("./")) if site_url else ""


def plugin_names(config: Any) -> set[str]:
    """Return the names of the plugins in use, without the `/instance` that a second use gets."""
    return {str(name) for name in config.plugins}

# Which plugins and Markdown extensions of a site work on pages that a stranger wrote. Some do what
# a page tells them: they run its code, read the files that it names, or fetch its addresses. Only
# those of which we know that they don't are used; the rest is left out and named, and a garden that
# trusts another says so in `preview_plugins`. Must not know: gardens, what a page holds.
"""Choose what may work on a preview."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

PLUGINS = frozenset(
    [
        "search",
        "tags",
        "offline",
        "typeset",
        "meta",
        "awesome-pages",
        "awesome-nav",
        "literate-nav",
        "section-index",
        "exclude",
        "exclude-search",
        "file-filter",
        "redirects",
        "minify",
        "minify_html",
        "git-revision-date",
        "git-revision-date-localized",
        "git-authors",
        "i18n",
        "static-i18n",
        "same-dir",
        "glightbox",
        "autolinks",
        "open-in-new-tab",
        "ezlinks",
        "roamlinks",
        "callouts",
        "alias",
        "unused_files",
        "exclude-unused-files",
        "include_dir_to_nav",
        "nav-sorter",
        "pretty-tables",
        "table-of-contents",
    ]
)
"""Plugins that do nothing that a page could ask for: by their names without `material/`. A blog is
none of them: of the categories of a post it makes pages whose titles nobody cleans.
"""
OURS = "pollinate/"
EXTENSIONS = frozenset(
    [
        "abbr",
        "admonition",
        "attr_list",
        "codehilite",
        "def_list",
        "extra",
        "fenced_code",
        "footnotes",
        "legacy_attrs",
        "legacy_em",
        "md_in_html",
        "meta",
        "nl2br",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
        "wikilinks",
        "pymdownx.arithmatex",
        "pymdownx.betterem",
        "pymdownx.blocks.admonition",
        "pymdownx.blocks.caption",
        "pymdownx.blocks.definition",
        "pymdownx.blocks.details",
        "pymdownx.blocks.html",
        "pymdownx.blocks.tab",
        "pymdownx.caret",
        "pymdownx.critic",
        "pymdownx.details",
        "pymdownx.emoji",
        "pymdownx.escapeall",
        "pymdownx.extra",
        "pymdownx.fancylists",
        "pymdownx.highlight",
        "pymdownx.inlinehilite",
        "pymdownx.keys",
        "pymdownx.magiclink",
        "pymdownx.mark",
        "pymdownx.progressbar",
        "pymdownx.quotes",
        "pymdownx.saneheaders",
        "pymdownx.smartsymbols",
        "pymdownx.striphtml",
        "pymdownx.superfences",
        "pymdownx.tabbed",
        "pymdownx.tasklist",
        "pymdownx.tilde",
        "mdx_truly_sane_lists",
        "mdx_breakless_lists",
        "markdown_captions",
    ]
)
"""Extensions that make text of text. `snippets` is none: a page could ask for a draft with it."""
_FORMATS = {"pymdownx.superfences": "custom_fences", "pymdownx.inlinehilite": "custom_inline"}
"""Extensions that call what a site names for code of a kind, and the option that names it."""
_FORMATTERS = ("pymdownx.", "markdown.", "material.")
"""Whose functions only write code anew as HTML."""


def chosen_plugins(listed: Any, also: Collection[str]) -> tuple[list[Any], list[str]]:
    """Return the plugins of a configuration that are used, and the names of those that are not."""
    used, left = [], []
    for item in _items(listed):
        name, values = item
        if name.startswith(OURS) or name.split("/")[-1] in PLUGINS or name in also:
            used.append({name: _careful(name, values)} if values or name in _CAREFUL else name)
        else:
            left.append(name)
    return used, left


_CAREFUL: Mapping[str, Mapping[str, Any]] = {
    # A page's pictures come from the site, and what could do harm is taken out, whatever a site
    # that trusts its contributors sets.
    "pollinate/garden": {"clean": "remove", "media": "own"},
}


def _careful(name: str, values: Any) -> Any:
    own = dict(values) if isinstance(values, Mapping) else {}
    return own | _CAREFUL[name] if name in _CAREFUL else values


def chosen_extensions(listed: Any, also: Collection[str]) -> tuple[list[Any], list[str]]:
    """Return the Markdown extensions that are used, and the names of those that are not."""
    used: list[Any] = []
    left = []
    for name, values in _items(listed):
        short = name.removeprefix("markdown.extensions.")
        if short in _FORMATS and name not in also:
            values, kinds = _formatting(values, _FORMATS[short])
            used.append({name: values} if values else name)
            left += [f"{name} for '{kind}'" for kind in kinds]
        elif short in EXTENSIONS or name in also:
            used.append({name: values} if values else name)
        else:
            left.append(name)
    return used, left


def _formatting(values: Any, option: str) -> tuple[Any, list[str]]:
    """Return how an extension is set so that no code of a page is given to a function that could
    run it, and the kinds of code that are left out for it.
    """
    if not isinstance(values, Mapping) or not isinstance(values.get(option), list):
        return values, []
    kept, left = [], []
    for one in values[option]:
        called = [one.get("format"), one.get("validator")] if isinstance(one, Mapping) else [one]
        if all(it is None or _of_an_extension(it) for it in called):
            kept.append(one)
        else:
            left.append(str(one.get("name", "?")) if isinstance(one, Mapping) else "?")
    return {**values, option: kept}, left


def _of_an_extension(function: Any) -> bool:
    # With some of its arguments given, it is still the same function.
    while isinstance(function, partial):
        function = function.func
    return f"{getattr(function, '__module__', '')}.".startswith(_FORMATTERS)


def _items(listed: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(listed, Mapping):
        listed = [{name: values} for name, values in listed.items()]
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, str):
            yield item, None
        elif isinstance(item, Mapping):
            yield from ((str(name), values) for name, values in item.items())

# Stands between contributed pages and the engine: hands over our own reading of their front matter,
# keeps what stops Markdown from stopping a build, and makes every string of a page that themes
# print as it stands a text. Why not by templates: they are other people's, and none escapes.
# Must not know: what HTML is safe (pollinate.content.clean), gardens.
"""Guard an engine against the pages of contributors."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Container, Iterable, Iterator
from typing import Any

from pollinate.content.contributed import Contributed
from pollinate.content.frontmatter import FrontMatter, read_front_matter
from pollinate.content.hostile import MAX_BODY, defuse
from pollinate.content.page_meta import inert, inert_html, is_prose, safe_meta
from pollinate.content.safe_html import is_safe_id
from pollinate.paths import RepoPath, SrcUri
from pollinate.settings import Settings

from pollinate_mkdocs import blogs, engine
from pollinate_mkdocs.log_lines import BuildLog

MOST_META_LINES = 100
_NO_FRONT_MATTER = "---\n{}\n---\n"
"""Keeps an engine from looking for front matter in a text: ours is set when it has read the page.
"""
_UNQUOTED = re.compile(r"[\x00-\x20\"'<>\\^`{|}\x7f]")
_SCHEME = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data)[\x00-\x20]*:", re.I)
_ID = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


class PageGuard:
    """What a build knows of contributed pages while it reads them."""

    def __init__(self, settings: Settings, config: Any, log: BuildLog) -> None:
        self.contributed = Contributed(settings)
        self._settings, self._config, self._log = settings, config, log
        self.lessons: Container[str] = ()
        """Pages that are contributed wherever they stand, such as a README that is a lesson."""
        self._metas: dict[str, dict[str, Any]] = {}
        self._named = frozenset(_texts(config.nav))
        """Titles that the site's own configuration gives: they may hold HTML."""

    def covers(self, page: Any) -> bool:
        """Tell whether a page is contributed; what a plugin made alone is not."""
        uri = page.file.src_uri
        made = getattr(page.file, "generated_by", None)
        return uri in self.lessons or (not made and self.contributed.page(uri))

    def source(self, page: Any) -> str | None:
        """Return a contributed page's text without its front matter, which is kept for `meta`; of
        any other page, what an engine could not read.
        """
        if not self.covers(page):
            return engine.readable_source(page.file.abs_src_path)
        front = self._front(page)
        made = safe_meta(front, self._settings.meta_keys)
        self._metas[page.file.src_uri] = self._that_exist(page, made.values)
        return _NO_FRONT_MATTER + front.body.replace("\r", "\n")

    def meta(self, page: Any, title: str | None) -> None:
        """Give a contributed page its new meta, before any other plugin sees it."""
        meta = self._metas.pop(page.file.src_uri, None)
        if meta is None and self.covers(page):
            # A page that reads itself, such as a post of a blog.
            meta = safe_meta(
                FrontMatter(values=dict(page.meta), lines={}, body="", body_line=1),
                self._settings.meta_keys,
            ).values
        if meta is not None:
            if template := blogs.own_template(page):
                meta["template"] = template
            page.meta = meta
            if title is not None and "title" in meta:
                meta["title"] = inert(title)

    def markdown(self, markdown: str, page: Any) -> str:
        """Return what Markdown may see of a contributed page; where it stops all the same, the page
        is shown as plain text.
        """
        if not self.covers(page):
            return markdown
        uri = page.file.src_uri
        self._show_plainly(page, at_once=len(markdown) > MAX_BODY)
        if len(markdown) > MAX_BODY:
            return markdown
        text, skipped = defuse(markdown)
        for line, reason in skipped[:3]:
            self._log.say_once(f"{uri}: a paragraph is left out near line {line}: {reason}")
        return text

    def strings(self, page: Any, page_html: str) -> None:
        """Make a read page's title, contents and addresses texts."""
        title = page.title
        if not (isinstance(title, str) and title in self._named):
            made = inert_html(str(title or ""))
            if made != title:
                page.title = made
        if page.edit_url:
            page.edit_url = _quoted(page.edit_url)
        if self.covers(page):
            there = {html.unescape(a or b or c) for a, b, c in _ID.findall(page_html)}
            page.toc.items[:] = _contents(page.toc.items, there)

    def navigation(self, items: Iterable[Any]) -> None:
        """Make the titles of sections texts, which are often names of folders, and its addresses
        ones that run nothing.
        """
        for item in items:
            if getattr(item, "is_section", False):
                if item.title not in self._named:
                    item.title = inert_html(str(item.title or ""))
                self.navigation(item.children or ())
            elif getattr(item, "is_link", False):
                if item.title not in self._named:
                    item.title = inert_html(str(item.title or ""))
                if item.url not in self._named:
                    item.url = "#" if _SCHEME.match(item.url) else _quoted(item.url)

    def _front(self, page: Any) -> FrontMatter:
        uri = SrcUri(page.file.src_uri)
        try:
            data = page.file.content_bytes
        except OSError:
            return FrontMatter(values={}, lines={}, body="", body_line=1)
        front = read_front_matter(data, RepoPath(uri))
        if is_prose(front):
            text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
            return FrontMatter(values={}, lines={}, body=text, body_line=1)
        if front.values or front.broken or front.body.startswith("---"):
            return front
        body, values = _multi_markdown(front.body, engine.engine_module(page, "Page"))
        return FrontMatter(values=values, lines={}, body=body, body_line=1) if values else front

    def _that_exist(self, page: Any, meta: dict[str, Any]) -> dict[str, Any]:
        """Return a page's meta without names of icons and templates that its theme lacks: they stop
        a build.
        """
        wanted = {
            "icon": f".icons/{meta.get('icon')}.svg",
            "template": str(meta.get("template")),
        }
        for key, file in wanted.items():
            if key in meta and not engine.in_theme(self._config, file):
                self._log.say_once(
                    f"{page.file.src_uri}: '{key}' is left out: the theme has no {meta[key]}",
                    logging.INFO,
                )
                meta = {k: v for k, v in meta.items() if k != key}
        return meta

    def _show_plainly(self, page: Any, *, at_once: bool) -> None:
        """Let a page be shown as plain text where Markdown can't read it, or would take minutes."""
        render, log = page.render, self._log
        get_toc = engine.engine_module(page, "Page").get_toc

        def guarded(config: Any, files: Any) -> None:
            reason = "it is larger than 1 MB"
            if not at_once:
                try:
                    render(config, files)
                    return
                except Exception as error:
                    if engine.is_build_error(error):
                        raise
                    reason = f"Markdown stops at it ({type(error).__name__})"
            log.say_once(f"{page.file.src_uri}: the page is shown as plain text: {reason}")
            page.content = f"<pre>{html.escape(page.markdown)}</pre>"
            page.toc, page.present_anchor_ids = get_toc([]), set()

        page.render = guarded


def _contents(items: Iterable[Any], there: set[str]) -> list[Any]:
    """Return entries of a contents list as texts; entries that lead nowhere give way to those below
    them.
    """
    kept: list[Any] = []
    for item in items:
        below = _contents(item.children, there)
        if is_safe_id(item.id) and item.id in there:
            item.title, item.children = inert_html(item.title), below
            kept.append(item)
        else:
            kept.extend(below)
    return kept


def _quoted(address: str) -> str:
    return _UNQUOTED.sub(lambda m: f"%{ord(m[0]):02X}", address)


def _texts(value: Any) -> Iterator[str]:
    """Yield every text of a navigation as it is configured."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _multi_markdown(text: str, module: Any) -> tuple[str, dict[str, Any]]:
    """Return a text and the `Key: value` lines above it, as an engine reads them; more lines than
    anybody writes are none.
    """
    head, gap, rest = text.partition("\n\n")
    if head.count("\n") > MOST_META_LINES:
        return text, {}
    left, values = module.meta.get_data(head + "\n\n")
    return f"{left}{rest}" if not left else f"{left.rstrip()}{gap}{rest}", values

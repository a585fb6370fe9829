# The plugin that holds the garden: mines and reads once per build, plans the pages, puts the parts
# of a page together. The other plugins only hand in parts. Must not know: how anything is derived
# or drawn.
"""Bring a garden into an MkDocs build."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from pollinate.errors import PollinateError
from pollinate.export.json_text import to_json
from pollinate.export.public import export_public
from pollinate.garden import build_garden
from pollinate.model.content import Lesson
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.notes import PlacedNote
from pollinate.pages.assets import SCRIPT, STYLESHEET, script, stylesheet
from pollinate.pages.feeds import write_feed
from pollinate.pages.render import Href, headings
from pollinate.pages.site import FEATURES, TRAILS, Site, stem_of
from pollinate.paths import SrcUri
from pollinate.publish import publish
from pollinate.runtime.forked import Answers, forked_answers
from pollinate.settings import Settings, make_settings

from pollinate_mkdocs import engine
from pollinate_mkdocs.cleaning import FIRST, clean_page, contributed
from pollinate_mkdocs.garden.config import GardenConfig
from pollinate_mkdocs.page_parts import PageParts
from pollinate_mkdocs.told import told_by_the_engine

log = logging.getLogger("mkdocs.plugins.pollinate")

HOME_MARKER = "<!-- pollinate: home -->"
OWN_PARTS = (("top", "lesson_top.html"), ("top", "trail_top.html"), ("when", "when.html"),
             ("actions", "actions.html"), ("notes", "notes.html"),
             ("list", "trail.html"), ("list", "gathering.html"))  # fmt: skip
MANY_PAGES = 300
"""From so many on a second process makes our parts while the engine reads Markdown."""
FEW_LESSONS = 100
"""Above this, lessons leave an automatic navigation."""


class GardenPlugin(BasePlugin[GardenConfig]):
    """Hold the one garden of a build, and its pages."""

    def __init__(self) -> None:
        self.site: Site | None = None
        self._parts: dict[str, PageParts] = {}
        self._open = ExitStack()
        """What must end with the build: a second process."""
        self._ahead: Answers[dict[str, str]] | None = None
        self._files: Any = None
        self._urls: dict[SrcUri, str] = {}
        self._told: set[str] = set()
        self._clean_mode = Settings.clean
        self._free = False
        """The site leaves its navigation to MkDocs, so we may put pages into it."""

    def on_config(self, config: Any) -> Any:
        """Add the stylesheet and `attr_list`, which carries `{ .learned-from }`."""
        # A server builds again and again: what a build that failed left behind ends here.
        self._open.close()
        if STYLESHEET not in config.extra_css:
            config.extra_css.append(STYLESHEET)
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")
        return config

    @event_priority(-50)
    @told_by_the_engine()
    def on_files(self, files: Any, *, config: Any) -> Any:
        """Build the garden, take notes and people files out, add generated pages. Priority: -50
        (after who adds files).
        """
        self._drop_unfit(files)
        pages = {file.src_uri: file for file in engine.markdown_pages(files)}
        ours = [
            SrcUri(uri)
            for uri, file in pages.items()
            if getattr(file, "generated_by", None) is None
        ]
        settings = read_settings(self.config, config)
        self._clean_mode = settings.clean
        garden = build_garden(settings, uris=ours)
        refuse_doubtful(garden.diagnostics)
        placed = {note.src_uri: note for note in garden.notes}
        for uri in garden.content.hidden_files:
            if uri in pages:
                file = pages.pop(uri)
                if uri not in placed:
                    files.remove(file)
        used = engine.plugin_names(config)
        features = frozenset(feature for feature in FEATURES if f"pollinate/{feature}" in used)
        shown = publish(garden)
        self.site = Site(shown, settings, map(stem_of, pages), features, engine.own_theme(config))
        self._parts, self._files, self._urls, self._ahead = {}, files, {}, None
        self._free = free = config.nav is None and not any(
            "nav" in name.split("/")[-1] or "pages" in name for name in used
        )
        for page in self.site.generated.values():
            files.append(
                engine.generated_file(files, config, page.src_uri, "", in_nav=page.in_nav and free)
            )
        files.append(engine.generated_file(files, config, STYLESHEET, stylesheet(), in_nav=False))
        document = to_json(export_public(shown))
        files.append(engine.generated_file(files, config, "garden.json", document, in_nav=False))
        if TRAILS in features:
            files.append(engine.generated_file(files, config, SCRIPT, script(), in_nav=False))
        self._link_notes(files, placed)
        self._trim_nav(settings, files, free)
        self._tell(garden.diagnostics)
        return files

    def _link_notes(self, files: Any, placed: dict[SrcUri, PlacedNote]) -> None:
        """Let links to a note's file lead to where it stands."""
        addresses = {}
        for uri, note in placed.items():
            page = note.page or self.garden_site.look.person(note.person).page
            file = files.get_file_from_path(page) if page else None
            if files.get_file_from_path(uri) is not None:
                addresses[str(uri)] = f"{file.url}#{note.anchor}" if file else "./"
        if addresses:
            engine.link_only(files, addresses)

    def _drop_unfit(self, files: Any) -> None:
        """Leave out files at which MkDocs stops: names that are no UTF-8, links that lead
        nowhere.
        """
        for file in list(files):
            problem = engine.unfit(file)
            if problem:
                files.remove(file)
                log.warning(
                    "pollinate: %s, so the file is left out: %s", problem, ascii(file.src_uri)
                )

    def on_page_read_source(self, *, page: Any, config: Any) -> str | None:
        """Read a page that MkDocs would stop at: another encoding, or a link that leads nowhere."""
        return engine.readable_source(page.file.abs_src_path)

    def on_nav(self, nav: Any, *, config: Any, files: Any) -> Any:
        """Put our pages last in an automatic navigation, under short names."""
        if self._free:
            site = self.garden_site
            engine.disarm_sections(nav.items)
            names = {
                **({site.trails_index: "nav-trails"} if site.trails_index else {}),
                site.people_index: "nav-people",
                site.thanks_index: "nav-thanks",
                site.sources: "nav-sources",
                site.value: "nav-value",
                site.attribution: "nav-attribution",
            }
            engine.order_nav(
                nav,
                {
                    uri: site.messages.tell(key)
                    for uri, key in names.items()
                    if uri in site.generated
                },
            )
        uris = [file.src_uri for file in engine.markdown_pages(files)]
        self._ahead = self._open.enter_context(
            forked_answers(self._made, uris, large=len(uris) >= MANY_PAGES)
        )
        return nav

    def _trim_nav(self, settings: Settings, files: Any, free: bool) -> None:
        lessons = self.garden_site.garden.content.lessons
        keep = settings.lessons_in_nav == "always" or (
            settings.lessons_in_nav == "auto" and len(lessons) <= FEW_LESSONS
        )
        if free and not keep:
            for uri in lessons:
                if file := files.get_file_from_path(uri):
                    engine.out_of_nav(file)

    def _tell(self, diagnostics: Any) -> None:
        """Print errors and warnings once in a session; advice belongs to `pollinate check`."""
        for one in diagnostics:
            if one.severity is Severity.ADVICE:
                continue
            place = f"{one.path}:{one.line}" if one.line else one.path
            text = f"pollinate: {place}: {one.message}. {one.cure}".rstrip()
            if text not in self._told:
                self._told.add(text)
                log.warning("%s", text)

    @property
    def garden_site(self) -> Site:
        """Return the site of this build."""
        if self.site is None:
            raise PluginError(
                "pollinate: the garden is asked for before `on_files` made it; list"
                " pollinate/garden before the others"
            )
        return self.site

    def lesson(self, page: Any) -> Lesson | None:
        """Return the lesson on a page."""
        return self.garden_site.garden.content.lessons.get(SrcUri(page.file.src_uri))

    def _href(self, url: str) -> Href:
        """Return the function that gives addresses relative to an address."""
        up, urls = "../" * url.removeprefix("./").count("/"), self._urls

        def find(uri: SrcUri) -> str:
            if uri not in urls:
                file = self._files.get_file_from_path(uri)
                # A feed is no page of the engine's.
                urls[uri] = (
                    file.url.removeprefix("./")
                    if file
                    else quote(uri)
                    if uri.startswith("feeds/")
                    else ""
                )
            return up + urls[uri] or "./"

        return find

    def parts(self, page: Any) -> PageParts:
        """Return the parts that plugins hand in for a page."""
        uri = page.file.src_uri
        if uri not in self._parts:
            self._parts[uri] = PageParts(self._ahead.take(uri) if self._ahead else self._made(uri))
        return self._parts[uri]

    @told_by_the_engine()
    def _made(self, uri: str) -> dict[str, str]:
        """Return what our templates say for a page: it depends on nothing but the garden."""
        site, src, file = self.garden_site, SrcUri(uri), self._files.get_file_from_path(uri)
        if file is None:
            return {}
        href = self._href(file.url)
        if src in site.generated:
            return {"": site.generated[src].html(href)}
        lesson = site.garden.content.lessons.get(src)
        if lesson is not None:
            return site.lesson_html(lesson, href)
        if src in site.garden.trails and TRAILS in site.features:
            return site.trail_html(site.garden.trails[src], href)
        return (
            {"gathering.html": site.gathering_html(src, href)}
            if src in site.garden.content.gatherings
            else {}
        )

    def on_page_markdown(self, markdown: str, *, page: Any, config: Any, files: Any) -> str:
        """Give generated pages their title, and take the sting out of titles that a theme prints
        raw.
        """
        generated = self.garden_site.generated.get(SrcUri(page.file.src_uri))
        if generated is not None:
            page.meta.update(
                {
                    "title": generated.title,
                    "hide": list(generated.hide),
                    "search": {"exclude": not generated.search},
                }
            )
        elif (lesson := self.lesson(page)) is not None and "title" in page.meta:
            page.meta["title"] = lesson.title
        engine.disarm(page.meta)
        return markdown

    @event_priority(FIRST)
    def _clean(self, html: str, *, page: Any, config: Any, files: Any) -> str:
        """Clean what a contributor wrote. Priority: before all others, so that what they add
        stays.
        """
        place = contributed(self.garden_site.garden.content, SrcUri(page.file.src_uri))
        return clean_page(html, place=place, mode=self._clean_mode, log=log) if place else html

    @event_priority(-100)
    @told_by_the_engine()
    def _put_together(self, html: str, *, page: Any, config: Any, files: Any) -> str:
        """Put a page together. Priority: -100 (after all that hand in parts)."""
        site, href, uri = self.garden_site, self._href(page.url), SrcUri(page.file.src_uri)
        if uri in site.generated:
            html = self.parts(page).made[""]
            engine.replace_sections(page, headings(html))
            return self.parts(page).keep(html)
        parts = self.parts(page)
        lesson = self.lesson(page)
        for slot, template in OWN_PARTS:
            parts.add(slot, parts.made.get(template, ""))
        topic = site.topic_of_page(uri)
        if topic is not None:
            parts.add("list", site.topic_html(topic, href))
        if HOME_MARKER in html:
            home = engine.free_ids(site.home_html(href), html)
            html = html.replace(HOME_MARKER, home, 1)
            engine.add_sections(page, headings(home))
        html, sections = parts.place(html, lesson)
        engine.add_sections(page, sections)
        return html

    on_page_content = CombinedEvent(_clean, _put_together)

    @event_priority(-100)
    def on_page_context(self, context: Any, *, page: Any, config: Any, nav: Any) -> Any:
        """Add what stands below the text. Priority: -100 (after the search index, which is of the
        author's words).
        """
        parts = self._parts.pop(page.file.src_uri, None)
        if parts is not None:
            page.content = parts.finish(page.content)
        return context

    def on_post_build(self, *, config: Any) -> None:
        """Write the feeds, and end the second process."""
        self._open.close()
        self._ahead = None
        self._write_feeds(config)

    def on_build_error(self, *, error: Exception) -> None:
        """End the second process."""
        self._open.close()

    def on_shutdown(self) -> None:
        """End the second process, also where somebody stopped the build."""
        self._open.close()

    def _write_feeds(self, config: Any) -> None:
        """Write all feeds into the site."""
        site, url = self.garden_site, (config.site_url or "").rstrip("/")
        for feed in site.feeds.all():
            target = Path(config.site_dir) / feed.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(
                write_feed(feed, site.garden.name, f"{url}/" if url else "", self._href(""))
            )

    def on_post_page(self, output: str, *, page: Any, config: Any) -> str:
        """Name what the theme leaves without a name."""
        return engine.named(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: Any) -> str:
        """Name the same on pages that no file stands for, such as `404.html`."""
        return engine.named(output_content) if template_name.endswith(".html") else output_content


def refuse_doubtful(diagnostics: Iterable[Diagnostic]) -> None:
    """Stop a build that might name somebody who asked not to be named."""
    if found := [one for one in diagnostics if one.stops_build]:
        lines = [f"{one.path}: {one.message}. {one.cure}" for one in found]
        raise PluginError(
            "pollinate: it is in doubt who wants to be shown how, so nothing is built:\n"
            + "\n".join(lines)
        )


def read_settings(plugin: GardenConfig, config: Any) -> Settings:
    """Return our settings from a validated MkDocs config; raises PluginError with place and
    cure.
    """
    values = {key: value for key, value in plugin.items() if value is not None}
    path = Path(config.config_file_path).resolve() if config.config_file_path else None
    root = path.parent if path else Path(config.docs_dir).resolve().parent
    if override := (config.extra or {}).get("pollinate_root"):
        root = Path(override)
    try:
        return make_settings(
            values,
            place=str(path.name if path else "mkdocs.yml"),
            root=root,
            docs_dir=Path(config.docs_dir).resolve(),
            site_name=config.site_name,
            repo_url=config.repo_url or "",
            edit_branch=_branch(config),
        )
    except PollinateError as error:
        raise PluginError(f"pollinate: {error}") from error


def _branch(config: Any) -> str:
    words = (config.edit_uri or "").strip("/").split("/")
    return words[1] if len(words) > 1 and words[0] in ("edit", "blob", "_edit") else "main"

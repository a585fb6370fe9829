# The plugin that holds the garden: mines and reads once per build, plans the pages, puts the parts
# of a page together. What becomes of files is in files.py beside it; the other plugins only hand in
# parts. Must not know: how anything is derived or drawn.
# One module, since an engine asks one object for all events of a build, in the order that it keeps.
"""Bring a garden into an MkDocs build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from pollinate.content.page_meta import inert
from pollinate.content.safe_html import Policy
from pollinate.contribute.forge import without_login
from pollinate.derive.metrics import derive_value
from pollinate.garden import build_garden
from pollinate.model.content import Lesson
from pollinate.model.public import PublicGarden
from pollinate.pages.features import FEATURES, TRAILS
from pollinate.pages.render import Href, headings
from pollinate.pages.site import Site
from pollinate.paths import SrcUri, stem_of
from pollinate.plan import RETITLED, Facts, PageAnswers
from pollinate.private_ways import PrivateWays
from pollinate.publish import publish, publish_rules
from pollinate.runtime.forked import Answers, forked_answers
from pollinate.settings import Settings

from pollinate_mkdocs import blogs, engine, sitemaps
from pollinate_mkdocs.cards import AFTER_CARDS, link_picture, name_card
from pollinate_mkdocs.changed_pages import ChangedPages
from pollinate_mkdocs.cleaning import FIRST, LAST, clean_page, site_policy
from pollinate_mkdocs.commits import watch_commits
from pollinate_mkdocs.garden.config import GardenConfig
from pollinate_mkdocs.garden.door import read_settings
from pollinate_mkdocs.garden.files import SiteFiles
from pollinate_mkdocs.garden.findings import log_findings, refuse_doubtful
from pollinate_mkdocs.garden.nav import is_automatic, mark_tabs, nav_names, trim_nav
from pollinate_mkdocs.host_guard import only_by_name
from pollinate_mkdocs.kept_entries import KeptEntries
from pollinate_mkdocs.languages import is_only, stand_ins
from pollinate_mkdocs.live_edits import LiveEdits
from pollinate_mkdocs.live_reload import allowing_reloads
from pollinate_mkdocs.log_lines import BuildLog, HeardLines
from pollinate_mkdocs.own_files import free_name, taken_stems
from pollinate_mkdocs.page_foot import way_up, with_foot
from pollinate_mkdocs.page_guard import PageGuard
from pollinate_mkdocs.page_head import (
    skipping_to_title,
    unfolds,
    with_crumbs,
    with_head,
    with_ways_on,
)
from pollinate_mkdocs.page_parts import PUT_TOGETHER, PageParts, after_first_words
from pollinate_mkdocs.page_policies import NOTHING, PagePolicies
from pollinate_mkdocs.private_links import PrivateLinks, add_private_links
from pollinate_mkdocs.search_index import SearchIndex
from pollinate_mkdocs.search_titles import SearchTitles, weigh
from pollinate_mkdocs.serving import as_served
from pollinate_mkdocs.site_facts import SiteFacts
from pollinate_mkdocs.titles import as_words, retitled, titles_as_rendered, titles_of_nav
from pollinate_mkdocs.told import told_by_the_engine
from pollinate_mkdocs.wiki_links import WikiLinks, add_wiki_links

HOME_MARKER = "<!-- pollinate: home -->"
POLICY_MARKER = "<!-- pollinate: policy -->"
MARKERS = {"home": HOME_MARKER, "policy": POLICY_MARKER}
OWN_PARTS = (
    ("top", "lesson_top.html"),
    ("top", "trail_top.html"),
    ("when", "when.html"),
    ("actions", "actions.html"),
    ("actions", "replaces.html"),
    ("notes", "notes.html"),
    ("list", "trail.html"),
    ("list", "gathering.html"),
    ("list", "related.html"),
    ("credit", "history.html"),
)
MANY_PAGES = 300
"""From so many on a second process makes our parts while the engine reads Markdown."""
Made = tuple[dict[str, str], Facts]
"""What our templates say for a page, and the checksums of what that is made of."""
RSS = "rss"
"""A plugin of others that lists the newest pages, but drafts; a garden has feeds of its own."""


class GardenPlugin(BasePlugin[GardenConfig]):
    """Hold the one garden of a build, and its pages."""

    def __init__(self) -> None:
        self.site: Site | None = None
        self._parts: dict[str, PageParts] = {}
        self._search_titles = SearchTitles()
        self._open = ExitStack()
        """What must end with the build: a second process."""
        self._ahead: Answers[Made] | None = None
        self._files: Any = None
        self._urls: dict[SrcUri, str] = {}
        self._site_url, self._picture = "", ""
        self._log = BuildLog()
        self._site_files = SiteFiles(self._log)
        self._search = SearchIndex(self._log)
        self._live = LiveEdits(self._log)
        self._env: tuple[Any, Any] = None, None
        """Files and templates, as the engine writes pages of them."""
        self._settings: Settings | None = None
        self._site_of: Callable[[PublicGarden], Site]
        self._settled = False
        self._retitled: frozenset[str] = frozenset()
        """Titles of lessons that the engine gave others, after our parts were made."""
        self._retitled_pages: frozenset[SrcUri] = frozenset()
        self._wiki: WikiLinks
        self._private: PrivateLinks
        self._guard: PageGuard | None = None
        self._policies: PagePolicies
        self.changed: ChangedPages | None = None
        """Given by whoever keeps what the last build made: only what changed is rendered."""
        self._site_facts: SiteFacts | None = None
        self._chosen_by: Site | None = None
        """The site before titles were the engine's, by which pages are chosen."""
        self._facts: dict[str, Facts] = {}
        self._entries: KeptEntries | None = None
        self._heard: HeardLines | None = None
        self._nav: Any = None
        self._clean_mode, self._policy = Settings.clean, Policy()
        self._free, self._drafts, self._at_once = False, False, False
        """The site leaves its navigation to MkDocs, so we may put pages into it."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether somebody is writing."""
        self._search.started(command)
        self._drafts = command == "serve"
        # What `--dirty` finds newer than its source it never builds.
        self._at_once = self._drafts and not dirty

    def on_config(self, config: Any) -> Any:
        """Add the stylesheets and `attr_list`, which carries `{ .learned-from }`."""
        # A server builds again and again: what a build that failed left behind ends here.
        self._open.close()
        if self._drafts:
            at_once = self._at_once and is_only(config)
            self.changed = self._live.begin(config, self._open, at_once=at_once)
        self._site_files.start(config, read_settings(self.config, config))
        if config.repo_url and config.repo_url != (bare := without_login(config.repo_url)):
            # Themes link to it on every page.
            config.repo_url = bare
            self._log.say_once("repo_url holds a login, which no page shows: take it out")
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")
        self._private = add_private_links(config)
        self._wiki = add_wiki_links(config, self._private)
        return config

    @event_priority(FIRST)
    def _look_at_files(self, files: Any, *, config: Any) -> Any:
        """Leave out what may not be published. Priority: before all plugins that read files."""
        settings = read_settings(self.config, config, drafts=self._drafts)
        self._settings = settings
        self._guard = PageGuard(settings, config, self._log)
        self._search.start(config, settings)
        weigh(config)
        self._policies = PagePolicies(settings, config, self._log, self._search.is_on)
        self._site_files.look(files, config, settings)
        return files

    @event_priority(-150)
    @told_by_the_engine()
    def _make_garden(self, files: Any, *, config: Any) -> Any:
        """Build the garden, take notes and people files out, add generated pages. Priority: -150
        (after who adds files, a blog at -50 too, and who chooses those of one language at -100).
        """
        pages = {file.src_uri: file for file in engine.markdown_pages(files, config)}
        others = blogs.own_pages(config)
        ours = [
            SrcUri(uri)
            for uri, file in pages.items()
            if engine.has_source(file, config.docs_dir) and uri not in others
        ]
        settings = self.settings
        self._clean_mode, self._policy = settings.clean, site_policy(settings, config)
        garden = build_garden(settings, uris=ours, stand_ins=stand_ins(files))
        refuse_doubtful(garden.diagnostics)
        self.guard.lessons = garden.content.lessons
        placed = {note.src_uri: note for note in garden.notes}
        hidden = set(garden.content.hidden_files)
        self._site_files.take_out(files, hidden, pages, placed)
        used = engine.plugin_names(config)
        features = frozenset(feature for feature in FEATURES if f"pollinate/{feature}" in used)
        shown = publish(garden, moderators=settings.policy.moderators)
        self._private.start(PrivateWays(garden))
        taken = {
            *map(stem_of, pages.keys() - hidden),
            *taken_stems(files, config),
            *blogs.own_stems(config),
        }
        theme = engine.own_theme(config)
        said = replace(settings, policy=publish_rules(garden, settings.policy))
        self._site_of = lambda garden: Site(
            garden,
            said,
            taken,
            value=partial(derive_value, garden, settings),
            features=features,
            custom_dir=theme,
        )
        self.site = self._site_of(shown)
        self._parts, self._files, self._urls, self._ahead = {}, files, {}, None
        self._facts = {}
        self._site_url = config.site_url or ""
        self._picture = link_picture(settings, files, self._site_url, self._log)
        self._settled, self._retitled, self._retitled_pages = False, frozenset(), frozenset()
        self._free = free = is_automatic(config)
        self._site_files.add(
            files, config, self.site, self._open, in_nav=free, search=self._search.is_on
        )
        self._search.begin(self.site, config, self._files)
        self._site_files.link_notes(self.site, placed)
        if free:
            trim_nav(self.site, settings, files)
        log_findings(garden, self._log)
        self._site_files.finish(config, self.site, self._href(""))
        return files

    def _settle_titles(self, config: Any) -> None:
        """Show lessons under the titles that the engine gives them, as soon as it has read them
        all: our own pages come after them, and parts on theirs are made anew before a theme has
        them.
        """
        if self._settled:
            return
        self._settled = True
        garden = self.garden_site.garden
        titles = titles_as_rendered(self._files, garden)
        if self.changed is not None:
            titles = self.changed.shares.exchange(titles)
        if titles:
            self._retitled = frozenset(garden.content.lessons[uri].title for uri in titles)
            self._retitled_pages = frozenset(titles)
            self.site = self._site_of(retitled(garden, titles))
            if self.changed is None or self.changed.shares.is_first:
                # Their files are those of all processes, and the first one copies them.
                self._site_files.add_documents(config, self.site, self._href(""))
            self._search.begin(self.site, config, self._files)
            self._make_ahead(list(self.site.generated))

    def _make_ahead(self, uris: list[SrcUri]) -> None:
        """Have our parts of many pages made while the engine is at others."""
        shared = self.changed is not None and self.changed.shares.are_many
        large = len(uris) >= MANY_PAGES and not shared
        answers = forked_answers(self._made_of, uris, large=large)
        self._ahead = self._open.enter_context(answers)

    on_files = CombinedEvent(_look_at_files, _make_garden)

    @event_priority(LAST)
    def on_page_read_source(self, *, page: Any, config: Any) -> str | None:
        """Read a contributed page for the engine, and any other that it would stop at. Priority:
        last, since the last source counts.
        """
        return self.guard.source(page)

    def _order_nav(self, nav: Any, *, config: Any, files: Any) -> Any:
        """Put our pages in their order in an automatic navigation, under short names."""
        if self._free:
            first = self.settings.look == "garden"
            if first:
                engine.fold_sections(nav)
            engine.order_nav(nav, nav_names(self.garden_site), first=first)
        garden = self.garden_site.garden
        if titles := titles_of_nav(files, garden):
            self.site = self._site_of(retitled(garden, titles))
        return nav

    @event_priority(LAST)
    def _guard_nav(self, nav: Any, *, config: Any, files: Any) -> Any:
        """Make titles of sections texts. Priority: last, after plugins that make a navigation."""
        self._nav = nav
        mark_tabs(self.garden_site, nav, files)
        self.guard.navigation(nav.items)
        pages = [SrcUri(file.src_uri) for file in engine.markdown_pages(files, config)]
        if self.changed is not None:
            self._choose(self.changed, pages, config)
            pages = self._share(self.changed, pages, config)
        self._make_ahead(pages)
        return nav

    def _choose(self, changed: ChangedPages, pages: list[SrcUri], config: Any) -> None:
        """Decide which pages this build renders."""
        self._log.repeated = changed.warnings.again
        site, files = self.garden_site, self._files
        facts = self._site_facts = SiteFacts(files, config)
        self._chosen_by = site

        def all_facts() -> Mapping[SrcUri, Facts]:
            self._facts = facts.of_all(site, pages)
            return {uri: self._facts[uri] for uri in pages}

        def address(path: str) -> str | None:
            file = files.get_file_from_path(path)
            return None if file is None else str(file.url)

        base = facts.of_each(
            site,
            policies=self._policies.facts,
            search=self._search.facts,
            picture=self._picture,
            private=self._private.is_on,
            cleaning=(self._clean_mode, self._policy.facts),
            given=facts.given(config),
        )
        private = partial(self._private.answer, site=site)
        changed.decide(base, all_facts, PageAnswers(address, private))
        self._entries = KeptEntries(config)
        if changed.kept and not self._entries.read(changed.site):
            changed.render_all("search")

        def later() -> Mapping[str, str]:
            # Before all else: each process tells as often, and in the same order.
            self._settle_titles(config)
            titles = changed.shares.exchange(titles_as_rendered(files, site.garden))
            read = self._policies.of_read(files, changed.is_ours)
            loads = {uri: changed.last[uri].loads or NOTHING for uri in changed.kept}
            loads |= changed.shares.exchange(read)
            return facts.read_later(self._nav, self._policies.of_all(loads), titles)

        def before(page: Any) -> None:
            # Not within the event of a page: an engine would say that this page failed.
            if page.src_uri in self.garden_site.generated:
                self._settle_titles(config)

        shown = {page.file.src_uri for page in self._nav.pages}
        changed.only_these(
            files,
            shown,
            later=later,
            heard=lambda: self._private.heard,
            text=partial(facts.text, site),
            before=before,
        )

    def _share(self, changed: ChangedPages, pages: list[SrcUri], config: Any) -> list[SrcUri]:
        """Have several processes render what is many; return the pages of this one."""
        facts = self._site_facts
        together = {uri for uri in pages if facts is not None and facts.is_shared(uri)}
        own = changed.start(pages, together)
        if not changed.shares.is_first:
            self._heard = HeardLines()
            self._heard.instead(changed.warnings)
        if not changed.makes_all:
            config.theme.static_templates, config.extra_templates = set(), []
        return own

    on_nav = CombinedEvent(_order_nav, _guard_nav)

    @event_priority(LAST)
    def on_env(self, env: Any, *, config: Any, files: Any) -> Any:
        """Look at the navigation again, and at the pages, since plugins change both until here."""
        if self._nav is not None:
            self.guard.navigation(self._nav.items)
        self._site_files.end(files, config)
        self._settle_titles(config)
        self._policies.start(env, files)
        self._env = files, env
        return env

    @property
    def settings(self) -> Settings:
        """Return the settings of this build."""
        if self._settings is None:
            raise PluginError("pollinate: the settings are asked for before `on_files`")
        return self._settings

    @property
    def guard(self) -> PageGuard:
        """Return what stands between contributed pages and the engine in this build."""
        if self._guard is None:
            raise PluginError("pollinate: a page is asked for before `on_files`")
        return self._guard

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
        return self._href_by("../" * url.removeprefix("./").count("/"))

    def _href_by(self, up: str) -> Href:
        """Return the same, by what leads from there to the root of the site."""
        urls = self._urls

        def find(uri: SrcUri) -> str:
            if uri not in urls:
                file = self._files.get_file_from_path(uri)
                urls[uri] = file.url.removeprefix("./") if file else ""
            return up + urls[uri] or "./"

        return find

    def parts(self, page: Any) -> PageParts:
        """Return the parts that plugins hand in for a page."""
        uri = page.file.src_uri
        if uri not in self._parts:
            made, facts = self._ahead.take(uri) if self._ahead else self._made_of(uri)
            self._facts.setdefault(uri, facts)
            self._parts[uri] = PageParts(made)
        return self._parts[uri]

    def _made_of(self, uri: str) -> Made:
        """Return what our templates say for a page, and where it is remembered, what that is made
        of.
        """
        if self._site_facts is None or self._chosen_by is None or uri in self._facts:
            return self._made(uri), {}
        return self._made(uri), self._site_facts.of_page(self._chosen_by, SrcUri(uri))

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
            return site.lesson_html(lesson, href, engine.address(self._site_url, file))
        if src in site.garden.trails and TRAILS in site.features:
            return site.trail_html(site.garden.trails[src], href)
        return (
            {"gathering.html": site.gathering_html(src, href)}
            if src in site.garden.content.gatherings
            else {}
        )

    @event_priority(FIRST)
    def _own_meta(self, markdown: str, *, page: Any, config: Any, files: Any) -> str:
        """Give contributed pages a meta of our own making, before any plugin sees it."""
        lesson = self.lesson(page)
        self.guard.meta(page, lesson.title if lesson is not None else None)
        return markdown

    def _titles(self, markdown: str, *, page: Any, config: Any, files: Any) -> str:
        """Give generated pages their title, and take the sting out of titles that a theme prints
        raw.
        """
        if SrcUri(page.file.src_uri) in self.garden_site.generated:
            self._settle_titles(config)
        generated = self.garden_site.generated.get(SrcUri(page.file.src_uri))
        if generated is not None:
            page.meta.update(
                {
                    "title": inert(generated.title),
                    "hide": list(generated.hide),
                    "search": {"exclude": not generated.search},
                }
            )
            if RSS in config.plugins:
                # It dates what git doesn't know by today, and would list nothing else.
                page.meta["draft"] = True
        about = self.garden_site.description(SrcUri(page.file.src_uri))
        if about and not page.meta.get("description"):
            # Themes print it raw.
            page.meta["description"] = escape(about)
        name_card(page, config, self.garden_site, about)
        self._private.author(page.meta)
        engine.disarm(page.meta)
        return markdown

    @event_priority(LAST)
    def _defuse(self, markdown: str, *, page: Any, config: Any, files: Any) -> str:
        """Keep from Markdown what would stop it. Priority: last, so that it is what Markdown
        sees.
        """
        self._private.read(SrcUri(page.file.src_uri), self.garden_site)
        self._wiki.read(SrcUri(page.file.src_uri), self.garden_site)
        if self.guard.covers(page):
            blogs.clean_excerpt(page, lambda html: self._cleaned(html, page))
        return self.guard.markdown(markdown, page)

    def _cleaned(self, html: str, page: Any) -> str:
        """Return what a contributor wrote without what could do harm."""
        place = self.garden_site.repo_path(SrcUri(page.file.src_uri))
        return clean_page(
            html, place=place, policy=self._policy, mode=self._clean_mode, log=self._log
        )

    on_page_markdown = CombinedEvent(_own_meta, _titles, _defuse)

    @event_priority(FIRST)
    def _clean(self, html: str, *, page: Any, config: Any, files: Any) -> str:
        """Clean what a contributor wrote. Priority: before all others, so that what they add
        stays.
        """
        if self.guard.covers(page):
            html = self._cleaned(html, page)
            self._policies.contributed(page.file.src_uri, html)
        html = self._private.html(html)
        self.guard.strings(page, html)
        return html

    @event_priority(PUT_TOGETHER)
    @told_by_the_engine()
    def _put_together(self, html: str, *, page: Any, config: Any, files: Any) -> str:
        """Put a page together. Priority: after all that hand in parts, before other plugins look at
        what a page holds.
        """
        site, href, uri = self.garden_site, self._href(page.url), SrcUri(page.file.src_uri)
        if uri in site.generated:
            self._settle_titles(config)
            html = self.parts(page).made[""]
            engine.replace_sections(page, headings(html))
            engine.add_anchors(page, html)
            return after_first_words(html)
        self._search.text(uri, html)
        parts = self.parts(page)
        lesson = self.lesson(page)
        for slot, template in OWN_PARTS:
            parts.add(slot, parts.made.get(template, ""))
        parts.lists = self._lists(uri, href, html)
        parts.add("list", parts.lists.get("topic", ""))
        for name, marker in MARKERS.items():
            if name in parts.lists:
                part = engine.free_ids(parts.lists[name], html)
                html = html.replace(marker, part, 1)
                engine.add_sections(page, headings(part))
        html, sections = parts.place(html, lesson, as_words(page.title))
        engine.add_sections(page, sections)
        engine.add_anchors(page, html)
        return html

    def _lists(self, uri: SrcUri, href: Href, html: str) -> dict[str, str]:
        """Return what of ours stands within a page of the site's own, at markers or below it."""
        site, topic = self.garden_site, self.garden_site.topic_of_page(uri)
        return {
            **({"topic": site.topic_html(topic, href)} if topic is not None else {}),
            **({"home": site.home_html(href)} if HOME_MARKER in html else {}),
            **({"policy": site.policy_html(href)} if POLICY_MARKER in html else {}),
        }

    on_page_content = CombinedEvent(_clean, _put_together)

    @event_priority(FIRST)
    def _hide_parts(self, context: Any, *, page: Any, config: Any, nav: Any) -> Any:
        """Let the search index be made of the author's words. Priority: before all others."""
        uri = SrcUri(page.file.src_uri)
        if uri in self._parts:
            parts = self._parts[uri]
            if self._retitled and parts.may_name(self._retitled):
                there = "".join(MARKERS.get(name, "") for name in parts.lists)
                lists = self._lists(uri, self._href(page.url), there)
                page.content = parts.renew(page.content, self._made(uri), lists)
            page.content = parts.hide(page.content)
            if not self._live.at_work:
                self._search.page(page, as_words(page.title), self._href(""), self.settings)
            self._search_titles.mark(page, self.garden_site.garden, self.garden_site.messages)
        return context

    @event_priority(-100)
    def _show_parts(self, context: Any, *, page: Any, config: Any, nav: Any) -> Any:
        """Put the rest back. Priority: -100 (after the search index)."""
        if self._entries is not None:
            self._entries.rendered(page.file.src_uri)
        parts = self._parts.pop(page.file.src_uri, None)
        if parts is not None:
            self._search_titles.take_back(page)
            page.content = parts.show(page.content)
        return context

    @event_priority(LAST)
    def _see_text(self, context: Any, *, page: Any, config: Any, nav: Any) -> Any:
        """See what a page's text runs. Priority: last, since plugins add to it."""
        self._policies.written(page.file.src_uri, page.content or "")
        return context

    on_page_context = CombinedEvent(_hide_parts, _show_parts, _see_text)

    @event_priority(FIRST)
    def _remember(self, *, config: Any) -> None:
        """Have the search know the pages that were kept, and remember all for the next build.
        Priority: before a search writes its index.
        """
        changed = self.changed
        if changed is None:
            return
        files = self._files.documentation_pages()
        told, found = self._policies.told, self._search.found
        for uri in self._retitled_pages:
            # What the engine calls it is known only when it is read.
            self._facts[uri] = {**self._facts.get(uri, {}), RETITLED: RETITLED}
        pages = changed.remember(files, self._facts, told, found, self._policies.at_reading)
        own = self._entries.own if self._entries is not None else {}
        result = pages, own, self._search.gathered, self._policies.findings
        changed.shares.leave((*result, self._heard.lines if self._heard else []))
        for theirs, entries, gathered, findings, lines in changed.shares.results():
            pages |= theirs
            if self._entries is not None:
                self._entries.join(entries)
            self._search.join(gathered)
            self._policies.join(*findings)
            self._log.say_again(lines)
        changed.entries = self._entries.own if self._entries is not None else {}
        for uri in changed.kept:
            page = changed.last[uri]
            if page.found:
                self._search.add(uri, page.dest, *page.found, self._href(""))
        if self._entries is not None:
            self._entries.put(files, changed.kept)
        changed.end(files, pages)

    @event_priority(LAST)
    def _end(self, *, config: Any) -> None:
        """End the second process, take the generated files away, and remember what was published.
        Priority: last, since other plugins look at the files again.
        """
        self._open.close()
        if self.changed is None or self.changed.makes_all:
            self._search.end(config)
        self._policies.end()
        self._site_files.remember(self.settings)
        self._ahead = None
        if self._at_once and is_only(config):
            files, env = self._env
            self._live.built((config, files, self._nav, env), self.settings, self.guard.lessons)

    on_post_build = CombinedEvent(_remember, _end)

    def on_serve(self, server: Any, *, config: Any, builder: Any) -> Any:
        """Answer nobody who asks under a foreign name, and build again after a commit."""
        watch_commits(server, self.settings)
        self._live.follow(server)
        app = allowing_reloads(server.get_app())
        server.set_app(only_by_name(app, config.dev_addr.host))
        if how := as_served():
            how.ready()
        return server

    def on_build_error(self, *, error: Exception) -> None:
        """End all other processes."""
        if self.changed is not None:
            self.changed.shares.give_up()
        self._open.close()
        self._search.close()

    def on_shutdown(self) -> None:
        """End the second process, also where somebody stopped the build."""
        self._open.close()
        self._live.end()
        self._search.close()

    @event_priority(FIRST)
    def _name_parts(self, output: str, *, page: Any, config: Any) -> str:
        """Name what the theme leaves without a name, and see what is its own before plugins do."""
        output = self._policies.rendered(skipping_to_title(engine.named(output)))
        site, href, uri = self.garden_site, self._href(page.url), SrcUri(page.file.src_uri)
        output = self._search.with_search(output, href)
        if not page.is_homepage:
            sections = [as_words(one.title) for one in reversed(page.ancestors)]
            crumbs = site.crumbs_html(uri, href, sections)
            output = with_crumbs(output, page.content or "", crumbs)
        foot = site.foot_html(href, page.canonical_url or "")
        return with_foot(output, page.content or "", foot)

    @event_priority(AFTER_CARDS)
    def _complete_head(self, output: str, *, page: Any, config: Any) -> str:
        """Say what a link to a page unfolds to, unless the theme or a plugin has said it. Priority:
        after plugins that draw cards.
        """
        site, uri = self.garden_site, SrcUri(page.file.src_uri)
        head = site.head_html(
            uri,
            self._href(page.url),
            unfolds=not unfolds(output),
            home=page.is_homepage,
            title=as_words(page.title),
            description=site.description(uri),
            url=page.canonical_url or "",
            picture=self._picture,
        )
        return with_head(output, head)

    @event_priority(LAST)
    def _protect(self, output: str, *, page: Any, config: Any) -> str:
        """Write a page's policy. Priority: last, since it goes by the very letters of scripts."""
        return self._policies.protect(output, page.file.src_uri)

    on_post_page = CombinedEvent(_name_parts, _complete_head, _protect)

    @event_priority(FIRST)
    def _name_template_parts(self, output_content: str, *, template_name: str, config: Any) -> str:
        """Name the same on pages that no file stands for, such as `404.html`."""
        if not template_name.endswith(".html"):
            return self._policies.rendered(output_content)
        output_content = self._policies.rendered(engine.named(output_content))
        href = self._href_by(way_up(template_name, config.site_url))
        if template_name == "404.html":
            output_content = with_ways_on(output_content, self.garden_site.missing_html(href))
        output_content = self._search.with_search(output_content, href)
        return with_foot(output_content, "", self.garden_site.foot_html(href))

    @event_priority(LAST)
    def _protect_template(self, output_content: str, *, template_name: str, config: Any) -> str:
        """Write the policy of such pages, and keep a sitemap within what is read."""
        if template_name == sitemaps.NAME:
            site, free = Path(config.site_dir), partial(free_name, config)
            return sitemaps.split_sitemap(output_content, config.site_url or "", site, free)
        if not template_name.endswith(".html"):
            return output_content
        return self._policies.protect(output_content, template_name)

    on_post_template = CombinedEvent(_name_template_parts, _protect_template)

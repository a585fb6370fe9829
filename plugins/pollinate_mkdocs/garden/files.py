# What becomes of a site's files: which may not be published, what we add, what stays where it is,
# and what the command line is told of it. Why here: the plugin itself is only events, and an
# engine's list of files is changed in few of them, in an order that counts.
# Must not know: how a garden is derived, what stands on a page.
"""Look after the files of a site."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from pollinate.content.files import kind_test
from pollinate.export.json_text import to_json
from pollinate.export.public_parts import export_in_parts
from pollinate.model.notes import PlacedNote
from pollinate.pages.assets import (
    FAVICON,
    FEED_STYLE,
    LOOK,
    SCRIPT,
    SEARCH_SCRIPT,
    STYLESHEET,
    TAKE_PART_SCRIPT,
    VALUE_PICTURE,
    WHEN_SCRIPT,
    favicon,
    feed_style,
    look,
    script,
    search_script,
    stylesheet,
    take_part_script,
    when_script,
)
from pollinate.pages.features import TRAILS
from pollinate.pages.render import Href
from pollinate.pages.site import Site
from pollinate.paths import SrcUri
from pollinate.settings import Settings

from pollinate_mkdocs import engine
from pollinate_mkdocs.feed_files import add_feeds
from pollinate_mkdocs.file_guard import FileGuard
from pollinate_mkdocs.generated_files import GeneratedFiles, tell_keepers
from pollinate_mkdocs.languages import tell_sitemap
from pollinate_mkdocs.link_guard import LinkGuard
from pollinate_mkdocs.log_lines import BuildLog
from pollinate_mkdocs.own_files import free_name, moved_pages
from pollinate_mkdocs.record import Published
from pollinate_mkdocs.redirects import add_redirects, old_places


class SiteFiles:
    """The files of a site, in one build after another."""

    def __init__(self, log: BuildLog) -> None:
        self._log = log
        self._published = Published()
        self._own: dict[str, Callable[[], str]] = {}
        """Our stylesheets, by name."""
        self._icon = ""
        """Where our icon stands, as long as the theme has it."""
        self._link_guard: LinkGuard
        self._file_guard: FileGuard
        self._files: Any = None
        self._settings: Settings
        self._made: GeneratedFiles
        self._there: set[str] = set()
        """Addresses that are not ours."""

    def start(self, config: Any, settings: Settings) -> None:
        """Name our stylesheets, and guard the walk that the engine is about to make."""
        self._own = {STYLESHEET: stylesheet, **({LOOK: look} if settings.look == "garden" else {})}
        # Before the site's own, so that these have the last word.
        config.extra_css[:0] = [
            free for one in self._own if (free := free_name(config, one)) not in config.extra_css
        ]
        if settings.look == "garden" and favicon() and not engine.has_favicon(config):
            self._icon = config.theme["favicon"] = free_name(config, FAVICON)
        self._link_guard = LinkGuard(config)

    def look(self, files: Any, config: Any, settings: Settings) -> None:
        """Leave out what may not be published, and see what there is before other plugins do."""
        self._files, self._file_guard = files, FileGuard(settings, config)
        self._settings = settings
        self._leave_out(engine.unfit_files(files))
        self._leave_out(self._link_guard.problems(files))
        self._link_guard.log_refused(self._log)
        self._leave_out(self._file_guard.problems(files))
        self._published.start(files, config)

    def take_out(
        self,
        files: Any,
        hidden: Collection[SrcUri],
        pages: Collection[str],
        placed: Mapping[SrcUri, PlacedNote],
    ) -> None:
        """Take out pages that are none, such as profiles: the command line leaves them out by
        itself. A placed note's stays until links to it are led on.
        """
        self._published.keep(hidden)
        for uri in hidden:
            if uri in pages and uri not in placed:
                files.remove(files.get_file_from_path(uri))

    def add(
        self,
        files: Any,
        config: Any,
        site: Site,
        until: ExitStack,
        *,
        in_nav: bool,
        search: bool = False,
    ) -> None:
        """Add the pages that no file holds and what we show them with; they are gone when the
        build's stack closes.
        """
        if moved := moved_pages(site):
            self._log.say_once(f"the site's own pages stay; of ours, {moved}", logging.INFO)
        self._files, self._there = files, {file.dest_uri for file in files}
        self._made = made = GeneratedFiles(files, config, until)
        for page in site.generated.values():
            made.page(page.src_uri, in_nav=page.in_nav and in_nav)
        self._add_own(FEED_STYLE, feed_style(), config)
        if self._icon and config.theme["favicon"] == self._icon:
            made.add(self._icon, favicon().encode())
        scripts = {SCRIPT: script} if TRAILS in site.features else {}
        if site.look.ways:
            scripts[TAKE_PART_SCRIPT] = take_part_script
        if site.situations.index:
            scripts[WHEN_SCRIPT] = when_script
        if search:
            scripts[SEARCH_SCRIPT] = search_script
        for name, content in {**self._own, **scripts}.items():
            self._add_own(name, content(), config)

    def link_notes(self, site: Site, placed: Mapping[SrcUri, PlacedNote]) -> None:
        """Let links to a note's file lead to where it stands."""
        addresses = {}
        for uri, note in placed.items():
            page = note.page or site.look.person(note.person).page
            file = self._files.get_file_from_path(page) if page else None
            if self._files.get_file_from_path(uri) is not None:
                addresses[str(uri)] = f"{file.url}#{note.anchor}" if file else "./"
        if addresses:
            engine.link_only(self._files, addresses)

    def finish(self, config: Any, site: Site, href: Href) -> None:
        """Leave out what stands in the way of other files, stop where two are one page, and add
        documents and feeds.
        """
        feeds = [feed.path for feed in site.feeds.all()]
        self._leave_out(self._file_guard.in_the_way(self._files, feeds))
        self._file_guard.refuse_twins(self._files)
        lessons = site.garden.content.lessons
        kind, docs = kind_test(self._settings), Path(config.docs_dir)

        def may_stand(uri: SrcUri) -> bool:
            return kind(uri) == "lessons" and not (docs / uri).exists()

        credits = site.garden.credits

        def order(uri: SrcUri) -> tuple[bool, str, str]:
            # Nobody takes an address over from a lesson that has stood longer.
            first = credits[uri].first if uri in credits else ""
            return (not first, first, uri)

        moved = {uri: [one.old for one in found] for uri, found in site.garden.moves.items()}
        places = old_places(lessons, moved, order, may_stand)
        add_redirects(places, self._files, self._made, site.messages)
        self.add_documents(config, site, href)
        tell_sitemap(self._files, config)
        tell_keepers(self._files, config)

    def add_documents(self, config: Any, site: Site, href: Href) -> None:
        """Add what stands beside the pages, or put it right."""
        names = partial(self._document_name, config)
        for name, document in export_in_parts(site.garden, names):
            self._made.add(name, to_json(document).encode())
        if picture := site.value_picture():
            self._add_own(VALUE_PICTURE, picture, config)
        add_feeds(site, config, self._made, href, self._there, self._log)

    def end(self, files: Any, config: Any) -> None:
        """See what there is when all other plugins had their say."""
        self._published.end(files, config)

    def remember(self, settings: Settings) -> None:
        """Have what was left out remembered for the command line."""
        self._published.save(settings)

    def _add_own(self, name: str, content: str, config: Any) -> None:
        """Add a file that is no page, where the site has none."""
        self._made.add(self._free(name, config), content.encode())

    def _free(self, name: str, config: Any) -> str:
        free = free_name(config, name)
        if free != name:
            text = f"{name} is a file of the site, so ours is {free}"
            self._log.say_once(text, logging.INFO)
        return free

    def _document_name(self, config: Any, number: int) -> str:
        """Return how the document of a garden is called, or a part of it, from 1."""
        return self._free(f"garden-{number}.json" if number else "garden.json", config)

    def _leave_out(self, problems: Iterable[tuple[Any, str]]) -> None:
        for file, problem in list(problems):
            self._files.remove(file)
            self._log.write(f"{file.src_uri}: the file is left out: {problem}")

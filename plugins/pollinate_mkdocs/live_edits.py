# While somebody writes: the page whose text alone changed is rendered at once, with all that the
# last build knows, and everything else is built when nobody has saved for a while. An engine's own
# server builds all pages at each change, which in a large garden takes minutes.
# Only where what other pages show of a lesson is the same; at the least doubt all is built.
# Must not know: what stands on a page, how an engine renders one (live_engine.py).
"""Show an edit at once."""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from pollinate.content.files import kind_test
from pollinate.content.read import read_content
from pollinate.errors import PollinateError
from pollinate.model.content import Lesson
from pollinate.paths import SrcUri
from pollinate.runtime.walk import repository_root, walk_docs
from pollinate.settings import Settings

from pollinate_mkdocs import live_engine as engine
from pollinate_mkdocs.changed_pages import ChangedPages
from pollinate_mkdocs.live_pages import LivePages
from pollinate_mkdocs.log_lines import BuildLog

SHORTEST, LONGEST = 2.0, 30.0
"""Seconds without a change after which all is built: as many as that takes, within these."""
MOST_AT_ONCE = 20
"""Pages that are rendered at once: a change of branch touches more, and is no writing."""
State = tuple[int, int, int]
Seen = dict[str, State]
"""Time of change, size and number of each file that is watched: a copy that takes a file's place
may keep its time.
"""
_BESIDE = re.compile(
    r".*~|\..*\.(?:sw[a-z]|tmp)|\.(?:#|~|goutputstream-|syncthing\.|nfs|fuse_hidden).*|\.DS_Store"
)
"""What editors and those who copy files leave beside them. Other names with a dot steer plugins:
`.pages`, `.nav.yml`, `.meta.yml`, `.authors.yml`.
"""
_NO_FOLDERS = frozenset(
    (".git", ".hg", ".svn", ".obsidian", ".trash", ".vscode", ".idea", ".stversions", ".venv")
)


class LiveEdits:
    """What a server that follows changes does at each of them."""

    def __init__(self, log: BuildLog) -> None:
        self._log, self._pages = log, LivePages()
        self._built: tuple[Any, Any, Any, Any] | None = None
        self._settings: Settings | None = None
        self._lessons: Mapping[SrcUri, Lesson] = {}
        self._seen: Seen = {}
        self._config: Any = None
        """Of the build that began last."""
        self._began = 0.0
        self._took = SHORTEST
        self._watched: Callable[[], list[str]] = list
        self._timer: threading.Timer | None = None
        self._hearing: Callable[[], None] = lambda: None
        """Ends what hears of changes."""
        self._due, self._follows, self._done = False, False, False
        self.at_work = False
        """A page is being rendered alone: nothing of it goes into a search index."""

    def begin(self, config: Any, until: ExitStack, *, at_once: bool) -> ChangedPages | None:
        """Remember how files were before a build reads them; return what has only pages rendered
        that changed, where somebody can tell and the site is of one language (`at_once`). `until`
        ends with the build.
        """
        self._built, self._began, self._config = None, time.monotonic(), config
        if not self._follows:
            tops = [os.path.abspath(config.docs_dir), config.config_file_path or ""]
            self._watched = lambda: tops
            self._seen = self._look()
        if at_once:
            return self._pages.begin(config, until)
        self._pages.begin_in_place()
        return None

    def built(
        self, built: tuple[Any, Any, Any, Any], settings: Settings, lessons: Mapping[SrcUri, Lesson]
    ) -> None:
        """Remember what a build made: configuration, files, navigation and templates."""
        if late := engine.changed_later(built[0]):
            text = f"live: {late} may change pages when all are read; each change builds everything"
            self._log.say_once(text, logging.INFO)
            return
        self._built, self._settings, self._lessons = built, settings, lessons
        self._took = time.monotonic() - self._began

    def follow(self, server: Any) -> None:
        """Have a server ask here before it builds everything, and hear of changes at once."""
        if not engine.can_follow(server):
            return
        whole, serve = server.builder, server.serve

        def build() -> None:
            if self._due or not self._shown_at_once(server):
                self._stop()
                self._due, self._built, self._done = False, None, False
                # Before the configuration is read, which is before any plugin hears of a build.
                self._seen = self._look()
                pages = self._pages
                with engine.readers_go_on(server, pages.is_whole) as pages.wait, pages.beside():
                    if engine.is_without_us(self._config):
                        pages.begin_in_place()
                    try:
                        engine.in_few_words(whole)
                    finally:
                        # Also where a page of a new folder stops the build: there it is mended.
                        self._look_at_more(server)
                if told := self._pages.told:
                    self._log.write(told, logging.INFO)
                self._done = True

        def start(*args: Any, **more: Any) -> Any:
            # Not sooner: plugins of others may give the server its own builder to watch for.
            server.builder = build
            self._pages.end()
            engine.watch_what_is_named(server, self._config)
            missed = self._look() != self._seen
            self._watched, self._follows = lambda: engine.watched(server), True
            self._done = True
            self._seen = self._look()
            if missed:
                # Saved while the first build ran, when no server looked yet.
                self._due = True
                engine.ask_to_build(server)
            self._hearing = engine.hear_at_once(server)
            return serve(*args, **more)

        server.serve = start

    def _shown_at_once(self, server: Any) -> bool:
        """Tell whether all that changed stands on its pages now."""
        if not self._done:
            return False
        seen = self._look()
        paths = seen.keys() | self._seen.keys()
        changed = [path for path in paths if seen.get(path) != self._seen.get(path)]
        if not changed:
            # The same change heard twice, or one that the last build has read already.
            engine.nothing_new(server)
            return True
        if self._built is None or len(changed) > MOST_AT_ONCE:
            return False
        try:
            lessons = list(self._only_written(changed))
            for uri, _ in lessons:
                self._render(uri)
        except _OtherChangeError:
            return False
        except Exception as error:
            # Whatever an extension or a plugin of others says now, a whole build says in full.
            self._log.say_once(f"live: {error}; everything is built", logging.INFO)
            return False
        self._seen = seen
        self._lessons = {**self._lessons, **dict(lessons)}
        self._later(server)
        return True

    def _only_written(self, changed: list[str]) -> Iterator[tuple[SrcUri, Lesson]]:
        """Yield lessons whose text alone changed; raises _OtherChangeError at another change."""
        settings = self._settings
        assert settings is not None
        kind, docs = kind_test(settings), Path(settings.docs_dir)
        walked = walk_docs(docs, repository_root(docs) or settings.root, settings.endings)
        for path in changed:
            with suppress(ValueError):
                uri = SrcUri(Path(path).relative_to(docs).as_posix())
                before = self._lessons.get(uri)
                if before is not None and kind(uri) == "lessons":
                    now = read_content(settings, walked, [uri], whole=False).lessons.get(uri)
                    if now is not None and _are_alike(before, now):
                        yield uri, now
                        continue
            raise _OtherChangeError

    def _render(self, uri: SrcUri) -> None:
        assert self._built is not None
        started = time.monotonic()
        self.at_work = True
        try:
            self._pages.rendered_alone(uri)
            engine.render_alone(uri, self._pages.site, *self._built)
        finally:
            self.at_work = False
        took = time.monotonic() - started
        self._log.write(f"{uri} is shown after {took:.2f} s; the rest follows", logging.INFO)

    def _later(self, server: Any) -> None:
        """Build all when nobody has saved for a while."""
        self._stop()

        def ask() -> None:
            self._due = True
            engine.ask_to_build(server)

        wait = min(max(self._took, SHORTEST), LONGEST)
        self._timer = threading.Timer(wait, ask)
        self._timer.daemon = True
        self._timer.start()

    def _look_at_more(self, server: Any) -> None:
        """Watch what the settings of the last build name, as it is by now."""
        for place in engine.watch_what_is_named(server, self._config):
            self._seen |= dict(_files(place))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def end(self) -> None:
        """Forget what was built, and build nothing any more."""
        self._stop()
        self._hearing()
        self._built = None

    def _look(self) -> Seen:
        return {path: state for top in self._watched() for path, state in _files(top)}


class _OtherChangeError(PollinateError):
    """Something else changed than the text of lessons."""

    def __init__(self) -> None:
        super().__init__("something else changed")


def _files(top: str, above: frozenset[str] = frozenset()) -> Iterator[tuple[str, State]]:
    """Yield the files of a folder, without what editors leave beside those that they write. Links
    to folders are followed, as an engine does, but into none of those above. What vanishes or leads
    nowhere hides nothing else.
    """
    if not os.path.isdir(top):
        yield from _state(top)
        return
    here = os.path.realpath(top)
    if here in above:
        return
    names: list[str] = []
    with suppress(OSError):
        names = os.listdir(top)
    for name in names:
        path = os.path.join(top, name)
        if _BESIDE.fullmatch(name):
            continue
        if not os.path.isdir(path):
            yield from _state(path)
        elif name not in _NO_FOLDERS:
            yield from _files(path, above | {here})


def _state(path: str) -> Iterator[tuple[str, State]]:
    for look in (os.stat, os.lstat):
        with suppress(OSError):
            told = look(path)
            yield path, (told.st_mtime_ns, told.st_size, told.st_ino)
            return


def _are_alike(before: Lesson, now: Lesson) -> bool:
    """Tell whether other pages show the same of a lesson."""
    same = replace(
        now,
        body=before.body,
        words=before.words,
        blob=before.blob,
        plain_blob=before.plain_blob,
    )
    return same == before

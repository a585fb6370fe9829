# What an engine's own server and builder are asked for beside what they offer: their private parts,
# the same in MkDocs 1.6 and ProperDocs, and nothing where one is missing. Why apart from engine.py:
# a server may change these names any day, and then all is built as before.
# Must not know: gardens, when something is asked.
"""Ask an engine's server for more."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from click import ClickException
from pollinate.config_file import config_files, read_config
from pollinate.errors import PollinateError
from pollinate.settings_file import garden_values

OWN = "pollinate/garden"
_LEAVE_PAGES = ("blog", "optimize", "privacy", "projects", "section-index", "tags")
"""Plugins that hear when all pages are read, and change none of them that is a lesson's."""
_NEEDED = ("builder", "serve", "_watched_paths", "_want_rebuild", "_rebuild_cond")


def can_follow(server: Any) -> bool:
    """Tell whether a local server can be asked for all that stands here."""
    return all(hasattr(server, name) for name in _NEEDED)


def watched(server: Any) -> list[str]:
    """Return the files and folders that a server looks at for changes."""
    return list(server._watched_paths)


def watch_what_is_named(server: Any, config: Any) -> list[str]:
    """Have a server look at all that its settings name by now, where it does not: the folder of
    pages, the settings that others inherit, a site's own templates; return what came.
    """
    places = [Path(config.docs_dir)]
    with suppress(PollinateError):
        places += config_files(Path(config.config_file_path)) if config.config_file_path else []
    if own := getattr(config.theme, "custom_dir", None):
        places.append(Path(own))
    known = set(server._watched_paths)
    more = [path for path in map(os.path.abspath, places) if path not in known]
    came = [path for path in dict.fromkeys(more) if os.path.exists(path)]
    for path in came:
        # A system that has no more watches to give: what is known is looked at all the same.
        with suppress(OSError):
            server.watch(path)
    return came


def is_without_us(config: Any) -> bool:
    """Tell whether the settings that were read from a file have no garden by now."""
    with suppress(PollinateError, OSError):
        file = config.config_file_path
        return bool(file) and garden_values(read_config(Path(file))) is None
    return False


def ask_to_build(server: Any) -> None:
    """Have a local server build, as after a change of a file."""
    with server._rebuild_cond:
        server._want_rebuild = True
        server._rebuild_cond.notify_all()


def nothing_new(server: Any) -> None:
    """Have a server that is building load no page anew in browsers."""
    if hasattr(server, "_wanted_epoch") and hasattr(server, "_visible_epoch"):
        server._wanted_epoch = server._visible_epoch
    if waiting := getattr(server, "_epoch_cond", None):
        # Who came while this was asked waits already, and looks again only when told to.
        with waiting:
            waiting.notify_all()


@contextmanager
def readers_go_on(server: Any, goes_on: bool) -> Iterator[Callable[[], None]]:
    """Let nobody who reads wait for what is built meanwhile, where the site stays whole; browsers
    load their page anew at the end. Gives what has readers wait all the same, from then on.
    """
    waits_for = getattr(server, "_wanted_epoch", None)

    def wait() -> None:
        if goes_on and waits_for is not None:
            server._wanted_epoch = waits_for

    if goes_on:
        nothing_new(server)
    yield wait
    wait()


class StoppedError(Exception, SystemExit):
    """What a server tells in its words alone: of all else it prints where it fell."""


def in_few_words(build: Callable[[], None]) -> None:
    """Build; raises StoppedError where an engine says what is wrong, as of its configuration."""
    try:
        build()
    except ClickException as error:
        if isinstance(error, SystemExit):
            raise
        raise StoppedError(error.message) from None


def changed_later(config: Any) -> str:
    """Return which plugin or hook may change pages when all are read, which one page alone can't
    be; empty where none does.
    """
    names = {id(plugin): str(name) for name, plugin in config.plugins.items()}
    for method in config.plugins.events.get("env", ()):
        name = names.get(id(getattr(method, "__self__", None)), "a hook")
        if name.removeprefix("material/") not in _LEAVE_PAGES and name != OWN:
            return name
    return ""


def hear_at_once(server: Any) -> Callable[[], None]:
    """Have a server hear of changes from the system, beside looking twice a second as it does;
    return what ends that.
    """
    try:
        from watchdog.events import FileSystemEventHandler
        from watchdog.observers import Observer
    except ImportError:
        return lambda: None

    def heard(event: Any) -> None:
        if not event.is_directory:
            ask_to_build(server)

    hearing = FileSystemEventHandler()
    for kind in ("modified", "created", "deleted", "moved"):
        setattr(hearing, f"on_{kind}", heard)
    observer = Observer()
    observer.daemon = True
    # A system that has no more watches to give, or a disk without them: looking goes on.
    with suppress(OSError, RuntimeError):
        for place in watched(server):
            observer.schedule(hearing, place, recursive=True)
        observer.start()
    return lambda: observer.stop() if observer.is_alive() else None


def render_alone(uri: str, site: Path | None, config: Any, files: Any, nav: Any, env: Any) -> None:
    """Render one page into a finished site, with what its build knew; raises whatever a plugin
    raises, and LookupError where the engine has no such page. `site` is where that stands by now,
    if it was built elsewhere.
    """
    file = files.get_file_from_path(uri)
    if file is None:
        raise LookupError(uri)
    module = sys.modules[f"{type(config).__module__.partition('.')[0]}.commands.build"]
    if site is not None:
        file.dest_dir = str(site)
        # An engine works it out once: where the page stood before its site took this place.
        vars(file).pop("abs_dest_path", None)
    # A page that was kept, or that another process rendered, is read for the first time here.
    page = file.page or module.Page(None, file, config)
    pages = files.documentation_pages(inclusion=type(file.inclusion).is_in_serve)
    left_out = file.inclusion.is_excluded()
    module._populate_page(page, config, files)
    module._build_page(page, config, pages, nav, env, excluded=left_out)

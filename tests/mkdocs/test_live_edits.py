# A server that follows changes, as somebody who writes meets it: under both engines, with the files
# that editors leave behind, with changes that other pages show. Must not know: how a page is made.
"""Test what a local server shows of an edit, and when."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from pollinate.content.read import read_content
from pollinate.errors import PollinateError
from pollinate.paths import SrcUri
from pollinate.runtime.walk import walk_docs
from pollinate.settings import Settings
from pollinate_mkdocs import live_engine
from pollinate_mkdocs.garden.plugin import GardenPlugin
from pollinate_mkdocs.live_edits import MOST_AT_ONCE, SHORTEST, LiveEdits, _files
from pollinate_mkdocs.live_engine import changed_later
from pollinate_mkdocs.log_lines import BuildLog
from support.run import OURS

LESSON = "---\ntitle: {title}\nsummary: What a tide does.\n---\n\nThe first words.\n\n{words}\n"
CONFIG = """\
site_name: Live
site_url: http://live.test/
theme: {name: material, font: false}
plugins:
  - pollinate/garden: {look: garden, history: optional}
  - pollinate/attribution
  - pollinate/learned-from
"""
AT_ONCE, BUILT = "is shown after", "Building documentation"


@dataclass
class Live:
    """A garden that a server shows."""

    folder: Path
    base: str
    log: Path

    def write(self, path: str, text: str) -> None:
        """Write a file as an editor does: whole, by another name, then under its own."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{place.name}.swp")
        draft.write_text(text, encoding="utf-8")
        draft.replace(place)

    def read(self, path: str) -> str:
        """Return a page as the server has it now."""
        with urlopen(self.base + path, timeout=10) as answer:
            return str(answer.read().decode())

    def said(self, words: str) -> int:
        """Return how often the log says something."""
        return self.log.read_text(encoding="utf-8").count(words)

    def wait(self, done: Callable[[], object], seconds: float = 60) -> None:
        """Wait until something holds."""
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end:
                pytest.fail(self.log.read_text(encoding="utf-8"))
            time.sleep(0.05)


@contextmanager
def served(
    folder: Path, engine: str, config: str = CONFIG, *, port: int = 0, anew: bool = True
) -> Iterator[Live]:
    """Serve a garden of three lessons, or without `anew` the one that is there."""
    garden = folder / "garden"
    live = Live(garden, "", folder / "log")
    if anew:
        _write(live, config)
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
        port = free.getsockname()[1]
    live.base = f"http://127.0.0.1:{port}/"
    at = ["--port", str(port)] if engine == "pollinate_cli" else ["-a", f"127.0.0.1:{port}"]
    command = [sys.executable, "-m", engine, "serve", *at]
    variables = {**os.environ, "PYTHONPATH": OURS, "NO_MKDOCS_2_WARNING": "1"}
    with (
        live.log.open("w", encoding="utf-8") as log,
        subprocess.Popen(command, cwd=garden, env=variables, stderr=log) as server,
    ):
        try:
            live.wait(lambda: live.said("Serving on") or server.poll() is not None)
            yield live
        finally:
            server.terminate()


def _write(live: Live, config: str) -> None:
    live.write("mkdocs.yml", config)
    live.write("docs/index.md", "# Home\n")
    for name in "abc":
        live.write(f"docs/lessons/{name}.md", LESSON.format(title=name.upper(), words="Old words."))


def without_reloads(page: str) -> str:
    """Return a page without the numbers by which a server has it loaded anew."""
    return re.sub(r"'sha256-[^']+'|livereload\([^)]*\)", "", page)


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs", "pollinate_cli"])
def test_an_edited_text_is_there_before_anything_else_is_built(tmp_path: Path, engine: str) -> None:
    """The page has the new words without a whole build, which comes once nobody writes any more and
    changes nothing on that page; its list still knows what the file says of itself.
    """
    with served(tmp_path, engine) as live:
        for number in range(3):
            live.write("docs/lessons/a.md", LESSON.format(title="A", words=f"New words {number}."))
            live.wait(lambda n=number: f"New words {n}." in live.read("lessons/a/"))
        assert 1 == live.said(BUILT)
        assert 3 == live.said(AT_ONCE)
        at_once = without_reloads(live.read("lessons/a/"))
        live.wait(lambda: 2 == live.said(BUILT))
        assert at_once == without_reloads(live.read("lessons/a/"))
        assert ">A<" in live.read("lessons/")


@pytest.mark.parametrize("engine", ["mkdocs", "pollinate_cli"])
def test_what_other_pages_show_is_built_everywhere_at_once(tmp_path: Path, engine: str) -> None:
    """A title, a new file and a changed configuration reach all pages with the next build, and what
    an editor leaves beside a file asks for none.
    """
    with served(tmp_path, engine) as live:
        for name in (".a.md.swp", "a.md~", ".git/index"):
            live.write(f"docs/lessons/{name}", "x")
        time.sleep(1.5)
        assert 1 == live.said(BUILT)

        live.write("docs/lessons/a.md", LESSON.format(title="Renamed", words="Old words."))
        live.wait(lambda: "Renamed" in live.read("lessons/"))
        # Whoever looks twice a second hears of it, too: that asks for nothing more.
        time.sleep(SHORTEST + 1)
        assert 2 == live.said(BUILT)
        live.write("docs/lessons/new.md", LESSON.format(title="New here", words="Words."))
        live.wait(lambda: "New here" in live.read("lessons/"))
        live.write("mkdocs.yml", CONFIG.replace("site_name: Live", "site_name: Other"))
        live.wait(lambda: "Other" in live.read("lessons/b/"))
        assert 0 == live.said(AT_ONCE)
        assert 4 == live.said(BUILT)

        live.write("docs/lessons/new.md", LESSON.format(title="New here", words="Later words."))
        live.wait(lambda: "Later words." in live.read("lessons/new/"))
        assert 1 == live.said(AT_ONCE)


def test_a_server_renders_what_changed_and_no_more(tmp_path: Path) -> None:
    """After titles, new and deleted files, texts that were taken back and a page that was rendered
    alone, all that is served is what a server serves that begins now.
    """
    pages = ["", "lessons/", "lessons/a/", "lessons/b/", "lessons/c/", "lessons/n/", "garden.json"]
    # Else the navigation of each page says what a lesson is called.
    config = CONFIG.replace("history: optional", "history: optional, lessons_in_nav: never")
    with served(tmp_path, "pollinate_cli", config) as live:
        port = int(live.base.rstrip("/").rpartition(":")[2])
        old = LESSON.format(title="A", words="Old words.")
        live.write("docs/lessons/a.md", LESSON.format(title="A", words="Words for a moment."))
        live.wait(lambda: live.said(AT_ONCE))
        # Taken back together with what builds all: the last build knows this text.
        live.write("docs/lessons/a.md", old)
        live.write("docs/lessons/c.md", LESSON.format(title="Third", words="Old words."))
        live.wait(lambda: "Third" in live.read("lessons/"))
        assert "Old words." in live.read("lessons/a/")
        live.write("docs/lessons/b.md", LESSON.format(title="Other", words="See [it](a.md)."))
        live.wait(lambda: "Other" in live.read("lessons/"))
        assert live.said("pages were rendered"), live.log.read_text()
        live.write("docs/lessons/b.md", LESSON.format(title="Other", words="[it](a.md) at once."))
        live.wait(lambda: 2 == live.said(AT_ONCE))
        # Also on a page that the last build rendered, which stood beside the site then.
        assert "at once." in live.read("lessons/b/")
        assert 3 == live.said(BUILT)
        live.write("docs/lessons/n.md", LESSON.format(title="N", words="See [[Other]]."))
        live.wait(lambda: "N</" in live.read("lessons/"))
        (live.folder / "docs/lessons/c.md").unlink()
        live.wait(lambda: "Third" not in live.read("lessons/"))
        before = [_page(live, page) for page in pages]
        built = live.said(BUILT)
        assert built == 1 + live.said("pages were rendered"), live.log.read_text()
    with served(tmp_path, "pollinate_cli", port=port, anew=False) as live:
        assert before == [_page(live, page) for page in pages]


def _page(live: Live, path: str) -> str:
    try:
        return without_reloads(live.read(path))
    except HTTPError as error:
        return str(error.code)


def test_what_stops_a_build_stops_no_reader(tmp_path: Path) -> None:
    """The site stays as it was until the mistake is mended; it is told without where it fell."""
    with served(tmp_path, "pollinate_cli") as live:
        live.write("mkdocs.yml", "site_name: [\n")
        live.wait(lambda: live.said("An error happened during the rebuild"))
        assert live.said("error parsing the configuration file") and not live.said("Traceback")
        assert "Old words." in live.read("lessons/a/")
        live.write("mkdocs.yml", CONFIG.replace("site_name: Live", "site_name: Mended"))
        live.wait(lambda: "Mended" in live.read("lessons/b/"))
        assert "Old words." in live.read("lessons/a/")


def _beside(tmp_path: Path) -> tuple[Any, Any, list[bool]]:
    """Return a server whose site is whole, what follows its changes, and where is noted whether who
    reads while it builds goes on; who has begun to wait is told.
    """
    server, live = _following(tmp_path)
    live._pages._site, live._pages._whole = tmp_path / "site", True
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").touch()
    seen: list[bool] = []
    server.during = lambda: seen.append(server._wanted_epoch == server._visible_epoch)
    server._wanted_epoch, live._due = 7, True
    return server, live, seen


def test_nobody_waits_for_what_is_built_beside(tmp_path: Path) -> None:
    """Who reads meanwhile has the site as it was, also who came while it was asked for; browsers
    load it anew once it is whole.
    """
    server, live, seen = _beside(tmp_path)
    went_on = threading.Event()

    def read() -> None:
        with server._epoch_cond:
            server._epoch_cond.wait_for(lambda: server._wanted_epoch == server._visible_epoch)
        went_on.set()

    threading.Thread(target=read, daemon=True).start()
    before = server.during
    server.during = lambda: (before(), seen.append(went_on.wait(20)))
    server.builder()
    live.end()

    assert [True, True] == seen
    assert 7 == server._wanted_epoch
    assert ["site"] == [one.name for one in tmp_path.iterdir()]


@pytest.mark.parametrize("fails", [False, True])
def test_who_reads_waits_for_what_is_built_in_place(tmp_path: Path, fails: bool) -> None:
    """A hook that came has all pages made where they stand: nobody sees half of them, also not
    after a mistake, before they are whole again.
    """
    server, live, seen = _beside(tmp_path)
    note, server.fails = server.during, fails
    config = SimpleNamespace(docs_dir=str(tmp_path), config_file_path="", theme=None)
    server.during = lambda: (note(), live.begin(config, ExitStack(), at_once=False), note())
    with suppress(PollinateError):
        server.builder()
    server.fails, server.during, live._due, server._wanted_epoch = False, note, True, 9
    server.builder()
    live.end()

    assert [True, False, not fails] == seen


def test_who_reads_waits_for_a_build_without_us(tmp_path: Path) -> None:
    """Settings that no longer name a garden: all is built where it stands, and nobody tells us."""
    server, live, seen = _beside(tmp_path)
    file = tmp_path / "mkdocs.yml"
    live._config = SimpleNamespace(docs_dir=str(tmp_path), config_file_path=str(file), theme=None)
    for text in (CONFIG, "site_name: [", "site_name: S\n"):
        file.write_text(text)
        live._due, server._wanted_epoch = True, 7
        server.builder()
    live.end()

    assert [True, True, False] == seen


def test_the_plan_of_a_build_that_failed_is_none_of_the_next(tmp_path: Path) -> None:
    """Which may be one without us: nothing that it did not make takes the place of the site."""
    server, live, _ = _beside(tmp_path)

    def plan() -> None:
        live._pages._changed = SimpleNamespace()
        raise PollinateError("A page stops the build.")

    server.during = plan
    with suppress(PollinateError):
        server.builder()
    server.during, live._due = lambda: None, True
    server.builder()
    live.end()

    assert (tmp_path / "site/index.html").exists()


def test_a_link_that_leads_nowhere_is_told_at_once(tmp_path: Path) -> None:
    """Whoever breaks a link hears of it with the page, not minutes later."""
    with served(tmp_path, "mkdocs") as live:
        live.write("docs/lessons/a.md", LESSON.format(title="A", words="See [it](no.md)."))
        live.wait(lambda: live.said(AT_ONCE))
        assert live.said("'no.md'")
        assert 1 == live.said(BUILT)


def test_a_lesson_in_a_linked_folder_is_followed(tmp_path: Path) -> None:
    """As the engine reads it; and a link to the folder above leads round in no circle."""
    (tmp_path / "garden/more").mkdir(parents=True)
    (tmp_path / "garden/docs/lessons").mkdir(parents=True)
    (tmp_path / "garden/docs/lessons/far").symlink_to(tmp_path / "garden/more")
    (tmp_path / "garden/more/up").symlink_to(tmp_path / "garden/more")
    text = LESSON.format(title="Far", words="Old words.")
    (tmp_path / "garden/more/far.md").write_text(text, encoding="utf-8")
    found = dict(_files(str(tmp_path / "garden/docs")))
    assert [str(tmp_path / "garden/docs/lessons/far/far.md")] == list(found)
    with open(tmp_path / "garden/more/far.md", "a", encoding="utf-8") as file:
        file.write("More.\n")
    assert found != dict(_files(str(tmp_path / "garden/docs")))


LANGUAGES = """\
  - i18n:
      languages:
        - {locale: en, name: English, default: true}
        - {locale: de, name: Deutsch}
"""


def test_a_site_of_several_languages_is_built_as_before(tmp_path: Path) -> None:
    """What the last of its builds knows is of one language alone."""
    config = CONFIG.replace("  - pollinate/garden", LANGUAGES + "  - pollinate/garden")
    with served(tmp_path, "mkdocs", config) as live:
        live.write("docs/lessons/a.md", LESSON.format(title="A", words="New words."))
        live.wait(lambda: "New words." in live.read("lessons/a/"))
        live.wait(lambda: "New words." in live.read("de/lessons/a/"))
        assert 0 == live.said(AT_ONCE)


def test_what_vanishes_or_leads_nowhere_hides_no_other_file(tmp_path: Path) -> None:
    """A link to nothing, a link to itself and one to a folder above stand between lessons; each
    lesson is seen, and so is a link that comes or goes.
    """
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    (tmp_path / "self.md").symlink_to("self.md")
    (tmp_path / "up").symlink_to(tmp_path)
    for number in range(20):
        (tmp_path / f"{number}.md").touch()
    names = {Path(path).name for path, _ in _files(str(tmp_path))}
    assert {"gone.md", "self.md", *(f"{number}.md" for number in range(20))} == names


def test_files_that_steer_plugins_are_followed_and_those_beside_a_text_are_not(
    tmp_path: Path,
) -> None:
    """A navigation in `.pages` is a change; what editors and those who copy files leave is none."""
    steer = {".pages", ".nav.yml", ".meta.yml", ".authors.yml", "a.md"}
    beside = {".a.md.swp", ".a.md.swo", "a.md~", ".#a.md", ".~a.md", ".syncthing.a.md.tmp"}
    for name in (*steer, *beside, ".DS_Store", ".goutputstream-X1"):
        (tmp_path / name).touch()
    for folder in (".git", ".obsidian", ".snippets"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"in{folder}").touch()
    names = {Path(path).name for path, _ in _files(str(tmp_path))}
    assert steer | {"in.snippets"} == names


def test_a_copy_that_keeps_its_time_and_size_is_a_change(tmp_path: Path) -> None:
    """Who synchronizes or restores a file gives it the time that it had."""
    lesson, copy = tmp_path / "a.md", tmp_path / ".a.md.tmp"
    lesson.write_text("Old words.", encoding="utf-8")
    before = dict(_files(str(tmp_path)))
    copy.write_text("New words.", encoding="utf-8")
    told = lesson.stat()
    os.utime(copy, ns=(told.st_atime_ns, told.st_mtime_ns))
    copy.replace(lesson)
    assert before != dict(_files(str(tmp_path)))


class _Server:
    """What a local server is asked for, without a network."""

    def __init__(self, docs: Path) -> None:
        self.builds, self.fails = 0, False
        self.during: Callable[[], object] = lambda: None
        self._watched_paths = {str(docs): 1}
        self._want_rebuild = False
        self._rebuild_cond, self._epoch_cond = threading.Condition(), threading.Condition()
        self._wanted_epoch, self._visible_epoch = 1, 0

    def builder(self) -> None:
        """Count a whole build."""
        self.builds += 1
        self.during()
        if self.fails:
            raise PollinateError("A page stops the build.")

    def watch(self, path: str) -> None:
        """Look at one more."""
        self._watched_paths[path] = 1

    def serve(self) -> None:
        """Begin."""


def _following(tmp_path: Path, change: Callable[[], object] = lambda: None) -> tuple[Any, Any]:
    """Return a server that follows changes, and what does it; `change` happens while it builds."""
    config = SimpleNamespace(docs_dir=str(tmp_path), config_file_path="", theme=None)
    config.plugins = SimpleNamespace(items=dict[str, Any]().items, events={})
    server, live = _Server(tmp_path), LiveEdits(BuildLog())
    live.begin(config, ExitStack(), at_once=False)
    change()
    live.built((config, None, None, None), Settings(docs_dir=tmp_path, root=tmp_path), {})
    live.follow(server)
    server.serve()
    return server, live


def test_what_the_settings_name_is_looked_at(tmp_path: Path) -> None:
    """Settings that others inherit, a site's own templates, and a folder of pages that is new."""
    server, live = _following(tmp_path)
    for name in ("texts", "own"):
        (tmp_path / name).mkdir()
    (tmp_path / "base.yml").write_text("site_name: S\n")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\n")
    config = SimpleNamespace(
        docs_dir=str(tmp_path / "texts"),
        config_file_path=str(tmp_path / "mkdocs.yml"),
        theme=SimpleNamespace(custom_dir=str(tmp_path / "own")),
        plugins=live._config.plugins,
    )
    server.during = lambda: live.begin(config, ExitStack(), at_once=False)
    server.fails = live._due = True
    with suppress(PollinateError):
        server.builder()
    live.end()
    names = {Path(path).name for path in server._watched_paths}

    assert {"texts", "own", "base.yml", "mkdocs.yml"} <= names


def test_what_is_saved_during_the_first_build_is_built(tmp_path: Path) -> None:
    """No server looks yet; and where nothing was saved, nothing is built again."""
    server, live = _following(tmp_path)
    assert not server._want_rebuild
    live.end()
    server, live = _following(tmp_path, (tmp_path / "a.md").touch)
    assert server._want_rebuild
    server.builder()
    live.end()
    assert 1 == server.builds


def test_a_change_of_branch_is_no_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few edited texts are rendered alone, and nothing of them goes into a search index meanwhile;
    of many everything is built.
    """
    settings = Settings(docs_dir=tmp_path, root=tmp_path)
    uris = [SrcUri(f"lessons/l{n}.md") for n in range(MOST_AT_ONCE + 1)]
    (tmp_path / "lessons").mkdir()
    for uri in uris:
        (tmp_path / uri).write_text(f"# {uri}\n\nThe first words.\n")
    server, live = _following(tmp_path)
    walked = walk_docs(tmp_path, tmp_path, settings.endings)
    live._lessons = read_content(settings, walked, uris, whole=False).lessons
    rendered: list[tuple[str, bool]] = []

    def render(uri: str, *_: Any) -> None:
        rendered.append((uri, live.at_work))

    monkeypatch.setattr(live_engine, "render_alone", render)
    for few, builds in ((uris[1:], 0), (uris, 1)):
        for uri in few:
            with (tmp_path / uri).open("a") as file:
                file.write("\nMore words.\n")
        server.builder()
        assert builds == server.builds
    live.end()
    assert {(uri, True) for uri in uris[1:]} == set(rendered) and not live.at_work


def test_a_change_heard_twice_loads_no_page_anew(tmp_path: Path) -> None:
    """A swap file, or a system that tells of a change again: browsers stay where they are."""
    server, live = _following(tmp_path)
    (tmp_path / ".a.md.swp").touch()
    server.builder()
    live.end()
    assert (0, 0) == (server.builds, server._wanted_epoch)


def test_a_plugin_that_changes_pages_when_all_are_read_has_all_built(tmp_path: Path) -> None:
    """One page alone can't be asked for that; Material's own plugins leave lessons alone."""

    class Plugin:
        def on_env(self) -> None:
            """Hear."""

    for name, late in (("autorefs", "autorefs"), ("material/tags", ""), ("pollinate/garden", "")):
        plugin = Plugin()
        plugins = SimpleNamespace(items={name: plugin}.items, events={"env": [plugin.on_env]})
        assert late == changed_later(SimpleNamespace(plugins=plugins))
    hooks = SimpleNamespace(items=dict[str, Any]().items, events={"env": [lambda env: env]})
    assert "a hook" == changed_later(SimpleNamespace(plugins=hooks))


def test_a_server_that_builds_only_what_is_newer_shows_nothing_at_once() -> None:
    """The page would be newer than its source, and never get what the whole build knows."""
    for dirty in (False, True):
        plugin = GardenPlugin()
        plugin.on_startup(command="serve", dirty=dirty)
        assert plugin._at_once is not dirty


def test_a_site_that_is_built_whole_is_built_once_for_each_change(tmp_path: Path) -> None:
    """The system and whoever looks both tell of it; after a build that failed, each word counts."""
    server, live = _following(tmp_path)
    live._built = None
    (tmp_path / "a.md").touch()
    for _ in range(2):
        server.builder()
    assert 1 == server.builds

    server, live = _following(tmp_path)
    server.fails = True
    (tmp_path / "b.md").touch()
    for _ in range(2):
        with pytest.raises(PollinateError):
            server.builder()
    server.fails = False
    server.builder()
    assert 3 == server.builds
    live.end()

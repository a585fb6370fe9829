# A server that follows changes, as somebody who writes meets it: under both engines, with the files
# that editors leave behind, with changes that other pages show. Must not know: how a page is made.
"""Test what a local server shows of an edit, and when."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from pollinate_mkdocs.live_edits import SHORTEST, _files
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
AT_ONCE, BUILT = "is shown after", "Documentation built"


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
def served(folder: Path, engine: str, config: str = CONFIG) -> Iterator[Live]:
    """Serve a garden of three lessons."""
    garden = folder / "garden"
    live = Live(garden, "", folder / "log")
    live.write("mkdocs.yml", config)
    live.write("docs/index.md", "# Home\n")
    for name in "abc":
        live.write(f"docs/lessons/{name}.md", LESSON.format(title=name.upper(), words="Old words."))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    live.base = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", engine, "serve", "-a", f"127.0.0.1:{port}"]
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


def without_reloads(page: str) -> str:
    """Return a page without the numbers by which a server has it loaded anew."""
    return re.sub(r"'sha256-[^']+'|livereload\([^)]*\)", "", page)


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
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


def test_what_other_pages_show_is_built_everywhere_at_once(tmp_path: Path) -> None:
    """A title, a new file and a changed configuration reach all pages with the next build, and what
    an editor leaves beside a file asks for none.
    """
    with served(tmp_path, "mkdocs") as live:
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

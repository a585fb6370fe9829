# `pollinate serve LESSON`: one page is there before its garden, follows what is written, and gives
# way to the site. Must not know: how a page is rendered.
"""Test the page that is there first."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from pollinate.errors import RequestError
from pollinate.settings_file import read_settings
from pollinate_cli.cli import GardenPlace
from pollinate_cli.early_page import WORDS, early_page, page_of
from support.run import OURS

CONFIG = """site_name: Early
site_url: https://garden.test.org/base/
theme: {name: material, font: false}
markdown_extensions: [admonition]
plugins:
  - search
  - macros
  - pollinate/garden: {look: garden, history: optional}
hooks: [hook.py]
nav: [{Home: index.md}]
"""
LESSON = (
    "---\ntitle: Tides\nsummary: In short.\n---\n\n!!! note\n\n    Words of it.\n\n![p](p.svg)\n"
)
PAGE = "/base/lessons/tides/"


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a garden that needs a plugin and a hook which are not there."""
    folder = tmp_path / "garden"
    (folder / "docs/lessons").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG)
    (folder / "docs/index.md").write_text("# Home\n")
    (folder / "docs/lessons/tides.md").write_text(LESSON)
    (folder / "docs/lessons/p.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "secret.txt").write_text("mine")
    (folder / "docs/lessons/out.txt").symlink_to(folder / "secret.txt")
    monkeypatch.setenv("PYTHONPATH", OURS)
    return folder


def free_port() -> int:
    """Return a port that nobody has."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def ask(port: int, path: str, host: str = "localhost", how: str = "GET") -> tuple[int, str]:
    """Return the status and the text of an answer."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as to:
        to.request(how, path, headers={"Host": f"{host}:{port}"})
        answer = to.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")


def wait(done: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


def test_the_page_is_there_alone_and_follows(
    garden: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With its theme, its extensions and its pictures, cleaned, and with what is written next; all
    else is being built, and nothing beside the site is given out.
    """
    port, lesson = free_port(), garden / "docs/lessons/tides.md"
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("TMPDIR", str(work))
    lesson.write_text(LESSON + "\n<script>bad()</script>\n")
    settings = read_settings(garden)
    config = garden / "mkdocs.yml"
    with early_page(
        config, settings, "lessons/tides.md", "127.0.0.1", port, open_browser=False
    ) as end:
        assert f"at http://127.0.0.1:{port}{PAGE};" in capsys.readouterr().err
        status, page = ask(port, PAGE)
        assert 200 == status and WORDS in page and 'class="admonition note"' in page
        assert "In short." in page and "bad()" not in page
        assert 200 == ask(port, "/base/lessons/p.svg")[0]
        assert (
            200
            == ask(
                port, re.findall(r'href="../../(assets/styles[^"]*)"', page)[0].join(["/base/", ""])
            )[0]
        )
        for other in (
            "/",
            "/base/",
            "/base/lessons/tides.md",
            "/base/lessons/out.txt",
            "/base/../secret.txt",
            "/base/%2e%2e/secret.txt",
            "/base/lessons/",
        ):
            status, text = ask(port, other)
            assert 503 == status and "being built" in text and "mine" not in text, other
        assert 421 == ask(port, PAGE, "evil.test")[0]
        assert 501 == ask(port, PAGE, how="POST")[0] == ask(port, PAGE, how="HEAD")[0]
        assert "1" == ask(port, "/pollinate-early")[1]
        lesson.write_text(LESSON.replace("Words of it", "Later words"))
        assert "2" == ask(port, "/pollinate-early")[1]
        assert "Later words" in ask(port, PAGE)[1]
        end()
        # A server takes the same address now.
        with closing(socket.socket()) as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind(("127.0.0.1", port))
    assert [] == list(work.iterdir())


def test_what_can_not_be_shown_comes_with_the_site(
    garden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said, and nobody waits for it."""
    (garden / "mkdocs.yml").write_text(CONFIG.replace("admonition", "no_such_extension"))
    settings = read_settings(garden)
    with early_page(
        garden / "mkdocs.yml",
        settings,
        "lessons/tides.md",
        "127.0.0.1",
        free_port(),
        open_browser=False,
    ) as end:
        end()
    said = capsys.readouterr().err

    assert "no_such_extension" in said
    assert "lessons/tides.md can't be shown alone: " in said
    assert "Traceback" not in said


def test_a_page_that_is_no_lesson_is_shown_too(
    garden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though a garden without any lesson builds nothing; who lets no script run sees edits too."""
    settings, port = read_settings(garden), free_port()
    with early_page(
        garden / "mkdocs.yml", settings, "index.md", "127.0.0.1", port, open_browser=False
    ):
        assert f"at http://127.0.0.1:{port}/base/;" in capsys.readouterr().err
        status, page = ask(port, "/base/")
        assert 200 == status and ">Home</h1>" in page and "pollinate-early.md" not in page
        assert '<noscript><meta http-equiv="refresh"' in page


def test_a_draft_is_at_no_address(garden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The site won't show it, so nobody is sent there."""
    (garden / "docs/lessons/tides.md").write_text("---\ntitle: Tides\ndraft: true\n---\n\nMine.\n")
    settings, port = read_settings(garden), free_port()
    with early_page(
        garden / "mkdocs.yml", settings, "lessons/tides.md", "127.0.0.1", port, open_browser=False
    ):
        assert "can't be shown alone: the site has no such page" in capsys.readouterr().err
        with pytest.raises(OSError):
            ask(port, PAGE)


def test_an_early_end_leaves_nothing(garden: Path, tmp_path: Path) -> None:
    """Nor the folder that an engine makes for its site before it reads the settings."""
    (garden / "hook.py").write_text("raise KeyboardInterrupt\n")
    (garden / "mkdocs.yml").write_text(CONFIG.replace("  - macros\n", ""))
    left = tmp_path / "left"
    left.mkdir()
    command = [sys.executable, "-m", "pollinate_cli", "serve", "--port", str(free_port())]
    done = subprocess.run(
        command,
        cwd=garden,
        env={**os.environ, "TMPDIR": str(left)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Stopped." in done.stderr and [] == list(left.iterdir())


def test_the_site_takes_its_place(garden: Path) -> None:
    """At the same address, with all that belongs to the page; nobody of both is left at the end."""
    port = free_port()
    (garden / "mkdocs.yml").write_text(
        CONFIG.replace("  - macros\n", "").replace("hooks: [hook.py]\n", "").replace("/base/", "/")
    )
    command = [sys.executable, "-m", "pollinate_cli", "serve", "tides", "--port", str(port)]
    with subprocess.Popen(command, cwd=garden, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            assert "lessons/tides.md is at" in server.stderr.readline()

            def whole() -> bool:
                try:
                    status, page = ask(port, "/lessons/tides/")
                except OSError:
                    return False
                return status == 200 and WORDS not in page and "Words of it." in page

            wait(whole, 60)
            assert 200 == ask(port, "/")[0]
        finally:
            # As Ctrl-C, which a shell may keep from what it starts behind.
            server.terminate()
            try:
                server.communicate(timeout=30)
            finally:
                server.kill()
    with pytest.raises(OSError):
        ask(port, "/")


def test_it_ends_with_whoever_started_it(garden: Path, tmp_path: Path) -> None:
    """Also where that had no time to say so: the address is free again."""
    port = free_port()
    command = [sys.executable, "-m", "pollinate_cli", "serve", "tides", "--port", str(port)]
    # Whoever is killed leaves the folder for its temporary files.
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command,
        cwd=garden,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as server:
        assert server.stderr is not None
        assert "lessons/tides.md is at" in server.stderr.readline()
        server.kill()

    def gone() -> bool:
        try:
            ask(port, PAGE)
        except (OSError, HTTPException):
            return True
        return False

    wait(gone)


def test_a_page_is_named_as_one_likes(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its file from here or from the docs folder, or its name; else it is said what is meant."""
    place, settings = GardenPlace(garden, "", ()), read_settings(garden)
    monkeypatch.chdir(garden / "docs")
    for word in (
        "lessons/tides.md",
        "tides",
        "tides.md",
        "lessons/tides",
        "Tides",
        "http://127.0.0.1:8000/base/lessons/tides/",
        str(garden / "docs/lessons/tides.md"),
    ):
        assert "lessons/tides.md" == page_of(place, settings, word), word
    with pytest.raises(RequestError, match="no page 'tide'") as error:
        page_of(place, settings, "tide")
    assert "lessons/tides.md  Tides" in error.value.example.splitlines()
    (garden / "docs/more").mkdir()
    (garden / "docs/more/tides.md").write_text("# Other\n")
    with pytest.raises(RequestError, match="may be one of 2 pages") as error:
        page_of(place, settings, "tides")
    assert ["lessons/tides.md", "more/tides.md"] == error.value.example.split()
    for word in ("ebb", "../secret.txt", "lessons/p.svg", ""):
        with pytest.raises(RequestError):
            page_of(place, settings, word)

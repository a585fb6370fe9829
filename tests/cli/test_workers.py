# Several processes render the pages of a large garden, and the site, its warnings and what is
# remembered are those of one process; a process that is lost costs time and nothing else.
# Must not know: how pages are shared out.
"""Test builds in several processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from support.notes_garden import lesson, write_notes_garden
from support.run import OURS, pollinate
from support.sites import differences

START = """
import os, sys, time
from pollinate_mkdocs.page_shares import PageShares
here = os.getpid()
{more}
from pollinate_cli.start import main
main()
"""
LOST = """
before = PageShares.{method}
def lost(self, *args):
    if os.getpid() != here:
        os._exit(9)
    return before(self, *args)
PageShares.{method} = lost
"""
ICONS = """
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""
OF_THE_FIRST = """
from pollinate_mkdocs.generated_files import GeneratedFiles
add, leave = GeneratedFiles.add, PageShares.leave
def added(self, *args, **how):
    if os.getpid() != here:
        os._exit(9)
    add(self, *args, **how)
def left(self, result):
    if os.getpid() != here and any(map(self.has, ("way.md", "way/index.md"))):
        os._exit(9)
    leave(self, result)
GeneratedFiles.add, PageShares.leave = added, left
"""
"""Loses a process that does what is the first one's."""
STOPS = """
from mkdocs.structure.files import Files
from pollinate_mkdocs.search_index import SearchIndex
close = SearchIndex.close
def stop(self, **how):
    time.sleep(1)
    raise ValueError("no room for it")
def closed(self):
    close(self)
    time.sleep(0.5)
Files.copy_static_files, SearchIndex.close = stop, closed
"""
"""The first process stops, and takes its time to go, while others are at work."""


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a garden of 300 lessons, some of which have to be warned of."""
    folder = write_notes_garden(tmp_path_factory.mktemp("many") / "garden")
    config = folder / "mkdocs.yml"
    text = config.read_text().replace(
        "font: false}", "font: false, features: [navigation.instant]}\n" + ICONS
    )
    config.write_text(
        text.replace("goals:", "lessons_in_nav: never\n      look: garden\n      goals:")
    )
    for number in range(0, 300, 40):
        with (folder / "docs" / lesson(number)).open("a") as file:
            file.write(f"\n[away](gone-{number}.md) [down](#nowhere)\n<script>1</script>\n")
        with (folder / "docs" / lesson(number + 1)).open("a") as file:
            # What is said of a page that another process reads as well is said once.
            there = f"../../{lesson(number)}#lesson-{number}-of-the-walk"
            file.write(f"\n[into]({there})\n")
    with (folder / "docs/index.md").open("a") as file:
        file.write("\n[away](gone.md)\n")
    (folder / "docs/about.md").write_text("# About\n\n<script>var one = 1</script>\n")
    (folder / "docs/lessons/icon.md").write_text("# An icon :smile: of one\n")
    (folder / "docs/way.md").write_text("# One way\n")
    (folder / "docs/way").mkdir()
    (folder / "docs/way/index.md").write_text("# Another way\n")
    return folder


def built(garden: Path, site: Path, *more: str) -> list[str]:
    """Build, and return the warnings in their order by name."""
    done = pollinate("-C", str(garden), "build", "-q", "--site-dir", str(site), *more)
    assert 0 == done.returncode, done.stderr
    return sorted(done.stderr.strip().split("\n"))


def _run(code: str, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command line behind some code of ours."""
    return subprocess.run(
        [sys.executable, "-c", START.format(more=code), *args],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": OURS, **env},
        check=False,
    )


@pytest.fixture(scope="module")
def alone(garden: Path) -> Iterator[tuple[Path, list[str]]]:
    """Give the site that one process makes, and what it says."""
    site = garden.parent / "alone"
    yield site, built(garden, site, "--workers", "1", "--full")


@pytest.mark.parametrize("workers", ["2", "3"])
def test_the_site_is_that_of_one_process(
    garden: Path, alone: tuple[Path, list[str]], workers: str
) -> None:
    """Byte for byte, warnings too; an edit after it renders as little."""
    site = garden.parent / f"by-{workers}"

    assert alone[1] == built(garden, site, "--workers", workers, "--full")
    assert [] == list(differences(alone[0], site))
    page = garden / "docs" / lesson(7)
    before = page.read_text()
    page.write_text(before + "\nMore of it.\n")
    done = pollinate("-C", str(garden), "build", "--site-dir", str(site))
    page.write_text(before)
    # Nine that are warned of, eight that link into such a text, two that have one address, one that
    # only the engine could name, and the one that was edited.
    assert "; 21 of " in done.stderr


@pytest.mark.parametrize("method", ["exchange", "leave"])
def test_a_lost_process_costs_time_alone(
    garden: Path, alone: tuple[Path, list[str]], method: str
) -> None:
    """All is rendered here, and the site is the same."""
    site = garden.parent / f"lost-{method}"
    args = ("build", "-q", "--full", "--workers", "2", "--site-dir", str(site))
    done = _run(LOST.format(method=method), "-C", str(garden), *args)

    lost = "a process that rendered a share of the pages ended early; all pages are rendered in"
    assert 0 == done.returncode, done.stderr
    assert sorted([*alone[1], f"{lost} one process."]) == sorted(done.stderr.strip().split("\n"))
    assert [] == list(differences(alone[0], site))


def test_what_two_have_in_common_the_first_one_does(
    garden: Path, alone: tuple[Path, list[str]]
) -> None:
    """It writes the pages that have one address, in their order, and the files beside the pages."""
    site = garden.parent / "of-the-first"
    args = ("build", "-q", "--full", "--workers", "2", "--site-dir", str(site))
    done = _run(OF_THE_FIRST, "-C", str(garden), *args)

    assert "ended early" not in done.stderr
    assert [] == list(differences(alone[0], site))


def test_a_build_that_stops_leaves_nothing(garden: Path, tmp_path: Path) -> None:
    """No process writes on where its folders are taken away."""
    site = garden.parent / "stopped"
    args = ("build", "-q", "--full", "--workers", "2", "--site-dir", str(site))
    done = _run(STOPS, "-C", str(garden), *args, TMPDIR=str(tmp_path))

    assert 2 == done.returncode
    assert "ValueError: no room for it" in done.stderr
    assert [] == [*tmp_path.iterdir(), *garden.parent.glob("*stopped*")]


def test_a_small_garden_has_one_process(garden: Path, tmp_path: Path) -> None:
    """What is rendered while a process starts is rendered here: a lost one can't be missed."""
    (tmp_path / "docs/lessons").mkdir(parents=True)
    (tmp_path / "docs/lessons/a.md").write_text("# A\n")
    (tmp_path / "mkdocs.yml").write_text((garden / "mkdocs.yml").read_text())
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    done = _run("os.fork = None\n" + LOST.format(method="leave"), "-C", str(tmp_path), "build")

    assert "pages" not in done.stderr.split("The site is in")[-1]
    assert 0 == done.returncode, done.stderr


def _of_session(session: int) -> list[int]:
    """Return the processes of a session that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, of = stat.read_text().rpartition(")")[2].split()[:4]
            if int(of) == session and state != "Z":
                found.append(int(stat.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system lists no processes")
def test_nobody_works_for_a_process_that_is_gone(garden: Path) -> None:
    """Where the first one is killed, the others end, and the next build goes on."""
    site = garden.parent / "killed"
    command = [sys.executable, "-m", "pollinate_cli", "-C", str(garden), "build", "-q", "--full"]
    more = ["--workers", "2", "--site-dir", str(site)]
    begun = subprocess.Popen(
        command + more, env={**os.environ, "PYTHONPATH": OURS}, start_new_session=True
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and not list(garden.parent.glob(".killed-*/lessons")):
        time.sleep(0.05)
    begun.kill()
    begun.wait()
    until = time.monotonic() + 20
    while time.monotonic() < until and _of_session(begun.pid):
        time.sleep(0.1)

    assert [] == _of_session(begun.pid)
    assert not site.exists()
    built(garden, site, "--workers", "2")
    assert [] == list(garden.parent.glob(".killed-*"))

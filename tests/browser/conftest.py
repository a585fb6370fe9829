# One Chromium for each test process, and the built sites at local addresses. Without a Chromium
# these tests are left out, unless POLLINATE_REQUIRE_BROWSER says that they must run. Must not know:
# what a page should look like.
"""Provide a browser and sites to open in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from support.repo import BEA, CY, Repo
from support.run import ROOT, pollinate
from support.shared import made_once

from tests.browser.serving import serving

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--in-process-gpu",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the machine's Chromium."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        if os.environ.get("POLLINATE_REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium on this machine, and POLLINATE_REQUIRE_BROWSER=1 asks for one")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def demo_url(browser: Browser, demo_site: Path) -> Iterator[str]:
    """Give the address of the sample garden; asks for the browser first, so that nothing is built
    without one.
    """
    with serving(demo_site) as url:
        yield url


@pytest.fixture(scope="session")
def german_url(browser: Browser, german_site: Path) -> Iterator[str]:
    """Give the address of the sample garden in German."""
    with serving(german_site) as url:
        yield url


@pytest.fixture(scope="session")
def arabic_url(browser: Browser, arabic_site: Path) -> Iterator[str]:
    """Give the address of the sample garden on pages that run from right to left."""
    with serving(arabic_site) as url:
        yield url


@pytest.fixture(scope="session")
def own_url(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of this project's own garden."""
    shallow = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--is-shallow-repository"],
        capture_output=True,
        text=True,
    )
    if shallow.stdout.strip() != "false":
        pytest.skip("this project's own history is not at hand, so its own garden can't be built")
    made = made_once(tmp_path_factory, "own", lambda folder: build_strictly(ROOT, folder / "site"))
    with serving(made / "site") as url:
        yield url


@pytest.fixture(scope="session")
def corpus_url(
    browser: Browser, corpora: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Give the address of a real garden that knows nothing of us."""

    def make(folder: Path) -> None:
        bundle = str(corpora / "thoughtbot-guides.bundle")
        subprocess.run(["git", "clone", "-q", bundle, str(folder / "garden")], check=True)
        bare = ("--docs-dir", ".", "--lessons", "**/*.md")
        build_with(folder / "garden", folder / "site", *bare)

    with serving(made_once(tmp_path_factory, "real", make) / "site") as url:
        yield url


@pytest.fixture(scope="session")
def odd_url(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a garden of what the two others lack."""

    def make(folder: Path) -> None:
        build_strictly(odd_garden(folder / "garden"), folder / "site")

    with serving(made_once(tmp_path_factory, "odd", make) / "site") as url:
        yield url


def build_strictly(garden: Path, site: Path) -> None:
    """Build a garden's site without a warning."""
    build_with(garden, site, strict="--strict")


def build_with(garden: Path, site: Path, *options: str, strict: str = "-q") -> None:
    """Build a garden's site with some options of ours."""
    done = pollinate("-C", str(garden), *options, "build", strict, "--site-dir", str(site), "-q")
    assert done.returncode == 0, done.stderr


def odd_garden(folder: Path) -> Path:
    """Write a garden of 40 people, a withdrawn and an uncommitted lesson, and long words."""
    repo = Repo(folder)
    repo.write("mkdocs.yml", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    repo.commit(BEA, docs__index="# Odd\n\nA garden.\n\n<!-- pollinate: home -->\n")
    long_word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2
    repo.lesson(
        BEA,
        "---\nstatus: withdrawn\nreason: It named a person.\non: 2026-03-02\n---\n#"
        " Withdrawn\n\nGone.\n",
        name="withdrawn",
    )
    for number in range(40):
        who = (
            f"{chr(65 + number % 26)}da {long_word if number == 3 else f'Number{number}'}"
            f" <p{number}@harbour.test.org>"
        )
        repo.lesson(
            who,
            f"# {long_word if number % 9 == 3 else f'Lesson {number}'}\n\nText"
            f" {number}.\n\nMore.\n",
            name=f"t/n{number}",
        )
    repo.lesson(
        CY,
        f"# Lesson 5\n\nText 5.\n\nMore.\n\n`{long_word}` and {long_word}\n",
        f"Add\n\nCo-authored-by: {BEA}",
        name="t/n5",
    )
    # Whose share is said in words, beside a day: nothing else in that column is as wide.
    long_text = "# Lesson 6\n\n" + " ".join(f"word{n}" for n in range(600)) + ".\n"
    repo.lesson(BEA, long_text, name="t/n6")
    repo.lesson(CY, long_text.replace("word7 ", "word8 "), "One word", name="t/n6")
    repo.write(
        "docs/gatherings/2026-03-12-long.md",
        f"---\ntitle: Long\ndate: 2026-03-12\nkind: {long_word}\npeople: [{long_word}]\n---\n\nWe met.\n",
    )
    repo.write("docs/lessons/t/new.md", "# Not committed\n\nWritten a minute ago.\n")
    return folder

# Ground that all tests stand on: scripted repositories, and the real gardens where they are at
# hand.
"""Provide repositories to test on."""

from __future__ import annotations

import itertools
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from support.made_corpus import write_made_corpus
from support.repo import Repo
from support.shared import made_once
from support.spoken import speak
from support.warm import keep_in

# Speed is for the bench: a busy machine must not fail a property.
hypothesis.settings.register_profile("garden", deadline=None)
hypothesis.settings.load_profile("garden")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give names of home folders. Not by `mktemp`, which looks through all folders of all tests
    before to find a number.
    """
    top = tmp_path_factory.mktemp("homes")
    return (top / str(number) for number in itertools.count())


@pytest.fixture(scope="session", autouse=True)
def _kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let the commands of all test processes keep in one place what they work out alike."""
    keep_in(made_once(tmp_path_factory, "kept", lambda folder: None))


@pytest.fixture(autouse=True)
def _no_user_configuration(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests from reading anybody's git configuration."""
    home = next(homes)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("GIT_DIR", raising=False)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Give an empty repository."""
    return Repo(tmp_path / "garden")


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Give the folder of real gardens (git bundles); skipped where they are not at hand."""
    named = os.environ.get("POLLINATE_CORPORA")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the real gardens are not at hand (POLLINATE_CORPORA)")
    return folder


@pytest.fixture(
    scope="session", params=["made-up", "thoughtbot-til", "thoughtbot-guides", "jbranchaud-til"]
)
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give one garden, for reading: one that is made up, so that everybody has it, and clones of
    real ones.
    """
    name = str(request.param)
    corpora: Path | None = None if name == "made-up" else request.getfixturevalue("corpora")

    def make(folder: Path) -> None:
        if corpora is None:
            write_made_corpus(folder / name)
            return
        bundle = str(corpora / f"{name}.bundle")
        subprocess.run(["git", "clone", "-q", bundle, str(folder / name)], check=True)

    return made_once(tmp_path_factory, f"corpus-{name}", make) / name


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample garden, for reading."""
    from pollinate_cli.demo import write_demo

    made = made_once(tmp_path_factory, "demo", lambda folder: write_demo(folder / "garden"))
    return made / "garden"


@pytest.fixture(scope="session")
def demo_site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample garden's built site, for reading."""
    from support.run import pollinate

    def build(folder: Path) -> None:
        site = str(folder / "site")
        done = pollinate("-C", str(demo), "build", "--strict", "--site-dir", site, "-q")
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "demo-site", build) / "site"


@pytest.fixture(scope="session")
def german_site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample garden's site in German, for reading."""
    made = made_once(tmp_path_factory, "demo-de", lambda folder: speak(demo, "de", folder))
    return made / "site"


@pytest.fixture(scope="session")
def arabic_site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample garden's site from right to left, for reading."""
    made = made_once(tmp_path_factory, "demo-ar", lambda folder: speak(demo, "ar", folder))
    return made / "site"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say last what was left out for want of a browser."""
    left_out = [
        r for r in terminalreporter.stats.get("skipped", []) if "Chromium" in str(r.longrepr)
    ]
    if left_out:
        terminalreporter.write_line(
            f"LEFT OUT: {len(left_out)} browser tests, for want of a Chromium on this machine."
        )

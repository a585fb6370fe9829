# Ground that all tests stand on: scripted repositories, and the real gardens where they are at
# hand.
"""Provide repositories to test on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import hypothesis
import pytest
from support.made_corpus import write_made_corpus
from support.repo import Repo

# Speed is for the bench: a busy machine must not fail a property.
hypothesis.settings.register_profile("garden", deadline=None)
hypothesis.settings.load_profile("garden")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _no_user_configuration(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep the tests from reading anybody's git configuration."""
    home = tmp_path_factory.mktemp("home")
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
    """Give one garden: one that is made up, so that everybody has it, and clones of real ones."""
    target = tmp_path_factory.mktemp("corpus") / str(request.param)
    if request.param == "made-up":
        return write_made_corpus(target)
    corpora: Path = request.getfixturevalue("corpora")
    subprocess.run(
        ["git", "clone", "-q", str(corpora / f"{request.param}.bundle"), str(target)], check=True
    )
    return target


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample garden."""
    from pollinate_cli.demo import write_demo

    target = tmp_path_factory.mktemp("demo") / "garden"
    write_demo(target)
    return target


@pytest.fixture(scope="session")
def demo_site(demo: Path) -> Path:
    """Give the sample garden's built site."""
    from support.run import pollinate

    done = pollinate("-C", str(demo), "build", "--strict", "--site-dir", "site", "-q")
    assert done.returncode == 0, done.stderr
    return demo / "site"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say last what was left out for want of a browser."""
    left_out = [
        r for r in terminalreporter.stats.get("skipped", []) if "Chromium" in str(r.longrepr)
    ]
    if left_out:
        terminalreporter.write_line(
            f"LEFT OUT: {len(left_out)} browser tests, for want of a Chromium on this machine."
        )

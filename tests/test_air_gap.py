# Without an index: what the handbook lists is all that is needed, and a garden is planted and built
# with it alone. Must not know: what a garden looks like.
"""Test that pollinate installs and works from a folder of wheels."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RUN = (
    "import sys; sys.path.insert(0, {target!r}); sys.argv = ['pollinate', *sys.argv[1:]];"
    " from pollinate_cli.__main__ import main; main()"
)
WHO = {
    "GIT_AUTHOR_NAME": "Mira K",
    "GIT_AUTHOR_EMAIL": "mira@harbour.test.org",
    "GIT_COMMITTER_NAME": "Mira K",
    "GIT_COMMITTER_EMAIL": "mira@harbour.test.org",
}


def run(*args: str, offline: bool = False, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command, and stop where it fails; `offline` knows no index."""
    told = {
        key: value
        for key, value in os.environ.items()
        if key != "PYTHONPATH" and not (offline and key.startswith("PIP_"))
    }
    env |= (
        {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull} if offline else {}
    )
    done = subprocess.run(args, capture_output=True, text=True, env={**told, **env}, timeout=600)
    assert 0 == done.returncode, done.stdout[-3000:] + done.stderr[-3000:]
    return done


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with our wheel and all that it needs, as the handbook fetches it."""
    folder = tmp_path_factory.mktemp("wheels")
    quiet = ("-q", "--disable-pip-version-check")
    run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(ROOT),
    )
    [own] = folder.glob("pollinate-*.whl")
    pins = ("-c", str(ROOT / "constraints.txt"))
    run(sys.executable, "-m", "pip", "wheel", *quiet, *pins, "--wheel-dir", str(folder), str(own))
    return folder


def test_the_handbook_lists_every_wheel(wheels: Path) -> None:
    """Who carries what is listed has everything."""
    page = (ROOT / "docs/guide/publishing.md").read_text(encoding="utf-8")
    listed = re.search(r"<!-- wheels -->(.*?)<!-- /wheels -->", page, re.S)
    assert listed
    names = {
        re.sub(r"[-_.]+", "-", path.name.split("-")[0]).lower() for path in wheels.glob("*.whl")
    }

    assert names == set(re.findall(r"`([\w-]+)`", listed[1]))


def test_a_garden_is_built_without_an_index(wheels: Path, tmp_path: Path) -> None:
    """Installed from the folder, with no index to ask, it plants a garden and builds it."""
    target = tmp_path / "installed"
    run(
        *(sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"),
        *(
            "--no-compile",
            "--no-index",
            "--find-links",
            str(wheels),
            "--target",
            str(target),
            "pollinate",
        ),
        offline=True,
    )
    # -S: nothing of the environment that runs the tests is seen.
    ours = (sys.executable, "-I", "-S", "-c", RUN.format(target=str(target)))
    garden, site = tmp_path / "garden", tmp_path / "site"
    run(*ours, "init", str(garden), "--yes", **WHO)
    told = run(*ours, "-C", str(garden), "check")
    assert "Less is looked at" in told.stderr and "detect-secrets" in told.stderr
    run(*ours, "-C", str(garden), "build", "--strict", "--site-dir", str(site))

    assert (
        "Mira K" in (site / "lessons/this-garden/write-it-down-the-same-day/index.html").read_text()
    )

# An error in every phase, in the processes beside us and in git itself: pollinate ends within
# seconds with its message, leaves no process behind, and the last good site as it was.
"""Break pollinate in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pollinate_cli.build_files import MARK
from pollinate_cli.site_folder import MARK_TEXT
from support.repo import ANA, Repo, lines
from support.run import ROOT

MOST_SECONDS = 25.0
"""A whole run on a busy machine; a process that hangs is ended after this and fails."""
DRIVER = """
import importlib, multiprocessing, os, signal, sys
module, name, how = sys.argv[1].split(":")
from pollinate.history import streams
streams.PIECES = 1
from pollinate.runtime import forked
forked.can_fork = lambda: True
import pollinate.garden
pollinate.garden.LARGE = 1
if "build" in sys.argv:
    import pollinate_mkdocs.garden.plugin
    pollinate_mkdocs.garden.plugin.MANY_PAGES = 1
owner = importlib.import_module(module)
*path, last = name.split(".")
for part in path:
    owner = getattr(owner, part)
real = getattr(owner, last)
def broken(*args, **more):
    if how == "child" and multiprocessing.parent_process() is None:
        return real(*args, **more)
    if how == "child":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "interrupt":
        raise KeyboardInterrupt
    raise {"memory": MemoryError, "bug": TypeError, "os": OSError}[how]("injected")
setattr(owner, last, broken)
sys.argv = ["pollinate", *sys.argv[2:]]
from pollinate_cli.__main__ import main
main()
"""
FAULTS = [
    ("pollinate.garden:locate:bug", "credits", 2),
    ("pollinate.garden:known_files:memory", "credits", 2),
    ("pollinate.garden:start_mining:os", "credits", 2),
    ("pollinate.garden:read_all:bug", "credits", 2),
    ("pollinate.garden:read_all:memory", "credits", 2),
    ("pollinate.garden:read_all:interrupt", "credits", 130),
    ("pollinate.history.mine:Replay.feed:bug", "credits", 2),
    ("pollinate.history.mine:Replay.feed:memory", "credits", 2),
    ("pollinate.history.mine:Replay.feed:interrupt", "credits", 130),
    ("pollinate.history.mine:with_mapped_trailers:bug", "credits", 2),
    ("pollinate.history.streams:read_parents:bug", "credits", 2),
    ("pollinate.history.streams:read_merges:memory", "credits", 0),
    ("pollinate.garden:texts_at_head:interrupt", "credits", 130),
    ("pollinate.garden:derive_garden:bug", "credits", 2),
    ("pollinate.garden:derive_garden:interrupt", "credits", 130),
    ("pollinate.publish:publish:memory", "export", 2),
    ("pollinate_mkdocs.garden.plugin:build_garden:bug", "build", 2),
    ("pollinate_mkdocs.garden.plugin:publish:memory", "build", 2),
    ("pollinate_mkdocs.garden.plugin:Site:bug", "build", 2),
    ("pollinate_mkdocs.garden.plugin:GardenPlugin.parts:interrupt", "build", 130),
    ("pollinate_mkdocs.garden.plugin:GardenPlugin._made:os", "build", 2),
    ("pollinate_mkdocs.feed_files:write_feed:bug", "build", 2),
]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a garden whose log is longer than what waits for us at once: seven megabytes in few and
    long lines, since how many there are is nothing to a fault.
    """
    repo = Repo(tmp_path_factory.mktemp("faults") / "garden")
    repo.write(
        "mkdocs.yml",
        "site_name: G\ntheme: mkdocs\nplugins:\n  - pollinate/garden: {cache: false}\n  -"
        " pollinate/attribution\n",
    )
    repo.write("docs/index.md", "# Home\n")
    for number in range(4):
        text = "\n".join(f"{number} {line} {str(line) * 60:.240}" for line in range(4_000))
        repo.commit(ANA, docs__lessons__big=f"# Big\n\n{text}\n")
    repo.lesson(ANA, lines("one"))
    return repo.path


def run(
    garden: Path, fault: str, *words: str, env: dict[str, str] | None = None
) -> tuple[int, str, float, int]:
    """Return exit code, standard error, seconds, and how many processes are left."""
    variables = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'plugins'}{os.pathsep}{ROOT / 'contrib_tools'}",
        **(env or {}),
    }
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", DRIVER, fault, "-C", str(garden), *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=variables,
        start_new_session=True,
    )
    try:
        _, told = process.communicate(timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    return process.returncode, told, time.monotonic() - start, left(process.pid)


def left(group: int) -> int:
    """Return how many processes of a group still run."""
    listing = subprocess.run(
        ["ps", "-eo", "pgid=,stat="], capture_output=True, text=True, check=True
    )
    rows = (line.split() for line in listing.stdout.splitlines())
    return sum(row[0] == str(group) and not row[1].startswith("Z") for row in rows)


@pytest.mark.parametrize(("fault", "verb", "code"), FAULTS)
def test_a_fault_ends_everything(
    large: Path, tmp_path: Path, fault: str, verb: str, code: int
) -> None:
    """Whatever breaks, the process ends with its code and a message, no child is left, and the
    last site is untouched.
    """
    site = tmp_path / "site"
    site.mkdir()
    (site / MARK).write_text(MARK_TEXT)
    (site / "404.html").write_text("the last good site\n")
    (site / MARK).write_text(MARK_TEXT)
    words = ["build", "--site-dir", str(site)] if verb == "build" else [verb]

    ended, told, _, children = run(large, fault, *words)

    if code:
        assert code == ended, told
        assert "Traceback" not in told and told.strip()
    assert 0 == children
    assert "the last good site\n" == (site / "404.html").read_text()


@pytest.mark.parametrize(
    ("fault", "verb"),
    [
        ("pollinate.content.read:read_content:child", "credits"),
        ("pollinate_mkdocs.garden.plugin:GardenPlugin._made:child", "build"),
    ],
)
def test_a_killed_child_is_noticed(large: Path, tmp_path: Path, fault: str, verb: str) -> None:
    """A second process that is killed is told in the log, and its work is done here."""
    words = ["build", "--site-dir", str(tmp_path / "site")] if verb == "build" else [verb]

    ended, told, _, children = run(large, fault, *words)

    assert 0 == ended and 0 == children, told
    assert "a second process ended early" in told


def test_a_process_that_can_not_start_is_done_without(large: Path) -> None:
    """Where no second process can be had, its work is done here."""
    ended, told, _, children = run(large, "pollinate.runtime.forked:_Second._fork:os", "credits")

    assert 0 == ended and 0 == children, told
    assert "no second process" in told


def test_git_that_ends_early_is_an_error(large: Path, tmp_path: Path) -> None:
    """A git that dies in the middle of its log is one clear error, never half a history."""
    git = subprocess.run(["which", "git"], capture_output=True, text=True, check=True)
    fake = tmp_path / "git"
    fake.write_text(
        "#!/bin/sh\n"
        f'case "$*" in *" log "*) {git.stdout.strip()} "$@" | head -c 3000000; exit 3;; esac\n'
        f'exec {git.stdout.strip()} "$@"\n'
    )
    fake.chmod(0o755)

    ended, told, _, children = run(
        large,
        "pollinate.publish:_DAY:bug",
        "check",
        env={"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
    )

    assert 2 == ended and "git log failed" in told, told
    assert 0 == children


def test_globs_that_match_nothing_end_at_once(large: Path) -> None:
    """A user's mistake on a large repository is one error: the log that nobody reads any more is
    let go.
    """
    ended, told, _, children = run(
        large, "pollinate.publish:_DAY:bug", "--lessons", "nothing/*.md", "check"
    )

    assert 2 == ended and "no file below" in told, told
    assert 0 == children

# That a process of warm.py is one like any other: the same words, the same exit code, its own
# variables and folder, nothing left of the one before. Must not know: what commands do.
"""Test the quick way to run a process."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from support.repo import ANA, Repo
from support.warm import OURS, READ_AT_START, run_module

SCRIPT = """\
import atexit, os, pathlib, sys, threading
name, *words = sys.argv[1:]
atexit.register(print, "at exit")
print(pathlib.Path.cwd().name, os.environ.get("WORD"), words, sys.stdin.read(), __name__)
print("told", file=sys.stderr)
if name == "thread":
    threading.Thread(target=print, args=("thread",)).start()
if name == "words":
    sys.exit("the end")
if name == "code":
    sys.exit(7)
if name == "error":
    raise ValueError("broken")
if name == "signal":
    os.kill(os.getpid(), 9)
if name == "state":
    import json
    print(getattr(json, "mark", "none"))
    json.mark = "left"
if name == "hash":
    print(hash("a"))
if name == "endless":
    threading.Event().wait()
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """Give a folder with a module."""
    (tmp_path / "told_by_tests.py").write_text(SCRIPT)
    return tmp_path


def run(
    folder: Path, name: str, cold: bool = False, timeout: float = 300, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the module."""
    env = {**os.environ, "PYTHONPATH": OURS, "NO_MKDOCS_2_WARNING": "1", **more}
    words = (name, "b c", "ü")
    return run_module(
        "told_by_tests", *words, cwd=folder, env=env, cold=cold, timeout=timeout, stdin="é"
    )


@pytest.mark.parametrize("name", ["none", "thread", "words", "code", "signal"])
def test_a_warm_process_ends_as_a_cold_one(script: Path, name: str) -> None:
    """Both outputs and the exit code are the same."""
    warm, cold = (run(script, name, cold=cold, WORD="ß") for cold in (False, True))
    assert (cold.returncode, cold.stdout, cold.stderr) == (
        warm.returncode,
        warm.stdout,
        warm.stderr,
    )


def test_an_error_is_told_as_ever(script: Path) -> None:
    """A traceback goes to standard error, and the exit code is 1."""
    done = run(script, "error")
    assert 1 == done.returncode
    assert "Traceback" in done.stderr and done.stderr.endswith("ValueError: broken\n")
    assert "at exit" in done.stdout


def test_nothing_is_left_of_a_process_before(script: Path) -> None:
    """What one run changes in memory no later one sees, whichever of the two processes it has."""
    assert {"none"} == {run(script, "state").stdout.split("\n")[1] for _ in range(3)}


def test_runs_differ_in_their_order_of_sets(script: Path) -> None:
    """Two runs in turn have two hash seeds, so that no output can depend on one unseen."""
    if os.environ.get("PYTHONHASHSEED", "random") != "random":
        pytest.skip("one hash seed is asked for")
    assert 2 == len({run(script, "hash").stdout.split("\n")[1] for _ in range(2)})


@pytest.mark.parametrize("name", ["PYTHONHASHSEED", "LC_ALL", "PATH"])
def test_what_is_read_at_the_start_is_never_run_warm(script: Path, name: str) -> None:
    """A variable that an interpreter reads as it starts counts as ever."""
    assert name.startswith(READ_AT_START)
    text = {"PYTHONHASHSEED": "0", "LC_ALL": "C", "PATH": "/nowhere"}[name]
    found = {run(script, "hash", **{name: text}).stdout.split("\n")[1] for _ in range(3)}
    assert (1 if name == "PYTHONHASHSEED" else 3) == len(found)


def test_a_garden_built_by_a_test_leaves_later_runs_warm(
    repo: Repo, script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a command sets for itself is no other environment: the process before is taken."""
    monkeypatch.delenv("GIT_PYTHON_REFRESH", raising=False)
    run(script, "none")
    repo.lesson(ANA, "# A\n\nText.\n")
    repo.garden()
    monkeypatch.setenv("GIT_PYTHON_REFRESH", "quiet")
    monkeypatch.setattr(subprocess, "run", None)

    assert 0 == run(script, "none").returncode


def test_a_process_without_end_is_stopped(script: Path) -> None:
    """It is killed in time, and the next one runs."""
    for _ in range(2):
        with pytest.raises(subprocess.TimeoutExpired):
            run(script, "endless", timeout=0.5)
    assert 0 == run(script, "none").returncode


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("pollinate_cli", ("--docs-dir", "docs", "credits")),
        ("pollinate_cli", ("--docs-dir", "docs", "check")),
        ("pollinate_cli", ("--docs-dir", "docs", "export")),
        ("pollinate_cli", ("nonsense",)),
        ("mkdocs", ("build", "-q", "-d", "site")),
        ("properdocs", ("build", "-q", "-d", "site")),
    ],
)
def test_our_commands_say_the_same_warm_and_cold(
    repo: Repo, module: str, words: tuple[str, ...]
) -> None:
    """Every module that a command needs it loads itself: what is loaded before adds nothing."""
    repo.write("mkdocs.yml", "site_name: W\ntheme: mkdocs\nplugins: [pollinate/garden]\n")
    repo.write("docs/index.md", "# Home\n\n[nowhere](x.md)\n")
    repo.lesson(ANA, "# A\n\nText.\n")
    env = {**os.environ, "PYTHONPATH": OURS, "NO_MKDOCS_2_WARNING": "1"}
    warm, cold = (
        run_module(module, *words, cwd=repo.path, env=env, cold=cold) for cold in (False, True)
    )
    assert (cold.returncode, cold.stdout, cold.stderr) == (
        warm.returncode,
        warm.stdout,
        warm.stderr,
    )


def test_a_site_is_the_same_warm_and_cold(repo: Repo) -> None:
    """What is kept of a theme changes no byte, and a template of the site's own is read anew."""
    repo.write(
        "mkdocs.yml",
        "site_name: W\ntheme: {name: material, custom_dir: own}\nplugins: [pollinate/garden]\n",
    )
    repo.write("docs/index.md", "# Home\n")
    repo.lesson(ANA, "# A\n\nText.\n")
    env = {**os.environ, "PYTHONPATH": OURS, "NO_MKDOCS_2_WARNING": "1"}
    for word in ("one", "two"):
        repo.write(
            "own/main.html",
            f'{{% extends "base.html" %}}{{% block footer %}}{word}{{% endblock %}}',
        )
        sites = []
        for cold in (True, False, False):
            done = run_module(
                "mkdocs", "build", "-q", "-d", "site", cwd=repo.path, env=env, cold=cold
            )
            assert 0 == done.returncode, done.stderr
            files = (path for path in (repo.path / "site").rglob("*") if path.is_file())
            sites.append({str(path): path.read_bytes() for path in files if path.suffix != ".gz"})
        assert sites[0] == sites[1] == sites[2]
        assert word in (repo.path / "site/lessons/a/index.html").read_text().split("</main>")[1]

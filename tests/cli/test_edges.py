# What the system refuses, where somebody stands, and what a console can show: told in words, with
# exit code 2, and never as a traceback. Must not know: what a verb does.
"""Test the edges of the command line."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pollinate.contribute.new_files import lesson_path
from pollinate.errors import RequestError
from pollinate.settings import make_settings
from pollinate_cli.ports import refuse_taken_port
from support.repo import ANA, Repo
from support.run import pollinate
from support.warm import OURS

LINK = "---\nlearned_from:\n  - lesson: nowhere.md\n---\n\n# A\n\nText of a lesson.\n"


@pytest.fixture
def garden(repo: Repo) -> Path:
    """Give a garden of two lessons, one with a finding."""
    repo.commit(ANA, docs__lessons__t__a=LINK, docs__lessons__u__b="# Ångström\n\nText of b.\n")
    return repo.path


@pytest.mark.parametrize(
    ("stand", "path", "found"),
    [
        ("", "docs/lessons/t", True),
        ("", "docs/lessons/u", False),
        ("docs", "lessons/t/a.md", True),
        ("docs", "./lessons/t", True),
        ("docs/lessons/u", "../t", True),
        ("docs/lessons/u", ".", False),
        ("docs/lessons/t", "docs/lessons/t/a.md", True),
    ],
)
def test_paths_are_as_the_shell_means_them(
    garden: Path, stand: str, path: str, found: bool
) -> None:
    """A path counts from where one stands, else from the top of the repository, and a folder
    without findings is told apart from one with.
    """
    docs = os.path.relpath(garden / "docs", garden / stand)
    done = pollinate("--docs-dir", docs, "check", path, cwd=garden / stand)

    assert (1 if found else 0) == done.returncode, done.stderr
    absolute = pollinate("-C", str(garden), "check", str((garden / stand / path).resolve()))
    if (garden / stand / path).exists():
        assert done.returncode == absolute.returncode


def test_a_path_that_matches_nothing_is_no_success(garden: Path) -> None:
    """A typing error in a CI file is not green for ever."""
    for path in ("lessonz", "/nowhere", str(garden.parent)):
        done = pollinate("-C", str(garden), "check", path)
        assert 2 == done.returncode and "there is no file or folder" in done.stderr


def test_the_worst_comes_first_and_advice_is_no_failure(repo: Repo) -> None:
    """An error of the last file stands before the warning of the first; what is only advised stops
    a build only where it is asked to; a folder takes in no other whose name begins alike.
    """
    error = "---\nlearned_from:\n  - person: x@y.org\n---\n\n# A\n\nText.\n"
    advice = "# B\n\nAsk somebody@y.org.\n"
    repo.commit(
        ANA, docs__lessons__t__a=LINK, docs__lessons__u__b=advice, docs__lessons__ux__z=error
    )

    def check(*args: str) -> tuple[int, list[str]]:
        done = pollinate("-C", str(repo.path), "check", *args)
        return done.returncode, re.findall(r"^\S+?: (error|warning|advice):", done.stdout, re.M)

    assert (1, ["error", "warning", "advice", "advice"]) == check()
    assert (0, ["advice"]) == check("docs/lessons/u")
    assert (1, ["advice"]) == check("docs/lessons/u", "--strict")


def test_a_finding_commands_no_terminal(repo: Repo) -> None:
    """What stands in a file is shown as plain text, and begins no line as a command of a CI."""
    odd = LINK.replace("nowhere.md", '"\\e]0;own\\a\\n##vso[task.x]y.md"')
    repo.commit(ANA, docs__lessons__a=odd)
    done = pollinate("-C", str(repo.path), "check")

    assert 1 == done.returncode and "own" in done.stdout
    assert "\x1b" not in done.stdout and "\x07" not in done.stdout
    assert not re.search(r"^\s*##vso", done.stdout, re.M)


def test_a_host_or_port_of_ours_is_taken_again(garden: Path) -> None:
    """A port that was left a moment ago is free: whoever restarts the server keeps its address."""
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client:
            server.accept()[0].close()
            client.recv(1)

    refuse_taken_port("127.0.0.1", port)
    with socket.socket() as taken, pytest.raises(RequestError) as told:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refuse_taken_port("127.0.0.1", taken.getsockname()[1])
    assert re.search(r"--port [1-9]\d+$", told.value.example or "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device on this system")
@pytest.mark.parametrize("verb", [("credits",), ("export",), ("--help",)])
def test_a_full_disk_is_told(garden: Path, verb: tuple[str, ...]) -> None:
    """Output to a full disk is a problem with a cure, whenever it shows."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pollinate_cli", "-C", str(garden), *verb],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": OURS},
        )

    assert 2 == done.returncode and "no space left" in done.stderr and "Make room" in done.stderr
    assert "Traceback" not in done.stderr and "should not happen" not in done.stderr


@pytest.mark.parametrize("verb", ["credits", "export"])
def test_a_console_of_another_character_set_gets_utf_8(garden: Path, verb: str) -> None:
    """Names have letters that a Windows console's own set lacks."""
    args = [sys.executable, "-m", "pollinate_cli", "-C", str(garden), verb, "--format", "json"]
    done = subprocess.run(
        args if verb == "credits" else args[:-2],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": OURS, "PYTHONIOENCODING": "ascii"},
    )

    assert 0 == done.returncode, done.stderr
    assert "Ångström" in done.stdout.decode("utf-8")


def test_a_port_that_is_taken_is_told_before_anything_is_built(garden: Path) -> None:
    """And a free one is offered."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = pollinate("-C", str(garden), "serve", "--port", str(port))

    assert 2 == done.returncode and f"port {port} can't be had" in done.stderr
    assert "Building" not in done.stderr and "pollinate serve --port " in done.stderr
    there = pollinate("-C", str(garden), "serve", "--host", "no.such.host.test")
    assert 2 == there.returncode and "there is no address" in there.stderr


@pytest.mark.skipif(os.name == "nt", reason="this needs a shell of Unix")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_a_garden_is_built_where_nobody_listens(garden: Path, closed: str) -> None:
    """A service may start us without an input and outputs."""
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "pollinate_cli", "build"],
        cwd=garden,
        env={**os.environ, "PYTHONPATH": OURS},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )

    assert 0 == done.returncode, done.stderr
    assert (garden / "site/garden.json").is_file()


def test_it_runs_as_a_module() -> None:
    """Where no script of ours is on the path, `python -m pollinate` is one."""
    done = subprocess.run(
        [sys.executable, "-m", "pollinate", "--version"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": OURS},
    )
    assert 0 == done.returncode and done.stdout.startswith("pollinate, version"), done.stderr


@pytest.mark.parametrize("name", ["yaml.py", "click/__init__.py", "pollinate_cli/start.py"])
def test_as_a_module_it_runs_nothing_of_a_request(tmp_path: Path, name: str) -> None:
    """Python looks where it was started, first; a checkout of a stranger's may have a module there."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("raise SystemExit('run')\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pollinate", "check", "--help"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": OURS},
    )
    assert 0 == done.returncode and "Usage" in done.stdout, done.stderr


@pytest.mark.parametrize("title", ["Con", "NUL", "com1", "LPT9"])
def test_no_file_has_the_name_of_a_device(title: str) -> None:
    """A repository with such a name can't be cloned on Windows."""
    ours = make_settings({}, root=Path("/g"), docs_dir=Path("/g/docs"))

    assert f"lessons/t/{title.lower()}-lesson.md" == lesson_path(ours, "t", title)

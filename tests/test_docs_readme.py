# What the README prints of our own output is what we print today.
# Must not know: how any of it is worked out.
"""Test the README."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import sleep
from urllib.request import urlopen

import pytest
from support.run import ROOT, pollinate

from tests.tools.screenshots import PAGES, PICTURES, SCHEMES, SIZES

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND = "`pollinate -C garden why bea print-the-boarding-list` prints:"


def test_the_readme_shows_the_true_output_of_why(demo: Path) -> None:
    """The block below the command is what the command prints on the sample garden."""
    done = pollinate("-C", str(demo), "why", "bea", "print-the-boarding-list")
    assert 0 == done.returncode
    block = README.partition(COMMAND)[2].partition("```text\n")[2].partition("\n```")[0]
    assert done.stdout.rstrip() == block


def test_the_readme_shows_what_peers_say_today() -> None:
    """The table is what the scripts print with the peer that is installed."""
    pytest.importorskip("mkdocs_git_authors_plugin")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/bench/peers/run.py")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() in README


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    """No link or picture points into the void, and the picture is small enough for a README."""
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert 8 <= len(links)
    assert [] == [link for link in links if not (ROOT / link).is_file()]
    assert 150_000 > (ROOT / "docs/assets/lesson.png").stat().st_size


def test_the_readme_says_which_figure_stands_beside_a_name() -> None:
    """A lesson shows shares, as the handbook says, so the README may not deny all figures."""
    credit = (ROOT / "docs/guide/credit.md").read_text(encoding="utf-8")

    assert "A figure is shown from 5 % up" in credit and "add up to 100 %" in credit
    assert "no figure but its share of that lesson's words" in README


def test_the_readme_names_commands_that_the_makefile_has() -> None:
    """Each `make` target of the README is one of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = set(re.findall(r"\bmake ([a-z]+)\b(?= {2}|`)", README))
    assert {"serve", "demo", "test", "check", "bench"} <= named <= targets


def test_the_tour_can_be_followed_to_the_letter(tmp_path: Path) -> None:
    """Each command of the two minutes is run as it stands, in a folder of its own, and does what
    the README says; the last one shows the garden until it is stopped.
    """
    block = README.partition("## Two minutes")[2].partition("```sh\n")[2].partition("\n```")[0]
    lines = [line.partition("  #")[0].strip() for line in block.splitlines()]
    assert "make .venv/ready" == lines[0]
    (tmp_path / ".venv/bin").mkdir(parents=True)
    script = f'#!/bin/sh\nexec "{sys.executable}" -m pollinate_cli "$@"\n'
    (tmp_path / ".venv/bin/pollinate").write_text(script, encoding="utf-8")
    (tmp_path / ".venv/bin/pollinate").chmod(0o755)
    code = os.pathsep.join(str(ROOT / name) for name in ("plugins", "contrib_tools"))
    environment = {**os.environ, "PYTHONPATH": code}
    said = ""
    for line in lines[1:-1]:
        done = subprocess.run(
            shlex.split(line),
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert 0 == done.returncode, f"{line}: {done.stderr}"
        said += done.stdout
    assert "Bea Lindqvist on “Print the boarding list" in said and "pollinate review 1" in said
    assert (tmp_path / "build/tour-site/index.html").is_file()
    port = free_port()
    serve = [*shlex.split(lines[-1]), "--port", str(port)]
    with subprocess.Popen(
        serve,
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        # A shell that runs tests in the background has Ctrl-C ignored, and so would a server.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as running:
        try:
            home = fetched(f"http://127.0.0.1:{port}/")
        finally:
            os.killpg(running.pid, signal.SIGINT)
            running.wait(30)
    assert "What is happening?" in home
    for page in ("people/", "value/"):
        assert (tmp_path / "build/tour-site" / page / "index.html").is_file()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def fetched(address: str) -> str:
    """Return a page as soon as it is served, within a minute."""
    for _ in range(300):
        with suppress(OSError), urlopen(address) as answer:
            return str(answer.read().decode())
        sleep(0.2)
    raise AssertionError(f"nothing at {address}")


def test_every_kind_of_page_has_its_pictures() -> None:
    """The handbook shows each kind of page at both widths and in both schemes, and no picture that
    it does not show lies there.
    """
    names = {f"{a}-{b}-{c}.jpg" for a in PAGES for b in SIZES for c in SCHEMES}
    shown = re.findall(r"assets/pages/([^)]+)\)", (ROOT / "docs/guide/looks.md").read_text("utf-8"))

    assert names == set(shown) == {one.name for one in PICTURES.iterdir()}

# The demo on disk: an empty folder becomes a repository with the whole history and a clean working
# tree. Why here: the one place of the demo that runs git and touches files. Four processes, none of
# them per commit; nothing of the user's git configuration or environment reaches them, so that
# every machine makes the same commits. Must not know: what the story says.
"""Write the demo garden into a folder."""

from __future__ import annotations

import os
import subprocess
from importlib.resources import files
from pathlib import Path

from pollinate.errors import GitError, OutputError

from pollinate_cli.demo.history import STEPS
from pollinate_cli.demo.replay import MadeCommit, Replay
from pollinate_cli.demo.stream import fast_import

BRANCH = "main"


def write_demo(target: Path) -> None:
    """Write the demo garden, a Git repository with all its history, into a new or empty folder.

    Raises OutputError when the folder holds something or can't be written, GitError when git is
    missing or refuses.
    """
    _prepare(target)
    stream = fast_import(demo_commits(), BRANCH)
    _git(target, "init", "--quiet", "--template=", ".")
    _git(target, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
    _git(target, "fast-import", "--quiet", "--date-format=raw", stdin=stream)
    _git(target, "reset", "--quiet", "--hard")


def demo_commits() -> list[MadeCommit]:
    """Return the commits of the demo, parents before children."""
    return Replay(STEPS, final_text).commits()


def final_text(doc: str) -> str:
    """Return the text that a file of the demo has at the end."""
    return (
        files("pollinate_cli.demo").joinpath("garden", *doc.split("/")).read_text(encoding="utf-8")
    )


def _prepare(target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
        taken = next(target.iterdir(), None)
    except OSError as error:
        raise OutputError(
            f"the demo can't be written here: {error.strerror}",
            place=str(target),
            cure="Name a new folder in a place that you can write to.",
            example="pollinate demo demo-garden",
        ) from error
    if taken is not None:
        raise OutputError(
            f"this folder is not empty: it holds '{taken.name}'",
            place=str(target),
            cure="Name a new or empty folder; nothing in this one was changed.",
            example="pollinate demo demo-garden",
        )


def _git(target: Path, *words: str, stdin: bytes | None = None) -> None:
    pinned = (
        "core.autocrlf=false",
        f"core.attributesFile={os.devnull}",
        f"core.excludesFile={os.devnull}",
        "core.fsync=none",
        "init.defaultObjectFormat=sha1",
        "safe.directory=*",
    )
    command = ["git", *(word for setting in pinned for word in ("-c", setting)), *words]
    try:
        done = subprocess.run(
            command, cwd=target, env=_environment(), input=stdin, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise GitError(
            "git was not found", cure="Install git 2.30 or newer and try again."
        ) from error
    except OSError as error:
        raise GitError(
            f"git can't be started: {error.strerror}", cure="See that git runs: git --version"
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise GitError(
            f"git {words[0]} refused: {said}",
            place=str(target),
            cure="Remove this folder, mend what git says, and try again.",
        )


def _environment() -> dict[str, str]:
    """Return the environment without anything that changes what git does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }

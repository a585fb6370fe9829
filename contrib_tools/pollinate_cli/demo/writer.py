# The demo on disk: an empty folder becomes a repository with the whole history and a clean working
# tree. Why here: the one place of the demo that runs git (through GitPython) and touches files. No
# process per commit; nothing of the user's git configuration or environment reaches them, so that
# every machine makes the same commits. Must not know: what the story says.
"""Write the demo garden into a folder."""

from __future__ import annotations

import os
import tempfile
from importlib.resources import files
from pathlib import Path

from pollinate.errors import GitError, OutputError
from pollinate.history.repository import undisturbed

from pollinate_cli.demo.history import COMMITS
from pollinate_cli.demo.history.people import BEA
from pollinate_cli.demo.replay import MadeCommit, Telling
from pollinate_cli.demo.requests import REQUESTS
from pollinate_cli.demo.stream import fast_import

BRANCH = "main"
MODERATOR = BEA
"""Who commits in the demo, so that nobody's true name does and its rules can be tried."""


def write_demo(target: Path) -> None:
    """Write the demo garden, a Git repository with all its history, into a new or empty folder.

    Raises OutputError when the folder holds something or can't be written, GitError when git is
    missing or refuses.
    """
    _prepare(target)
    stream = fast_import(demo_commits(), BRANCH, REQUESTS)
    with undisturbed(by_any=True):
        _plant(target, stream)


def demo_commits() -> list[MadeCommit]:
    """Return the commits of the demo, parents before children."""
    return Telling(COMMITS, final_text).commits()


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


def _plant(target: Path, stream: bytes) -> None:
    """Make a repository of a stream for `git fast-import`."""
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    from git import GitCommandError, GitCommandNotFound, Repo

    try:
        repo = Repo.init(target, initial_branch=BRANCH, env=ENVIRONMENT)
        repo.git.update_environment(**ENVIRONMENT)
        with tempfile.TemporaryFile() as told:
            told.write(stream)
            told.seek(0)
            repo.git.fast_import("--quiet", "--date-format=raw", istream=told)
        repo.head.reset(index=True, working_tree=True)
        with repo.config_writer() as config:
            config.set_value("user", "name", MODERATOR.name)
            config.set_value("user", "email", MODERATOR.email)
    except GitCommandNotFound as error:
        raise GitError(
            "git was not found", cure="Install git 2.30 or newer and try again."
        ) from error
    except GitCommandError as error:
        raise GitError(
            f"git refused: {error.stderr.strip()}",
            place=str(target),
            cure="Remove this folder, mend what git says, and try again.",
        ) from error


SETTINGS = {
    "core.autocrlf": "false",
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "core.fsync": "none",
    "init.defaultObjectFormat": "sha1",
    "safe.directory": "*",
}
ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_TEMPLATE_DIR": "",
    "LC_ALL": "C",
    "GIT_CONFIG_COUNT": str(len(SETTINGS)),
    **{f"GIT_CONFIG_KEY_{n}": key for n, key in enumerate(SETTINGS)},
    **{f"GIT_CONFIG_VALUE_{n}": value for n, value in enumerate(SETTINGS.values())},
}
"""Nothing of a user's changes the history that is made."""

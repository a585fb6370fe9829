# The verb `doctor`: what this machine and this garden need, one line each, with its cure. It
# changes nothing and asks no server. Must not know: how anything is done that it looks at.
"""Look at what a garden needs."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click
from pollinate.contribute.forge import forge_of
from pollinate.errors import PollinateError
from pollinate.export.json_text import to_json
from pollinate.history.founding import git_version
from pollinate.history.git import Repository
from pollinate.history.people_key import VARIABLE, people_key
from pollinate.history.proposing import standing
from pollinate.history.refusals import LEAST
from pollinate.history.repository import identity_of, open_repository
from pollinate.runtime.walk import walk_docs
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import echo, plain

DOCTOR_SCHEMA = "pollinate/doctor/1"
EXTRAS = {
    "git-filter-repo": ("take something out of the history", "pollinate[redact]"),
    "pagefind": ("let readers search in their own words", "pollinate[search]"),
    "Pillow": ("clean pictures in mails that `receive` takes", "pollinate[check]"),
    "rumdl": ("look at Markdown's style", "pollinate[check]"),
    "typos": ("look at spelling", "pollinate[check]"),
    "detect-secrets": ("know the forms of tokens", "pollinate[check]"),
    "phonenumbers": ("know phone numbers", "pollinate[check]"),
    "python-stdnum": ("know numbers of people by their check digits", "pollinate[check]"),
}
ENGINES = ("mkdocs", "mkdocs-material", "properdocs")


@dataclass(frozen=True, slots=True)
class Look:
    """What was looked at, and how it stands."""

    what: str
    found: str
    fine: bool = True
    cure: str = ""
    needed: bool = True
    """False: something works less well, and all else works."""


@click.command(
    "doctor",
    epilog="\b\nExamples:\n  pollinate doctor\n  pollinate -C garden doctor --format json",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """Look at what a garden needs: Python, git, identity, remote, forge, engine, rights.

    Each line says how it stands, and the cure where it doesn't. Exits 1 when something needed is
    missing. Nothing is changed, and no server is asked.
    """
    place: GardenPlace = ctx.obj
    found = list(_machine())
    settings = _try(place.settings)
    if isinstance(settings, PollinateError):
        found.append(_of_error("settings", settings))
    else:
        found += _garden(settings)
    if form == "json":
        echo(to_json(_document(found), indent=1))
    else:
        _print(found)
    if any(not one.fine and one.needed for one in found):
        ctx.exit(1)


def _try(make: Callable[[], Settings]) -> Settings | PollinateError:
    try:
        return make()
    except PollinateError as error:
        return error


def _of_error(what: str, error: PollinateError) -> Look:
    found = f"{error.place}: {error.problem}" if error.place else error.problem
    return Look(what, found, False, " ".join(f"{error.cure} {error.example}".split()))


def _machine() -> Iterator[Look]:
    yield Look("python", ".".join(map(str, sys.version_info[:3])))
    try:
        told = git_version()
        fine = tuple(map(int, re.findall(r"\d+", told)[:2])) >= tuple(map(int, LEAST.split(".")))
        yield Look("git", told, fine, "" if fine else f"Install Git {LEAST} or newer.")
    except PollinateError as error:
        yield _of_error("git", error)
    for name in ENGINES:
        try:
            yield Look(name, version(name))
        except PackageNotFoundError:
            if name != "properdocs":
                yield Look(name, "not there", False, f"pip install {name}")
    for name, (what, extra) in EXTRAS.items():
        try:
            yield Look(name, version(name))
        except PackageNotFoundError:
            cure = f"To {what}: pip install '{extra}'"
            yield Look(name, "not there", False, cure, needed=False)


def _garden(settings: Settings) -> Iterator[Look]:
    lessons = len(walk_docs(settings.docs_dir).pages) if settings.docs_dir.is_dir() else 0
    yield Look(
        "pages",
        f"{lessons} in {settings.docs_dir}",
        lessons > 0,
        "" if lessons else "Write the first: pollinate new lesson",
    )
    try:
        repository = open_repository(settings.docs_dir)
    except PollinateError as error:
        yield _of_error("repository", error)
        return
    yield Look("repository", str(repository.root))
    head = repository.head or ""
    cure = "" if head else "Make the first: git add -A && git commit"
    yield Look("commit", head[:10] or "none yet", bool(head), cure)
    yield from _contributor(settings, repository)
    yield from _people_key(repository)
    yield _rights(repository)


def _people_key(repository: Repository) -> Iterator[Look]:
    """Look for the key of hashed names, where profiles have some."""
    if repository.ask("grep", "--untracked", "-qE", "^ *- hmac:[0-9a-f]{8}:", "--", "*.md")[0]:
        return
    try:
        here = people_key(repository) is not None
    except PollinateError as error:
        yield _of_error("people key", error)
        return
    cure = "" if here else f"Builds here name nobody. Give the key as {VARIABLE} to see names."
    yield Look("people key", "there" if here else "not there", here, cure, needed=False)


def _contributor(settings: Settings, repository: Repository) -> Iterator[Look]:
    known = identity_of(repository).partition(" <")[0]
    cure = (
        "" if known else 'git config user.name "Your Name" && git config user.email you@example.org'
    )
    yield Look("identity", known or "git doesn't know who you are", bool(known), cure)
    try:
        where = standing(repository, settings.branch or settings.seen_branch)
    except PollinateError as error:
        yield _of_error("state", error)
        return
    yield Look("branch", f"{where.branch or 'detached'}; requests go to {where.target or '?'}")
    cure = "" if where.remote else "git remote add origin ADDRESS; without one submit makes a patch"
    yield Look("remote", where.remote or "none", bool(where.remote), cure, needed=False)
    forge = forge_of(settings)
    cure = "" if forge != "none" else "Set repo_url in mkdocs.yml, and forge for a host of your own"
    yield Look("forge", forge, forge != "none", cure, needed=False)


def _rights(repository: Repository) -> Look:
    folder = Path(repository.common_dir)
    fine = os.access(folder, os.W_OK)
    found = "can be written" if fine else "can't be written: nothing is remembered between runs"
    cure = "" if fine else "Look at your rights there, or set POLLINATE_CACHE to another folder."
    return Look("cache", found, fine, cure, needed=False)


def _document(found: list[Look]) -> dict[str, Any]:
    """Return `pollinate/doctor/1`: each look with how it stands and its cure."""
    looks = [
        {
            "what": one.what,
            "found": one.found,
            "fine": one.fine,
            "needed": one.needed,
            "cure": one.cure,
        }
        for one in found
    ]
    return {"schema": DOCTOR_SCHEMA, "looks": looks}


def _print(found: list[Look]) -> None:
    width = max(len(one.what) for one in found)
    for one in found:
        colour = "green" if one.fine else "red" if one.needed else "yellow"
        word = "fine" if one.fine else "missing" if one.needed else "advice"
        mark = click.style(f"{word:7}", fg=colour)
        echo(f"{mark}  {one.what:{width}}  {plain(one.found)}")
        if one.cure:
            echo(f"{'':7}  {'':{width}}  {plain(one.cure)}")

# The verb `init`: a new garden that builds at once. It asks little, and never writes over a file.
# Must not know: what the files say (contribute/new_garden.py).
"""Make a new garden."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click
from pollinate.contribute.forge import forge_of, safe_url
from pollinate.contribute.new_garden import KINDS, Wishes, garden_files
from pollinate.errors import GitError, OutputError, RequestError
from pollinate.history.refusals import no_git
from pollinate.settings import make_settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.new_file import on_terminal
from pollinate_cli.terminal import echo, plain

PEOPLE = ("auto", "all", "chosen")


@click.command(
    "init",
    epilog=(
        "\b\nExamples:\n  pollinate init garden\n  pollinate init garden --name 'Harbour lessons'"
        " --forge gitlab --yes\n  pollinate init . --forge github --moderator mira --dry-run"
    ),
)
@click.argument("folder", metavar="DIR")
@click.option("--name", default="", help="Of the garden (default: the folder's).")
@click.option("--forge", type=click.Choice(KINDS), default=None, help="Where requests are made.")
@click.option("--audience", default="", help="For whom it is, as a sentence.")
@click.option("--goal", "goals", multiple=True, help="What it is for. May be repeated.")
@click.option("--behaviour", "behaviours", multiple=True, help="What you want more of.")
@click.option("--moderator", "moderators", multiple=True, help="Who decides: a handle or name.")
@click.option("--people-pages", type=click.Choice(PEOPLE), default=None, help="Who gets a page.")
@click.option("--yes", is_flag=True, help="Ask nothing; take what is usual.")
@click.option("--dry-run", is_flag=True, help="Say which files it would write.")
@click.pass_obj
def command(
    place: GardenPlace,
    folder: str,
    name: str,
    forge: str | None,
    audience: str,
    goals: tuple[str, ...],
    behaviours: tuple[str, ...],
    moderators: tuple[str, ...],
    people_pages: str | None,
    yes: bool,
    dry_run: bool,
) -> None:
    """Make a new garden in DIR: settings, home, policy, privacy, a first lesson, and what your
    forge needs to check requests without secrets.

    On a terminal at most seven questions are asked, each with a usual answer. No file that is there
    is written over.
    """
    target = place.path(folder)
    root = _existing_root(target)
    if root is not None and root != target:
        raise RequestError(
            "this folder lies in a repository of something else",
            place=str(root),
            cure="Choose a folder outside, or the repository's own folder.",
        )
    wishes = Wishes(
        name=name,
        forge=forge or "",
        repo_url=_remote(target) if root else "",
        audience=audience,
        goals=goals,
        behaviours=behaviours,
        moderators=moderators,
        people_pages=people_pages or "",
    )
    asks = on_terminal() and not yes
    wishes = _complete(wishes, target, asks=asks)
    found = garden_files(wishes)
    if (target / "mkdocs.yml").exists():
        raise RequestError(
            "here is a site already",
            place=str(target / "mkdocs.yml"),
            cure="Add two lines to it instead: https://www.mkdocs.org, and our page on adopting:",
            example="plugins:\n  - pollinate/garden\n  - pollinate/attribution",
        )
    there = [path for path in found if (target / path).exists()]
    if dry_run:
        for path in found:
            echo(f"Would {'leave' if path in there else 'write'} {plain(path)}")
        return
    _write(target, {path: text for path, text in found.items() if path not in there})
    for path in there:
        echo(f"Left as it is: {plain(path)}")
    committed = _commit(target, [path for path in found if path not in there])
    _say(target, wishes, committed=committed)


def _complete(wishes: Wishes, target: Path, *, asks: bool) -> Wishes:
    """Return wishes without a gap: asked for, else what is usual."""
    seen = forge_of(make_settings({}, root=target, docs_dir=target, repo_url=wishes.repo_url))
    usual = seen if seen in KINDS else "none"
    name = wishes.name or target.name.replace("-", " ").replace("_", " ").strip().capitalize()
    if not asks:
        return replace(
            wishes,
            name=wishes.name or name or "Garden",
            forge=wishes.forge or usual,
            people_pages=wishes.people_pages or "auto",
        )
    ask = click.prompt
    return replace(
        wishes,
        name=wishes.name or ask("Its name", default=name or "Garden", err=True),
        forge=wishes.forge or ask("Forge", type=click.Choice(KINDS), default=usual, err=True),
        audience=wishes.audience or _said("For whom is it, in a sentence"),
        goals=wishes.goals or _list("What is it for (parted by ;)"),
        behaviours=wishes.behaviours or _list("What do you want more of (parted by ;)"),
        moderators=wishes.moderators or _list("Who decides (handles or names, parted by ;)"),
        people_pages=wishes.people_pages
        or ask("Who gets a page", type=click.Choice(PEOPLE), default="auto", err=True),
    )


def _said(question: str) -> str:
    told = click.prompt(f"{question}; Enter for later", default="", show_default=False, err=True)
    return " ".join(str(told).split())


def _list(question: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(one.split()) for one in _said(question).split(";"))))


def _git(target: Path, *args: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            ["git", "-C", str(target), *args], capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise no_git() from error


def _existing_root(target: Path) -> Path | None:
    """Return the repository around a folder, be it there yet or not."""
    here = next(one for one in (target, *target.parents) if one.is_dir())
    done = _git(here, "rev-parse", "--show-toplevel")
    return Path(done.stdout.strip()).resolve() if not done.returncode else None


def _remote(target: Path) -> str:
    """Return where a reader finds the repository: the address of its remote, without a login."""
    told = _git(target, "remote", "get-url", "origin").stdout.strip()
    if told.startswith("git@") and ":" in told:
        told = "https://" + told.removeprefix("git@").replace(":", "/", 1)
    scheme, mark, rest = told.partition("://")
    told = f"{scheme}{mark}{rest.rpartition('@')[2]}"
    return safe_url(told).removesuffix(".git")


def _write(target: Path, texts: Mapping[str, str]) -> None:
    try:
        for path, text in texts.items():
            place = target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with open(place, "x", encoding="utf-8", newline="\n") as out:
                out.write(text)
            echo(f"Wrote {plain(path)}")
    except OSError as error:
        reason = (error.strerror or "unknown").lower()
        raise OutputError(
            f"the garden can't be written ({reason})",
            place=str(error.filename or target),
            cure="Look at your rights there; what was written stays, and the same command goes on.",
        ) from error


def _commit(target: Path, paths: list[str]) -> bool:
    """Commit a new garden where git knows who does it; return whether it is."""
    if _git(target, "rev-parse", "--git-dir").returncode:
        done = _git(target, "init", "-q", "-b", "main")
        if done.returncode:
            raise GitError(f"git made no repository: {done.stderr.strip()}", place=str(target))
    if _git(target, "var", "GIT_AUTHOR_IDENT").returncode or not paths:
        return False
    _git(target, "add", "--", *paths)
    message = "Plant a garden of lessons"
    return not _git(target, "commit", "-q", "-m", message, "--only", "--", *paths).returncode


def _say(target: Path, wishes: Wishes, *, committed: bool) -> None:
    inside = target == Path.cwd().resolve()
    at = "" if inside else f" -C {plain(shlex.quote(str(target)))}"
    echo(f"\n{click.style(plain(wishes.name), bold=True)} is planted. Look at it:")
    if not committed:
        echo(f"    git{at} config user.name 'Your Name'")
        echo(f"    git{at} config user.email you@example.org")
        echo(f"    git{at} add -A")
        echo(f"    git{at} commit -m 'Plant a garden of lessons'")
    echo(f"    pollinate{at} serve")
    echo("Then write the first lesson of your own:")
    echo(f"    pollinate{at} new lesson --title 'What I learned' --topic this-garden")

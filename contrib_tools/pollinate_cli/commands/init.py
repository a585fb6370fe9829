# The verb `init`: a new garden that builds at once. It asks little, and never writes over a file.
# Must not know: what the files say (contribute/new_garden.py).
"""Make a new garden."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click
from pollinate.contribute.forge import forge_of, safe_url
from pollinate.contribute.new_garden import KINDS, Wishes, garden_files
from pollinate.errors import OutputError, RequestError
from pollinate.history.founding import found, remote_address, root_around
from pollinate.runtime.whole_file import write_new
from pollinate.settings import make_settings

from pollinate_cli.adopt import adopt
from pollinate_cli.cli import GardenPlace
from pollinate_cli.system_errors import cure_of, reason_of
from pollinate_cli.terminal import echo, on_terminal, plain

PEOPLE = ("auto", "all", "chosen")


@click.command(
    "init",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate init garden\n"
        '  pollinate init garden --name "Harbour lessons" --forge gitlab --yes\n'
        "  pollinate init . --forge github --moderator mira --dry-run\n"
        "  pollinate init . --adopt"
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
@click.option("--adopt", "adopts", is_flag=True, help="Add a garden to the MkDocs site in DIR.")
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
    adopts: bool,
) -> None:
    """Make a new garden in DIR: settings, home, policy, privacy, a first lesson, and what your
    forge needs to check requests without secrets.

    On a terminal at most seven questions are asked, each with a usual answer. No file that is there
    is written over. With --adopt, the lines that a site lacks are shown before they are written.
    """
    if not folder.strip():
        raise RequestError(
            "no folder is named",
            cure="Name one, or a dot for the folder where you stand:",
            example="pollinate init garden",
        )
    target = place.path(folder)
    if adopts:
        adopt(target, asks=on_terminal() and not yes, dry_run=dry_run)
        return
    root = root_around(target)
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
    _plant(target, folder, wishes, asks=on_terminal() and not yes, dry_run=dry_run)


def _plant(target: Path, folder: str, wishes: Wishes, *, asks: bool, dry_run: bool) -> None:
    """Write the files that are not there, and say what to do next."""
    wishes = _complete(wishes, target, asks=asks)
    files = garden_files(wishes)
    if (target / "mkdocs.yml").exists():
        raise RequestError(
            "here is a site already",
            place=str(target / "mkdocs.yml"),
            cure="Add a garden to it; what would change is shown first:",
            example=f"pollinate init {plain(shlex.quote(folder))} --adopt",
        )
    there = [path for path in files if (target / path).exists()]
    if dry_run:
        for path in files:
            echo(f"Would {'leave' if path in there else 'write'} {plain(path)}")
        return
    _write(target, {path: text for path, text in files.items() if path not in there})
    for path in there:
        echo(f"Left as it is: {plain(path)}")
    new = [path for path in files if path not in there]
    committed = found(target, new, "Plant a garden of lessons")
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


def _remote(target: Path) -> str:
    """Return where a reader finds the repository: the address of its remote, without a login."""
    told = remote_address(target)
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
            write_new(place, text.encode())
            echo(f"Wrote {plain(path)}")
    except OSError as error:
        stays = "What was written stays, and the same command goes on."
        raise OutputError(
            f"the garden can't be written ({reason_of(error)})",
            place=str(error.filename or target),
            cure=f"{cure_of(error, 'Look at your rights there.')}\n{stays}",
        ) from error


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

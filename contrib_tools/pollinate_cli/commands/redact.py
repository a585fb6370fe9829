# The verb `redact`: a report first, always; then a cleaned mirror beside the repository, and what
# is left for people to do; later the cleaning of each clone and its site.
# Must not know: how a history is written anew.
"""Take something out of all history."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from pollinate.errors import RequestError
from pollinate.export.json_text import to_json
from pollinate.export.redaction import export_redaction
from pollinate.garden import Scope, build_garden
from pollinate.history.workspace import Workspace, locate
from pollinate.keeping.redaction.asked import AskedRedaction, text_plan
from pollinate.keeping.redaction.clones import clean_clone, ids_left, texts_left
from pollinate.keeping.redaction.mirror import needs_tool, read_commit_map
from pollinate.keeping.redaction.run import (
    mirror_of,
    outlook,
    redact,
    refuse_on_hold,
    source_of,
)
from pollinate.model.redaction import Outlook
from pollinate.runtime.regular_file import read_regular
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.commands.build import command as build
from pollinate_cli.redact_text import after_lines, report_lines
from pollinate_cli.terminal import echo, on_terminal, plain, progress_bar, shell_word

MOST_BYTES = 1_000_000
"""Of a file with a text that is taken out."""


@click.command(
    "redact",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate redact --person mira\n"
        "  pollinate redact --text-from paragraph.txt --near\n"
        "  pollinate redact --file docs/lessons/vpn/plan.md \\\n"
        "      --reference LEGAL-12 --into ../garden-cleaned.git\n"
        "  pollinate redact --clean ../garden-cleaned.git --site site"
    ),
)
@click.option("--person", "people", multiple=True, metavar="NAME", help="Take somebody out.")
@click.option("--also", multiple=True, metavar="WORDS", help="Another name, address or page.")
@click.option(
    "--keep", "kept", multiple=True, metavar="WORD", help="A handle, or a name, that stays."
)
@click.option("--text-from", multiple=True, metavar="FILE", help="A text; - reads standard input.")
@click.option("--text", "texts", multiple=True, metavar="WORDS", help="A text that is no secret.")
@click.option("--file", "files", multiple=True, metavar="PATH", help="A file or folder.")
@click.option("--near", is_flag=True, help="Also parts of a text, as its earlier versions have.")
@click.option(
    "--of", "source", default="", metavar="PLACE", help="The repository; else the server's."
)
@click.option("--reference", default="", metavar="WORDS", help="Who decided it: a case's number.")
@click.option("--into", default="", metavar="DIR", help="Do it: where the cleaned mirror will be.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@click.option("--clean", default="", metavar="MIRROR", help="Clean this clone after a redaction.")
@click.option("--site", default="", metavar="DIR", help="With --clean: build this site anew.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_context
def command(
    ctx: click.Context,
    people: tuple[str, ...],
    also: tuple[str, ...],
    kept: tuple[str, ...],
    text_from: tuple[str, ...],
    texts: tuple[str, ...],
    files: tuple[str, ...],
    near: bool,
    source: str,
    reference: str,
    into: str,
    yes: bool,
    clean: str,
    site: str,
    form: str,
) -> None:
    """Take a person, a text or a file out of all history, in a mirror beside the repository.

    Without --into nothing is written: a report says where it stands, in texts, names of files,
    messages, commits, tags, branches and requests. With --into and --reference a mirror is cleaned,
    every object of it is searched afterwards, and only then it gets its name. This repository is
    never changed by it; what you do with the mirror is listed at the end. A secret is to be changed
    first, wherever it opens something: taking it out of Git does not make it one again.
    """
    place: GardenPlace = ctx.obj
    settings = place.settings()
    workspace = locate(settings)
    words = (*texts, *(_text(place, one) for one in text_from))
    if clean:
        _clean(ctx, workspace, clean, site, words)
        return
    if site:
        raise click.UsageError("--site goes with --clean.")
    order = RedactionOrder(
        asked=AskedRedaction(people=people, texts=words, files=files, also=also, kept=kept),
        source=source,
        reference=reference.strip(),
        into=into,
        near=near,
        yes=yes,
        form=form,
    )
    run_redaction(place, workspace, settings, order)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionOrder:
    """What is taken out, and how."""

    asked: AskedRedaction
    source: str = ""
    reference: str = ""
    into: str = ""
    near: bool = False
    yes: bool = False
    form: str = "text"


def run_redaction(
    place: GardenPlace, workspace: Workspace, settings: Settings, order: RedactionOrder
) -> None:
    """Report where something stands, and take it out where that is ordered."""
    refuse_on_hold(settings)
    _refuse(order)
    repository = workspace.repository
    if repository is None:
        raise RequestError("there is no history here to take anything out of")
    quiet = order.form == "json"
    with progress_bar() as progress, tempfile.TemporaryDirectory(prefix="pollinate-") as folder:
        garden = build_garden(settings, progress, scope=Scope.CREDITS)
        target = place.path(order.into) if order.into else Path(folder, "mirror.git")
        there = source_of(repository, order.source)
        progress("Making a mirror", 0, 1)
        with repository.children, mirror_of(repository, there, target) as mirror:
            found = outlook(mirror, garden, order.asked, progress, with_near=order.near)
            if quiet and not order.into:
                echo(to_json(export_redaction(found), indent=1))
                return
            for line in report_lines(found, near=order.near):
                echo(line, err=quiet)
            if not order.into:
                _next(found)
                return
            if found.hindrance:
                raise RequestError(
                    found.hindrance, cure="Name them with --file, or name something else."
                )
            if not order.yes:
                click.confirm("Make the cleaned mirror?", default=False, abort=True, err=True)
            done = redact(
                mirror,
                workspace,
                settings,
                found.meant.plan,
                order.reference,
                target,
                progress,
            )
    if quiet:
        echo(to_json(export_redaction(found, done), indent=1))
        return
    for line in after_lines(found, done, target):
        echo(line)


def _refuse(order: RedactionOrder) -> None:
    """Refuse an order that nobody has decided, or that can't be asked about."""
    if not order.into:
        return
    if not order.reference:
        raise click.UsageError("--into needs --reference: a redaction is somebody's decision.")
    needs_tool()
    if not order.yes and not on_terminal():
        raise click.UsageError("Nobody is here to be asked: read the report, then give --yes.")


def _next(found: Outlook) -> None:
    if found.hindrance:
        echo(f"This can't be done: {found.hindrance}.")
        return
    echo("Nothing was written. To do it, give the same words with:")
    echo("    --reference CASE --into ../cleaned.git")


def _text(place: GardenPlace, file: str) -> str:
    if file == "-":
        return sys.stdin.read(MOST_BYTES)
    try:
        return read_regular(place.path(file), MOST_BYTES).decode("utf-8")
    except (OSError, ValueError) as error:
        raise RequestError("this file can't be read", place=file, cure="Name another.") from error


def _clean(
    ctx: click.Context, workspace: Workspace, mirror: str, site: str, texts: Sequence[str]
) -> None:
    """Clean a clone, and build its site anew from it."""
    place: GardenPlace = ctx.obj
    repository, there = workspace.repository, place.path(mirror)
    if repository is None:
        raise RequestError("there is no clone here to clean")
    with progress_bar() as progress:
        progress("Cleaning this clone", 0, 1)
        cleaned = clean_clone(repository, there)
    branches = f"{cleaned.branches} branch{'' if cleaned.branches == 1 else 'es'}"
    echo(f"Led {branches} on to the cleaned history, and threw the caches away.")
    for name in cleaned.dropped:
        echo(f"  Gone: {plain(name)}")
    if cleaned.own:
        echo("No server has branches of these names. Rename those that hold what was taken out:")
        for name in cleaned.own:
            echo(f"  git branch -m {shell_word(name)} NEW-NAME")
    if cleaned.left:
        raise RequestError(
            f"{cleaned.left} objects here are not in the cleaned mirror",
            cure="Something still holds them. A fresh clone is the sure way.",
        )
    echo("Every object here is one of the cleaned mirror.")
    if site:
        ctx.invoke(build, site_dir=site, request="", base="", full=True, strict=False, quiet=True)
        folder = place.directory / site
        left = ids_left(folder, read_commit_map(there))
        left += texts_left(folder, text_plan(texts)) if texts else []
        if left:
            raise RequestError(
                f"files of the site still hold it: {', '.join(map(plain, left[:5]))}",
                place=site,
                cure="Look who wrote them: a plugin, a hook, or a file that is copied.",
            )
        echo(f"The site in {plain(site)} is built anew; no page names an old commit.")

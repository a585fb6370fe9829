# The verb `retire`: a lesson stays with a notice that nobody should follow it any more.
# Must not know: how the notice is written.
"""Retire a lesson."""

from __future__ import annotations

from datetime import date

import click
from pollinate.history.workspace import locate
from pollinate.keeping.state import Notice, refuse_circle, retired, trails_with, write_state

from pollinate_cli.cli import GardenPlace
from pollinate_cli.lessons import lesson_uri
from pollinate_cli.reasons import reason
from pollinate_cli.terminal import echo, plain


@click.command(
    "retire",
    epilog=(
        "\b\n"
        "Examples:\n"
        '  pollinate retire rollback --because "The old scheduler is gone."\n'
        '  pollinate retire rollback --because "It left out the schema." \\\n'
        "      --superseded-by lessons/deploys/expand-contract.md"
    ),
)
@click.argument("lesson", metavar="LESSON")
@click.option(
    "--because",
    required=True,
    callback=reason,
    metavar="TEXT",
    help="Why, for whoever finds the page.",
)
@click.option("--superseded-by", "instead", default="", metavar="LESSON", help="What to read.")
@click.option("--asked-by", default="", metavar="NAME", help="Who asked for it.")
@click.option("--dry-run", is_flag=True, help="Print the file, and change nothing.")
@click.pass_obj
def command(
    place: GardenPlace, lesson: str, because: str, instead: str, asked_by: str, dry_run: bool
) -> None:
    """Keep a lesson for the record, with a notice that says why nobody should follow it.

    The page, its notes and its credit stay, links go on working, and wherever the lesson is named
    its state is said. With --superseded-by readers are led to the newer one.
    """
    settings = place.settings()
    workspace = locate(settings)
    uri = lesson_uri(place, settings, workspace, lesson)
    newer = lesson_uri(place, settings, workspace, instead) if instead else None
    if newer == uri:
        raise click.UsageError("A lesson can't be superseded by itself.")
    if newer is not None:
        refuse_circle(workspace, uri, newer)
    notice = Notice(because=because, day=date.today(), asked_by=asked_by, instead=newer)
    data = retired(workspace, uri, notice)
    if dry_run:
        click.echo(data.decode("utf-8"), nl=False)
        return
    write_state(workspace, uri, data)
    echo(f"Retired {plain(workspace.place.repo(uri))}. Propose it: pollinate submit")
    if trails := list(trails_with(settings, workspace, uri)):
        echo("It is still a step of these trails, which `check` points out; name another there:")
        for path in trails:
            echo(f"  {plain(path)}")

# The verb `withdraw`: in a lesson's place stands a page that says why it is gone, and no more.
# Must not know: how that page is written.
"""Withdraw a lesson."""

from __future__ import annotations

from datetime import date

import click
from pollinate.history.workspace import locate
from pollinate.keeping.state import Notice, what_stays, withdrawn, write_state

from pollinate_cli.cli import GardenPlace
from pollinate_cli.lessons import lesson_uri
from pollinate_cli.terminal import echo, on_terminal, plain


@click.command(
    "withdraw",
    epilog=(
        "\b\n"
        "Examples:\n"
        '  pollinate withdraw lessons/people/case.md --because "It named a customer."\n'
        '  pollinate withdraw case --because "A person asked." --no-title --yes'
    ),
)
@click.argument("lesson", metavar="LESSON")
@click.option("--because", required=True, metavar="TEXT", help="Why, without what nobody may read.")
@click.option("--asked-by", default="", metavar="NAME", help="Who asked for it.")
@click.option("--no-title", "unnamed", is_flag=True, help="Take its title away as well.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--dry-run", is_flag=True, help="Print the page, and change nothing.")
@click.pass_obj
def command(
    place: GardenPlace,
    lesson: str,
    because: str,
    asked_by: str,
    unnamed: bool,
    yes: bool,
    dry_run: bool,
) -> None:
    """Take a lesson's text away; in its place a page says that it was withdrawn, and why.

    Its title stays unless --no-title is given; its address stays. Notes on it, and files that it
    alone leads to, are named for you to look at. Git keeps the text in its history, and so do
    clones.
    """
    settings = place.settings()
    workspace = locate(settings)
    uri = lesson_uri(place, settings, workspace, lesson)
    notice = Notice(because=because, day=date.today(), asked_by=asked_by)
    data = withdrawn(workspace, uri, notice, unnamed=unnamed)
    stays = list(what_stays(workspace, uri))
    path = plain(workspace.place.repo(uri))
    if dry_run:
        click.echo(data.decode("utf-8"), nl=False)
        return
    if not yes and on_terminal():
        click.confirm(f"Take the text of {path} away?", default=True, abort=True, err=True)
    write_state(workspace, uri, data)
    echo(f"Withdrew {path}. Propose it: pollinate submit")
    if unnamed:
        echo(
            "Its address still holds the words of its file's name: `pollinate move` gives another."
        )
    if stays:
        echo("These may say what it said, look at them:")
        for one in stays:
            echo(f"  {plain(one)}")
    echo("Its text is still in the history, in clones and at the forge.", err=True)

# The verb `withdraw`: in a lesson's place stands a page that says why it is gone, and no more.
# Must not know: how that page is written.
"""Withdraw a lesson."""

from __future__ import annotations

from datetime import date

import click
from pollinate.errors import RequestError
from pollinate.history.workspace import locate
from pollinate.keeping.state import Notice, is_uncommitted, what_stays, withdrawn, write_state

from pollinate_cli.cli import GardenPlace
from pollinate_cli.lessons import lesson_uri
from pollinate_cli.reasons import reason
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
@click.option(
    "--because",
    required=True,
    callback=reason,
    metavar="TEXT",
    help="Why, without what nobody may read.",
)
@click.option("--asked-by", default="", metavar="NAME", help="Who asked for it.")
@click.option("--no-title", "unnamed", is_flag=True, help="Take its title away as well.")
@click.option(
    "--yes", is_flag=True, help="Ask nothing, and overwrite words that are not committed."
)
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
    clones; words that are not committed are nowhere else. Without a terminal it needs --yes.
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
    if not yes:
        _ask(path, uncommitted=is_uncommitted(workspace, uri))
    write_state(workspace, uri, data)
    echo(f"Withdrew {path}. Propose it: pollinate submit")
    if unnamed:
        echo(
            "Its address still holds the words of its file's name: `pollinate move` gives another."
        )
        if b"\nredirect_from:" in data:
            echo("So may its old addresses, which stand under `redirect_from` and lead to it.")
    if stays:
        echo("These may say what it said, look at them:")
        for one in stays:
            echo(f"  {plain(one)}")
    echo("Its text is still in the history, in clones and at the forge.", err=True)


def _ask(path: str, *, uncommitted: bool) -> None:
    """Go on only if somebody says so; raises RequestError where nobody can be asked, and for words
    that would be lost.
    """
    if uncommitted:
        raise RequestError(
            "this file holds words that are not committed, and they would be lost",
            place=path,
            cure="Commit them first, or give --yes to overwrite them.",
        )
    if not on_terminal():
        raise RequestError(
            "nobody can be asked here, and nothing was changed",
            place=path,
            cure="Where it is meant so, give --yes.",
        )
    click.confirm(f"Take the text of {path} away?", default=True, abort=True, err=True)

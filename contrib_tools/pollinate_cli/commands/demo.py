# The verb `demo`: makes the sample garden.
# Must not know: what it holds.
"""Make a sample garden."""

from __future__ import annotations

import click

from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import echo


@click.command("demo", epilog="\b\nExamples:\n  pollinate demo garden\n  pollinate -C garden serve")
@click.argument("target", metavar="DIR")
@click.pass_obj
def command(place: GardenPlace, target: str) -> None:
    """Make a sample garden in DIR (from -C): an invented company, with two years of true Git
    history, and requests that wait for a moderator.

    The history is the same at every run, down to the commit ids.
    """
    from pollinate_cli.demo import MODERATOR, write_demo

    where = place.path(target)
    write_demo(where)
    echo(f"A garden to look around in: {target}")
    echo("Look at it, and ask it why a name stands on a page:")
    echo(
        f"\n    pollinate -C {target} serve\n    pollinate -C {target} why ana"
        " print-the-boarding-list"
    )
    echo(f"\nBe its moderator. You are {MODERATOR.name} there. See what waits, and decide:")
    echo(f"\n    pollinate -C {target} queue\n    pollinate -C {target} review 1")

# The verb `move`: gives a lesson another place, and leaves nothing behind that leads nowhere.
# Must not know: how links are written anew.
"""Move a lesson."""

from __future__ import annotations

import click
from pollinate.history.workspace import locate
from pollinate.keeping.move import commit_move, make_move, plan_move
from pollinate.paths import SrcUri

from pollinate_cli.cli import GardenPlace
from pollinate_cli.lessons import lesson_uri
from pollinate_cli.terminal import echo, plain


@click.command(
    "move",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate move lessons/deploys/rollback.md lessons/incidents/roll-back-first.md\n"
        "  pollinate move lessons/deploys/rollback.md lessons/incidents/ --dry-run"
    ),
)
@click.argument("lesson", metavar="LESSON")
@click.argument("target", metavar="TARGET")
@click.option(
    "--commit",
    "commits",
    is_flag=True,
    help="Commit it, on the branch you are on, so that nobody's share changes by it.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.pass_obj
def command(place: GardenPlace, lesson: str, target: str, commits: bool, dry_run: bool) -> None:
    """Move a lesson to another file or, with a slash at its end, into another folder.

    TARGET counts from the docs folder. Links, notes, trails and other lessons that name it are led
    on, its own links are written anew, and its old address leads to the new one. With --commit the
    move is one commit, and a second one puts it on the list of commits that earn nobody a word.
    Without it nothing is committed: look at it, then run `pollinate submit`.
    """
    settings = place.settings()
    workspace = locate(settings)
    old = lesson_uri(place, settings, workspace, lesson)
    told = target.removeprefix(f"{workspace.docs}/") if workspace.docs else target
    name = old.rpartition("/")[2]
    new = SrcUri(f"{told}{name}" if told.endswith("/") else told)
    plan = plan_move(settings, workspace, old, new)
    if not dry_run:
        make_move(workspace.root, plan)
        if commits and workspace.repository is not None:
            commit_move(workspace.repository, settings, plan)
    echo(f"{'Would move' if dry_run else 'Moved'} {plain(plan.old)} to {plain(plan.new)}")
    others = [path for path in plan.files if path != plan.new]
    if others:
        count = f"{plan.links} place{'' if plan.links == 1 else 's'}"
        echo(f"Led on in {count} of {len(others)} file{'' if len(others) == 1 else 's'}:")
        for path in others:
            echo(f"  {plain(path)}")
    if not plan.is_seen:
        echo("It is so short that Git may not see a move, and its words would lose their writers:")
        echo("commit the file under its new name alone first, then run this again.")
    elif not dry_run:
        echo("Propose it: pollinate submit")

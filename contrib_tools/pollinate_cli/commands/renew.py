# The verb `renew`: the note that somebody looked at a lesson again, in one command.
# Must not know: how a note is made (write_note.py).
"""Renew a lesson."""

from __future__ import annotations

import click
from pollinate.content.frontmatter import read_front_matter
from pollinate.errors import RequestError
from pollinate.history.workspace import Workspace, locate
from pollinate.model.notes import NoteKind
from pollinate.model.stages import SecondLook, Status
from pollinate.paths import SrcUri
from pollinate.runtime.regular_file import read_regular
from pollinate.words import MOST_BYTES

from pollinate_cli.cli import GardenPlace
from pollinate_cli.lessons import lesson_uri
from pollinate_cli.new_file import Output, settings_for_writing
from pollinate_cli.new_note import Wanted
from pollinate_cli.reasons import reason
from pollinate_cli.terminal import echo, shell_word
from pollinate_cli.write_note import write_note

EXAMPLE = "pollinate renew lessons/deploys/roll-back-first.md"


@click.command(
    "renew",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate renew roll-back-first\n"
        '  pollinate renew roll-back-first --because "We did it twice this month."\n'
        "  pollinate renew roll-back-first --outcome changed --by mira\n"
        '  pollinate renew roll-back-first --outcome retired --because "The scheduler is gone."'
    ),
)
@click.argument("lesson", metavar="LESSON")
@click.option(
    "--outcome",
    type=click.Choice([str(word) for word in SecondLook]),
    default=str(SecondLook.STILL_TRUE),
    show_default=True,
    help="What you found.",
)
@click.option(
    "--because",
    default=None,
    callback=reason,
    metavar="TEXT",
    help="How you know, in your own words.",
)
@click.option(
    "--by", default="", metavar="PERSON", help="Who looked, where somebody else commits the note."
)
@click.option("--as", "team", default="", metavar="TEAM", help="A team that looked, as it says.")
@click.option("--dry-run", is_flag=True, help="Print the file, write nothing.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_obj
def command(
    place: GardenPlace,
    lesson: str,
    outcome: str,
    because: str,
    by: str,
    team: str,
    dry_run: bool,
    form: str,
) -> None:
    """Write the note that you looked at LESSON again, and what you found.

    It is a note of kind `review`, and proves that the lesson holds from the day on which it is
    committed. `changed` says that you mended the lesson; `retired`, that nobody should follow it
    any more, and that is no proof: `pollinate retire` then puts the notice on the page.
    """
    settings = settings_for_writing(place)
    workspace = locate(settings)
    uri = lesson_uri(place, settings, workspace, lesson)
    _refuse_what_is_gone(workspace, uri)
    wanted = Wanted(
        kind=NoteKind.REVIEW,
        target=uri,
        outcome=outcome,
        whose=by,
        team=team,
        known_only=True,
        text=because.strip(),
        edit=False,
        example=EXAMPLE,
    )
    write_note(place, wanted, Output(form, dry_run))
    if outcome == SecondLook.RETIRED and form == "text":
        words = shell_word(because.strip() or "Why nobody should follow it.")
        echo("\nThen put the notice on the page:", err=dry_run)
        echo(f"    pollinate retire {shell_word(uri)} --because {words}", err=dry_run)


def _refuse_what_is_gone(workspace: Workspace, uri: SrcUri) -> None:
    """Refuse a lesson that is kept for the record only."""
    path = workspace.place.repo(uri)
    try:
        data = read_regular(workspace.root / path, MOST_BYTES)
    except (OSError, ValueError):
        # Whoever reads the garden says what is wrong with the file.
        return
    status = read_front_matter(data, path).values.get("status")
    gone = [str(one) for one in Status if not one.is_current]
    if isinstance(status, str) and status in gone:
        raise RequestError(
            f"this lesson is {status}, so a second look renews nothing",
            place=path,
            cure="Where it holds again, take the key 'status' out of its front matter first.",
        )

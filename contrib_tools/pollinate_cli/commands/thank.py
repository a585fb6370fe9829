# The verb `thank`: a note of kind thanks, said in the order in which one thinks it: whom, for what.
# Must not know: what a note must say (new_note.py).
"""Thank somebody."""

from __future__ import annotations

from pathlib import Path

import click
from pollinate.model.notes import NoteKind

from pollinate_cli.cli import GardenPlace
from pollinate_cli.completion import people
from pollinate_cli.new_file import Output, asking_options, from_option, text_from, whose_options
from pollinate_cli.new_note import Wanted
from pollinate_cli.write_note import write_note

EXAMPLE = (
    'pollinate thank mira --for roll-back-first --text "You stayed on the line until the old build'
    ' was back."'
)


@click.command(
    "thank",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate thank mira --for roll-back-first --text"
        ' "You stayed until the old build was back."\n'
        '  pollinate thank "Cyrus Wu" --for 2026-03-14-checkout-outage'
    ),
)
@click.argument("person", default="", shell_complete=people)
@click.option(
    "--for",
    "lesson",
    default="",
    metavar="LESSON",
    help="The lesson, trail, gathering or note that it is for.",
)
@whose_options(short=False)
@click.option(
    "--text", default=None, help="For what, and what it changed; - reads it from standard input."
)
@asking_options
@from_option
@click.option("--dry-run", is_flag=True, help="Print the file, write nothing.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_obj
def command(
    place: GardenPlace,
    person: str,
    lesson: str,
    team: str,
    whose: str,
    text: str | None,
    edit: bool | None,
    ask: bool,
    source: Path | None,
    dry_run: bool,
    form: str,
) -> None:
    """Thank PERSON by name, and say for what and what it changed.

    PERSON is a handle, slug, name, or the address of the person's page. Without --for the thank-you
    stands on that page, which needs a profile. On a terminal what is missing is asked for, or an
    editor opens where $EDITOR is set.
    """
    wanted = Wanted(
        kind=NoteKind.THANKS,
        target=lesson,
        to=(person,) if person else (),
        team=team.strip(),
        whose=whose,
        text=text_from(text),
        piped=text == "-",
        source=source,
        edit=edit,
        ask=ask,
        example=EXAMPLE,
    )
    write_note(place, wanted, Output(form, dry_run))

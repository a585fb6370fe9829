# The verb `note`: a small file about one page.
# Must not know: what a note must say (new_note.py).
"""Write a note."""

from __future__ import annotations

from pathlib import Path

import click
from pollinate.model.stages import Outcome, SecondLook

from pollinate_cli.cli import GardenPlace
from pollinate_cli.completion import kinds, lessons
from pollinate_cli.new_file import Output, asking_options, from_option, text_from, whose_options
from pollinate_cli.new_note import Wanted, note_kind
from pollinate_cli.write_note import ask_kind, write_note

EXAMPLE = 'pollinate note question roll-back-first --text "What if the schema changed?"'


@click.command(
    "note",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate note applied roll-back-first --outcome worked --effect"
        ' "Back in four minutes."\n'
        '  pollinate note question roll-back-first --text "What if the schema changed?"\n'
        '  pollinate note answer roll-back-first --text "Then mend it forward."\n'
        "  pollinate note review roll-back-first --outcome still-true --text - < review.md"
    ),
)
@click.argument("kind", default="", shell_complete=kinds)
@click.argument("target", default="", shell_complete=lessons)
@click.option(
    "--outcome",
    default="",
    metavar="WORD",
    help=f"applied: {', '.join(Outcome)}; review: {', '.join(SecondLook)}.",
)
@click.option(
    "--helps", default="", metavar="GOAL", help="applied: the goal of the garden that it helped."
)
@click.option(
    "--effect", default="", metavar="TEXT", help="applied: what changed, in one sentence."
)
@click.option("--see", default="", metavar="URL", help="Where one can see it.")
@click.option("--to", multiple=True, metavar="PERSON", help="thanks: to whom. May be repeated.")
@whose_options(short=True)
@click.option("--text", default=None, help="What you want to say; - reads it from standard input.")
@asking_options
@from_option
@click.option("--dry-run", is_flag=True, help="Print the file, write nothing.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_obj
def command(
    place: GardenPlace,
    kind: str,
    target: str,
    outcome: str,
    helps: str,
    effect: str,
    see: str,
    to: tuple[str, ...],
    team: str,
    whose: str,
    text: str | None,
    edit: bool | None,
    ask: bool,
    source: Path | None,
    dry_run: bool,
    form: str,
) -> None:
    """Write a note about TARGET: that you applied it, a question, an answer, a reflection, thanks,
    a review.

    KIND is applied, question, answer, reflection, thanks or review. TARGET is a lesson, trail or
    gathering: a path, a file's name, a title, or the page's address. A question may also be about a
    profile; an answer names the question, or the lesson if only one was asked there. On a terminal
    what is missing is asked for, or an editor opens where $EDITOR is set.
    """
    wanted = Wanted(
        kind=note_kind(kind or ask_kind(EXAMPLE)),
        target=target,
        outcome=outcome.lower(),
        helps=helps,
        effect=effect,
        see=see,
        to=to,
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

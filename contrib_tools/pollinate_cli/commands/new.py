# The verb `new`: starts a lesson, trail, gathering or profile from its template, in a place that is
# free. Must not know: what the templates say (contribute/templates.py).
"""Start a new page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import click
from pollinate.errors import RequestError

from pollinate_cli.cli import GardenPlace
from pollinate_cli.form_options import options_of, values_of
from pollinate_cli.new_file import Output, asking_options, from_option, whose_options
from pollinate_cli.new_page import Request, make_page
from pollinate_cli.terminal import plain

KINDS = ("lesson", "trail", "gathering", "person")


class Kinds(click.Group):
    """A group that says the nearest kind when one is unknown."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the kind that is meant."""
        if args and args[0] not in KINDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], KINDS, 1)
            meant = f"Did you mean '{near[0]}'? " if near else ""
            cure = (
                "Answers, questions and thanks are notes: pollinate note --help"
                if args[0] in ("note", "question", "thanks")
                else ""
            )
            raise RequestError(
                f"there is nothing called '{plain(args[0])}' to start",
                cure=cure or f"{meant}Choose one of: {', '.join(KINDS)}.",
            )
        return super().resolve_command(ctx, args)


@click.command(
    "new",
    cls=Kinds,
    epilog=(
        '\b\nExamples:\n  pollinate new lesson --title "Roll back first, debug later" --topic'
        ' deploys\n  pollinate new trail --title "Your first night shift"\n  pollinate new'
        ' gathering --title "Checkout outage review" --date 2026-03-14 --people mira\n  pollinate'
        ' new person mira --name "Mira K."'
    ),
)
def command() -> None:
    """Start a lesson, trail, gathering or profile from a template that says what goes where.

    What exists is never overwritten: where a name is taken, the next free one is used and said.
    """


def common(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that all kinds have."""
    dry = click.option("--dry-run", is_flag=True, help="Print the file, write nothing.")
    form = click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        help="How to print.",
    )
    return asking_options(from_option(dry(form(click.pass_obj(function)))))


def named(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that names the file."""
    option = click.option(
        "--name", default="", metavar="NAME", help="The file's name (default: from the title)."
    )
    return option(function)


@command.command(
    "lesson",
    epilog=(
        "\b\nExamples:\n"
        '  pollinate new lesson --title "Roll back first, debug later" --topic deploys\n'
        '  pollinate new lesson --title "Roll back first" --topic deploys \\\n'
        '    --happened "It broke." --learned "Back is quicker." --learned-from mira \\\n'
        '    --because "She showed me." --source "Site Reliability Engineering"'
    ),
)
@options_of("write")
@click.option(
    "--learned-from",
    multiple=True,
    metavar="WORD",
    help="A lesson, page or person that taught you this. May be repeated.",
)
@click.option(
    "--source",
    "outside",
    multiple=True,
    metavar="TITLE",
    help="A book, talk or incident outside the garden that did. May be repeated.",
)
@click.option(
    "--because",
    multiple=True,
    metavar="TEXT",
    help="Why it mattered: of the first --learned-from, the second, …, then of each --source.",
)
@whose_options(short=True)
@click.option("--new-topic", is_flag=True, help="The topic is new, however near to another it is.")
@named
@common
def lesson(
    place: GardenPlace,
    learned_from: tuple[str, ...],
    outside: tuple[str, ...],
    because: tuple[str, ...],
    whose: str,
    team: str,
    new_topic: bool,
    name: str,
    **given: Any,
) -> None:
    """Start a lesson: what happened, what we learned, what to do, how we know.

    With a text for one of its sections it is written as it is; else from a template.
    """
    request = request_of("write", given)
    request = replace(request, learned=learned_from, outside=outside, because=because)
    request = replace(request, whose=whose, team=team)
    make_page(place, replace(request, new_topic=new_topic, name=name))


@command.command(
    "trail",
    epilog=(
        '\b\nExample:\n  pollinate new trail --title "Your first night shift" --step'
        " roll-back-first --level newcomer"
    ),
)
@options_of("teach")
@named
@common
def trail(place: GardenPlace, name: str, **given: Any) -> None:
    """Start a trail: lessons in an order that somebody can walk."""
    make_page(place, replace(request_of("teach", given), name=name))


@command.command(
    "gathering",
    epilog=(
        '\b\nExample:\n  pollinate new gathering --title "Checkout outage review" --date 2026-03-14'
        ' --kind "incident review"\n    --people mira --guest "Zo Marsh"'
    ),
)
@options_of("gather")
@click.option(
    "--guest",
    "guests",
    multiple=True,
    metavar="NAME",
    help="Who was there and is nobody of this garden. May be repeated.",
)
@named
@common
def gathering(place: GardenPlace, guests: tuple[str, ...], name: str, **given: Any) -> None:
    """Start a gathering: people who learned together."""
    make_page(place, replace(request_of("gather", given), guests=guests, name=name))


@command.command(
    "person",
    epilog='\b\nExample:\n  pollinate new person mira --name "Mira K." --keeps lessons/deploys',
)
@click.argument("handle")
@options_of("profile")
@common
def person(place: GardenPlace, handle: str, **given: Any) -> None:
    """Start a profile; HANDLE is its file's name, and how others name the person in their files."""
    make_page(place, replace(request_of("profile", given), handle=handle))


def request_of(way: str, given: dict[str, Any]) -> Request:
    """Return what the options that all kinds have, and those of a form, asked for."""
    return Request(
        way=way,
        values=values_of(way, given),
        edit=given["edit"],
        ask=given["ask"],
        source=given["source"],
        output=Output(given["form"], given["dry_run"]),
    )

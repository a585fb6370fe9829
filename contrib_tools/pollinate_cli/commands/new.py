# The verb `new`: starts a lesson, trail, gathering or profile from its template, in a place that is
# free. Must not know: what the templates say (contribute/templates.py).
"""Start a new page."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from pollinate.contribute.new_files import (
    DEVICES,
    gathering_path,
    lesson_path,
    person_path,
    trail_path,
)
from pollinate.contribute.templates import gathering_text, lesson_text, person_text, trail_text
from pollinate.errors import RequestError
from pollinate.paths import slugify

from pollinate_cli.cli import GardenPlace
from pollinate_cli.new_file import NewFile, Output, from_option, settings_for_writing
from pollinate_cli.new_page import day_of, name_of, people_of, start, title_of, topic_of
from pollinate_cli.terminal import plain, shell_word

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
        "\b\nExamples:\n  pollinate new lesson --title 'Roll back first, debug later' --topic"
        " deploys\n  pollinate new trail --title 'Your first night shift'\n  pollinate new"
        " gathering --title 'Checkout outage review' --date 2026-03-14 --people mira\n  pollinate"
        " new person mira --name 'Mira K.'"
    ),
)
def command() -> None:
    """Start a lesson, trail, gathering or profile from a template that says what goes where.

    What exists is never overwritten: where a name is taken, the next free one is used and said.
    """


def common(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that all kinds have."""
    edit = click.option(
        "--edit/--no-edit", default=None, help="Open an editor first (default: on a terminal)."
    )
    dry = click.option("--dry-run", is_flag=True, help="Print the file, write nothing.")
    form = click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        help="How to print.",
    )
    return edit(from_option(dry(form(click.pass_obj(function)))))


def named(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that names the file."""
    option = click.option(
        "--name", default="", metavar="NAME", help="The file's name (default: from the title)."
    )
    return option(function)


@command.command(
    "lesson",
    epilog=(
        "\b\nExample:\n  pollinate new lesson --title 'Roll back first, debug later' --topic"
        " deploys"
    ),
)
@click.option("--title", default="", help="The lesson as a sentence that says what to do.")
@click.option(
    "--topic",
    default="",
    metavar="FOLDER",
    help="The topic: a folder among the lessons, new or not.",
)
@click.option("--new-topic", is_flag=True, help="The topic is new, however near to another it is.")
@named
@common
def lesson(
    place: GardenPlace,
    title: str,
    topic: str,
    new_topic: bool,
    name: str,
    edit: bool | None,
    source: Path | None,
    dry_run: bool,
    form: str,
) -> None:
    """Start a lesson: what happened, what we learned, what to do, how we know."""
    settings = settings_for_writing(place)
    title = title_of(title, "lesson --title 'Roll back first, debug later' --topic deploys")
    name = name_of(title, name, f"lesson --title {shell_word(title)}")
    uri = lesson_path(settings, topic_of(settings, topic, new=new_topic), name)
    start(
        settings,
        NewFile(uri, "lessons", lesson_text(title), f"Plant: {title}"),
        edit,
        Output(form, dry_run),
        source,
    )


@command.command(
    "trail", epilog="\b\nExample:\n  pollinate new trail --title 'Your first night shift'"
)
@click.option("--title", default="", help="For whom, or where it leads.")
@named
@common
def trail(
    place: GardenPlace,
    title: str,
    name: str,
    edit: bool | None,
    source: Path | None,
    dry_run: bool,
    form: str,
) -> None:
    """Start a trail: lessons in an order that somebody can walk."""
    settings = settings_for_writing(place)
    title = title_of(title, "trail --title 'Your first night shift'")
    name = name_of(title, name, f"trail --title {shell_word(title)}")
    file = NewFile(trail_path(settings, name), "trails", trail_text(title), f"Lay a trail: {title}")
    start(settings, file, edit, Output(form, dry_run), source)


@command.command(
    "gathering",
    epilog=(
        "\b\nExample:\n  pollinate new gathering --title 'Checkout outage review' --date 2026-03-14"
        " --kind 'incident review' --people mira"
    ),
)
@click.option("--title", default="", help="What it was, in a few words.")
@click.option(
    "--date", default="", metavar="DAY", help="On which day, as 2026-03-14 (default: today)."
)
@click.option("--kind", default="", help="Such as workshop, incident review, drill, pairing.")
@click.option("--people", multiple=True, metavar="PERSON", help="Who was there. May be repeated.")
@click.option(
    "--guest",
    "guests",
    multiple=True,
    metavar="NAME",
    help="Who was there and is nobody of this garden. May be repeated.",
)
@named
@common
def gathering(
    place: GardenPlace,
    title: str,
    date: str,
    kind: str,
    people: tuple[str, ...],
    guests: tuple[str, ...],
    name: str,
    edit: bool | None,
    source: Path | None,
    dry_run: bool,
    form: str,
) -> None:
    """Start a gathering: people who learned together."""
    settings = settings_for_writing(place)
    title = title_of(title, "gathering --title 'Checkout outage review'")
    date = day_of(date)
    known = people_of(settings, people, place.site_url(), guests)
    text = gathering_text(title, date=date, kind=kind, people=known)
    name = name_of(title, name, f"gathering --title {shell_word(title)}")
    uri = gathering_path(settings, date, name)
    file = NewFile(uri, "gatherings", text, f"Tell of a gathering: {title}")
    start(settings, file, edit, Output(form, dry_run), source)


@command.command("person", epilog="\b\nExample:\n  pollinate new person mira --name 'Mira K.'")
@click.argument("handle")
@click.option("--name", default="", help="As you want to be named.")
@common
def person(
    place: GardenPlace,
    handle: str,
    name: str,
    edit: bool | None,
    source: Path | None,
    dry_run: bool,
    form: str,
) -> None:
    """Start a profile; HANDLE is its file's name, and how others name the person in their files."""
    settings = settings_for_writing(place)
    taken = ("index", "readme", *DEVICES)
    if not handle or slugify(handle) != handle or handle in taken:
        meant = slugify(handle) if "@" not in handle else ""
        cure = (
            f"Write: pollinate new person {meant}"
            if meant and meant not in taken
            else "Such as: mira, mira-k"
        )
        raise RequestError(
            "a handle is made of small letters, digits and single hyphens", cure=cure
        )
    if "@" in name:
        raise RequestError(
            "an e-mail address never belongs into a garden",
            cure="Write the name as it is to be shown.",
        )
    uri = person_path(settings, handle)
    if (settings.docs_dir / uri).exists():
        raise RequestError(
            f"'{handle}' has a profile already",
            place=uri,
            cure="Change that file, or choose another handle.",
        )
    start(
        settings,
        NewFile(uri, "people", person_text(name), f"Add a profile: {handle}"),
        edit,
        Output(form, dry_run),
        source,
    )

# The verb `new`: starts a lesson, trail, gathering or profile from its template, in a place that is
# free. Must not know: what the templates say (contribute/templates.py).
"""Start a new page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from datetime import date as day_of
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from pollinate.content.fields import Fields
from pollinate.content.frontmatter import read_front_matter
from pollinate.contribute.new_files import gathering_path, lesson_path, person_path, trail_path
from pollinate.contribute.templates import (
    gathering_text,
    lesson_text,
    person_text,
    trail_text,
    without_help,
)
from pollinate.errors import ContentError, RequestError
from pollinate.garden import Scope, build_garden
from pollinate.history.workspace import Workspace, locate
from pollinate.model.targets import find_person
from pollinate.paths import slugify, to_repo
from pollinate.runtime.walk import walk_docs
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.new_file import (
    NewFile,
    Output,
    author,
    credit_words,
    edited,
    from_option,
    hand_over,
    kept_text,
    on_terminal,
    settings_for_writing,
)
from pollinate_cli.terminal import echo, plain

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
@common
def lesson(
    place: GardenPlace,
    title: str,
    topic: str,
    edit: bool | None,
    source: Path | None,
    dry_run: bool,
    form: str,
) -> None:
    """Start a lesson: what happened, what we learned, what to do, how we know."""
    settings = settings_for_writing(place)
    title = _title(title, "lesson --title 'Roll back first, debug later' --topic deploys")
    uri = lesson_path(settings, _topic(settings, topic), title)
    _start(
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
@common
def trail(
    place: GardenPlace, title: str, edit: bool | None, source: Path | None, dry_run: bool, form: str
) -> None:
    """Start a trail: lessons in an order that somebody can walk."""
    settings = settings_for_writing(place)
    title = _title(title, "trail --title 'Your first night shift'")
    file = NewFile(
        trail_path(settings, title), "trails", trail_text(title), f"Lay a trail: {title}"
    )
    _start(settings, file, edit, Output(form, dry_run), source)


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
@common
def gathering(
    place: GardenPlace,
    title: str,
    date: str,
    kind: str,
    people: tuple[str, ...],
    edit: bool | None,
    source: Path | None,
    dry_run: bool,
    form: str,
) -> None:
    """Start a gathering: people who learned together."""
    settings = settings_for_writing(place)
    title = _title(title, "gathering --title 'Checkout outage review'")
    date = _day(date)
    text = gathering_text(
        title, date=date, kind=kind, people=_people(settings, people, place.site_url())
    )
    file = NewFile(
        gathering_path(settings, date, title), "gatherings", text, f"Tell of a gathering: {title}"
    )
    _start(settings, file, edit, Output(form, dry_run), source)


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
    if not handle or slugify(handle) != handle or handle in ("index", "readme"):
        meant = slugify(handle) if "@" not in handle else ""
        cure = (
            f"Write: pollinate new person {meant}"
            if meant and meant not in ("index", "readme")
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
    _start(
        settings,
        NewFile(uri, "people", person_text(name), f"Add a profile: {handle}"),
        edit,
        Output(form, dry_run),
        source,
    )


def _start(
    settings: Settings,
    file: NewFile,
    edit: bool | None,
    output: Output,
    source: Path | None = None,
) -> None:
    workspace = locate(settings)
    file = _with(file, file.text, credit_words(author(workspace)))
    if source is not None:
        _take(kept_text(source), file, settings, workspace, output)
        return
    if edit is False or (edit is None and not on_terminal()):
        hand_over(file, settings, workspace, output)
        return
    if not on_terminal():
        raise RequestError(
            "there is no terminal to open an editor on",
            cure="Leave --edit out: the template is written as it is.",
        )

    def accept(text: str) -> bool:
        _take(text, file, settings, workspace, output)
        return True

    if edited(file.text, posixpath.basename(file.uri), accept) is None:
        echo("Nothing written.", err=True)


def _take(
    text: str, file: NewFile, settings: Settings, workspace: Workspace, output: Output
) -> None:
    """Write what somebody made of a template."""
    text = without_help(text, file.text)
    _check(text, file, workspace)
    hand_over(_with(file, text, file.credit), settings, workspace, output)


def _with(file: NewFile, text: str, credit: str) -> NewFile:
    return NewFile(file.uri, file.kind, text, file.message, credit)


def _check(text: str, file: NewFile, workspace: Workspace) -> None:
    """Refuse what the garden could not read, with the line."""
    path = to_repo(workspace.docs, file.uri)
    front = read_front_matter(text.encode("utf-8", "replace"), path)
    for found in (*front.diagnostics, *Fields(path, front).diagnostics):
        raise RequestError(found.message.rstrip("?"), place=f"line {found.line}", cure=found.cure)


def _title(title: str, example: str) -> str:
    title = " ".join(title.split())
    if not title and on_terminal():
        title = " ".join(str(click.prompt("Title", err=True)).split())
    if not title:
        raise RequestError(
            "a title is missing", cure="Give one:", example=f"pollinate new {example}"
        )
    return title


def _topic(settings: Settings, topic: str) -> str:
    """Return the folder meant by a topic: one that is there, in whatever letters, else a new one
    with a plain name.
    """
    parts = [part for part in topic.replace("\\", "/").split("/") if part not in ("", ".")]
    base = posixpath.dirname(lesson_path(settings, "", "x"))
    if base and parts[: len(base.split("/"))] == base.split("/"):
        parts = parts[len(base.split("/")) :]
    wanted = "/".join(parts)
    there = {_below(base, posixpath.dirname(uri)) for uri in walk_docs(settings.docs_dir).pages} - {
        ""
    }
    known = {one.casefold(): one for one in sorted(there)} | {
        slugify(one): one for one in sorted(there) if "/" not in one
    }
    if wanted.casefold() in known:
        return known[wanted.casefold()]
    if ".." in parts or any(not slugify(part) for part in parts):
        raise RequestError(
            f"'{plain(topic)}' can't be a topic",
            cure="A topic is a folder among the lessons, such as deploys.",
        )
    name = "/".join(slugify(part) for part in parts)
    near = get_close_matches(name, there, 1, 0.8) or [
        one for one in sorted(there) if one.startswith(f"{name}-")
    ]
    if name and near and near[0] != name:
        echo(f"'{plain(name)}' is a new topic. There is one called '{plain(near[0])}'.", err=True)
    return known.get(name, name)


def _below(base: str, folder: str) -> str:
    if not base:
        return folder
    return folder[len(base) + 1 :] if folder.startswith(f"{base}/") else ""


def _day(text: str) -> str:
    if not text:
        return day_of.today().isoformat()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return day_of.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise RequestError(f"'{plain(text)}' is no day", cure="Write: --date 2026-03-14")


def _people(settings: Settings, words: tuple[str, ...], site_url: str) -> tuple[str, ...]:
    """Return the people of a gathering; somebody whom nobody here knows yet is kept as written."""
    if any("@" in word for word in words):
        raise RequestError(
            "an e-mail address never belongs into a garden",
            cure="Write names as they stand in Git, or handles.",
        )
    if not words:
        return ()
    try:
        people = build_garden(settings, scope=Scope.CREDITS).people
    except ContentError:
        return words
    found = []
    for word in words:
        try:
            found.append(str(find_person(word, people, site_url)))
        except RequestError as error:
            meant = f" Did you mean '{plain(error.choices[0])}'?" if error.choices else ""
            told = f"Nobody here is called '{plain(word)}' yet; it is kept as written.{meant}"
            echo(told, err=True)
            found.append(word)
    return tuple(dict.fromkeys(found))

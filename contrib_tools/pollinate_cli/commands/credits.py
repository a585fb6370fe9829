# The verb `credits`: prints the document, whole or for some lessons.
# Must not know: how a credit is worked out.
"""Say who made each lesson."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import Any

import click
from pollinate.export.credits_cache import remembered
from pollinate.history.git import glance
from pollinate.history.work_tree import state_of
from pollinate.history.workspace import cache_folder
from pollinate.settings import Settings

from pollinate_cli.cli import Garden
from pollinate_cli.terminal import Progress, echo, plain, progress_bar, table


@dataclass(frozen=True)
class _Name:
    """A lesson as far as choosing one needs it."""

    src_uri: str
    repo_path: str
    title: str


@click.command(
    "credits",
    epilog=(
        "\b\nExamples:\n  pollinate credits\n  pollinate credits roll-back-first --format json\n "
        " pollinate credits --format json --lines > credits.json"
    ),
)
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.option(
    "--lines", is_flag=True, help="With json: the commit that git blame names for every line."
)
@click.pass_obj
def command(garden: Garden, lessons: tuple[str, ...], form: str, lines: bool) -> None:
    """Say who made each lesson, and how much of the text as it stands.

    LESSON is a path from the docs folder or the repository root, a file name without ending, or a
    title. Without one, all lessons. `--lines` reads the repository: people who hide their name in
    the garden do not hide in Git.
    """
    settings = garden.settings()
    with progress_bar() as progress:
        text = credits_text(settings, progress, lines=lines)
    if form == "json" and not lessons:
        echo(text)
        return
    document = json.loads(text)
    if lessons:
        document = _chosen(document, lessons, settings)
    if form == "json":
        echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        _print(document)


def credits_text(settings: Settings, progress: Progress, *, lines: bool = False) -> str:
    """Return the document as JSON, from memory where nothing has changed; raises what building a
    garden raises.
    """
    make = partial(_made, settings, progress, lines=lines)
    repository = glance(settings.docs_dir) if settings.cache and not lines else None
    if repository is None:
        return make()
    return remembered(cache_folder(repository), state_of(repository, settings), make)


def _made(settings: Settings, progress: Progress, *, lines: bool) -> str:
    # Loading the rest takes longer than a remembered answer.
    from pollinate.export.credits import credits_json, export_credits
    from pollinate.garden import Scope, build_garden
    from pollinate.publish import publish_credits
    from pollinate.runtime.collector import quiet_collector

    with quiet_collector():
        built = build_garden(settings, progress, scope=Scope.CREDITS)
        return credits_json(export_credits(built, publish_credits(built), lines=lines))


def _chosen(document: dict[str, Any], words: tuple[str, ...], settings: Settings) -> dict[str, Any]:
    from pollinate_cli.choose import choose_lesson

    docs = settings.docs_dir.name + "/"
    names = [
        _Name(_from_docs(path, docs), path, lesson["title"])
        for path, lesson in document["lessons"].items()
    ]
    wanted = [choose_lesson(word, names).repo_path for word in words]
    lessons = {path: document["lessons"][path] for path in wanted}
    named = {credit["contributor"] for lesson in lessons.values() for credit in lesson["credits"]}
    return {
        **document,
        "contributors": {s: c for s, c in document["contributors"].items() if s in named},
        "lessons": lessons,
    }


def _from_docs(path: str, docs: str) -> str:
    before, found, rest = f"/{path}".partition(f"/{docs}")
    return rest if found else before.lstrip("/")


def _print(document: dict[str, Any]) -> None:
    if document["commit"] is None:
        echo(
            "No credits: nothing is committed yet, or this garden is read without its history.",
            err=True,
        )
    names = {slug: one["name"] for slug, one in document["contributors"].items()}
    for path, lesson in document["lessons"].items():
        note = "  (not committed yet)" if lesson.get("uncommitted") else ""
        echo(f"{click.style(plain(lesson['title']), bold=True)}  {plain(path)}{note}")
        rows = [
            [
                f"{credit['share']:7.1%}" if credit["lines"] else "",
                plain(names[credit["contributor"]]),
                ", ".join(credit["roles"]),
            ]
            for credit in lesson["credits"]
        ]
        for line in table(rows, right=(0,)):
            echo(f"  {line}")
        echo()

# The verb `credits`: prints the document, whole or for some lessons.
# Must not know: how a credit is worked out.
"""Say who made each lesson."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import click
from pollinate.credits_document import credits_document
from pollinate.runtime.collector import (
    end_without_a_last_look,
    keep_to_the_end,
    quiet_collector,
)
from pollinate.settings import Settings

from pollinate_cli import completion
from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import echo, plain, progress_bar, table


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
@click.argument("lessons", nargs=-1, metavar="[LESSON]...", shell_complete=completion.lessons)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.option(
    "--lines", is_flag=True, help="With json: the commit that git blame names for every line."
)
@click.option(
    "--words", is_flag=True, help="With json: whose words stand on every line, commit and number."
)
@click.pass_obj
def command(
    place: GardenPlace, lessons: tuple[str, ...], form: str, lines: bool, words: bool
) -> None:
    """Say who made each lesson, and how much of the text as it stands.

    LESSON is a path (from where you stand, the docs folder or the repository root), a file's name,
    a title, or the page's address. Without one, all lessons. `--lines` and `--words` read the
    repository: people who hide their name in the garden do not hide in Git.
    """
    settings = place.settings()
    # Quiet until all is remembered: the collector's first look would walk the whole garden.
    with quiet_collector():
        with progress_bar() as progress:
            text = credits_document(
                settings, progress, lines=lines, words=words, keep=keep_to_the_end
            )
        end_without_a_last_look()
    if form == "json" and not lessons:
        echo(text)
        return
    document = json.loads(text)
    if lessons:
        document = _chosen(document, lessons, settings, place)
    if form == "json":
        echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        _print(document)


def _chosen(
    document: dict[str, Any], words: tuple[str, ...], settings: Settings, place: GardenPlace
) -> dict[str, Any]:
    from pollinate.model.targets import find_target

    docs = settings.docs_dir.name + "/"
    names = [
        _Name(_from_docs(path, docs), path, lesson["title"])
        for path, lesson in document["lessons"].items()
    ]
    meant = [place.word(word, settings.docs_dir) for word in words]
    site = place.site_url()
    wanted = [find_target(word, names, "lesson", site).repo_path for word in meant]
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
        note = "  (nobody is credited: see `pollinate check`)" if lesson.get("refused") else note
        echo(f"{click.style(plain(lesson['title']), bold=True)}  {plain(path)}{note}")
        rows = [
            [
                f"{credit['share']:7.1%}" if credit["words"] else "",
                plain(names[credit["contributor"]]),
                ", ".join(credit["roles"]),
            ]
            for credit in lesson["credits"]
        ]
        for line in table(rows, right=(0,)):
            echo(f"  {line}")
        echo()

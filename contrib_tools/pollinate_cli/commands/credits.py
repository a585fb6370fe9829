# The verb `credits`. Must not know: how a credit is worked out.
"""Say who made each lesson."""

from __future__ import annotations

import click
from pollinate.export import export_credits, to_json
from pollinate.garden import build_credits
from pollinate.model import Lesson, LessonCredits

from pollinate_cli.choose import choose_lesson
from pollinate_cli.cli import Garden
from pollinate_cli.terminal import echo, plain, progress_bar, table


@click.command(
    "credits",
    epilog="\b\nExamples:\n  pollinate credits\n  pollinate credits roll-back-first --format json\n  pollinate credits --format json --lines > credits.json",
)
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@click.option("--lines", is_flag=True, help="With json: the commit that git blame names for every line.")
@click.pass_obj
def command(garden: Garden, lessons: tuple[str, ...], form: str, lines: bool) -> None:
    """Say who made each lesson, and how much of the text as it stands.

    LESSON is a path from the docs folder or the repository root, a file name without ending, or a title. Without one,
    all lessons. `--lines` reads the repository: people who hide their name in the garden do not hide in Git.
    """
    with progress_bar() as progress:
        work, credits = build_credits(garden.settings(), progress)
    living = [lesson for lesson in work.content.lessons.values() if not lesson.draft]
    wanted = [choose_lesson(word, living) for word in lessons] or living
    if form == "json":
        chosen = {lesson.src_uri: (lesson.repo_path, lesson.title) for lesson in wanted}
        echo(
            to_json(
                export_credits(work.history, work.people.contributors, credits, chosen, lines=lines),
                indent=2 if lessons else None,
            )
        )
        return
    if not work.history.available:
        echo("No credits: this garden is read without its Git history (history: optional).", err=True)
    for lesson in wanted:
        _print(lesson, credits[lesson.src_uri], {slug: c.name for slug, c in work.people.contributors.items()})


def _print(lesson: Lesson, one: LessonCredits, names: dict) -> None:  # type: ignore[type-arg]
    note = "  (not committed yet)" if one.uncommitted else ""
    echo(f"{click.style(plain(lesson.title), bold=True)}  {plain(lesson.src_uri)}{note}")
    rows = [
        [
            f"{credit.share:7.1%}" if credit.lines else "",
            plain(names[credit.contributor]),
            ", ".join(role.value for role in credit.roles),
        ]
        for credit in one.credits
    ]
    for line in table(rows, right=(0,)):
        echo(f"  {line}")
    echo()

# The verb `due`: which lessons to look at again, in which week, and whom to ask.
# Must not know: how a plan is made.
"""Say which lessons to look at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import click
from pollinate.derive.due import DueWish, plan_due
from pollinate.errors import RequestError
from pollinate.export.due import export_due
from pollinate.export.json_text import to_json
from pollinate.garden import build_garden
from pollinate.history.workspace import locate
from pollinate.maintainers import maintainers
from pollinate.messages.catalogue import Messages, messages_in
from pollinate.model.public import PublicGarden
from pollinate.model.upkeep import DueLesson, DuePlan, Keeper
from pollinate.publish import publish
from pollinate.runtime.clock import now

from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import echo, plain, progress_bar, shell_word

A_WEEK = 10
"""So many lessons of one week are printed without --all."""
MOST_CHOICES = 10
_WHY = {
    "reviewer": "named in the lesson",
    "keeper": "keeps this topic",
    "owner": "owns the file",
    "used": "used it last",
    "wrote": "wrote it",
}


@click.command(
    "due",
    epilog=(
        "\b\nExamples:\n  pollinate due\n  pollinate due --weeks 8 --topic lessons/deploys\n"
        "  pollinate due --format json"
    ),
)
@click.option(
    "--weeks", type=click.IntRange(1, 52), default=4, show_default=True, help="So many to plan for."
)
@click.option("--topic", default="", metavar="FOLDER", help="Only lessons of this folder.")
@click.option("--all", "whole", is_flag=True, help="Print all, however many they are.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_obj
def command(place: GardenPlace, weeks: int, topic: str, whole: bool, form: str) -> None:
    """Say which lessons to look at again, in which week, whom to ask, and how to renew each.

    Only notes prove that a lesson holds: a review, or that somebody applied it. What others rely on
    comes first, and what is due is spread evenly over the weeks. A lesson of which nobody has said
    anything is not yet asked, whatever its age; a few of those are listed for each week. Weeks
    count from today.
    """
    settings = place.settings()
    workspace = locate(settings)
    with progress_bar() as progress:
        garden = build_garden(settings, progress, workspace=workspace)
    shown = publish(garden, with_phrases=False)
    folder = _folder(shown, topic) if topic else None
    day = datetime.fromtimestamp(now(), UTC).date().isoformat()
    wanted = DueWish(day=day, weeks=weeks, topic=folder)
    plan = plan_due(shown, wanted, maintainers(garden, workspace))
    if form == "json":
        echo(to_json(export_due(plan, folder), indent=1))
        return
    for line in DueReport(messages_in(settings.speaks, settings.words), whole=whole).lines(plan):
        echo(line)


def _folder(garden: PublicGarden, word: str) -> str:
    """Return the topic that a word means: a folder from the docs folder, or the end of one."""
    topics = sorted({lesson.topic for lesson in garden.content.lessons.values()})
    above = {"/".join(one.split("/")[:n]) for one in topics for n in range(1, one.count("/") + 2)}
    known = sorted(above - {""})
    told = word.replace("\\", "/").removeprefix("./").strip("/").casefold()
    found = [one for one in known if one.casefold() == told] or [
        one for one in known if one.casefold().endswith(f"/{told}") or one.casefold() == told
    ]
    if len(found) == 1:
        return found[0]
    choices = tuple(map(plain, (found or known)[:MOST_CHOICES]))
    what = "may be one of several topics" if found else "is no topic"
    raise RequestError(
        f"'{plain(word)}' {what}",
        cure="Write its folder:",
        example="\n".join(choices),
        choices=choices,
    )


class DueReport:
    """Says a plan in lines, with dates as the garden's language writes them."""

    def __init__(self, messages: Messages, *, whole: bool) -> None:
        self._day, self._whole = messages.day, whole

    def lines(self, plan: DuePlan) -> Iterator[str]:
        """Yield the lines of a plan."""
        if plan.due:
            yield _title(f"{_count(len(plan.due), 'lesson')} to look at again, most used first")
            yield from self._weeks(plan, plan.due)
        else:
            span = "this week" if len(plan.weeks) == 1 else f"the next {len(plan.weeks)} weeks"
            yield f"No lesson is due for a second look in {span}."
            yield ""
        if plan.not_asked:
            yield _title(
                f"{_count(len(plan.not_asked), 'lesson')} not yet asked: nobody has said whether"
                f" {'it holds' if len(plan.not_asked) == 1 else 'they hold'}"
            )
            yield "A few for each week, most used first; no hurry."
            yield from self._weeks(plan, plan.not_asked)
        if plan.waiting:
            yield f"Looked at and not committed yet: {_count(len(plan.waiting), 'lesson')}."
            yield "    pollinate submit"

    def _weeks(self, plan: DuePlan, lessons: Sequence[DueLesson]) -> Iterator[str]:
        for week, day in enumerate(plan.weeks):
            mine = [one for one in lessons if one.week == week]
            if mine:
                yield ""
                yield f"Week from {self._day(day)}"
                yield from self._some(mine, "in this week")
        later = [one for one in lessons if one.week < 0]
        if later and self._whole:
            yield ""
            yield "Later"
            yield from self._some(later, "")
        elif later:
            yield ""
            yield f"  and {len(later)} more for later weeks (--all)"
        yield ""

    def _some(self, lessons: Sequence[DueLesson], when: str) -> Iterator[str]:
        shown = lessons if self._whole else lessons[:A_WEEK]
        for one in shown:
            yield from self._one(one)
        if len(shown) < len(lessons):
            yield f"  and {len(lessons) - len(shown)} more {when} (--all)"

    def _one(self, one: DueLesson) -> Iterator[str]:
        yield f"  {click.style(plain(one.title), bold=True)}"
        yield f"    {'; '.join([*self._why(one), *_use(one)])}"
        if one.ask:
            yield f"    Ask {', else '.join(map(_asked, one.ask))}."
        yield f"    pollinate renew {shell_word(one.upkeep.lesson)}"

    def _why(self, one: DueLesson) -> Iterator[str]:
        upkeep = one.upkeep
        for reason in one.reasons:
            if reason == "doubted":
                yield f"did not hold for somebody ({self._day(upkeep.doubted)})"
            elif reason == "not-asked":
                yield "not yet asked"
            else:
                yield f"due {'since ' if reason == 'due' else ''}{self._day(upkeep.due)}"


def _title(text: str) -> str:
    return click.style(text, bold=True)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _use(one: DueLesson) -> Iterator[str]:
    if one.applied:
        yield f"applied {'once' if one.applied == 1 else f'{one.applied} times'}"
    if one.grew:
        yield f"{_count(one.grew, 'lesson')} grew from it"


def _asked(who: Keeper) -> str:
    return f"{plain(who.name)} ({_WHY[who.why]})"

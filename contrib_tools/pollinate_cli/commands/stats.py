# The verb `stats`: prints the figures of the page about value, as text or as JSON.
# Must not know: how a figure is worked out; it gets no count of people that isn't rounded.
"""Say what the garden gives its organisation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
from pollinate.derive.metrics import derive_value
from pollinate.export.json_text import to_json
from pollinate.export.metrics import export_value
from pollinate.garden import build_garden
from pollinate.publish import publish

from pollinate_cli.cli import Garden
from pollinate_cli.terminal import echo, plain, progress_bar, table

_OUTCOMES = {"worked": "It worked", "partly": "Worked in part", "did-not-work": "Did not work here"}
_WAYS = {
    "write": "Wrote", "ask": "Asked", "apply": "Applied", "review": "Reviewed", "thank": "Thanked",
    "teach": "Taught",
}  # fmt: skip
_FRESH = {
    "in_time": ("Looked at in time", ""),
    "due": ("Due for a second look", "read it, and say whether it is still true"),
    "unplanned": (
        "No second look planned",
        "say in its front matter who looks again, and how often",
    ),
    "record": ("Superseded, retired or withdrawn", ""),
}
TOLD = 8
"""So many of the newest words of those who tried are printed; JSON has all."""


@click.command(
    "stats", epilog="\b\nExamples:\n  pollinate stats\n  pollinate stats --format json > stats.json"
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_obj
def command(garden: Garden, form: str) -> None:
    """Say what the garden gives its organisation: lessons applied, ways of taking part, learning
    between teams.

    Twelve months up to the newest commit, and the twelve before. Counts of people are rounded down
    to a multiple of five, and "under 5" below that. With too few people or notes there are no
    figures, only what those who tried say.
    """
    settings = garden.settings()
    with progress_bar() as progress:
        built = publish(build_garden(settings, progress))
        document = export_value(built, derive_value(built, settings))
    if form == "json":
        echo(to_json(document, indent=2))
        return
    for line in _lines(document):
        echo(line)


def _lines(document: dict[str, Any]) -> Iterator[str]:
    yield from _head(document)
    now, before = document["now"], document["before"]
    if now:
        beside = f"; in brackets {before['start']} to {before['end']}" if before else ""
        yield _title(f"{now['start']} to {now['end']}{beside}")
        yield ""
        yield from _applied(now, before)
        yield from _people(now, before)
        yield from _answers(now, before)
        yield from _flows(now)
        yield from _fresh(document["freshness"])
    yield from _told(document["told"])


def _title(text: str) -> str:
    return click.style(plain(text), bold=True)


def _head(document: dict[str, Any]) -> Iterator[str]:
    yield _title(f"What {document['name']} gives us")
    if document["audience"]:
        yield plain(document["audience"])
    for title, key in (
        ("What we want it for", "goals"),
        ("What we want to see more of", "behaviours"),
    ):
        if document[key]:
            yield f"{title}: {'; '.join(map(plain, document[key]))}"
    yield ""


def _applied(now: dict[str, Any], before: dict[str, Any] | None) -> Iterator[str]:
    yield _title(f"Lessons applied: {now['applied']} times")
    rows = [
        (_OUTCOMES[name], one["times"], before and before["outcomes"][name]["times"])
        for name, one in now["outcomes"].items()
    ]
    earlier = before["goals"] if before else {}
    rows += [
        (f"Helped with: {goal}", one["times"], before and earlier.get(goal, {"times": 0})["times"])
        for goal, one in now["goals"].items()
    ]
    yield from _rows(rows)


def _rows(rows: list[tuple[str, Any, Any]]) -> Iterator[str]:
    cells = [
        [plain(name), str(count), "" if earlier is None else f"({earlier})"]
        for name, count, earlier in rows
    ]
    for line in table(cells, right=(1, 2)):
        yield f"  {line}"
    yield ""


def _people(now: dict[str, Any], before: dict[str, Any] | None) -> Iterator[str]:
    yield _title("People who took part")

    def words(count: int | str) -> str:
        return f"{count} or more" if isinstance(count, int) else count

    yield from _rows(
        [
            (_WAYS[way], words(count), words(before["people"][way]) if before else None)
            for way, count in now["people"].items()
        ]
    )


def _answers(now: dict[str, Any], before: dict[str, Any] | None) -> Iterator[str]:
    def count(figures: dict[str, Any]) -> Any:
        answered = figures["answered"]
        return answered["times"] if isinstance(answered, dict) else answered

    def days(figures: dict[str, Any]) -> str:
        return "" if figures["median_days"] is None else f"{figures['median_days']:g}"

    yield _title("Questions")
    rows: list[tuple[str, Any, Any]] = [("Answered", count(now), count(before) if before else None)]
    if days(now):
        rows.append(
            ("Median of days to an answer", days(now), (days(before) or None) if before else None)
        )
    yield from _rows(rows)


def _flows(now: dict[str, Any]) -> Iterator[str]:
    if now["flows"]:
        yield _title(f"Between teams: {now['learned']} times one team learned from another")
        cells = [
            [
                (
                    f"{plain(flow['learned'] or 'Other teams')} learned from"
                    f" {plain(flow['taught'] or 'other teams')}"
                ),
                str(flow["lessons"]),
            ]
            for flow in now["flows"]
        ]
        for line in table(cells, right=(1,)):
            yield f"  {line}"
        yield ""


def _fresh(freshness: dict[str, Any]) -> Iterator[str]:
    yield _title("Freshness")
    cells = [[name, str(len(freshness[key])), todo] for key, (name, todo) in _FRESH.items()]
    for line in table(cells, right=(1,)):
        yield f"  {line}"
    yield ""


def _told(told: list[dict[str, Any]]) -> Iterator[str]:
    if not told:
        yield "Nobody has told us yet how a lesson went."
        return
    yield _title("Told by those who tried")
    for one in told[:TOLD]:
        head = f"{_OUTCOMES[one['outcome']]}, " if one["outcome"] in _OUTCOMES else ""
        yield f"  {head}{plain(one['about'])}"
        for text in one["text"].split("\n")[:2]:
            yield f"    {plain(text)}"
        if one["effect"]:
            yield f"    What changed: {plain(one['effect'])}"

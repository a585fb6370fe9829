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
from pollinate.messages.catalogue import Messages, messages_in
from pollinate.model.stages import Outcome
from pollinate.publish import publish

from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import echo, plain, progress_bar, table

TOLD = 8
"""So many of the newest words of those who tried are printed; JSON has all."""


@click.command(
    "stats", epilog="\b\nExamples:\n  pollinate stats\n  pollinate stats --format json > stats.json"
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_obj
def command(place: GardenPlace, form: str) -> None:
    """Say what the garden gives its organisation: lessons applied, ways of taking part, learning
    between teams.

    Twelve months up to the newest commit, and the twelve before. Counts of people are rounded down
    to a multiple of five, and "under 5" below that. With too few people or notes there are no
    figures, only what those who tried say.
    """
    settings = place.settings()
    with progress_bar() as progress:
        built = publish(build_garden(settings, progress), with_phrases=False)
        document = export_value(built, derive_value(built, settings))
    if form == "json":
        echo(to_json(document, indent=2))
        return
    for line in Report(messages_in(settings.speaks, settings.words)).lines(document):
        echo(line)


def _title(text: str) -> str:
    return click.style(plain(text), bold=True)


class Report:
    """Says the figures of a document in the words of the page about value."""

    def __init__(self, messages: Messages) -> None:
        self.tell = messages.tell

    def lines(self, document: dict[str, Any]) -> Iterator[str]:
        """Yield the lines of a report."""
        yield from self._head(document)
        now, before = document["now"], document["before"]
        if now:
            period = self.tell("stats-period", start=now["start"], end=now["end"])
            if before:
                earlier = {"start": before["start"], "end": before["end"]}
                period = self.tell("stats-period-before", period=period, **earlier)
            yield _title(period)
            yield ""
            yield from self._applied(now, before)
            yield from self._people(now, before)
            yield from self._answers(now, before)
            yield from self._flows(now)
            yield from self._fresh(document["freshness"])
        yield from self._told(document["told"])

    def _labelled(self, label: str, text: str) -> str:
        return self.tell("labelled", label=label, text=text)

    def _head(self, document: dict[str, Any]) -> Iterator[str]:
        yield _title(self.tell("stats-title", garden=document["name"]))
        if document["audience"]:
            yield plain(document["audience"])
        for key in ("goals", "behaviours"):
            if document[key]:
                yield self._labelled(self.tell(key), "; ".join(map(plain, document[key])))
        yield ""

    def _applied(self, now: dict[str, Any], before: dict[str, Any] | None) -> Iterator[str]:
        yield _title(self.tell("stats-applied", count=now["applied"]))
        rows = [
            (
                self.tell(f"outcome-{name}"),
                one["times"],
                before and before["outcomes"][name]["times"],
            )
            for name, one in now["outcomes"].items()
        ]
        earlier = before["goals"] if before else {}
        rows += [
            (
                self.tell("stats-helped", goal=goal),
                one["times"],
                before and earlier.get(goal, {"times": 0})["times"],
            )
            for goal, one in now["goals"].items()
        ]
        yield from _rows(rows)

    def _count(self, count: int | str) -> str:
        """Return a count that is rounded down, or kept back."""
        if isinstance(count, int):
            return self.tell("people-at-least", number=count)
        return self.tell("people-few")

    def _people(self, now: dict[str, Any], before: dict[str, Any] | None) -> Iterator[str]:
        yield _title(self.tell("stats-people"))
        yield from _rows(
            [
                (
                    self.tell(f"took-{way}"),
                    self._count(count),
                    self._count(before["people"][way]) if before else None,
                )
                for way, count in now["people"].items()
            ]
        )

    def _answers(self, now: dict[str, Any], before: dict[str, Any] | None) -> Iterator[str]:
        def count(figures: dict[str, Any]) -> Any:
            answered = figures["answered"]
            return answered["times"] if isinstance(answered, dict) else self.tell("people-few")

        def days(figures: dict[str, Any]) -> str:
            return "" if figures["median_days"] is None else f"{figures['median_days']:g}"

        yield _title(self.tell("questions"))
        rows: list[tuple[str, Any, Any]] = [
            (self.tell("stats-answered"), count(now), count(before) if before else None)
        ]
        if days(now):
            earlier = (days(before) or None) if before else None
            rows.append((self.tell("stats-days"), days(now), earlier))
        yield from _rows(rows)

    def _flows(self, now: dict[str, Any]) -> Iterator[str]:
        if now["flows"]:
            learned = self.tell("short-learned", count=now["learned"])
            yield _title(self._labelled(self.tell("between-teams"), learned))
            others = self.tell("other-teams")
            cells = [
                [
                    self.tell(
                        "stats-flow",
                        learned=plain(flow["learned"] or others),
                        taught=plain(flow["taught"] or others),
                    ),
                    str(flow["lessons"]),
                ]
                for flow in now["flows"]
            ]
            for line in table(cells, right=(1,)):
                yield f"  {line}"
            yield ""

    def _fresh(self, freshness: dict[str, Any]) -> Iterator[str]:
        yield _title(self.tell("freshness"))
        cells = []
        for state, lessons in freshness.items():
            name = state.replace("_", "-")
            what_to_do = self.tell(f"fresh-{name}-do")
            cells.append([self.tell(f"fresh-{name}"), str(len(lessons)), what_to_do])
        for line in table(cells, right=(1,)):
            yield f"  {line}"
        yield ""

    def _told(self, told: list[dict[str, Any]]) -> Iterator[str]:
        if not told:
            yield self.tell("told-none")
            return
        yield _title(self.tell("told"))
        for one in told[:TOLD]:
            about, outcome = plain(one["about"]), one["outcome"]
            known = outcome in tuple(Outcome)
            yield f"  {self.tell(f'outcome-{outcome}')}, {about}" if known else f"  {about}"
            for text in one["text"].split("\n")[:2]:
                yield f"    {plain(text)}"
            if one["effect"]:
                yield f"    {self.tell('effect', effect=plain(one['effect']))}"


def _rows(rows: list[tuple[str, Any, Any]]) -> Iterator[str]:
    cells = [
        [plain(name), str(count), "" if earlier is None else f"({earlier})"]
        for name, count, earlier in rows
    ]
    for line in table(cells, right=(1, 2)):
        yield f"  {line}"
    yield ""

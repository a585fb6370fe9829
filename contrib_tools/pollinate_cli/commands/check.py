# The verb `check`: prints findings, worst first.
# Must not know: how anything is found.
"""Look for what is wrong in a garden."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from pollinate.checks.run import check_garden
from pollinate.errors import RequestError
from pollinate.export.findings import export_findings
from pollinate.export.json_text import to_json
from pollinate.garden import build_garden
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.runtime.walk import repository_root

from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import echo, plain, progress_bar

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}


@click.command(
    "check",
    epilog=(
        "\b\nExamples:\n  pollinate check\n  pollinate check docs/lessons/deploys --format json\n "
        " pollinate check --strict"
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.option("--strict", is_flag=True, help="Advice counts as a finding too.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], form: str, strict: bool) -> None:
    """Look for what is wrong in a garden: front matter, links, people, circles.

    PATH limits the findings to files or folders, as your shell means them. Exits 1 when there is an
    error or a warning, 2 when there is nothing at PATH.
    """
    place: GardenPlace = ctx.obj
    with progress_bar() as progress:
        settings = place.settings()
        built = build_garden(settings, progress)
    root = repository_root(settings.docs_dir) or settings.root
    everything = check_garden(built, settings)
    wanted = [_from_root(path, place, root, everything) for path in paths]
    found = [d for d in everything if not wanted or any(_holds(w, d.path) for w in wanted)]
    found.sort(key=lambda d: (ORDER[d.severity], d.path, d.line, d.code))
    if form == "json":
        echo(to_json(export_findings(found), indent=1))
    else:
        _print(found, len(built.content.lessons))
    if any(strict or d.severity is not Severity.ADVICE for d in found):
        ctx.exit(1)


def _from_root(path: str, place: GardenPlace, root: Path, everything: Sequence[Diagnostic]) -> str:
    """Return a path from the repository root: it counts from where one stands, else from that root;
    a file that is gone may still have findings.
    """
    meant = place.path(path)
    told = path.removeprefix("./").rstrip("/")
    if meant.exists() and meant.is_relative_to(root.resolve()):
        return meant.relative_to(root.resolve()).as_posix()
    inside = not Path(told).is_absolute() and (root / told).exists()
    if inside or any(_holds(told, one.path) for one in everything):
        return told
    raise RequestError(
        f"there is no file or folder '{plain(path)}' in this garden",
        cure="Write it as it is from where you stand:",
        example="pollinate check docs/lessons/deploys",
    )


def _holds(wanted: str, path: str) -> bool:
    return wanted in (path, ".") or path.startswith(f"{wanted}/")


def _print(found: list[Diagnostic], lessons: int) -> None:
    for one in found:
        place = f"{one.path}:{one.line}" if one.line else str(one.path)
        word = click.style(one.severity.value, fg=COLOURS[one.severity], bold=True)
        echo(f"{click.style(plain(place), bold=True)}: {word}: {plain(one.message)} [{one.code}]")
        if one.cure:
            echo(f"    {plain(one.cure)}")
    counts = [
        f"{n} {severity.value}{'s' if n != 1 and severity is not Severity.ADVICE else ''}"
        for severity in ORDER
        if (n := sum(d.severity is severity for d in found))
    ]
    echo(f"{lessons} lessons: {', '.join(counts) if counts else 'nothing found'}", err=True)

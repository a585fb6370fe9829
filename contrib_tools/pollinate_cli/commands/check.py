# The verb `check`: prints findings, worst first, in words or for a forge.
# Must not know: how anything is found.
"""Look for what is wrong in a garden."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import Path

import click
from pollinate.errors import RequestError
from pollinate.export.findings import export_findings
from pollinate.export.findings_github import github_lines
from pollinate.export.findings_gitlab import gitlab_report
from pollinate.export.json_text import to_json
from pollinate.inspection import (
    Inspection,
    inspect_garden,
    inspect_since,
    inspect_staged,
)
from pollinate.mending import mend
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import RepoPath
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.runtime.walk import repository_root
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.findings_text import finding_lines
from pollinate_cli.hook import install_hook as put_hook
from pollinate_cli.terminal import echo, plain, progress_bar, shell_line

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}
_MOST_BYTES = 10_000_000


@click.command(
    "check",
    epilog=(
        "\b\nExamples:\n  pollinate check\n  pollinate check docs/lessons/deploys --format json\n "
        " pollinate check --since origin/main        what a request changes\n"
        "  pollinate check --staged --fix             before a commit\n"
        "  pollinate check --install-hook             before every commit\n"
        "  pollinate check --strict"
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "gitlab"]),
    default="text",
    help="How to print: words, our JSON, commands for GitHub, GitLab's Code Quality report.",
)
@click.option(
    "--since", metavar="REF", default=None, help="Only what changed since a branch left REF."
)
@click.option("--staged", is_flag=True, help="Only what would be committed now.")
@click.option(
    "--fix", is_flag=True, help="Make the changes after which every page looks as before."
)
@click.option(
    "--install-hook", is_flag=True, help="Look at every commit before it is made, from now on."
)
@click.option("--strict", is_flag=True, help="Advice counts as a finding too.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    form: str,
    since: str | None,
    staged: bool,
    fix: bool,
    install_hook: bool,
    strict: bool,
) -> None:
    """Look for what is wrong in a garden: secrets, personal data, links, pictures, people, style.

    PATH limits the findings to files or folders, as your shell means them. Errors and warnings
    block a request; advice doesn't. Exits 1 when something blocks, 2 when there is nothing at PATH.
    """
    if since is not None and not since.strip():
        raise RequestError(
            "--since names no branch",
            cure="Name the one that the request is for; in a build's file, look whether the"
            " variable is set:",
            example="pollinate check --since origin/main",
        )
    if since and staged:
        raise RequestError(
            "--since and --staged ask for two things",
            cure="Ask for one:",
            example="pollinate check --since origin/main",
        )
    place: GardenPlace = ctx.obj
    if install_hook:
        docs = place.settings().docs_dir
        echo(f"Written: {plain(str(put_hook(place.directory, docs, place.options())))}")
        return
    settings = place.settings()
    look = _way(settings, since, staged)
    done = look()
    root = repository_root(settings.docs_dir) or settings.root
    wanted = [_from_root(path, place, root, done) for path in paths]
    found = _wanted(done, wanted)
    if fix:
        mended = mend(settings, found)
        _print_mended(mended)
        if mended:
            done = look()
            if staged:
                echo(f"To commit it: {shell_line('git', 'add', '--', *mended)}", err=True)
            found = _wanted(done, wanted)
    if since and not done.whole and not found:
        echo(f"Nothing differs from where this branch left {plain(since)}.", err=True)
    _print(form, found, done, root)
    if any(strict or one.blocks for one in found):
        ctx.exit(1)


def _way(settings: Settings, since: str | None, staged: bool) -> Callable[[], Inspection]:
    def look() -> Inspection:
        if staged:
            return inspect_staged(settings)
        if since:
            return inspect_since(settings, since)
        with progress_bar() as progress:
            return inspect_garden(settings, progress)

    return look


def _wanted(done: Inspection, wanted: Sequence[str]) -> list[Diagnostic]:
    """Return what was found at some paths, worst first."""
    found = [d for d in done.findings if not wanted or any(_holds(w, d.path) for w in wanted)]
    return sorted(found, key=lambda d: (ORDER[d.severity], d.path, d.line, d.code))


def _from_root(path: str, place: GardenPlace, root: Path, done: Inspection) -> str:
    """Return a path from the repository root: it counts from where one stands, else from that root;
    a file that is gone may still have findings.
    """
    meant, top = place.path(path), root.resolve()
    told = path.removeprefix("./").rstrip("/")
    if path and meant.exists() and meant.is_relative_to(top):
        return meant.relative_to(top).as_posix()
    there = (root / told).resolve()
    inside = told and not Path(told).is_absolute() and there.is_relative_to(top)
    if (inside and there.exists()) or any(_holds(told, one.path) for one in done.findings):
        return told
    raise RequestError(
        f"there is no file or folder '{plain(path)}' in this garden",
        cure="Write it as it is from where you stand:",
        example="pollinate check docs/lessons/deploys",
    )


def _holds(wanted: str, path: str) -> bool:
    return wanted in (path, ".") or path.startswith(f"{wanted}/")


def _print(form: str, found: list[Diagnostic], done: Inspection, root: Path) -> None:
    if form == "json":
        echo(to_json(export_findings(found, done.missing), indent=1))
    elif form == "github":
        for line in github_lines(found):
            # A command of ours, with every word of others escaped.
            click.echo(line.encode("utf-8", "replace").decode("utf-8"))
    elif form == "gitlab":
        echo(to_json(gitlab_report(found, _lines(root)), indent=1))
    else:
        _print_text(found)
    _print_sum(found, done)


def _lines(root: Path) -> Callable[[RepoPath, int], str]:
    @cache
    def read(path: RepoPath) -> list[str]:
        data = bytes_or_nothing(root / path, _MOST_BYTES, links=False)
        return data.decode("utf-8", "replace").split("\n")

    def line_of(path: RepoPath, line: int) -> str:
        return "".join(read(path)[line - 1 : line])

    return line_of


def _print_text(found: Collection[Diagnostic]) -> None:
    for one in found:
        for line in finding_lines(one):
            echo(line)


def _print_mended(mended: dict[RepoPath, list[str]]) -> None:
    for path, what in mended.items():
        counts = {words: what.count(words) for words in dict.fromkeys(what)}
        told = ", ".join(f"{words} ({n})" if n > 1 else words for words, n in counts.items())
        echo(f"mended {plain(path)}: {plain(told)}", err=True)


def _print_sum(found: Collection[Diagnostic], done: Inspection) -> None:
    counts = [
        f"{n} {severity.value}{'s' if n != 1 and severity is not Severity.ADVICE else ''}"
        for severity in ORDER
        if (n := sum(d.severity is severity for d in found))
    ]
    lessons = f"{done.lessons} lesson{'' if done.lessons == 1 else 's'}"
    echo(f"{lessons}: {', '.join(counts) if counts else 'nothing found'}", err=True)
    if done.missing:
        names = ", ".join(done.missing)
        echo(f"Less is looked at, since these are not installed: {names}.", err=True)
        echo("    pip install 'pollinate[check]'", err=True)

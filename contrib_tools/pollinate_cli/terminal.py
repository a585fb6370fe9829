# What a person sees: errors, progress, a table. Colours only on a terminal and never against
# NO_COLOR. Must not know: gardens.
"""Write to the terminal."""

from __future__ import annotations

import logging
import os
import re
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from pollinate.errors import PollinateError
from pollinate.plain import plain as plain
from pollinate.plain import without_commands

Progress = Callable[[str, int, int], None]
LINE = "%(levelname)s -  %(message)s"
"""How an entry of a log is printed."""


class PlainLines(logging.Formatter):
    """Formats a log's entry, whoever wrote it, as lines that command nothing."""

    def format(self, record: logging.LogRecord) -> str:
        """Return an entry as it is printed."""
        lines = super().format(record).split("\n")
        return "\n".join([plain(lines[0]), *(f"  {plain(line)}" for line in lines[1:])])


class SaidBefore(logging.Filter):
    """Lets work that begins again say only what it did not say the first time."""

    def __init__(self) -> None:
        super().__init__()
        self._said: Counter[tuple[int, str]] = Counter()
        self._before: Counter[tuple[int, str]] = Counter()

    def again(self) -> None:
        """Hold back what was said until here."""
        self._before, self._said = self._said, Counter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether an entry is said."""
        try:
            entry = record.levelno, record.getMessage()
        except Exception:
            # Whoever prints it says that it can't be formatted.
            return True
        self._said[entry] += 1
        return self._said[entry] > self._before[entry]

    @contextmanager
    def listening(self) -> Iterator[SaidBefore]:
        """Filter what is printed meanwhile."""
        printing = [one for one in logging.getLogger().handlers if _prints(one)]
        for one in printing:
            one.addFilter(self)
        try:
            yield self
        finally:
            for one in printing:
                one.removeFilter(self)


def _prints(handler: logging.Handler) -> bool:
    return isinstance(handler, logging.StreamHandler)


def log_plainly(level: int) -> None:
    """Send all logs to standard error, without signs that command a terminal or a CI system: names
    of files stand in lines of others too.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlainLines(LINE))
    logging.basicConfig(handlers=[handler], level=level)


def on_terminal() -> bool:
    """Return whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def print_error(error: PollinateError) -> None:
    """Print place, problem, cure and example to standard error."""
    place = f"{click.style(plain(error.place), bold=True)}: " if error.place else ""
    problem = plain(error.problem).rstrip()
    # A title at the end may bring a mark of its own.
    stop = "" if problem.endswith((".", "?", "!", "…")) else "."
    echo(f"{click.style('Error', fg='red', bold=True)}: {place}{problem}{stop}", err=True)
    # An example may hold the words of a server, a cure the name of a file.
    for line in error.cure.split("\n") if error.cure else []:
        echo(plain(line), err=True)
    for line in ["", *error.example.split("\n")] if error.example else []:
        echo(f"    {plain(line)}" if line else "", err=True)


def shell_word(text: str) -> str:
    """Return a word as shells take it, in double quotes where it needs some: those of Windows know
    no others.
    """
    bare = plain(text)
    if re.fullmatch(r"[\w./@:=+-]+", bare):
        return bare
    if os.name == "nt":
        return '"' + bare.replace('"', '\\"') + '"'
    if "!" in bare:
        # A shell that somebody types into takes it for an earlier command, in double quotes too.
        return shlex.quote(bare)
    return '"' + re.sub(r'(["\\$`])', r"\\\1", bare) + '"'


def shell_line(*words: str) -> str:
    """Return a command as shells take it."""
    return " ".join(map(shell_word, words))


def git_for(root: Path) -> str:
    """Return how somebody calls Git for a repository from where they stand."""
    inside = Path.cwd().resolve().is_relative_to(root.resolve())
    return "git" if inside else f"git -C {shell_word(str(root))}"


def echo(text: str = "", *, err: bool = False) -> None:
    """Print a line, with colours only where they are wanted."""
    stream = sys.stderr if err else sys.stdout
    coloured = (
        stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
    text = without_commands(text.encode("utf-8", "replace").decode("utf-8"))
    click.echo(text, err=err, color=coloured)


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> Iterator[str]:
    """Yield rows as lines with even columns; `right` are the columns that are set to the right."""
    widths = [
        max((len(row[n]) for row in rows), default=0) for n in range(max(map(len, rows), default=0))
    ]
    for row in rows:
        cells = [
            cell.rjust(widths[n]) if n in right else cell.ljust(widths[n])
            for n, cell in enumerate(row)
        ]
        yield "  ".join(cells).rstrip()


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give a function that shows progress on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda phase, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(phase: str, done: int, total: int) -> None:
            if phase not in tasks:
                tasks[phase] = bars.add_task(phase, total=total)
            bars.update(tasks[phase], completed=done, total=total)

        yield show

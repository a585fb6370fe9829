# How long builds take and how much memory, ours and others', of the same generated pages in one run:
# the table of docs/developers/speed.md. Plain builds keep the lessons out of the navigation, as ours
# do. Must not know: how anything is done; commands are run as people run them.
"""Measure builds beside others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from builds import OURS, PLAIN

ROOT = Path(__file__).resolve().parents[2]
ENV = {
    **os.environ,
    "PYTHONPATH": f"{ROOT / 'plugins'}{os.pathsep}{ROOT / 'contrib_tools'}",
    "NO_MKDOCS_2_WARNING": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
PEERS = f"""{PLAIN}  - git-authors
  - git-revision-date-localized
"""


MOST_FOR_PEERS = 2_000
"""Lessons up to which plugins are measured that ask Git for each page: more take minutes."""


@dataclass(frozen=True)
class Spent:
    """What a build took."""

    seconds: float
    megabytes: float
    """At most, in its largest process."""


def spent(command: Sequence[str], folder: Path) -> Spent:
    """Run a command; raises SystemExit with its last words where it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=ENV, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        if status:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)} failed:\n{said.read().decode()[-2000:]}")
    return Spent(seconds, used.ru_maxrss / 1024)


def zensical(work: Path) -> str:
    """Return the program of Zensical, put into an environment of its own; empty without it."""
    place = work / "zensical"
    if not place.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        install = [str(place / "bin/python"), "-m", "pip", "install", "-q", "zensical"]
        subprocess.run(install, check=False, capture_output=True)
    program = place / "bin/zensical"
    return str(program) if program.exists() else ""


def rows(work: Path, lessons: int, commits: int) -> Iterator[tuple[str, Spent]]:
    """Yield what builds of one generated garden take."""
    garden, site = work / f"garden-{lessons}", work / "site"
    # In a process of its own: what this one holds would count as memory of all that it starts.
    code = "import sys; from generate import generate; from pathlib import Path\n"
    code += "generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))"
    args = [str(garden), str(lessons), str(commits)]
    subprocess.run([sys.executable, "-c", code, *args], cwd=Path(__file__).parent, check=True)
    config = garden / "mkdocs.yml"

    def module(name: str, *more: str) -> Spent:
        out = "-d" if name != "pollinate_cli" else "--site-dir"
        return spent([sys.executable, "-m", name, "build", "-q", out, str(site), *more], garden)

    config.write_text(PLAIN)
    yield "MkDocs with Material alone", module("mkdocs")
    shutil.rmtree(site)
    yield "ProperDocs with Material alone", module("properdocs")
    shutil.rmtree(site)
    if program := zensical(work):
        yield "Zensical alone", spent([program, "build"], garden)
        shutil.rmtree(garden / "site")
    if lessons <= MOST_FOR_PEERS:
        config.write_text(PEERS)
        yield "MkDocs, Material, git-authors, revision dates", module("mkdocs")
        shutil.rmtree(site)
    config.write_text(OURS)
    yield "`mkdocs build` with all our plugins, nothing remembered", module("mkdocs")
    shutil.rmtree(site)
    shutil.rmtree(garden / ".git/pollinate", ignore_errors=True)
    yield "`pollinate build`, nothing remembered", module("pollinate_cli")
    yield "the same, `--full`", module("pollinate_cli", "--full")
    yield "the same, `--full --workers 1`", module("pollinate_cli", "--full", "--workers", "1")
    page = sorted(garden.glob("docs/lessons/*/lesson-*.md"))[lessons // 2]
    page.write_text(page.read_text() + "\nOne more sentence of it.\n")
    yield "`pollinate build` after one edit", module("pollinate_cli")
    yield "`pollinate build`, nothing changed", module("pollinate_cli")


def table(work: Path, lessons: int, commits: int, say: Callable[[str], None]) -> None:
    """Say the table of one garden, a row as soon as it is known."""
    say(f"\n### {lessons:,} lessons, {commits:,} commits\n")
    say("| build | seconds | times the first | MB |")
    say("|---|---|---|---|")
    first = 0.0
    for name, took in rows(work, lessons, commits):
        first = first or took.seconds
        ratio = took.seconds / first
        say(f"| {name} | {took.seconds:.1f} | {ratio:.2f} | {took.megabytes:.0f} |")


def main() -> None:
    """Measure gardens of the sizes that are given, a thousand lessons without any."""
    with tempfile.TemporaryDirectory(prefix="pollinate-bench-") as folder:
        for lessons in map(int, sys.argv[1:] or ["1000"]):
            table(Path(folder), lessons, lessons * 5, lambda row: print(row, flush=True))


if __name__ == "__main__":
    main()

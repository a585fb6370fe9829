# How long builds take beside a plain build of the same pages: all pages by one process and by two,
# one edited lesson, and nothing changed. With every plugin of ours, and our look.
# Must not know: how anything is done; commands are run as people run them.
"""Measure builds of what changed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from generate import generate

PLAIN = """site_name: Bench
site_url: https://garden.test.org/
theme: {name: material, font: false}
nav: [index.md]
not_in_nav: /lessons/
plugins:
  - search
"""
OURS = """site_name: Bench
site_url: https://garden.test.org/
theme: {name: material, font: false}
plugins:
  - search
  - pollinate/garden: {look: garden}
  - pollinate/attribution
  - pollinate/acknowledgements
  - pollinate/learned-from
  - pollinate/trails
"""
Timed = Callable[[Sequence[str], Path], float]
Line = Callable[[str, float, float, str], bool]


def builds(work: Path, lessons: int, commits: int, timed: Timed, line: Line) -> list[bool]:
    """Measure builds of one generated garden."""
    garden, site = work / "built", work / "built-site"
    generate(garden, lessons, commits)

    def ours(*more: str) -> float:
        command = [sys.executable, "-m", "pollinate_cli", "build", "-q", "--site-dir", str(site)]
        return timed([*command, *more], garden)

    (garden / "mkdocs.yml").write_text(PLAIN)
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(work / "plain")]
    plain = timed(mkdocs, garden)
    shutil.rmtree(work / "plain")
    (garden / "mkdocs.yml").write_text(OURS)
    ours("--full")
    alone, two = ours("--full", "--workers", "1"), ours("--full", "--workers", "2")
    page = sorted(garden.glob("docs/lessons/*/lesson-*.md"))[lessons // 2]
    page.write_text(page.read_text() + "\nOne more sentence of it.\n")
    edit, nothing = ours(), ours()
    size = f"{lessons:,} lessons, plain Material {plain:.1f} s"
    return [
        line("all pages, two processes / plain Material", two / plain, 0.6, size),
        line("all pages, two processes / one", two / alone, 0.8, f"one: {alone:.1f} s"),
        line("one edited lesson / plain Material", edit / plain, 1 / 25, f"{edit:.1f} s"),
        line("one edited lesson / all pages", edit / two, 0.5, f"all: {two:.1f} s"),
        line("nothing changed / plain Material", nothing / plain, 1 / 80, f"{nothing:.2f} s"),
    ]

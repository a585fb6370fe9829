# `make bench`: speed as ratios, all measured in one run on gardens that are generated for it.
# Ratios and not seconds: machines differ and are noisy. Each figure is the median of interleaved
# runs. Must not know: how anything is done; commands are run as people run them.
"""Measure speed."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from builds import builds
from generate import generate
from growth import growth
from notes import add_notes

ROOT = Path(__file__).resolve().parents[2]
ENV = {
    **os.environ,
    "PYTHONPATH": f"{ROOT / 'plugins'}{os.pathsep}{ROOT / 'contrib_tools'}",
    "NO_MKDOCS_2_WARNING": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
POLLINATE = [sys.executable, "-m", "pollinate_cli"]
CREDITS = [*POLLINATE, "credits", "--format", "json"]
LOG = ["git", "log", "-p", "-U0"]


def timed(command: Sequence[str], cwd: Path, out: Path | None = None) -> float:
    """Return the wall seconds of a command; fails loudly when the command does."""
    with open(out or os.devnull, "wb") as sink, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        status = subprocess.run(
            command, cwd=cwd, stdout=sink, stderr=errors, env=ENV, check=False
        ).returncode
        spent = time.perf_counter() - start
        if status:
            errors.seek(0)
            raise SystemExit(f"{' '.join(command)} failed:\n{errors.read().decode()[-2000:]}")
    return spent


def line(what: str, ratio: float, most: float, more: str) -> bool:
    """Print one result, and return whether it holds."""
    held = ratio <= most
    print(
        f"{'holds' if held else 'FAILS':5}  {what:58} {ratio:7.3f}  (at most {most:g}; {more})",
        flush=True,
    )
    return held


def drop(garden: Path) -> None:
    """Forget everything remembered."""
    shutil.rmtree(garden / ".git" / "pollinate", ignore_errors=True)


def credits(work: Path, lessons: int, commits: int, runs: int = 3) -> list[bool]:
    """Measure `credits` on a large garden: cold, warm, after a merge, memory."""
    garden = work / "large"
    generate(garden, lessons, commits)
    logs, colds, warms = [], [], []
    for _ in range(runs):
        logs.append(timed(LOG, garden))
        drop(garden)
        colds.append(timed(CREDITS, garden))
        warms.append(timed(CREDITS, garden))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    base = statistics.median(logs)
    merged, equal = after_merge(work, garden, base)
    size = f"{lessons:,} lessons, {commits:,} commits, git log -p -U0 {base:.2f} s"
    return [
        line(
            "credits, cold / git log -p -U0",
            statistics.median(c / g for c, g in zip(colds, logs, strict=True)),
            2.2,
            size,
        ),
        line(
            "credits, warm / git log -p -U0",
            statistics.median(w / g for w, g in zip(warms, logs, strict=True)),
            0.1,
            size,
        ),
        line(
            "credits after merging 20 commits / git log -p -U0",
            merged,
            0.35,
            "forked 200 commits ago",
        ),
        line("the same differs from cold (0 = equal)", float(not equal), 0, "byte by byte"),
        line("peak memory, MB", peak, 550, "largest process"),
    ]


def paragraphs(work: Path, lessons: int, commits: int, runs: int = 3) -> list[bool]:
    """Measure `credits` where half of all commits put some words of long paragraphs in another
    way.
    """
    garden = work / "paragraphs"
    generate(garden, lessons, commits, paragraphs=True)
    ratios, logs = [], []
    for _ in range(runs):
        logs.append(timed(LOG, garden))
        drop(garden)
        ratios.append(timed(CREDITS, garden) / logs[-1])
    size = f"long paragraphs, git log -p -U0 {statistics.median(logs):.2f} s"
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        line("credits, cold, paragraphs / git log -p -U0", statistics.median(ratios), 2.2, size),
        line("peak memory, MB, with paragraphs", peak, 550, "largest process so far"),
    ]


def after_merge(work: Path, garden: Path, base: float) -> tuple[float, bool]:
    """Return the time after merging a branch of 20 commits that forked 200 commits ago, and whether
    it equals cold.
    """
    clone, ratios, equal = work / "merged", [], True
    for _ in range(3):
        shutil.rmtree(clone, ignore_errors=True)
        subprocess.run(["git", "clone", "-q", str(garden), str(clone)], check=True)
        git = ["git", "-c", "user.name=Person 3 Name", "-c", "user.email=p3@garden.test.org"]
        drop(clone)
        timed(CREDITS, clone)
        timed([*git, "checkout", "-q", "-b", "topic", "HEAD~200"], clone)
        lessons = sorted(clone.glob("docs/lessons/*/lesson-*.md"))
        for n in range(20):
            lesson = lessons[n * len(lessons) // 20]
            lesson.write_text(
                lesson.read_text() + f"\nOne more line, number {n}, that this lesson needed.\n"
            )
            timed([*git, "commit", "-q", "-am", f"Add line {n}"], clone)
        timed([*git, "checkout", "-q", "main"], clone)
        timed([*git, "merge", "-q", "-m", "Merge topic", "topic"], clone)
        ratios.append(timed(CREDITS, clone, work / "merged.json") / base)
    drop(clone)
    timed(CREDITS, clone, work / "cold.json")
    equal = (work / "merged.json").read_bytes() == (work / "cold.json").read_bytes()
    return statistics.median(ratios), equal


def plugins(work: Path, lessons: int, commits: int) -> list[bool]:
    """Measure what our plugins add to a build, against what mkdocs-git-authors adds."""
    garden = work / "medium"
    generate(garden, lessons, commits)
    base = (
        "site_name: Bench\ntheme: {name: material, font: false}\nnav: [index.md]\nnot_in_nav:"
        " /lessons/\nplugins:\n  - search\n"
    )
    ours = base + "".join(
        f"  - pollinate/{n}\n"
        for n in ("garden", "attribution", "acknowledgements", "learned-from")
    )
    sites = {"plain": base, "ours": ours, "peer": base + "  - git-authors\n"}
    spent: dict[str, list[float]] = {name: [] for name in sites}
    for run in range(3):
        for name, config in sites.items():
            if name == "peer" and run:
                continue
            drop(garden)
            (garden / "mkdocs.yml").write_text(config)
            spent[name].append(
                timed(
                    [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(work / "site")],
                    garden,
                )
            )
    plain, mine, peer = (statistics.median(spent[name]) for name in ("plain", "ours", "peer"))
    more = f"plain {plain:.1f} s, ours {mine:.1f} s, git-authors {peer:.1f} s"
    return [
        line(
            "what our plugins add / what git-authors adds",
            (mine - plain) / (peer - plain),
            1 / 15,
            more,
        )
    ]


def notes(work: Path, lessons: int, count: int) -> list[bool]:
    """Measure what notes add to a build of a large garden."""
    plain, noted = work / "large", work / "noted"
    subprocess.run(["git", "clone", "-q", str(plain), str(noted)], check=True)
    add_notes(noted, count, lessons)
    config = (
        "site_name: Bench\ntheme: {name: material, font: false}\nnav: [index.md]\nnot_in_nav:"
        " /lessons/\nplugins:\n  - search\n"
        + "".join(
            f"  - pollinate/{n}\n"
            for n in ("garden", "attribution", "acknowledgements", "learned-from", "trails")
        )
    )
    spent = []
    for garden in (noted, plain):
        drop(garden)
        (garden / "mkdocs.yml").write_text(config)
        spent.append(
            timed([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(work / "site")], garden)
        )
    more = f"{lessons:,} lessons, {count:,} notes: {spent[0]:.1f} s, without {spent[1]:.1f} s"
    return [line("a build with notes / the same without", spent[0] / spent[1], 1.3, more)]


def main() -> int:
    """Run all measurements; 1 when a limit is not held."""
    quick = "--quick" in sys.argv
    with tempfile.TemporaryDirectory(prefix="pollinate-bench-") as folder:
        work = Path(folder)
        held = credits(work, *((1000, 5000) if quick else (10_000, 50_000)))
        held += paragraphs(work, *((1000, 5000) if quick else (10_000, 50_000)))
        held += plugins(work, *((200, 1000) if quick else (1000, 5000)))
        held += builds(work, *((1000, 5000) if quick else (10_000, 50_000)), timed, line)
        held += growth(work, ENV, line)
        held += notes(work, *((1000, 3000) if quick else (10_000, 30_000)))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())

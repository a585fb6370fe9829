# Changes the code by one line at a time and looks whether a test notices (`make mutants`).
# A mutant that survives is a guard, a cache or an escape that is not there: nobody would miss it.
"""Apply each mutant of mutants.txt to a copy, run its tests, and list the survivors."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = Path(__file__).with_name("mutants.txt")
SECONDS = 600


@dataclass(frozen=True)
class Mutant:
    """One changed line."""

    name: str
    path: str
    old: str
    new: str
    tests: tuple[str, ...]


def read_mutants(text: str) -> list[Mutant]:
    """Return the mutants of a list: blocks of name, path, old line, new line, tests."""
    found = []
    for block in text.split("\n\n"):
        rows = [row for row in block.splitlines() if row and not row.startswith("#")]
        if rows:
            name, path, old, new, tests = rows
            found.append(
                Mutant(
                    name, path, old.removeprefix("- "), new.removeprefix("+ "), (*tests.split(),)
                )
            )
    return found


def apply(mutant: Mutant, folder: Path) -> None:
    """Change a copy; raises ValueError where the old line is not there, or there twice."""
    file = folder / mutant.path
    text = file.read_text(encoding="utf-8")
    if text.count(mutant.old) != 1:
        raise ValueError(
            f"{mutant.name}: {text.count(mutant.old)} places in {mutant.path}: {mutant.old}"
        )
    file.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")


KILLED, LATE, SURVIVED = "killed", "too long", "SURVIVED"
"""What becomes of a mutant: one whose tests don't end in time is counted as killed, and told, since
a machine at other work can be the reason.
"""


def outcome(mutant: Mutant, folder: Path) -> str:
    """Return what the tests say of the changed copy."""
    paths = os.pathsep.join(str(folder / root) for root in ("plugins", "contrib_tools"))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *mutant.tests],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": paths},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return LATE
    if done.returncode not in (0, 1, 2):
        raise RuntimeError(f"{mutant.name}: the tests can't run: {done.stdout[-500:]!r}")
    return KILLED if done.returncode else SURVIVED


def tried(mutant: Mutant) -> str:
    """Return what becomes of a mutant, in a copy of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "copy"
        shutil.copytree(
            ROOT, folder, ignore=shutil.ignore_patterns(".git", ".venv", "site", "build")
        )
        apply(mutant, folder)
        return outcome(mutant, folder)


def main() -> int:
    """Run all mutants, or those whose names hold a word that is given; 1 when any survives."""
    wanted = [
        one
        for one in read_mutants(LIST.read_text(encoding="utf-8"))
        if not sys.argv[1:] or any(word in one.name for word in sys.argv[1:])
    ]
    outcomes: list[str] = []
    at_once = int(os.environ.get("AT_ONCE") or os.cpu_count() or 1)
    with ThreadPoolExecutor(at_once) as pool:
        for mutant, end in zip(wanted, pool.map(tried, wanted), strict=True):
            outcomes.append(end)
            print(f"{len(outcomes):3}/{len(wanted)} {end:8} {mutant.name}", flush=True)
    told = (f"{outcomes.count(end)} {end.lower()}" for end in (KILLED, LATE, SURVIVED))
    print(", ".join(told))
    return int(SURVIVED in outcomes)


if __name__ == "__main__":
    sys.exit(main())

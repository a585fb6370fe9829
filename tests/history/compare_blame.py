# Run as a script: makes N random repositories from SEED on, compares every line with `git blame`,
# prints each difference.
"""Compare our line owners with `git blame` on many random repositories."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

HERE = Path(__file__).resolve()
for root in (HERE.parents[1], HERE.parents[2] / "plugins", HERE.parents[2] / "contrib_tools"):
    sys.path.insert(0, str(root))

from support.blame import compare  # noqa: E402
from support.random_history import make_history, write_history  # noqa: E402

Result = tuple[int, bool, int, int, list[str]]


def one(seed: int, renames: bool) -> Result:
    """Return seed, kind, equal lines, all lines and differing paths of one repository."""
    with tempfile.TemporaryDirectory(
        prefix="compare-blame-", dir=os.environ.get("TMPDIR")
    ) as folder:
        repository = write_history(make_history(seed, renames=renames), Path(folder) / "r")
        try:
            return seed, renames, *compare(repository)
        finally:
            shutil.rmtree(repository, ignore_errors=True)


def main(count: int, first: int = 0) -> int:
    """Compare `count` repositories, half of them with renames; return how many lines differ where
    nothing was renamed.
    """
    seeds = range(first, first + (count + 1) // 2)
    wrong = 0
    with ProcessPoolExecutor() as pool:
        for renames in (False, True):
            equal = total = 0
            for seed, _, same, lines, paths in pool.map(one, seeds, repeat(renames), chunksize=10):
                equal, total = equal + same, total + lines
                for path in paths:
                    print(
                        f"differs: seed {seed} {'with' if renames else 'without'} renames: {path}"
                        f" ({lines - same} of {lines} lines)",
                        flush=True,
                    )
            kind = "with renames" if renames else "without renames"
            print(
                f"{len(seeds)} repositories {kind}: {equal} of {total} lines equal"
                f" ({equal / max(total, 1):.4%})",
                flush=True,
            )
            wrong += 0 if renames else total - equal
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)))

# `make matrix`: every plugin of the matrix that is installed, one line each; the exit status says
# whether all is well. Names after the command choose some of them. Must not know: how a site is
# built.
"""Run the matrix of plugins."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from matrix import COMMONEST, OTHERS, faults, is_there

ALL = {**COMMONEST, **OTHERS}


def main(names: list[str]) -> int:
    """Build with each plugin, print what is wrong, and return the number of plugins with a
    fault.
    """
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"no plugin of the matrix: {', '.join(unknown)}", file=sys.stderr)
        return 2
    wrong = 0
    for name in names or ALL:
        if not is_there(ALL[name]):
            print(f"{name:28} not installed", flush=True)
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = list(faults(Path(folder), ALL[name]))
        wrong += bool(found)
        print(f"{name:28} {'; '.join(found) or 'fine'}", flush=True)
    print(f"{wrong} plugins with a fault" if wrong else "all fine", file=sys.stderr)
    return min(wrong, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

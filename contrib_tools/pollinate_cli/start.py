# The command itself. Reading the program takes a moment, and who stops it then is told as always:
# so nothing is imported here before somebody listens. Must not know: any verb.
"""Start pollinate."""

from __future__ import annotations

import sys

STOPPED = 130


def main() -> None:
    """Run the command line."""
    try:
        from pollinate_cli.__main__ import main as run
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(STOPPED)
    run()

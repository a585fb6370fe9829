# `python -m pollinate`: the command line where no script of ours is on the path. The one module of
# the core that knows of it, by name alone. Python looks for modules first where it was started, and
# a request of a stranger may bring one called yaml: that place is taken out before anything else is
# looked for. A folder called pollinate is found before this runs, so the handbook says python -P.
# Must not know: any verb.
"""Run pollinate as a module."""

import sys
from importlib import import_module

if __name__ == "__main__":
    if not sys.flags.safe_path:
        sys.path.pop(0)
    import_module("pollinate_cli.start").main()

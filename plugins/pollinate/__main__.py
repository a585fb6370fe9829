# `python -m pollinate`: the command line where no script of ours is on the path. The one module of
# the core that knows of it, by name alone. Must not know: any verb.
"""Run pollinate as a module."""

from importlib import import_module

if __name__ == "__main__":
    import_module("pollinate_cli.start").main()

# The way in: runs the command line and turns every error of ours into words and exit code 2.
# Must not know: any verb.
"""Run pollinate."""

from __future__ import annotations

import os
import sys

import click
from pollinate.errors import PollinateError
from pollinate.runtime.collector import end_without_a_last_look

from pollinate_cli.cli import cli
from pollinate_cli.terminal import print_error

CANNOT_RUN = 2
STOPPED = 130
MEMORY = "Close other programs, or look for a file that is far too large: git ls-files -s."
REPORT = "Please report it, with what the same command prints under POLLINATE_TRACEBACK=1."


def main() -> None:
    """Run the command line: 0 fine, 1 findings, 2 cannot run."""
    # Material prints a banner about its future at each build; it is not for our users.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except PollinateError as error:
        print_error(error)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(STOPPED)
    except click.ClickException as error:
        error.show()
    except BrokenPipeError:
        # The reader of our output went away, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
        sys.exit(STOPPED)
    except MemoryError:
        print_error(PollinateError("the memory of this machine does not suffice", cure=MEMORY))
    except Exception as error:
        if os.environ.get("POLLINATE_TRACEBACK"):
            raise
        what = f"this should not happen: {type(error).__name__}: {error}"
        print_error(PollinateError(what, cure=REPORT))
    finally:
        end_without_a_last_look()
    sys.exit(CANNOT_RUN)


if __name__ == "__main__":
    main()

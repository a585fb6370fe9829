# The way in: runs the command line and turns every error of ours into words and exit code 2.
# Must not know: any verb.
"""Run pollinate."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from io import TextIOWrapper
from types import FrameType

import click
from pollinate.errors import PollinateError
from pollinate.runtime.collector import end_without_a_last_look

from pollinate_cli.cli import cli
from pollinate_cli.system_errors import os_error
from pollinate_cli.terminal import print_error

CANNOT_RUN = 2
STOPPED = 130
MEMORY = "Close other programs, or look for a file that is far too large: git ls-files -s."
REPORT = "Please report it, with what the same command prints under POLLINATE_TRACEBACK=1."


def main() -> None:
    """Run the command line: 0 fine, 1 findings, 2 cannot run."""
    # Material prints a banner about its future at each build; it is not for our users.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    _open_what_is_closed()
    _speak_utf8()
    try:
        _end_kindly()
        code = cli.main(standalone_mode=False) or 0
        # What waits in a buffer is written here, where a full disk is still told in words.
        sys.stdout.flush()
        sys.exit(code)
    except PollinateError as error:
        print_error(error)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(STOPPED)
    except click.ClickException as error:
        error.show()
    except BrokenPipeError:
        # The reader of our output went away, as `head` does.
        _forget_output()
        sys.exit(0)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
        sys.exit(STOPPED)
    except OSError as error:
        if os.environ.get("POLLINATE_TRACEBACK"):
            raise
        _forget_output()
        print_error(os_error(error))
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


def _end_kindly() -> None:
    """Let a closed window, or a server that ends us, be what Ctrl-C is: answers are kept then, and
    folders that were begun are removed.
    """

    def stop(number: int, _: FrameType | None) -> None:
        raise KeyboardInterrupt(number)

    for name in ("SIGTERM", "SIGHUP", "SIGQUIT"):
        number = getattr(signal, name, None)
        # Who starts it with `nohup` doesn't want it to end with the window.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stop)


def _open_what_is_closed() -> None:
    """Have an input and outputs where whoever starts us closed them: the next file that is opened
    would be taken for one by MkDocs, and by programs that we run.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # The lowest number that is free, which is that of the one that is closed.
            number = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's own character set: names of people have letters that few
    sets hold.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_output() -> None:
    """Let what is still in the buffer go nowhere, so that the end of the process can't fail."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()

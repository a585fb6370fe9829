# The verb `serve`: builds, serves, follows changes.
# Must not know: how pages come to be; MkDocs serves and our plugins weave.
"""Show a garden at a local address."""

from __future__ import annotations

import logging
import socket

import click
from pollinate.errors import RequestError

from pollinate_cli.cli import GardenPlace
from pollinate_cli.site_config import site_config
from pollinate_cli.terminal import log_plainly, plain


@click.command(
    "serve",
    epilog="\b\nExamples:\n  pollinate serve\n  pollinate -C garden serve --port 8001 --open",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    default=8000,
    show_default=True,
    help="The port to listen on.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open a browser.")
@click.pass_obj
def command(place: GardenPlace, host: str, port: int, open_browser: bool) -> None:
    """Build a garden, show it at a local address, and follow changes until Ctrl-C."""
    _look_for_port(host, port)
    from mkdocs.commands.serve import serve

    log_plainly(logging.INFO)
    with site_config(place) as (path, _):
        serve(str(path), livereload=True, open_in_browser=open_browser, dev_addr=f"{host}:{port}")


def _look_for_port(host: str, port: int) -> None:
    """Refuse a port that another program has, before anything is built, and offer a free one."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except (OSError, UnicodeError) as error:
        raise RequestError(
            f"there is no address '{plain(host)}' on this machine",
            cure="Leave --host out, or give one that is:",
            example="pollinate serve --host 127.0.0.1",
        ) from error
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        # As servers do: a port that was left a moment ago is free.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            free = _free_port(family, host)
            raise RequestError(
                f"port {port} can't be had ({(error.strerror or 'refused').lower()})",
                cure="Take another, such as one that is free now:" if free else "Take another.",
                example=f"pollinate serve --port {free}" if free else "",
            ) from error


def _free_port(family: int, host: str) -> int:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.bind((host, 0))
            return int(tried.getsockname()[1])
    except OSError:
        return 0

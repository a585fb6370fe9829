# The verb `serve`: builds, serves, follows changes.
# Must not know: how pages come to be; MkDocs serves and our plugins weave.
"""Show a garden at a local address."""

from __future__ import annotations

import logging

import click

from pollinate_cli.cli import GardenPlace
from pollinate_cli.site_config import site_config
from pollinate_cli.terminal import log_plainly


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
    from mkdocs.commands.serve import serve

    log_plainly(logging.INFO)
    with site_config(place) as (path, _):
        serve(str(path), livereload=True, open_in_browser=open_browser, dev_addr=f"{host}:{port}")

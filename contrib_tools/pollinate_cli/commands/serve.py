# The verb `serve`: builds, serves, follows changes.
# Must not know: how pages come to be; MkDocs serves and our plugins weave.
"""Show a garden at a local address."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from pollinate.errors import PollinateError
from pollinate.plan import RenderAgainError
from pollinate.review.proposal import Place, open_proposal
from pollinate.settings import Settings

from pollinate_cli.build_inputs import inputs_of
from pollinate_cli.cli import GardenPlace
from pollinate_cli.early_page import early_page, page_of
from pollinate_cli.ports import refuse_taken_port
from pollinate_cli.preview import build_preview, tell_left_out, tell_limits
from pollinate_cli.preview_server import PORT, serve_folder
from pollinate_cli.site_config import site_config
from pollinate_cli.terminal import echo, log_plainly


@click.command(
    "serve",
    epilog="\b\nExamples:\n  pollinate serve\n  pollinate -C garden serve --port 8001 --open\n"
    "  pollinate serve docs/lessons/backups.md --open\n"
    "  pollinate serve --of refs/pull/7/head",
)
@click.argument("lesson", default="", metavar="[LESSON]")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    default=None,
    help="The port to listen on (default: 8000, of a request 8100).",
)
@click.option("--open", "open_browser", is_flag=True, help="Open a browser.")
@click.option(
    "--of", "request", default="", metavar="REF", help="Show what a request would look like."
)
@click.option(
    "--base", default="", metavar="REF", help="With --of: what it is laid over (else main)."
)
@click.pass_obj
def command(
    place: GardenPlace,
    lesson: str,
    host: str,
    port: int | None,
    open_browser: bool,
    request: str,
    base: str,
) -> None:
    """Build a garden, show it at a local address, and follow changes until Ctrl-C.

    The text of a lesson that you save is on its page at once; other pages that it changes follow
    when you pause, and nobody who reads waits for them.

    With LESSON, the file of a page, its name, title or address, that page is there first, alone,
    and follows what you write while the garden is being built. A draft is on no site.

    With --of, a request is shown as `build --of` makes it: a preview, which follows nothing.
    """
    if request:
        if lesson:
            raise click.UsageError("--of shows a request whole; it stands without a lesson.")
        _serve_request(place, request, base, host, port or PORT, open_browser=open_browser)
        return
    if base:
        raise click.UsageError("--base says what --of is laid over; it needs --of.")
    port = port or 8000
    refuse_taken_port(host, port)
    from mkdocs.commands.serve import serve

    log_plainly(logging.INFO)
    with _own_temporary_folder(), site_config(place) as (path, settings):
        at, first = f"{host}:{port}", page_of(place, settings, lesson) if lesson else ""
        opens = open_browser and not first
        show = partial(serve, str(path), livereload=True, open_in_browser=opens, dev_addr=at)
        if not first:
            _serve(show, path, settings)
            return
        with early_page(path, settings, first, host, port, open_browser=open_browser) as ready:
            _serve(show, path, settings, ready)


@contextmanager
def _own_temporary_folder() -> Iterator[None]:
    """Have an engine's temporary files in a folder of ours: whoever ends it early would find the
    one for its site left behind.
    """
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="pollinate-serve-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


def _serve(
    show: Callable[[], None],
    path: Path,
    settings: Settings,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Have a server render what changed; begin again with one process where one of many is lost."""
    from pollinate_mkdocs.serving import Serving, serving

    def base() -> tuple[Mapping[str, str], str]:
        try:
            made = inputs_of(path, settings, settings.root / "site", strict=False)
        except PollinateError as error:
            return {}, str(error.problem)
        return made.base, made.all_pages

    try:
        with serving(Serving(base, os.cpu_count() or 1, ready)):
            show()
    except RenderAgainError as error:
        echo(f"{error.problem}; all pages are rendered in one process.", err=True)
        with serving(Serving(base, 1, ready)):
            show()


def _serve_request(
    place: GardenPlace, request: str, base: str, host: str, port: int, *, open_browser: bool
) -> None:
    refuse_taken_port(host, port)
    looked = Place(directory=place.directory, docs_dir=place.docs_dir, lessons=place.lessons)
    with tempfile.TemporaryDirectory(prefix="pollinate-preview-") as folder:
        with open_proposal(looked, request, base) as proposal:
            proposal.show()
            tell_left_out(proposal)
            tell_limits(build_preview(proposal, Path(folder)))
        serve_folder(Path(folder), host, port, "", browser=open_browser)

# The verb `join`: the parts that several builds rendered become one site. What is missing in them,
# or is no longer as this garden shows it, is rendered here, as after any edit.
# Must not know: how a part is packed, how pages are rendered.
"""Join the parts of a site."""

from __future__ import annotations

from pathlib import Path

import click

from pollinate_cli.build_options import EXPLAIN, QUIET, SITE_DIR, STRICT, WORKERS
from pollinate_cli.cli import GardenPlace
from pollinate_cli.parts_build import files_in, join_files
from pollinate_cli.rendering import Pages
from pollinate_cli.site_build import AskedBuild, begin_build
from pollinate_cli.terminal import echo

EPILOG = """\b
Examples:
  pollinate join site-*-of-4.tar.gz
  pollinate join --site-dir public --strict parts"""


@click.command("join", epilog=EPILOG)
@click.argument("parts", nargs=-1, required=True, metavar="PARTS...")
@SITE_DIR
@WORKERS
@EXPLAIN
@STRICT
@QUIET
@click.pass_obj
def command(
    place: GardenPlace,
    parts: tuple[str, ...],
    site_dir: str,
    workers: int | None,
    explain: tuple[str, ...],
    strict: bool,
    quiet: bool,
) -> None:
    """Make one site of parts that `pollinate build --share K/N` rendered.

    PARTS are the files that it wrote, or folders with them. All must be of the commit at which the
    garden stands, rendered with the same settings and packages. What all pages share (search,
    feeds, lists, the sitemap) is made here; pages are rendered here only where a part does not hold
    them as this garden shows them. The site is the one that `pollinate build --full` makes.
    """
    # Files are named from where one stands, as a shell completes them.
    files = files_in([Path(one).resolve() for one in parts])
    how = AskedBuild(full=False, workers=workers, strict=strict, quiet=quiet)
    with begin_build(place, site_dir, how) as build:
        done = join_files(build, files)
    pages = Pages(build.settings, done)
    if not quiet:
        echo(f"The site is in {build.target}{pages.joined_summary}", err=True)
    for page in explain:
        echo(pages.reason_of(page))

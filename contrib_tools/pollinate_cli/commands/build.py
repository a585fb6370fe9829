# The verb `build`: builds aside and swaps, so that a crash, a full disk or a kill leaves the last
# good site in place. Must not know: how pages come to be; MkDocs does that with our plugins.
"""Build the site."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click
from pollinate.plan import Rendered, Share
from pollinate.review.proposal import Place, open_proposal

from pollinate_cli.build_options import EXPLAIN, QUIET, SITE_DIR, STRICT, WORKERS, as_share
from pollinate_cli.cli import GardenPlace
from pollinate_cli.parts_build import build_on_cluster, write_share
from pollinate_cli.preview import build_preview, tell_left_out, tell_limits
from pollinate_cli.rendering import Pages
from pollinate_cli.site_build import AskedBuild, SiteBuild, begin_build
from pollinate_cli.site_folder import made_folder, real_folder, refuse_folder, swap
from pollinate_cli.terminal import echo, plain

EPILOG = """\b
Examples:
  pollinate build
  pollinate build --strict --site-dir public
  pollinate build --explain docs/lessons/backups.md
  pollinate build --share 2/4 --site-dir out
  pollinate build --dask tcp://10.0.0.4:8786
  pollinate build --of refs/pull/7/head --site-dir preview
  pollinate -C notes --docs-dir . --lessons "**/*.md" build --site-dir ../out"""


@click.command(
    "build",
    epilog=EPILOG,
)
@SITE_DIR
@click.option(
    "--of",
    "request",
    default="",
    metavar="REF",
    help="Build what a request would look like: its pages, and nothing else of it.",
)
@click.option(
    "--base", default="", metavar="REF", help="With --of: what it is laid over (else main)."
)
@click.option("--full", is_flag=True, help="Render all pages, also where nothing changed.")
@WORKERS
@EXPLAIN
@click.option(
    "--share",
    default="",
    callback=as_share,
    metavar="K/N",
    help="Render one share of the pages into a file, for `pollinate join`.",
)
@click.option(
    "--dask",
    default="",
    metavar="ADDRESS",
    help="Have the workers of a Dask scheduler render all pages, in --workers N shares.",
)
@STRICT
@QUIET
@click.pass_obj
def command(
    place: GardenPlace,
    site_dir: str,
    request: str,
    base: str,
    full: bool,
    workers: int | None,
    explain: tuple[str, ...],
    share: Share | None,
    dask: str,
    strict: bool,
    quiet: bool,
) -> None:
    """Build the site of a garden, or with --of what a request would make of it.

    Of a request (a branch, a number, refs/pull/N/head, a file of patches, a bundle) only pages and
    pictures are taken; configuration, theme and plugins are those of the branch that it goes to.
    Nothing of it runs, no plugin that reads what a page names works on it, and each page says that
    it is a preview.

    Only pages are rendered that are not as the last build made them; the others are taken from its
    site. Where nothing changed at all (files, Git, settings, programs, the day), the site is left
    as it is, and the warnings of its build are told again. Where a hook, a plugin, a theme or a
    template may show on one page what stands on another, all are rendered, and where it may read
    what we don't know, also when nothing seems to have changed.

    With --share K/N only every N-th page is rendered, from the K-th on, into a file beside OUT:
    several machines, or jobs of a build server, do so at once, and `pollinate join` makes one site
    of their files. --dask has a cluster do both: the workers need the same packages as this
    machine, and get the commit that is checked out; what is not committed is rendered here.

    Without a mkdocs.yml, or with --docs-dir or --lessons, a configuration is made for the run and
    nothing is written to the docs folder.
    """
    if request:
        if full or explain or share or dask:
            raise click.UsageError("a preview is built whole each time; --of stands without that.")
        _of_request(place, request, base, site_dir, quiet=quiet)
        return
    if base:
        raise click.UsageError("--base says what --of is laid over; it needs --of.")
    if share and (explain or dask):
        raise click.UsageError("--share renders one share: it goes without --dask and --explain.")
    how = AskedBuild(full, workers, strict, quiet)
    with begin_build(place, site_dir, how) as build:
        if share:
            write_share(build, share)
            return
        said = None if dask else build.said
        done = None if said is not None else _built(build, place, dask)
    for line in said or ():
        echo(line, err=True)
    pages = Pages(build.settings, done)
    if not quiet:
        summary = pages.joined_summary if dask else pages.summary
        # With -C the option counts from there, and who reads this stands elsewhere.
        here = site_dir and place.directory == Path.cwd().resolve()
        echo(f"The site is in {site_dir if here else build.target}{summary}", err=True)
    for page in explain:
        echo(pages.reason_of(page))


def _built(build: SiteBuild, place: GardenPlace, dask: str) -> Rendered:
    return build_on_cluster(build, place, dask) if dask else build.changed()


def _of_request(place: GardenPlace, request: str, base: str, site_dir: str, *, quiet: bool) -> None:
    """Build a request laid over the branch that it goes to, into a folder of its own."""
    if not site_dir:
        raise click.UsageError("--of needs --site-dir: a preview never replaces the site.")
    wanted = place.directory / site_dir
    target, settings = real_folder(wanted), place.settings()
    refuse_folder(target, wanted, settings.docs_dir, settings.root)
    looked = Place(directory=place.directory, docs_dir=place.docs_dir, lessons=place.lessons)
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=made_folder(target.parent)))
    try:
        with open_proposal(looked, request, base) as proposal:
            proposal.show()
            tell_left_out(proposal)
            built = build_preview(proposal, aside)
            tell_limits(built)
        swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    if not quiet:
        echo(f"The preview of {plain(request)} is in {target}", err=True)

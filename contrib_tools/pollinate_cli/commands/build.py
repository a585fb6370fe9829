# The verb `build`: builds aside and swaps, so that a crash, a full disk or a kill leaves the last
# good site in place. Must not know: how pages come to be; MkDocs does that with our plugins.
"""Build the site."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import sys
import tempfile
import traceback
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pollinate.emails import without_addresses
from pollinate.errors import OutputError, PollinateError
from pollinate.plan import RenderAgainError, Rendered
from pollinate.review.proposal import Place, open_proposal
from pollinate.settings import Settings

from pollinate_cli.build_files import UntoldError
from pollinate_cli.build_inputs import Inputs, inputs_of
from pollinate_cli.cli import GardenPlace
from pollinate_cli.last_build import KeptWarnings, LastBuild
from pollinate_cli.preview import build_preview, tell_left_out, tell_limits
from pollinate_cli.rendering import Pages, keep_pages
from pollinate_cli.site_config import site_config
from pollinate_cli.site_folder import (
    begin_aside,
    configured_folder,
    folder_changed,
    made_folder,
    real_folder,
    refuse_folder,
    swap,
)
from pollinate_cli.terminal import SaidBefore, echo, log_plainly, plain

if TYPE_CHECKING:
    from pollinate_mkdocs.changed_pages import ChangedPages

OURS = ("pollinate", "pollinate_mkdocs", "pollinate_cli")

NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_THE_SITE_S = "A plugin, hook or extension of this site stopped at it; `mkdocs build` shows it."
EPILOG = """\b
Examples:
  pollinate build
  pollinate build --strict --site-dir public
  pollinate build --explain docs/lessons/backups.md
  pollinate build --of refs/pull/7/head --site-dir preview
  pollinate -C notes --docs-dir . --lessons "**/*.md" build --site-dir ../out"""


@dataclass(frozen=True, slots=True)
class AskedBuild:
    """How somebody wants a site to be built, as the options say."""

    full: bool
    workers: int | None
    """Processes; None for one for each processor."""
    strict: bool
    quiet: bool


@click.command(
    "build",
    epilog=EPILOG,
)
@click.option(
    "--site-dir",
    default="",
    metavar="OUT",
    help="Where the site goes, from -C (default: `site_dir` of mkdocs.yml, else site).",
)
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
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that render many pages (default: one for each processor).",
)
@click.option(
    "--explain",
    multiple=True,
    metavar="PAGE",
    help="Say why a page was rendered, or was not; its file, from the root or the docs folder.",
)
@click.option("--strict", is_flag=True, help="A warning fails the build.")
@click.option("--quiet", "-q", is_flag=True, help="Print warnings and errors only.")
@click.pass_obj
def command(
    place: GardenPlace,
    site_dir: str,
    request: str,
    base: str,
    full: bool,
    workers: int | None,
    explain: tuple[str, ...],
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

    Without a mkdocs.yml, or with --docs-dir or --lessons, a configuration is made for the run and
    nothing is written to the docs folder.
    """
    asked = place.directory / site_dir if site_dir else None
    if request:
        if full or explain:
            raise click.UsageError("a preview is built whole each time; --of stands without that.")
        _of_request(place, request, base, asked, quiet=quiet)
        return
    if base:
        raise click.UsageError("--base says what --of is laid over; it needs --of.")
    with site_config(place, asked) as (path, settings):
        wanted = asked or configured_folder(path)
        target = real_folder(wanted)
        refuse_folder(target, wanted, settings.docs_dir, settings.root)
        last = LastBuild(settings, target)
        how, done = AskedBuild(full, workers, strict, quiet), None
        with last.alone() as alone:
            inputs = _inputs(path, settings, target, how)
            said = None if full else last.said(inputs.whole)
            if said is None:
                done = _build_aside(path, target, last, inputs, how, alone=alone)
    for line in said or ():
        echo(line, err=True)
    pages = Pages(settings, done)
    if not quiet:
        # With -C the option counts from there, and who reads this stands elsewhere.
        shown = site_dir if site_dir and place.directory == Path.cwd().resolve() else target
        echo(f"The site is in {shown}{pages.summary}", err=True)
    for page in explain:
        echo(pages.reason_of(page))


def _inputs(path: Path, settings: Settings, target: Path, how: AskedBuild) -> Inputs:
    """Return what a build depends on; nothing, and why, where nobody can tell."""
    try:
        made = inputs_of(path, settings, target, strict=how.strict)
    except UntoldError as error:
        if not how.quiet:
            echo(f"Everything is built each time: {error.problem}.", err=True)
        return Inputs("", {}, str(error.problem))
    if made.all_pages and not how.quiet:
        echo(f"All pages are rendered each time: {made.all_pages}.", err=True)
    return made


def _build_aside(
    path: Path, target: Path, last: LastBuild, inputs: Inputs, how: AskedBuild, *, alone: bool
) -> Rendered:
    """Build beside the last site what changed, put it in its place with what is kept of that,
    remember what it was made of, and return what became of the pages.
    """
    aside = begin_aside(target, alone=alone)
    log_plainly(logging.WARNING if how.quiet else logging.INFO)
    try:
        because = "--full asks for it" if how.full else inputs.all_pages
        pages = _pages(last, target, inputs, because, how.workers)
        with KeptWarnings().listening() as said:
            done = _build_all_or_some(path, aside, pages, said, strict=how.strict)
        if done.kept:
            if not last.stands():
                raise folder_changed(target)
            keep_pages(done.kept.values(), target, aside)
        swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    last.remember(inputs.whole, said, done.memory)
    return done


def _build_all_or_some(
    path: Path, site: Path, pages: ChangedPages, said: list[str], *, strict: bool
) -> Rendered:
    """Build with what is known of the last site; where that turns out not to be enough, or a
    process is lost, once more without.
    """
    with SaidBefore().listening() as printed:
        try:
            return _build(path, site, pages, strict=strict)
        except RenderAgainError as error:
            echo(f"{error.problem}; all pages are rendered in one process.", err=True)
            said.clear()
            printed.again()
            return _build(path, site, pages.of_all(), strict=strict)


def _pages(
    last: LastBuild, target: Path, inputs: Inputs, because: str, workers: int | None
) -> ChangedPages:
    """Return what has only pages rendered that changed, unless there is a reason for all."""
    from pollinate_mkdocs.changed_pages import ChangedPages
    from pollinate_mkdocs.page_shares import PageShares

    memory = None if because else last.memory()
    if memory is None and not because:
        because = "nothing is remembered of the last site, or somebody changed it"
    # What may mix pages has them all at hand in one process only.
    shares = PageShares(1 if inputs.all_pages else workers or os.cpu_count() or 1)
    return ChangedPages(target, memory, inputs.base, because, shares=shares)


def _of_request(
    place: GardenPlace, request: str, base: str, wanted: Path | None, *, quiet: bool
) -> None:
    """Build a request laid over the branch that it goes to, into a folder of its own."""
    if wanted is None:
        raise click.UsageError("--of needs --site-dir: a preview never replaces the site.")
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


def _build(path: Path, site: Path, pages: ChangedPages, *, strict: bool) -> Rendered:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("MARKDOWN").setLevel(logging.WARNING)
    try:
        with ExitStack() as until:
            config = load_config(str(path), site_dir=str(site), strict=strict)
            until.callback(config.plugins.on_shutdown)
            config.plugins.on_startup(command="build", dirty=False)
            garden: Any = config.plugins["pollinate/garden"]
            garden.changed = pages
            until.enter_context(pages.warnings.listening())
            until.enter_context(pages.shares.at_work())
            build(config)
            return pages.rendered
    except OSError as error:
        if _is_our_write(error, site):
            raise OutputError(
                f"the site can't be written: {(error.strerror or 'unknown reason').lower()}",
                place=str(site),
            ) from error
        raise _of_the_site(error) from error
    except (PollinateError, click.ClickException, KeyboardInterrupt):
        raise
    except SystemExit as error:
        raise _ended(error.code) from error
    except BaseException as error:
        raise _of_the_site(error) from error


def _ended(code: object) -> PollinateError:
    """Return what to say of a build that an exit ended: the engine's own comes after it said why,
    and a hook may say it with the exit itself.
    """
    if code == 1:
        return PollinateError("the build failed", cure="Mend what is said above.")
    said = without_addresses(str(code)).strip() if isinstance(code, str) else f"exit code {code}"
    return PollinateError(f"the build failed: {said}", cure=_THE_SITE_S)


def _of_the_site(error: BaseException) -> BaseException:
    """Return what to say of an error that a plugin, hook or extension of a site raised; one of our
    own is returned as it is.
    """
    frames = traceback.walk_tb(error.__traceback__)
    rooms = [str(frame.f_globals.get("__name__")).partition(".")[0] for frame, _ in frames]
    last = next((room for room in reversed(rooms) if room not in sys.stdlib_module_names), "")
    if os.environ.get("POLLINATE_TRACEBACK") or last in OURS:
        return error
    said = without_addresses(f"{type(error).__name__}: {error}").rstrip(": ")
    return PollinateError(
        f"the build failed: {said}",
        cure=_THE_SITE_S,
    )


def _is_our_write(error: OSError, site: Path) -> bool:
    """Tell whether an error is of writing the site, and not of what a plugin reads or asks."""
    names = [Path(os.fsdecode(name)) for name in (error.filename, error.filename2) if _names(name)]
    return error.errno in NO_SPACE or any(name.is_relative_to(site) for name in names)


def _names(name: object) -> bool:
    return isinstance(name, str | bytes | os.PathLike)

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
from pathlib import Path

import click
from pollinate.emails import without_addresses
from pollinate.errors import OutputError, PollinateError
from pollinate.review.proposal import Place, open_proposal
from pollinate.settings import Settings

from pollinate_cli.build_files import MARK as MARK
from pollinate_cli.build_files import UntoldError
from pollinate_cli.build_inputs import inputs_of
from pollinate_cli.cli import GardenPlace
from pollinate_cli.last_build import KeptWarnings, LastBuild
from pollinate_cli.preview import build_preview, tell_left_out, tell_limits
from pollinate_cli.site_config import site_config
from pollinate_cli.terminal import echo, log_plainly, plain

MARK_TEXT = "This folder is replaced whole by each `pollinate build`. Keep nothing of yours here.\n"
"""Written as MARK into each site that this verb builds: any other folder with files in it is never
replaced. A link of this name, or a file with other words, is no mark.
"""

OURS = ("pollinate", "pollinate_mkdocs", "pollinate_cli")

NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_THE_SITE_S = "A plugin, hook or extension of this site stopped at it; `mkdocs build` shows it."
EPILOG = """\b
Examples:
  pollinate build
  pollinate build --strict --site-dir public
  pollinate build --of refs/pull/7/head --site-dir preview
  pollinate -C notes --docs-dir . --lessons "**/*.md" build --site-dir ../out"""


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
@click.option("--full", is_flag=True, help="Build also where nothing changed since the last time.")
@click.option("--strict", is_flag=True, help="A warning fails the build.")
@click.option("--quiet", "-q", is_flag=True, help="Print warnings and errors only.")
@click.pass_obj
def command(
    place: GardenPlace,
    site_dir: str,
    request: str,
    base: str,
    full: bool,
    strict: bool,
    quiet: bool,
) -> None:
    """Build the site of a garden, or with --of what a request would make of it.

    Of a request (a branch, a number, refs/pull/N/head, a file of patches, a bundle) only pages and
    pictures are taken; configuration, theme and plugins are those of the branch that it goes to.
    Nothing of it runs, no plugin that reads what a page names works on it, and each page says that
    it is a preview.

    Where nothing changed since the site was built (files, Git, settings, programs, the day), it is
    left as it is, and the warnings of its build are told again. Where a hook or a plugin may read
    what we don't know, all is built each time.

    Without a mkdocs.yml, or with --docs-dir or --lessons, a configuration is made for the run and
    nothing is written to the docs folder.
    """
    asked = place.directory / site_dir if site_dir else None
    if request:
        if full:
            raise click.UsageError("--full is for the site; a preview is built each time.")
        _of_request(place, request, base, asked, quiet=quiet)
        return
    if base:
        raise click.UsageError("--base says what --of is laid over; it needs --of.")
    with site_config(place, asked) as (path, settings):
        wanted = asked or _configured(path, settings.root)
        target = _folder(wanted)
        _refuse(target, wanted, settings.docs_dir, settings.root)
        last = LastBuild(settings, target)
        with last.alone():
            inputs = _inputs(path, settings, target, strict=strict, quiet=quiet)
            said = None if full else last.said(inputs)
            if said is None:
                _build_aside(path, target, last, inputs, strict=strict, quiet=quiet)
    for line in said or ():
        echo(line, err=True)
    if not quiet:
        unchanged = "; nothing changed since it was built (--full builds it anew)"
        # With -C the option counts from there, and who reads this stands elsewhere.
        shown = site_dir if site_dir and place.directory == Path.cwd().resolve() else target
        echo(f"The site is in {shown}{'' if said is None else unchanged}", err=True)


def _inputs(path: Path, settings: Settings, target: Path, *, strict: bool, quiet: bool) -> str:
    """Return the checksum of what a build depends on; empty, and why, where nobody can tell."""
    try:
        return inputs_of(path, settings, target, strict=strict)
    except UntoldError as error:
        if not quiet:
            echo(f"Everything is built each time: {error.problem}.", err=True)
        return ""


def _build_aside(
    path: Path, target: Path, last: LastBuild, inputs: str, *, strict: bool, quiet: bool
) -> None:
    """Build beside the last site, put it in its place, and remember what it was made of."""
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=_made(target.parent)))
    log_plainly(logging.WARNING if quiet else logging.INFO)
    try:
        with KeptWarnings().listening() as said:
            _build(path, aside, strict=strict)
        _swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    last.remember(inputs, said)


def _of_request(
    place: GardenPlace, request: str, base: str, wanted: Path | None, *, quiet: bool
) -> None:
    """Build a request laid over the branch that it goes to, into a folder of its own."""
    if wanted is None:
        raise click.UsageError("--of needs --site-dir: a preview never replaces the site.")
    target, settings = _folder(wanted), place.settings()
    _refuse(target, wanted, settings.docs_dir, settings.root)
    looked = Place(directory=place.directory, docs_dir=place.docs_dir, lessons=place.lessons)
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=_made(target.parent)))
    try:
        with open_proposal(looked, request, base) as proposal:
            proposal.show()
            tell_left_out(proposal)
            built = build_preview(proposal, aside)
            tell_limits(built)
        _swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    if not quiet:
        echo(f"The preview of {plain(request)} is in {target}", err=True)


def _configured(path: Path, root: Path) -> Path:
    from pollinate.config_file import read_config

    return path.parent / str(read_config(path).get("site_dir") or "site")


def _folder(target: Path) -> Path:
    """Return a folder with all links on the way to it followed, but not the last: that is what
    gets replaced.
    """
    whole = Path(os.path.normpath(os.path.abspath(target)))
    return whole.parent.resolve() / whole.name


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"the folder can't be made: {(error.strerror or 'unknown reason').lower()}",
            place=str(folder),
        ) from error
    return folder


def _refuse(target: Path, path: Path, docs: Path, root: Path) -> None:
    if docs.is_relative_to(target) or root.is_relative_to(target):
        raise OutputError(
            "the site would replace the garden itself",
            place=str(target),
            cure="Give --site-dir a folder of its own.",
        )
    written = Path(os.path.normpath(os.path.abspath(path)))
    if target.is_symlink() or (
        written.is_relative_to(root.resolve()) and not target.is_relative_to(root.resolve())
    ):
        raise OutputError(
            "a link leads there, and what it leads to would be replaced",
            place=str(target),
            cure="Give --site-dir the folder itself.",
        )
    if target.is_file():
        raise OutputError("this is a file, not a folder", place=str(target))
    if target.is_dir() and any(target.iterdir()) and not is_ours(target):
        raise OutputError(
            "this folder holds files that `pollinate build` did not make",
            place=str(target),
            cure="Empty it, or choose another --site-dir.",
        )


def is_ours(folder: Path) -> bool:
    """Tell whether a folder holds a site that this verb built, and nothing else."""
    mark = folder / MARK
    try:
        return (
            not mark.is_symlink()
            and mark.is_file()
            and mark.stat().st_size == len(MARK_TEXT)
            and mark.read_text(encoding="utf-8") == MARK_TEXT
        )
    except (OSError, UnicodeDecodeError):
        return False


def _build(path: Path, site: Path, *, strict: bool) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("MARKDOWN").setLevel(logging.WARNING)
    try:
        with ExitStack() as until:
            config = load_config(str(path), site_dir=str(site), strict=strict)
            until.callback(config.plugins.on_shutdown)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
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


def _swap(aside: Path, target: Path) -> None:
    """Put a finished site in place of the last one.

    The last one steps aside under a name that nobody else has; what became of the target since it
    was looked at is looked at again.
    """
    _mark(aside)
    aside.chmod(0o755)
    if not os.path.lexists(target):
        aside.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    target.rename(old / "site")
    if (old / "site").is_symlink() or not (is_ours(old / "site") or _is_empty(old / "site")):
        (old / "site").rename(target)
        old.rmdir()
        raise OutputError("this folder changed while the site was built", place=str(target))
    aside.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _mark(site: Path) -> None:
    """Write the mark; a file of a garden that has its name gives way."""
    mark = site / MARK
    if mark.is_dir() and not mark.is_symlink():
        shutil.rmtree(mark)
    else:
        mark.unlink(missing_ok=True)
    with open(mark, "x", encoding="utf-8") as file:
        file.write(MARK_TEXT)


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())

# The verb `build`: builds aside and swaps, so that a crash, a full disk or a kill leaves the last
# good site in place. Must not know: how pages come to be; MkDocs does that with our plugins.
"""Build the site."""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
from pathlib import Path

import click
from pollinate.errors import OutputError, PollinateError

from pollinate_cli.cli import Garden
from pollinate_cli.site_config import site_config
from pollinate_cli.terminal import echo

MARKS = ("sitemap.xml", "404.html", "garden.json")
"""What only a built site holds: any other folder with files in it is never replaced."""


EPILOG = """\b
Examples:
  pollinate build
  pollinate build --strict --site-dir public
  pollinate -C notes --docs-dir . --lessons '**/*.md' build --site-dir ../out"""


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
@click.option("--strict", is_flag=True, help="A warning fails the build.")
@click.option("--quiet", "-q", is_flag=True, help="Print warnings and errors only.")
@click.pass_obj
def command(garden: Garden, site_dir: str, strict: bool, quiet: bool) -> None:
    """Build the site of a garden.

    Without a mkdocs.yml, or with --docs-dir or --lessons, a configuration is made for the run and
    nothing is written to the docs folder.
    """
    asked = garden.path(site_dir) if site_dir else None
    with site_config(garden, asked) as (path, settings):
        target = asked or _configured(path, settings.root)
        _refuse(target, settings.docs_dir, settings.root)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=_made(target.parent)))
        try:
            _build(path, aside, strict=strict, quiet=quiet)
            _swap(aside, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    if not quiet:
        echo(f"The site is in {site_dir or target}", err=True)


def _configured(path: Path, root: Path) -> Path:
    from pollinate.settings_file import read_config

    return (path.parent / str(read_config(path).get("site_dir") or "site")).resolve()


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"the folder can't be made: {(error.strerror or 'unknown reason').lower()}",
            place=str(folder),
        ) from error
    return folder


def _refuse(target: Path, docs: Path, root: Path) -> None:
    if docs.is_relative_to(target) or root.is_relative_to(target):
        raise OutputError(
            "the site would replace the garden itself",
            place=str(target),
            cure="Give --site-dir a folder of its own.",
        )
    if target.is_file():
        raise OutputError("this is a file, not a folder", place=str(target))
    if (
        target.is_dir()
        and any(target.iterdir())
        and not any((target / mark).exists() for mark in MARKS)
    ):
        raise OutputError(
            "this folder holds files that are no built site",
            place=str(target),
            cure="Empty it, or choose another --site-dir.",
        )


def _build(path: Path, site: Path, *, strict: bool, quiet: bool) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.basicConfig(
        stream=sys.stderr,
        format="%(levelname)s -  %(message)s",
        level=logging.WARNING if quiet else logging.INFO,
    )
    logging.getLogger("MARKDOWN").setLevel(logging.WARNING)
    config = load_config(str(path), site_dir=str(site), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except OSError as error:
        raise OutputError(
            f"the site can't be written: {(error.strerror or 'unknown reason').lower()}",
            place=str(site),
        ) from error
    except SystemExit as error:
        raise PollinateError("the build failed", cure="Mend what is said above.") from error
    finally:
        config.plugins.on_shutdown()


def _swap(aside: Path, target: Path) -> None:
    """Put a finished site in place of the last one."""
    aside.chmod(0o755)
    old = target.with_name(f".{target.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    aside.rename(target)
    shutil.rmtree(old, ignore_errors=True)

# Options that more than one verb has which builds a site, with the words of their help, and how a
# share of its pages is named: which one, and of how many. Must not know: how a site is built.
"""Read from the command line how a site is built."""

from __future__ import annotations

import re

import click
from pollinate.plan import Share

MOST = 10_000
"""Shares of one site: nobody has more machines."""
SITE_DIR = click.option(
    "--site-dir",
    default="",
    metavar="OUT",
    help="Where the site goes, from -C (default: `site_dir` of mkdocs.yml, else site).",
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that render many pages (default: one for each processor).",
)
EXPLAIN = click.option(
    "--explain",
    multiple=True,
    metavar="PAGE",
    help="Say why a page was rendered, or was not; its file, from the root or the docs folder.",
)
STRICT = click.option("--strict", is_flag=True, help="A warning fails the build.")
QUIET = click.option("--quiet", "-q", is_flag=True, help="Print warnings and errors only.")


def as_share(ctx: click.Context, param: click.Parameter, value: str) -> Share | None:
    """Return the share that an option names, such as `2/4`, the second of four; None without one.
    Raises BadParameter.
    """
    if not value:
        return None
    found = re.fullmatch(r"([0-9]{1,5})/([0-9]{1,5})", value)
    number, count = map(int, found.groups()) if found else (0, 0)
    if not 1 <= number <= count <= MOST:
        raise click.BadParameter(f"{value!r} is no share; 2/4 means the second of four.")
    return Share(number, count)

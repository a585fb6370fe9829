# How somebody names a share of a site's pages on the command line: which one, and of how many.
# Must not know: what is shared.
"""Read a share from the command line."""

from __future__ import annotations

import re

import click
from pollinate.plan import Share

MOST = 10_000
"""Shares of one site: nobody has more machines."""


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

# A reason that readers get to see: words, and not nothing between two quotes.
# Why here: each verb that puts one on a page asks for it alike. Must not know: where it stands.
"""Take a reason from the command line."""

from __future__ import annotations

import click


def reason(_context: click.Context, _option: click.Parameter, told: str | None) -> str:
    """Return a reason as it was given; refuses one without words."""
    if told is not None and not told.strip():
        raise click.BadParameter('Say it in a few words: --because "The old scheduler is gone."')
    return told or ""

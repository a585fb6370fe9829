# Python's cycle collector, kept quiet while millions of small values are made: it would cost a
# third of the time. Must not know: what is made.
"""Keep the cycle collector quiet."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

USUAL, PATIENT = 700, 50_000
"""New values after which the collector looks: Python's own number, and ours while a site is
rendered.
"""


def settle() -> None:
    """Tell the collector to leave alone what lives as long as a build: it would walk the whole
    garden again and again.

    It also looks less often, since rendering makes much that goes at once. What an earlier build
    settled is given back first, so that a server which builds anew keeps nothing.
    """
    gc.unfreeze()
    gc.freeze()
    gc.set_threshold(PATIENT, *gc.get_threshold()[1:])


def unsettle() -> None:
    """Let the collector work as usual again, after a build."""
    gc.set_threshold(USUAL, *gc.get_threshold()[1:])


def retire() -> None:
    """Switch the collector off for good, in a process that ends with its answer: all goes back at
    once then.
    """
    gc.disable()


def leave() -> None:
    """Spare a process that ends the last look at all it holds."""
    gc.freeze()


@contextmanager
def quiet_collector() -> Iterator[None]:
    """Switch the collector off for a while; our values hold no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

# Python's cycle collector, switched off while a garden is built: it walks millions of small values
# that hold no cycles. The bench has a line for it (`credits`, cold). Never from a plugin, and never
# for longer.
# Must not know: what is built.
"""Keep the cycle collector quiet."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet_collector() -> Iterator[None]:
    """Switch the collector off for as long as a garden is built, and on again whatever happens."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if _SHORT_LIVES:
                # Its first look would walk the whole garden, and three looks come after it.
                gc.freeze()
            gc.enable()


_SHORT_LIVES: list[None] = []


@contextmanager
def short_life() -> Iterator[None]:
    """Tell that the process ends with what runs inside: no garden that it builds is ever given
    back, so none is looked through. Not for a process that builds again and again.
    """
    _SHORT_LIVES.append(None)
    try:
        yield
    finally:
        _SHORT_LIVES.pop()


_KEPT: list[object] = []
_KEPT.append(_KEPT)
"""Holds itself, so that it is not taken apart either."""


def keep_to_the_end(value: object) -> None:
    """Keep a value as long as the process lives, which is about to end: taking a large garden
    apart takes longer than printing what it says.
    """
    _KEPT.append(value)


def end_without_a_last_look() -> None:
    """Let a process that is about to end leave all that it holds to the system."""
    gc.freeze()

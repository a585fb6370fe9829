# Python's cycle collector, kept quiet while millions of small values are made: it would cost a third of the time.
# Must not know: what is made.
"""Keep the cycle collector quiet."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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

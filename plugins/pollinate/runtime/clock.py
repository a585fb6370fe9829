# What time it is, for the one question that needs it: whether a date lies in the future. A build
# that must come out the same whenever it is made says the time itself, as other tools let it
# (reproducible-builds.org, SOURCE_DATE_EPOCH). Must not know: who asks.
"""Say what time it is."""

from __future__ import annotations

import os
import time


def now() -> float:
    """Return the seconds since 1970, as `SOURCE_DATE_EPOCH` says them, else as the machine does."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(said) if said.isdecimal() and len(said) < 12 else time.time()

# Lets two folders of one disk take each other's place in a single step, so that whoever looks at
# either finds one of them whole at every moment. Python has no call for it; Linux has. Elsewhere,
# and on disks that can't, the caller renames twice. Must not know: what lies in the folders.
"""Exchange two folders."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_HERE = -100
"""Names count from where the process stands (AT_FDCWD)."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2)."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders take each other's place; return whether that was possible, else nothing has
    changed.
    """
    if sys.platform != "linux":
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = (ctypes.c_char_p(os.fsencode(one)), ctypes.c_char_p(os.fsencode(other)))
    done: int = call(_HERE, names[0], _HERE, names[1], ctypes.c_uint(_EXCHANGE))
    return done == 0

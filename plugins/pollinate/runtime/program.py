# Runs a program of others that reads files and prints what it found: beside this Python, else on
# the path. It gets no input and no more time than it can need. Git is not run here: history/git.py
# has the environment that it wants. Must not know: which programs there are.
"""Run other programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

SECONDS = 300


def find_program(name: str) -> str:
    """Return where a program is; empty where it is not installed."""
    beside = shutil.which(name, path=os.path.dirname(sys.executable))
    return beside or shutil.which(name) or ""


def printed_by(name: str, args: Sequence[str], folder: str) -> str:
    """Return what a program prints that runs in a folder; nothing where it is not installed or
    does not end.
    """
    path = find_program(name)
    if not path:
        return ""
    try:
        done = subprocess.run(
            [path, *args],
            cwd=folder,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()

# Runs the command line as its own process, as people do; warm.py makes that quick.
"""Run pollinate."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from support.warm import OURS, run_module
from support.warm import ROOT as ROOT


def pollinate(
    *args: str,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    timeout: int = 300,
    stdin: str = "",
    cold: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run `pollinate ARGS` and return how it ended."""
    variables = {**os.environ, "PYTHONPATH": OURS, **(env or {})}
    return run_module(
        "pollinate_cli", *args, cwd=cwd, env=variables, timeout=timeout, stdin=stdin, cold=cold
    )

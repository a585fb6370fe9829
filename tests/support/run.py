# Runs the command line as its own process, as people do.
"""Run pollinate."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def pollinate(
    *args: str, cwd: Path | None = None, env: dict[str, str] | None = None, timeout: int = 300
) -> subprocess.CompletedProcess[str]:
    """Run `pollinate ARGS` and return how it ended."""
    variables = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'plugins'}{os.pathsep}{ROOT / 'contrib_tools'}",
        **(env or {}),
    }
    command = [sys.executable, "-m", "pollinate_cli", *args]
    return subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        env=variables,
        timeout=timeout,
        check=False,
    )

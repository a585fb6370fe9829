# Runs `check` on a repository and reads what it found.
"""Look at what check finds."""

from __future__ import annotations

import json
from typing import Any

from support.repo import Repo
from support.run import pollinate


def check(repo: Repo, *args: str, **env: str) -> list[dict[str, Any]]:
    """Return what is found, as our document says it."""
    done = pollinate("-C", str(repo.path), "check", "--format", "json", *args, env=env)
    assert done.returncode in (0, 1), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    assert done.returncode == int(any(one["severity"] != "advice" for one in found))
    return found

# The hook that Git runs before a commit. Git says where it belongs: a setting may have moved all
# hooks, and a linked work tree has none of its own. A hook that is there belongs to somebody.
# Must not know: what is checked.
"""Put the hook that looks at a commit."""

from __future__ import annotations

import os
from pathlib import Path

from pollinate.errors import OutputError, RequestError
from pollinate.history.repository import open_repository
from pollinate.runtime.whole_file import write_new

HOOK = """#!/bin/sh
# Put here by `pollinate check --install-hook`. To be rid of it, delete this file.
exec pollinate check --staged
"""


def install_hook(start: Path) -> Path:
    """Write the hook and return where it is; the same hook once more is left as it is.

    Raises RequestError where another one is, OutputError where it can't be written, GitError
    outside of Git.
    """
    repository = open_repository(start)
    told = os.fsdecode(repository.run("rev-parse", "--git-path", "hooks/pre-commit").rstrip(b"\n"))
    path = repository.root / Path(told)
    if path.exists():
        if path.read_bytes() == HOOK.encode():
            return path
        raise RequestError(
            "there is a hook already, and it stays as it is",
            place=str(path),
            cure="Add this line to it:",
            example="pollinate check --staged || exit 1",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, HOOK.encode())
        path.chmod(0o755)
    except OSError as error:
        raise OutputError(
            f"the hook can't be written ({(error.strerror or str(error)).lower()})",
            place=str(path),
            cure="Check its rights, then run the same again.",
        ) from error
    return path

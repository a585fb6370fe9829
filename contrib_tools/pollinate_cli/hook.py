# The hook that Git runs before a commit. Git says where it belongs: a setting may have moved all
# hooks, and a linked work tree has none of its own. A hook that is there belongs to somebody.
# Must not know: what is checked.
"""Put the hook that looks at a commit."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from pollinate.errors import OutputError, RequestError
from pollinate.history.repository import open_repository
from pollinate.runtime.whole_file import write_new, write_over

HOOK = """#!/bin/sh
# Put here by `pollinate check --install-hook`. To be rid of it, delete this file.
"""
_EARLIER = f"{HOOK}exec pollinate check --staged\n".encode()
"""As it was before it knew where the garden stands."""


def install_hook(start: Path, docs: Path, options: Sequence[str] = ()) -> Path:
    """Write the hook and return where it is; the same hook once more is left as it is. `docs` is
    the folder without which a commit has no garden, `options` are those that stand before the verb.

    Raises RequestError where another one is, OutputError where it can't be written, GitError
    outside of Git.
    """
    repository = open_repository(start)
    told = os.fsdecode(repository.run("rev-parse", "--git-path", "hooks/pre-commit").rstrip(b"\n"))
    path = repository.root / Path(told)
    there, look = _lines(start, docs, repository.root, options)
    hook = f"{HOOK}{there} || exit 0\nexec {look}\n"
    if path.exists():
        data = path.read_bytes()
        if data == _EARLIER:
            write_over(path, hook.encode())
        if data in (_EARLIER, hook.encode()):
            return path
        raise RequestError(
            "there is a hook already, and it stays as it is",
            place=str(path),
            cure="Add this line to it:",
            example=f"! {there} || {look} || exit 1",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, hook.encode())
        path.chmod(0o755)
    except OSError as error:
        raise OutputError(
            f"the hook can't be written ({(error.strerror or str(error)).lower()})",
            place=str(path),
            cure="Check its rights, then run the same again.",
        ) from error
    return path


def _lines(start: Path, docs: Path, root: Path, options: Sequence[str]) -> tuple[str, str]:
    """Return what tells whether a commit has the garden, and what looks at it: Git runs a hook at
    the top of a repository, and the garden may stand in a folder below, or on some branches only.
    """
    folder, inside = (
        Path(os.path.relpath(path.resolve(), root.resolve())).as_posix() for path in (start, docs)
    )
    place = ("-C", folder) if folder != "." else ()
    look = shlex.join(["pollinate", *place, *options, "check", "--staged"])
    return f"[ -d {shlex.quote(inside)} ]", look

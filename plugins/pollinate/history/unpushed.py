# What this clone has and the branch of requests lacks: notes that were taken in on a branch of
# their own and not pushed, and commits of the local branch itself. Who decides must not be told to
# do it twice, nor to push what the server would refuse.
# Must not know: what a note is, what is printed.
"""Read what was not pushed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from pollinate.history.git import Repository
from pollinate.paths import Sha

STEM = "notes"
"""Branches on which notes are taken in begin so."""


@dataclass(frozen=True, slots=True)
class Unpushed:
    """What waits to be pushed."""

    holds: Mapping[str, str]
    """Of each such commit the branch that has it, the local branch of requests first."""
    branches: tuple[str, ...]
    """Those with notes that the local branch of requests lacks."""
    is_ahead: bool
    """Whether the local branch of requests has commits of its own."""


def local_tip(repository: Repository, base: Sha, branch: str) -> Sha:
    """Return the commit of the local branch of requests where it goes on from a base, else the
    base (two git processes).
    """
    local = f"refs/heads/{branch}"
    status, told = repository.ask("rev-parse", "-q", "--verify", f"{local}^{{commit}}")
    if status or repository.ask("merge-base", "--is-ancestor", base, local)[0]:
        return base
    return Sha(told.decode().strip())


def read_unpushed(repository: Repository, base: str, branch: str) -> Unpushed:
    """Return what waits to be pushed to a branch that is at a base elsewhere (three git
    processes).
    """
    local, stem = f"refs/heads/{branch}", f"refs/heads/{STEM}"
    told = repository.run("for-each-ref", "--format=%(refname)", local, stem)
    refs = [ref for ref in os.fsdecode(told).split("\n") if ref]
    own = [local] if local in refs else []
    holds: dict[str, str] = {}
    if own:
        mine = repository.run("rev-list", f"{base}..{local}").decode().split()
        holds |= dict.fromkeys(mine, branch)
    is_ahead = bool(holds)
    notes = [ref for ref in refs if ref.startswith(f"{stem}/")]
    waiting: dict[str, None] = {}
    if notes:
        asked = "".join(f"{ref}\n" for ref in (*notes, f"^{base}", *(f"^{ref}" for ref in own)))
        how = ("log", "--source", "--no-show-signature", "--format=%H %S", "--stdin")
        lines = repository.run(*how, stdin=os.fsencode(asked))
        for line in os.fsdecode(lines).splitlines():
            sha, _, ref = line.partition(" ")
            name = ref.removeprefix("refs/heads/")
            holds.setdefault(sha, name)
            waiting[name] = None
    return Unpushed(holds, tuple(sorted(waiting)), is_ahead)

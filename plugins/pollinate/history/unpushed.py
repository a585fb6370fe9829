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
    tip: Sha
    """The local branch of requests where it goes on from the base, else the base."""


def read_unpushed(repository: Repository, base: str, branch: str) -> Unpushed:
    """Return what waits to be pushed to a branch that is at a base elsewhere (three git processes
    at most, one where nothing waits).
    """
    local, stem = f"refs/heads/{branch}", f"refs/heads/{STEM}"
    told = repository.run("for-each-ref", "--format=%(objectname) %(refname)", local, stem)
    refs = {ref: sha for sha, _, ref in (line.partition(" ") for line in _lines(told))}
    holds: dict[str, str] = {}
    own = refs.pop(local, base)
    tip = Sha(base)
    if own != base:
        sides = _lines(repository.run("rev-list", "--left-right", f"{base}...{local}"))
        holds |= dict.fromkeys((one[1:] for one in sides if one.startswith(">")), branch)
        tip = tip if any(one.startswith("<") for one in sides) else Sha(own)
    is_ahead = bool(holds)
    notes = [ref for ref in refs if ref.startswith(f"{stem}/")]
    waiting: dict[str, None] = {}
    if notes:
        asked = "".join(f"{ref}\n" for ref in (*notes, f"^{base}", f"^{own}"))
        how = ("log", "--source", "--no-show-signature", "--format=%H %S", "--stdin")
        for line in _lines(repository.run(*how, stdin=os.fsencode(asked))):
            sha, _, ref = line.partition(" ")
            name = ref.removeprefix("refs/heads/")
            holds.setdefault(sha, name)
            waiting[name] = None
    return Unpushed(holds, tuple(sorted(waiting)), is_ahead, tip)


def _lines(told: bytes) -> list[str]:
    return [line for line in os.fsdecode(told).split("\n") if line]

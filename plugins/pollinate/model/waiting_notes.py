# Notes that wait for somebody to take them in, as a moderator sees them: numbered, each with who it
# is from, what it says and what was found. Must not know: how they were found, how they are shown.
"""Define the values of waiting notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath, Sha

LOOKED_AT = frozenset({"private-name"})
"""Codes of advice that nobody passes over: what is published once can't be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingNote:
    """A request that adds notes and nothing else."""

    ref: str
    head: Sha
    paths: tuple[RepoPath, ...]
    says: tuple[str, ...]
    """Of each note: its kind, outcome, target and first words."""
    by: tuple[str, ...]
    known: bool
    """All who wrote it have a part in the garden's past."""
    met: bool
    """The garden knows all of them, if by other addresses."""
    since: float
    """When it was committed, in seconds since 1970."""
    findings: tuple[Diagnostic, ...] = ()
    sent_back: str = ""
    """Why it was sent back; a newer version waits again."""
    number: int = 0
    """Of its request, as the forge counts them; 0 for a branch."""
    also: tuple[str, ...] = ()
    """Other refs of it."""
    left: tuple[str, ...] = ()
    """Of each note: what `says` leaves out, in words; empty for nothing."""
    texts: tuple[str, ...] = ()
    """Of each note: all that it says."""
    taken_in: str = ""
    """The branch of this clone that has it already; that waits to be pushed."""

    @property
    def blocks(self) -> bool:
        """Whether something should be mended before it is taken in."""
        return any(one.blocks for one in self.findings)

    @property
    def needs_a_look(self) -> bool:
        """Whether it is taken in by its number only: it blocks, or names somebody private."""
        return self.blocks or any(one.code in LOOKED_AT for one in self.findings)

    @property
    def may_go_ahead(self) -> bool:
        """Whether a policy of looking afterwards lets it in."""
        return self.known and not self.findings and not self.sent_back and not self.taken_in

    @property
    def names(self) -> frozenset[str]:
        """The words that mean it: its refs, whole or as people say them, and its commit."""
        found: set[str] = {self.head}
        for ref in (self.ref, *self.also):
            short = ref.removeprefix("refs/")
            found |= {ref, short, short.removesuffix("/head")}
            for kind in ("heads/", "remotes/"):
                if short.startswith(kind):
                    found.add(short.removeprefix(kind))
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class TakenByPolicy:
    """Notes that nobody has looked at yet: they were merged by policy."""

    sha: Sha
    day: str
    paths: tuple[RepoPath, ...]


@dataclass(frozen=True, slots=True)
class WaitingNotes:
    """All notes that wait, in the order of their numbers; then those to be looked at."""

    notes: Sequence[WaitingNote]
    taken: Sequence[TakenByPolicy] = ()
    alone: tuple[str, ...] = ()
    """Refs of requests with so many notes that each is reviewed alone."""
    later: int = 0
    """Requests that are left for the next time."""

    @property
    def has_own_numbers(self) -> bool:
        """Whether each has a number that is its own, and never another's."""
        own = [one.number for one in self.notes]
        return all(own) and len(set(own)) == len(own)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The number of each: that of its request where all have one, else its place."""
        if self.has_own_numbers:
            return tuple(one.number for one in self.notes)
        return tuple(range(1, len(self.notes) + 1))

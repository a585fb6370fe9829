# One contributor's part in one lesson while it is added up, and how a part of it goes to a team: of
# several hidden people, who are one contributor, that of one of them alone.
# Must not know: commits, who is who.
"""Add up credits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pollinate.model.credits import Evidence, Role

FEW_WORDS = 25
"""Fewer words that only came here with a moved text give their writer no role."""
OWN = frozenset({Role.AUTHOR, Role.CO_AUTHOR})


@dataclass(kw_only=True)
class CreditSum:
    """One contributor's part in one lesson, while it is added up."""

    words: float = 0.0
    roles: set[Role] = field(default_factory=set)
    commits: set[int] = field(default_factory=set)
    moments: list[int] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    """Of acts that are no commit on the lesson itself."""
    acts: list[tuple[Role, str]] = field(default_factory=list)
    """Dated acts other than changing the text."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is in it."""
        return not (self.roles or self.moments or self.evidence)

    def take(self, other: CreditSum) -> None:
        """Take over all that another did."""
        self.words += other.words
        self.roles |= other.roles
        self.commits |= other.commits
        self.moments += other.moments
        self.evidence += other.evidence
        self.dates += other.dates
        self.acts += other.acts

    def part(self, is_of: Callable[[int], bool]) -> CreditSum:
        """Give away what was written in some commits, and keep the rest."""
        written = [one for one in self.evidence if is_of(one.commit)]
        given = CreditSum(
            words=sum(one.words for one in written),
            roles=self.roles & (OWN | {Role.EDITOR}),
            commits=set(filter(is_of, self.commits)),
            moments=list(filter(is_of, self.moments)),
            evidence=written,
        )
        self.words = sum(one.words for one in self.evidence if not is_of(one.commit))
        self.commits -= given.commits
        self.moments = [one for one in self.moments if not is_of(one)]
        self.evidence = [one for one in self.evidence if not is_of(one.commit)]
        self.roles -= given.roles
        if self.commits or self.words >= FEW_WORDS:
            self.roles.add(Role.EDITOR)
        return given

# All payloads, and which of them share a site: those of one base that change no file alike, up to
# a number that keeps one build short. Must not know: how they are built.
"""Gather payloads into requests."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from payloads import fields, outside, pages, steering, things
from payloads.payload import Live, Payload

MOST_IN_ONE = 40
PAYLOADS: tuple[Payload, ...] = (
    *steering.PAYLOADS,
    *outside.PAYLOADS,
    *pages.PAYLOADS,
    *fields.PAYLOADS,
    *things.PAYLOADS,
)


@dataclass(frozen=True)
class Group:
    """Payloads of one request."""

    name: str
    payloads: tuple[Payload, ...]

    @property
    def base(self) -> str:
        """The base branch that they need."""
        return self.payloads[0].base

    @property
    def has_bomb(self) -> bool:
        """Whether a build of it would not end."""
        return any(proof.live is Live.STUCK for one in self.payloads for proof in one.proofs)


def claims(payload: Payload) -> set[str]:
    """Return what no other payload of the same request may change."""
    keys = {line.split(":")[0] for line in payload.config.splitlines() if line[:1].isalpha()}
    paths = {*payload.files, *payload.links, *payload.modes}
    return {f"mkdocs.yml: {key}" for key in keys} | {payload.named(path) for path in paths}


def grouped(payloads: tuple[Payload, ...]) -> tuple[Group, ...]:
    """Return the requests."""
    alone = [(one.slug, [one]) for one in payloads if one.alone]
    shared: dict[str, list[tuple[list[Payload], set[str]]]] = defaultdict(list)
    for one in payloads:
        if one.alone:
            continue
        mine = claims(one)
        for members, taken in shared[one.base]:
            if len(members) < MOST_IN_ONE and not taken & mine:
                members.append(one)
                taken |= mine
                break
        else:
            shared[one.base].append(([one], mine))
    together = [
        (f"{base}-{number}", members)
        for base, some in shared.items()
        for number, (members, _) in enumerate(some)
    ]
    return tuple(Group(name, tuple(members)) for name, members in (*together, *alone))


GROUPS = grouped(PAYLOADS)
GROUP_OF = {one.slug: group for group in GROUPS for one in group.payloads}

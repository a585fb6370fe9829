# All payloads, and which of them share a site: those of one base that change no file alike, up to
# a number that keeps one build short. Must not know: how they are built.
"""Gather payloads into requests."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
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
    paths = {*payload.files, *payload.links, *payload.modes}
    return {path if path.startswith("mkdocs.yml") else payload.named(path) for path in paths}


def settings(payload: Payload) -> set[str]:
    """Return which settings a payload sets."""
    lines = payload.config.splitlines()
    return {f"mkdocs.yml: {line.split(':')[0]}" for line in lines if line[:1].isalpha()}


def together(payloads: Iterable[Payload], claimed: Callable[[Payload], set[str]]) -> list[Group]:
    """Return payloads in requests of one base, in which no two claim the same."""
    shared: dict[str, list[tuple[list[Payload], set[str]]]] = defaultdict(list)
    for one in payloads:
        mine = claimed(one)
        for members, taken in shared[one.base]:
            if len(members) < MOST_IN_ONE and not taken & mine:
                members.append(one)
                taken |= mine
                break
        else:
            shared[one.base].append(([one], mine))
    return [
        Group(f"{base}-{number}", tuple(members))
        for base, some in shared.items()
        for number, (members, _) in enumerate(some)
    ]


def alone(payloads: Iterable[Payload]) -> list[Group]:
    """Return a request for each payload."""
    return [Group(one.slug, (one,)) for one in payloads]


def by_payload(groups: list[Group]) -> dict[str, Group]:
    """Return the request of each payload."""
    return {one.slug: group for group in groups for one in group.payloads}


MERGED = by_payload(
    together((one for one in PAYLOADS if not one.alone), lambda one: claims(one) | settings(one))
    + alone(one for one in PAYLOADS if one.alone)
)
"""For a build by MkDocs alone, which any of them may end or turn into another."""
LAID_OVER = by_payload(
    together((one for one in PAYLOADS if not one.own), claims)
    + alone(one for one in PAYLOADS if one.own)
)
"""For a build by pollinate, which none of them may disturb but by its size."""


def _is_quick(payload: Payload) -> bool:
    """Tell whether a payload shares both of its sites, or was seen by others than us."""
    groups = (MERGED[payload.slug], LAID_OVER[payload.slug])
    return payload.source != "ours" or all(len(one.payloads) > 1 for one in groups)


CHOSEN = (
    PAYLOADS
    if os.environ.get("POLLINATE_PAYLOADS") == "all"
    else tuple(one for one in PAYLOADS if _is_quick(one))
)
"""Those that are tried: some of our own need a site each, and are for `make payloads`."""

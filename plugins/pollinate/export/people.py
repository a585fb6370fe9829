# The document `pollinate/people/1`: whose names are whose and by which evidence, for those who can
# read the repository; numbers of addresses, never one. Must not know: how anybody was joined.
"""Export who is who."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pollinate.model.git import Identity
from pollinate.model.people import Joined, Tool
from pollinate.paths import Sha

PEOPLE_SCHEMA = "pollinate/people/1"


def export_people(
    head: Sha | None,
    people: Iterable[Joined],
    doubtful: Collection[Joined],
    tools: Mapping[Identity, Tool],
) -> dict[str, Any]:
    """Return the document of `pollinate people --format json`."""
    return {
        "schema": PEOPLE_SCHEMA,
        "commit": head,
        "people": [
            {
                "slug": one.slug,
                "name": one.name,
                "names": names_of(one),
                "addresses": addresses_of(one),
                "file": one.file,
                "joined": [{"by": why.by.value, "words": why.words} for why in one.joins],
                "doubtful": one in doubtful,
            }
            for one in people
        ],
        "tools": [
            {
                "name": tool.name,
                "ai": tool.ai,
                "names": sorted({who.name for who, one in tools.items() if one == tool}),
            }
            for tool in sorted(set(tools.values()))
        ],
    }


def names_of(one: Joined) -> list[str]:
    """Return the names under which somebody is in git."""
    return sorted({who.name for who in one.identities if who.name})


def addresses_of(one: Joined) -> int:
    """Return how many addresses somebody used."""
    return len({who.email.casefold() for who in one.identities if who.email})

# Who looks after a lesson: the keepers of its topic (people files), and who reviews it next (its
# front matter). Must not know: what a keeper is shown as.
"""Derive keepers."""

from __future__ import annotations

from collections.abc import Mapping

from pollinate.model.people import People
from pollinate.paths import Slug, SrcUri, folder


def keepers_of(people: People) -> dict[str, list[Slug]]:
    """Return who keeps each topic."""
    keepers: dict[str, list[Slug]] = {}
    for slug, person in people.contributors.items():
        for topic in person.keeps:
            keepers.setdefault(topic.strip("/"), []).append(slug)
    return keepers


def keeping(
    uri: SrcUri, reviewer: str, keepers: Mapping[str, list[Slug]], people: People
) -> list[Slug]:
    """Return who looks after a lesson: the keepers of its topic, and who reviews it next."""
    found = list(keepers.get(folder(uri), []))
    if reviewer and (slug := people.resolve(reviewer)):
        found.append(slug)
    return found

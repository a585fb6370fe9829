# The slugs of people: parts of addresses, so they must not change hands. A name that several people
# here bear is an address of nobody, whoever came first: an older commit that comes in later would
# give it to another. Must not know: how anybody is shown, who is joined with whom.
"""Give people their slugs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.names import name_key
from pollinate.paths import RepoPath, Slug, slugify


class Slugs:
    """The slugs of one garden."""

    def __init__(self, taken: set[Slug], wanted: Iterable[Slug]) -> None:
        """Keep the slugs that are taken by files; `wanted` holds the plain slug of everybody else,
        empty ones for nobody.
        """
        self._taken = taken
        self._wanted = Counter(slug for slug in wanted if slug)

    def give(self, slug: Slug, key: str) -> Slug:
        """Return a slug that nobody has: the plain one, else one with a checksum of `key`, which
        says nothing of others.
        """
        free = Slug(f"{slug}-{_checksum(key)}") if self._wanted[slug] > 1 else slug
        while free in self._taken:
            key = _checksum(key)
            free = Slug(f"{slug}-{key}")
        self._taken.add(free)
        return free

    def namesakes(self) -> Iterable[Diagnostic]:
        """Yield each slug that several people would have."""
        for slug, count in sorted(self._wanted.items()):
            if count > 1:
                yield Diagnostic(
                    path=RepoPath(".mailmap"),
                    line=0,
                    code="namesakes",
                    message=f"{count} people would be people/{slug}/, so that is nobody's address",
                    cure="A people file gives an address that stays; .mailmap joins who is one.",
                    severity=Severity.ADVICE,
                )


def plain_slug(name: str, otherwise: str) -> Slug:
    """Return a name as part of an address: in Latin letters, or as a short checksum of itself."""
    return slugify(name) or Slug(f"{otherwise}-{_checksum(name_key(name))}")


def _checksum(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=3).hexdigest()

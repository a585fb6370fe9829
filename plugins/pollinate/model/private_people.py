# Who asked not to be named, under which names they go, and what is shown in the place of these. Why
# here: what is published and what is checked must know the same names. Must not know: links, texts.
"""Tell whose names are private."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pollinate.model.garden import Garden
from pollinate.model.names import folded, own_words
from pollinate.model.people import Contributor, Joined, PersonFile, Show
from pollinate.paths import RepoPath, slugify


@dataclass(frozen=True)
class PrivatePeople:
    """The people of a garden who are shown by alias or not at all."""

    garden: Garden

    def __bool__(self) -> bool:
        return bool(self.files)

    @cached_property
    def files(self) -> list[PersonFile]:
        """Return the profiles of who asked not to be named."""
        people = self.garden.content.people.values()
        return [one for one in people if one.show is not Show.NAME]

    def names_of(self, file: PersonFile) -> frozenset[str]:
        """Return all names of somebody private, but an alias that is shown."""
        joined = self.joined.get(file.repo_path)
        in_git = (*joined.before, *(who.name for who in joined.identities)) if joined else ()
        found = {file.name, file.handle, *file.git, *in_git}
        aliases = [one.alias for one in self.files if one.show is Show.ALIAS]
        # A file may be called as the alias is, with hyphens: that tells nothing.
        shown = {*map(folded, aliases), *map(slugify, aliases)}
        return frozenset(name for name in found if name and folded(name) not in shown)

    @cached_property
    def joined(self) -> dict[RepoPath, Joined]:
        """Return who each people file is of."""
        return {one.file: one for one in self.garden.people.joined if one.file}

    @cached_property
    def given_names(self) -> frozenset[str]:
        """The given names of people who show theirs."""
        shown = (one for one in self.garden.people.contributors.values() if one.show is Show.NAME)
        words = (own_words(one.name) for one in shown)
        return frozenset(folded(some[0]) for some in words if len(some) > 1)

    def shown(self, name: str) -> str:
        """Return a name, or several with commas between, as it may be shown: as it is, unless it is
        somebody private's.
        """
        parts = [one.strip() for one in name.split(",")]
        if len(parts) > 1 and any(self.named(one) for one in parts):
            return ", ".join(self.shown(one) for one in parts)
        private = self.named(name)
        return private.name if private else name

    def named(self, name: str, *, alone: bool = True) -> Contributor | None:
        """Return the private person whom a name means; `alone` as in `People.resolve`."""
        known = bool(self.files and name.strip())
        slug = self.garden.people.resolve(name, alone=alone) if known else None
        return self.private(slug) if slug else None

    def private(self, slug: str) -> Contributor | None:
        """Return a contributor who is shown by alias or not at all."""
        one = self.garden.people.contributors.get(slug)  # type: ignore[call-overload]
        return one if one is not None and one.show is not Show.NAME else None

# People: who a file says somebody is and wants to be shown as, and who that makes in the garden.
# Must not know: which identities are one person (derive/), how anybody is shown.
"""Define the values of people."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import Identity
from pollinate.paths import RepoPath, Slug, SrcUri


class Show(str, Enum):
    """How a person wants to be shown."""

    NAME = "name"
    ALIAS = "alias"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """A profile: `people/<handle>.md`."""

    handle: str
    src_uri: SrcUri
    repo_path: RepoPath
    name: str = ""
    git: tuple[str, ...] = ()
    team: str = ""
    ask_about: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    show: Show = Show.NAME
    alias: str = ""
    body: str = ""


class ContributorKind(str, Enum):
    """A person or a team."""

    PERSON = "person"
    TEAM = "team"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """A person or a team after mailmap, joins and people files; safe to show as it stands."""

    slug: Slug
    name: str
    """Already the alias, or "a colleague", where the person asked for that."""
    kind: ContributorKind = ContributorKind.PERSON
    show: Show = Show.NAME
    team: str = ""
    ask_about: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    profile: SrcUri | None = None
    has_page: bool = True
    first: str = ""
    """Author date of the first contribution, or empty."""
    identities: tuple[Identity, ...] = ()
    """For `why`, which reads the repository and says so. Never exported, never rendered."""


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: case, composition, blanks and
    invisible characters are no difference.
    """
    plain = unicodedata.normalize("NFKC", name)
    seen = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", " ".join(seen.split()).casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All contributors, and who is meant by an identity, a handle or a name."""

    contributors: Mapping[Slug, Contributor]
    by_identity: Mapping[Identity, Slug]
    """Bots are left out."""
    by_name: Mapping[str, Slug]
    """By `name_key` of handle, slug, git name and display name; names of several people are left
    out.
    """
    teams: Mapping[str, Slug] = field(default_factory=dict)
    """By `name_key` of the names that stand for the committing person."""
    bots: frozenset[Identity] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    firsts: Mapping[Identity, tuple[float, str]] = field(default_factory=dict)
    """When each identity took part first: seconds since 1970 and git's date; bots too."""

    def resolve(self, name: str) -> Slug | None:
        """Return who is meant by a handle, slug or name, in any spelling; None for nobody, or for
        one of several.
        """
        return self.by_name.get(name_key(name))

    def team(self, name: str) -> Slug | None:
        """Return the team or pseudonym of a name."""
        return self.teams.get(name_key(name))

    def of(self, who: Identity) -> Slug | None:
        """Return the contributor behind an identity; None for a bot."""
        return self.by_identity.get(who)

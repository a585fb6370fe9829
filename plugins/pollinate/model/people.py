# People: who a file says somebody is and wants to be shown as, and who that makes in the garden.
# Must not know: which identities are one person (derive/), how anybody is shown.
"""Define the values of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import Identity
from pollinate.model.names import may_mean, name_key, name_keys, spelled
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
    kind: str = ""
    """`person` or `tool`, where the file says so."""
    body: str = ""
    identities: tuple[Identity, ...] = ()
    """Whose addresses it names by hashes: theirs alone, whoever else is called so."""
    is_made: bool = False
    """There is no such file: it stands for somebody whom none names (derive/unnamed.py)."""


class FormerProfile(NamedTuple):
    """What one commit changed of a profile."""

    commit: int
    """Who changed it, an index into `History.commits`."""
    before: bytes
    """The file in the first parent; nothing for a new one."""
    after: bytes
    """Nothing for one that was deleted or moved away."""


class Tool(NamedTuple):
    """A program that writes commits or is named in them: no person, so never credited."""

    name: str
    ai: bool = False
    """An assistant, whose help with a text is disclosed."""


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


class By(str, Enum):
    """By which evidence identities were joined, the surest first."""

    FILE = "people file"
    ADDRESS = "same address"
    NAME = "same name"
    LOGIN = "login and name"
    NAMESAKE = "name without an address"


@dataclass(frozen=True, slots=True)
class Join:
    """Why some identities are one person: the name or login that they share, never an address."""

    by: By
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Identities that are one person. For those who can read the repository: never exported."""

    slug: Slug
    name: str
    """As it stands in git, or in the people file."""
    identities: tuple[Identity, ...]
    joins: tuple[Join, ...] = ()
    before: tuple[str, ...] = ()
    """Of somebody private: names before mailmap, and logins."""
    file: RepoPath | None = None


COLLEAGUE = Slug("a-colleague")
"""All who are hidden are this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All contributors, and who is meant by an identity, a handle or a name."""

    contributors: Mapping[Slug, Contributor]
    by_identity: Mapping[Identity, Slug]
    """Tools are left out."""
    by_name: Mapping[str, Slug]
    """By `name_key` of handle, slug, git name and display name; names of several people are left
    out.
    """
    private_keys: frozenset[str] = frozenset()
    """All `name_keys` of those who are shown by alias or not at all: where it is in doubt who is
    meant, and one of them may be, it is a colleague.
    """
    teams: Mapping[str, Slug] = field(default_factory=dict)
    """By `name_key` of the names that stand for the committing person."""
    tools: Mapping[Identity, Tool] = field(default_factory=dict)
    """Which identities are tools, not people."""
    hidden: Mapping[Identity, frozenset[str]] = field(default_factory=dict)
    """All `name_keys` of whoever is behind an identity, of those who are not shown at all: they
    are all one colleague, and only their names tell them apart.
    """
    joined: tuple[Joined, ...] = ()
    """Whose identities are whose, by name; for `pollinate people`."""
    claimed: Mapping[RepoPath, tuple[Identity, ...]] = field(default_factory=dict)
    """Which identities each people file has, by whatever evidence, a tool's as well."""
    diagnostics: tuple[Diagnostic, ...] = ()
    firsts: Mapping[Identity, tuple[float, str]] = field(default_factory=dict)
    """When each identity took part first: seconds since 1970 and git's date; tools too."""

    def resolve(self, name: str, *, alone: bool = True) -> Slug | None:
        """Return who is meant by a handle, slug or name, in any spelling; `alone` says that it
        stands where only a name can, so that a part of one is enough.

        None for nobody, or for one of several; a colleague where one of those is private.
        """
        name = spelled(name)
        found = self.by_name.get(name_key(name))
        if found is None and may_mean(name, self.private_keys, alone=alone):
            return COLLEAGUE
        return found

    def team(self, name: str) -> Slug | None:
        """Return the team or pseudonym of a name."""
        return self.teams.get(name_key(name))

    def means(self, name: str, who: Identity) -> bool:
        """Tell whether a name that stands in a file means the person behind an identity."""
        slug = self.of(who)
        if slug == COLLEAGUE:
            return not name_keys(spelled(name)).isdisjoint(self.hidden.get(who, ()))
        return slug is not None and self.resolve(name) == slug

    def of(self, who: Identity) -> Slug | None:
        """Return the contributor behind an identity; None for a tool."""
        return self.by_identity.get(who)

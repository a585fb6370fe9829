# People: who a file says somebody is and wants to be shown as, and who that makes in the garden.
# Must not know: which identities are one person (derive/), how anybody is shown.
"""Define the values of people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pollinate.model.git import Identity
from pollinate.paths import RepoPath, Slug, SrcUri


class Show(str, Enum):
    """How a person wants to be shown."""

    NAME = "name"
    ALIAS = "alias"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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

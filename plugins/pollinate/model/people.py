# People: who a file says somebody is and wants to be shown as, and who that makes in the garden.
# Must not know: which identities are one person (derive/), how anybody is shown.
"""Define the values of people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

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
    kind: str = ""
    """`person` or `tool`, where the file says so."""
    body: str = ""


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
    file: RepoPath | None = None


COLLEAGUE = Slug("a-colleague")
"""All who are hidden are this one."""


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: case, composition, blanks, hyphens,
    points, underscores and invisible characters are no difference.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    kept = (" " if c in _SEPARATORS else c for c in plain if unicodedata.category(c) != "Cf")
    return " ".join("".join(kept).split())


def spelled(name: str) -> str:
    """Return a name without what people write around one: `@mira`, `[[mira]]`, `people/mira.md`."""
    plain = name.strip().removeprefix("[[").removesuffix("]]").partition("|")[0].strip()
    if plain.lower().endswith((".md", ".markdown")):
        plain = plain.rpartition("/")[2].rpartition(".")[0]
    return plain.removeprefix("people/").removeprefix("@").strip() or name


def may_mean(name: str, private: Collection[str]) -> bool:
    """Tell whether a name, or some of its words, are a spelling of somebody private."""
    return any(key in private for one in parts_of(name) for key in name_keys(one))


def parts_of(name: str) -> list[str]:
    """Return a name, and what of it may be a name by itself: what stands before a remark, between
    commas and the like, some of its words in a row, its first word or letter with its last.
    """
    found = dict.fromkeys([name, *re.split(r"[;/|+&·—]|\band\b", name), *_AROUND.split(name)])
    words = [word for word in re.split(r"[^\w'’]+", name_key(name)) if word][:20]
    for start in range(len(words)):
        for end in range(start + 2, min(len(words), start + 5) + 1):
            found[" ".join(words[start:end])] = None
    if len(words) > 2:
        found[f"{words[0]} {words[-1]}"] = None
    return [part.strip() for part in found if part.strip()]


def name_keys(name: str) -> frozenset[str]:
    """Return a name's key, and those of the same words in another order, in one, and without
    accents: enough to see that somebody may be meant.
    """
    key = name_key(name)
    decomposed = unicodedata.normalize("NFKD", key)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)
    found = {key, plain}
    for one in (key, plain):
        words = one.replace(",", " ").split()
        if len(words) > 1:
            found |= {" ".join(sorted(words)), "".join(words)}
    return frozenset(found)


_AROUND = re.compile(r"[(\[{<\"“”)\]}>]|[,;]|\s[-–—|/]\s")
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"})
"""Letters that no decomposition takes apart."""
SHORT_NAME = 4
"""Names of fewer letters are words too often."""
_BETWEEN = r"[\s_.,\-\u2010-\u2015]{0,3}"
_SEPARATORS = "-_.\u2010\u2011\u2012\u2013"


def names_pattern(file: PersonFile, more: Iterable[str] = ()) -> re.Pattern[str] | None:
    """Return what finds a person's names in `folded` text, those of the file and `more`; None where
    all are too short.
    """
    names = (file.name, *file.git, file.handle, *more)
    return pattern_of(name for name in names if name.casefold() != file.alias.casefold())


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds some names in `folded` text, also with the last word first; None where all
    are too short.
    """
    spelled = set()
    for name in names:
        words = [word for word in re.split(r"[\s_.,\-]+", folded(name)) if word]
        if len(name) >= SHORT_NAME:
            for order in (words, [*words[-1:], *words[:-1]]):
                spelled.add(_BETWEEN.join(map(re.escape, order)))
    longest = sorted(filter(None, spelled), key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)") if longest else None


def folded(text: str) -> str:
    """Return a text without accents, invisible signs and capitals."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = (c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return "".join(kept).translate(_PLAIN)


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

    def resolve(self, name: str) -> Slug | None:
        """Return who is meant by a handle, slug or name, in any spelling.

        None for nobody, or for one of several; a colleague where one of those is private.
        """
        name = spelled(name)
        found = self.by_name.get(name_key(name))
        if found is None and may_mean(name, self.private_keys):
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

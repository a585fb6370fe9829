# Who is who in a garden and in what is proposed to it, without mining a line: authors and trailers
# of all commits, and the profiles of the branch that requests go to. What is checked out may be the
# request itself, and must not say who is one person before somebody has looked at it.
# Why here: it stands above git, profiles and the joining of identities.
# Must not know: which commits are asked about, how anybody is printed.
"""Know the people of a request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pollinate.content.fields import Fields
from pollinate.content.files import kind_test
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.schema import is_profile, read_person, with_known_keys
from pollinate.derive.people import derive_people
from pollinate.derive.times import Times
from pollinate.derive.tools import A_TOOL
from pollinate.derive.unnamed import with_unnamed
from pollinate.emails import without_addresses
from pollinate.history.request_log import regular_files
from pollinate.history.workspace import Workspace, read_blobs
from pollinate.model.git import Commit, History, Identity
from pollinate.model.hidden_names import PeopleKey
from pollinate.model.name_search import apart, names_pattern
from pollinate.model.names import folded
from pollinate.model.people import Contributor, Joined, People, PersonFile, Show
from pollinate.model.requests import RequestCommit
from pollinate.paths import RepoPath, Sha, SrcUri
from pollinate.settings import Settings

_LANGUAGE = re.compile(r"(.+)\.[a-z]{2}(?:[-_][A-Za-z]{2,4})?(\.(?:md|markdown))")
_WISHES = (Show.HIDDEN, Show.ALIAS, Show.NAME)
Files = Mapping[str, PersonFile]


def read_profiles(workspace: Workspace, settings: Settings, base: Sha | str) -> Files:
    """Return the profiles that a commit holds, by handle (two git processes)."""
    assert workspace.repository is not None
    kind = kind_test(settings)
    found: dict[SrcUri, tuple[RepoPath, str]] = {}
    # All files, since a link in the folder of the garden can lead to profiles elsewhere.
    for path, blob in regular_files(workspace.repository, base).items():
        uri = workspace.place.src(path)
        if uri is not None and kind(uri) == "people":
            found[uri] = path, blob
    texts = read_blobs(workspace, sorted({blob for _, blob in found.values()}))
    people: dict[str, PersonFile] = {}
    for uri, (path, blob) in sorted(found.items()):
        translated = _LANGUAGE.fullmatch(uri)
        if translated and SrcUri(translated[1] + translated[2]) in found:
            continue
        front = with_known_keys(read_front_matter(texts.get(blob, b""), path))
        if is_profile(front):
            one = read_person(uri, front, Fields(path, front))
            other = people.setdefault(one.handle, one)
            # Whoever adds a second file must not undo the wish of the first.
            people[one.handle] = min(other, one, key=lambda p: _WISHES.index(p.show))
    return people


@dataclass(frozen=True)
class KnownPeople:
    """People, each with a number that all identities of one have; hidden ones are told apart."""

    people: People
    files: Files

    @cached_property
    def _numbers(self) -> Mapping[Identity, int]:
        return {
            who: number for number, one in enumerate(self.people.joined) for who in one.identities
        }

    def number(self, who: Identity) -> int | None:
        """Return whose an identity is; None for a tool, and for one that did nothing."""
        return self._numbers.get(who)

    def joined(self, number: int) -> Joined:
        """Return all that is one person."""
        return self.people.joined[number]

    def shown(self, number: int) -> Contributor:
        """Return how somebody is shown on the site."""
        return self.people.contributors[self.joined(number).slug]

    def name(self, number: int) -> str:
        """Return somebody's name as the site shows it, without any address."""
        name = without_addresses(self.shown(number).name).strip()
        return name or "Somebody without a name"

    def keeps(self, number: int) -> bool:
        """Return whether somebody's profile says that they look after a part of the garden."""
        path = self.joined(number).file
        return any(one.repo_path == path and one.keeps for one in self.files.values())

    @cached_property
    def _private(self) -> Sequence[re.Pattern[str]]:
        by_file = {one.file: one for one in self.people.joined if one.file}
        found = []
        for file in self.files.values():
            if file.show is not Show.NAME:
                one = by_file.get(file.repo_path)
                in_git = (*one.before, *(who.name for who in one.identities)) if one else ()
                found.append(names_pattern(file, in_git))
        return [pattern for pattern in found if pattern]

    def may_show(self, text: str) -> bool:
        """Return whether a text names nobody who asked not to be named, and holds no address."""
        plain = folded(apart(text))
        named = any(pattern.search(plain) for pattern in self._private)
        return not named and without_addresses(text) == text

    def tool(self, who: Identity) -> str:
        """Return the name of the tool that an identity is; empty for a person."""
        found = self.people.tools.get(who)
        if found is None:
            return ""
        return without_addresses(who.name).strip() or A_TOOL.name if found == A_TOOL else found.name

    def writers(self, commit: Commit) -> list[int]:
        """Return who wrote a commit: its author, or a tool's human co-authors, then co-authors."""
        named = [commit.author, *(t.who for t in commit.trailers if t.kind.value == "co-author")]
        numbers = (self.number(who) for who in named)
        return list(dict.fromkeys(one for one in numbers if one is not None))

    def writers_of(self, one: RequestCommit) -> list[int]:
        """Return who wrote a commit of a request, read with its files: not the author of one that
        changes none, such as somebody's word on the others.
        """
        found = self.writers(one.commit)
        author = self.number(one.commit.author)
        return [who for who in found if who != author] if one.is_word else found


def know_people(
    files: Files,
    commits: Iterable[RequestCommit | Commit],
    settings: Settings,
    key: PeopleKey | None = None,
) -> KnownPeople:
    """Return who is who in some commits, by the same evidence as on the site; `key` is that of
    names that stand in profiles as hashes.
    """
    found: Sequence[Commit] = [
        one.commit if isinstance(one, RequestCommit) else one for one in commits
    ]
    history = History(head=found[-1].sha if found else None, commits=tuple(found))
    files, _ = with_unnamed(files, history.commits, (), key)
    people = derive_people(history, files, (), (), Times(history), settings)
    return KnownPeople(people, files)

# What a squash is judged by: the commits of one request, the past of the branch that it goes to,
# and who is who in both; with a message that is checked, also who is meant there.
# Why here: it stands above git and the joining of identities. Must not know: who has to be named.
"""Read what a squash is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from pollinate.errors import RequestError
from pollinate.history.branches import base_commit
from pollinate.history.people_key import people_key
from pollinate.history.request_log import (
    RepositoryAt,
    read_one,
    read_past,
    read_requests,
    repository_at,
)
from pollinate.history.trailers import map_contacts, read_trailers
from pollinate.history.workspace import Workspace
from pollinate.known_people import Files, KnownPeople, know_people, read_profiles
from pollinate.model.git import Commit, Identity, Trailer
from pollinate.model.hidden_names import PeopleKey
from pollinate.model.requests import RequestCommit
from pollinate.paths import Sha
from pollinate.plain import plain
from pollinate.runtime.collector import quiet_collector
from pollinate.settings import Settings
from pollinate.waiting_requests import the_repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a squash is added to, and what it is made of."""

    past: Sequence[RequestCommit]
    """Of the branch that it goes to."""
    there: frozenset[Identity]
    """Who has any part in that past."""
    commits: Sequence[RequestCommit]
    """Of the request, parents first."""
    files: Files
    known: KnownPeople
    """Of both."""
    settings: Settings
    at: RepositoryAt
    key: PeopleKey | None

    def known_with(self, squash: Commit) -> KnownPeople:
        """Return who would be who if a request became one commit."""
        commits = [*(one.commit for one in self.past), squash]
        return know_people(self.files, commits, self.settings, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message that is checked."""

    message: bytes
    trailers: tuple[Trailer, ...]
    """With mailmap applied."""
    author: Commit | None
    """The commit that has the message, if one has."""


@contextmanager
def open_ground(workspace: Workspace, settings: Settings, head: Sha, word: str) -> Iterator[Ground]:
    """Give what the squash of a request is judged by; raises RequestError for one that has nothing
    to be taken in.
    """
    repository = the_repository(workspace)
    base = Sha(base_commit(repository, settings.branch or settings.seen_branch))
    with quiet_collector(), repository_at(repository, base) as at:
        commits = read_requests(at, [head], base)
        if not commits:
            raise RequestError(
                f"'{plain(word)}' has no commit that the branch of requests lacks",
                cure="Say which request you mean; these wait:",
                example="pollinate queue",
            )
        past = read_past(at, base)
        files = read_profiles(workspace, settings, base)
        there = {one.commit.author for one in past}
        there |= {trailer.who for one in past for trailer in one.commit.trailers}
        key = people_key(repository)
        yield Ground(
            past=past,
            there=frozenset(there),
            commits=commits,
            files=files,
            known=know_people(files, [*past, *commits], settings, key),
            settings=settings,
            at=at,
            key=key,
        )


def with_message(ground: Ground, message: bytes, commit: Sha | None) -> tuple[Ground, Said]:
    """Return the same with a message in which people are named; `commit` is checked in its place,
    if one is given.
    """
    one = read_one(ground.at, commit) if commit else None
    message = one.message if one else message
    read = read_trailers(message).trailers
    mapped = map_contacts(ground.at, [trailer.who for trailer in read])
    trailers = tuple(replace(said, who=mapped.get(said.who, said.who)) for said in read)
    witness = one.commit if one else ground.commits[-1].commit
    witness = replace(witness, trailers=trailers, parents=())
    commits: list[RequestCommit | Commit] = [*ground.past, *ground.commits, witness]
    known = know_people(ground.files, commits, ground.settings, ground.key)
    said = Said(message=message, trailers=trailers, author=one.commit if one else None)
    return replace(ground, known=known), said

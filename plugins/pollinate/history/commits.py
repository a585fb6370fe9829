# From a commit as git prints it to one of ours: names and dates read, trailers found, mailmap
# applied to whom they name. Why here: the history of a garden and the commits of a request must
# be read alike. Must not know: files, lines, who is one person.
"""Make commits of what git prints."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from pollinate.emails import without_addresses
from pollinate.history.git import Repository
from pollinate.history.log import RawCommit
from pollinate.history.moments import iso_date
from pollinate.history.trailers import clean_name, decoded, map_contacts, read_trailers
from pollinate.model.git import Commit, Identity, Trailer, TrailerKind
from pollinate.paths import Sha


@lru_cache(maxsize=100_000)
def _identity(name: bytes, mail: bytes) -> Identity:
    return Identity(clean_name(decoded(name)), decoded(mail))


def commit_of(raw: RawCommit, ignored: frozenset[str] = frozenset(), merged: int = 0) -> Commit:
    """Return what one commit says; mailmap is not yet applied to whom its message names."""
    name, mail, raw_name, raw_mail = raw.names
    if not raw_name and not raw_mail:
        # Git has no address, and gives its own question back as a name.
        name = mail = b""
    said = read_trailers(raw.message)
    subject = decoded(raw.message.lstrip(b"\n").partition(b"\n")[0][:400])
    return Commit(
        sha=Sha(raw.sha),
        parents=tuple(map(Sha, raw.parents)),
        author=_identity(name, mail),
        raw_author=_identity(raw_name, raw_mail),
        when=iso_date(raw.when),
        subject=without_addresses(subject)[:200],
        trailers=said.trailers,
        odd=said.odd,
        tools=said.tools,
        ignored=raw.sha in ignored,
        committed=_seconds(raw.committed),
        merged=merged,
    )


def _seconds(text: bytes) -> int:
    """Return a committer's time; 0 for one that no calendar holds."""
    return int(text) if text.isdigit() and len(text) < 12 else 0


def with_mapped_trailers(repository: Repository, commits: list[Commit]) -> list[Commit]:
    """Return commits with mailmap applied to the people in their trailers, each person once for
    each kind.
    """
    names = map_contacts(
        repository, (trailer.who for commit in commits for trailer in commit.trailers)
    )
    done = []
    for commit in commits:
        if commit.trailers:
            mapped: dict[tuple[TrailerKind, Identity], Trailer] = {}
            for said in commit.trailers:
                who = names.get(said.who, said.who)
                # Beside one whom mailmap leaves alone, whom it makes the same tells more.
                if who != said.who:
                    said = replace(said, who=who, mapped=said.who)
                elif (before := mapped.get((said.kind, who))) and before.mapped:
                    continue
                mapped[said.kind, who] = said
            commit = replace(commit, trailers=tuple(mapped.values()))
        done.append(commit)
    return done

# Who became one person with somebody else since a message writes one's name beside the other's
# address: a trailer can say anything of anybody, and a name of one word then moves with all that
# was done under it. Of people without a profile, which is told for itself (profile_claims.py), as
# are two full names at one address (derive/identities.py). Must not know: how identities are
# joined.
"""Find names that a trailer moves to somebody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pollinate.checks.advice import ask
from pollinate.checks.mailmap_claims import may_be_one
from pollinate.model.accounts import account_keys
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.model.git import Identity
from pollinate.model.names import name_key
from pollinate.model.people import Joined
from pollinate.model.private_people import PrivatePeople
from pollinate.paths import RepoPath, Sha


@dataclass
class _Place:
    """An address, with those that are surely the same one's, and who stands beside it."""

    committed: set[str] = field(default_factory=set)
    said: dict[str, Sha] = field(default_factory=dict)
    """Names that stand in trailers alone, each with a commit that has it."""

    @property
    def names(self) -> set[str]:
        return self.committed | set(self.said)

    @property
    def surest(self) -> set[str]:
        """Return the names that were committed with; where nothing was, all."""
        return self.committed or self.names


def find_moved(garden: Garden) -> Iterator[Diagnostic]:
    """Yield who are one person by nothing else than a trailer with the name of one and the address
    of the other.
    """
    said: dict[Identity, Sha] = {}
    committed = {commit.author for commit in garden.history.commits}
    for commit in garden.history.commits:
        for trailer in commit.trailers:
            said.setdefault(trailer.who, commit.sha)
    private = PrivatePeople(garden)
    for one in garden.people.joined:
        if one.file is None and len(one.identities) > 2:
            for (owner, other), sha in sorted(_moved(_places(one, committed, said)).items()):
                both = f"'{private.shown(owner)[:60]}' and '{private.shown(other)[:60]}'"
                message = (
                    f"{both} are taken for one person, since a message writes one's name beside the"
                    f" other's address, such as {sha[:10]}"
                )
                yield ask(RepoPath(".mailmap"), 0, "name-moves", message)


def _places(one: Joined, committed: set[Identity], said: Mapping[Identity, Sha]) -> list[_Place]:
    """Return a person's identities by address."""
    found: dict[str, _Place] = {}
    for who in one.identities:
        keys = account_keys(who) or [f"name {name_key(who.name)}"]
        near = {id(place): place for key in keys if (place := found.get(key))}
        place = _Place()
        for other in near.values():
            place.committed |= other.committed
            place.said |= other.said
        found |= {key: place for key, there in found.items() if id(there) in near}
        found |= dict.fromkeys(keys, place)
        if who in committed:
            place.committed.add(who.name)
        elif who in said:
            place.said.setdefault(who.name, said[who])
    return list({id(place): place for place in found.values()}.values())


def _moved(places: list[_Place]) -> dict[tuple[str, str], Sha]:
    """Return the names of two who have none in common but one that a trailer wrote beside the
    other's address, with the commit.
    """
    homes: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        for key in {key for name in place.names for key in _keys(name)}:
            homes[key].append(place)
    found: dict[tuple[str, str], Sha] = {}
    for place in places:
        for name, sha in place.said.items():
            own = {one for one in place.surest if name_key(one) != name_key(name)}
            if not own or any(_are_one(one, name) for one in own):
                continue
            near = [other for key in _keys(name) for other in homes[key]]
            for other in {id(one): one for one in near}.values():
                theirs = other.surest
                if other is place or any(_are_one(a, b) for a in own for b in theirs):
                    continue
                pair = (_best(own), _best(theirs))
                full = [one for one in own if len(one.split()) > 1]
                if len(name.split()) < 2 or not full or any(may_be_one(one, name) for one in own):
                    found.setdefault(pair, sha)
    return found


def _keys(name: str) -> set[str]:
    """Return under what a name is found: a login is a name without its blanks."""
    key = name_key(name)
    return {key, key.replace(" ", "")}


def _are_one(name: str, other: str) -> bool:
    """Tell whether two names may be one person's. A last name alone is that of relatives, unless
    the first ones begin alike, as Joe and Joseph do.
    """
    if not may_be_one(name, other):
        return False
    words = [name_key(one).split() for one in (name, other)]
    common = set(words[0]) & set(words[1])
    if min(map(len, words)) < 2 or len(common) != 1:
        return True
    return words[0][0][0] == words[1][0][0]


def _best(names: set[str]) -> str:
    return max(names, key=lambda name: (len(name.split()), len(name), name))

# Which identities are one contributor, before anybody decides how to show them: union-find over
# evidence, level by level (people files, accounts and addresses, full names, logins, names
# without an address). Each level looks at whole groups at once, so the result is the same in any
# order of commits and names. Only people files keep groups apart: a key, or a chain of keys, that
# would join two of them joins nobody.
# Must not know: display names, slugs, pages.
"""Join identities into contributors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pollinate.derive.evidence import (
    NO_LOGINS,
    carries,
    full_name,
    handle,
    login,
    remark,
    squeezed,
    unrelated,
)
from pollinate.derive.file_claims import claimant, claims_of, most_private, private_claims
from pollinate.derive.tools import by_address
from pollinate.model.accounts import ROLES, account_keys, account_number, noreply_login
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.git import Commits, Identity
from pollinate.model.names import name_key, private_keys
from pollinate.model.people import By, Join, PersonFile, Show
from pollinate.paths import RepoPath

STRANGERS = 3
"""So many names of which none shares a word with another, at one address, are so many people."""


@dataclass(frozen=True, slots=True)
class Group:
    """The identities of one contributor."""

    file: PersonFile | None
    members: tuple[Identity, ...]
    joins: tuple[Join, ...] = ()
    before: tuple[str, ...] = ()
    """Of somebody private: names before mailmap, and logins."""


def join(
    commits: Commits, files: Mapping[str, PersonFile], join_same_name: bool
) -> tuple[list[Group], list[Diagnostic]]:
    """Return the contributors as groups of identities, each with its people file if it has one."""
    raw_names: dict[Identity, set[str]] = defaultdict(set)
    logins: dict[Identity, set[str]] = defaultdict(set)
    at_address: dict[str, set[str]] = defaultdict(set)
    for commit in commits:
        at_address[commit.raw_author.email.strip().lower()].add(commit.raw_author.name)
        raw_names[commit.author].update((commit.raw_author.name, commit.author.name))
        for trailer in commit.trailers:
            raw_names[trailer.who].add(trailer.who.name)
    claims, findings = claims_of(files)
    private = private_claims(files)
    if private:
        for commit in commits:
            logins[commit.author] |= {commit.raw_author.name, noreply_login(commit.raw_author)}
    borne = {name_key(who.name) for who in raw_names if who.email} if private else set()
    # A name without an address is first of all that of who bears it with one.
    alone = {who for who in raw_names if not who.email and name_key(who.name) not in borne}
    clusters = _Clusters(files, sorted(raw_names))
    own = {who: handle for handle, file in files.items() for who in file.identities}
    for who, names in raw_names.items():
        if who in own:
            clusters.claim(who, own[who])
            continue
        # What mailmap says comes first: it tells two people of one name apart.
        ordered = [who.name, *sorted(names - {who.name})]
        handle = claimant(ordered, claims, private, alone=who in alone)
        if handle is not None:
            clusters.claim(who, handle)
    findings += clusters.by_address(at_address)
    if private:
        kept = _of_several(own, raw_names, files)
        before = {who: names - kept for who, names in logins.items()} if kept else logins
        clusters.claim_by(before, raw_names, alone)
    if join_same_name:
        clusters.join(By.NAME, _by_name(clusters))
        clusters.join(By.LOGIN, _by_login(clusters))
    clusters.join(By.NAMESAKE, _without_address(clusters))
    groups = [
        replace(one, before=tuple(sorted(_before(one.members, logins))))
        if one.file is not None and one.file.show is not Show.NAME
        else one
        for one in clusters.groups()
    ]
    return groups, findings + [one for group in groups for one in _advice(group)]


def _of_several(
    own: Mapping[Identity, str],
    raw_names: Mapping[Identity, set[str]],
    files: Mapping[str, PersonFile],
) -> set[str]:
    """Return names of people who are known by their addresses alone, since others have them."""
    rest = {name_key(name) for who, names in raw_names.items() if who not in own for name in names}
    return {
        name
        for who, handle in own.items()
        for name in raw_names.get(who, ())
        if name_key(name) in rest and name not in files[handle].git
    }


@dataclass
class _Cluster:
    """Identities that are one person, as far as is known."""

    members: set[Identity]
    file: str = ""
    """The handle of the people file that claims them."""
    joins: set[Join] = field(default_factory=set)


Keys = Mapping[str, Iterable[Identity]]
"""Identities by what they have in common; the key is a name or a login, but for addresses."""


class _Clusters:
    """All identities, joined step by step; each step is the same in any order."""

    def __init__(self, files: Mapping[str, PersonFile], identities: Iterable[Identity]) -> None:
        self._files = files
        self._home = {who: _Cluster({who}) for who in identities}
        self._claimed: dict[str, _Cluster] = {}

    def __iter__(self) -> Iterator[_Cluster]:
        return iter({id(one): one for one in self._home.values()}.values())

    def claim(self, who: Identity, handle: str) -> None:
        """Give an identity to the person of a file."""
        home = self._home[who]
        home.file = handle
        if handle in self._claimed:
            self._unite([self._claimed[handle], home], Join(By.FILE, handle))
        self._claimed[handle] = self._home[who]

    def claim_by(
        self,
        before: Mapping[Identity, set[str]],
        names: Mapping[Identity, set[str]],
        alone: Collection[Identity],
    ) -> None:
        """Give what goes by a name or login that somebody private had before mailmap, and is nobody
        else's, to them. A word such as `root` says nothing.
        """
        keys: dict[str, str] = {}
        for cluster in sorted(self, key=lambda one: (one.file, min(one.members))):
            if self._is_private(cluster.file):
                had = {
                    name
                    for name in _before(cluster.members, before)
                    if full_name(name) or handle(name)
                }
                for key in private_keys(had):
                    keys.setdefault(key, cluster.file)
        for who, known in names.items() if keys else ():
            if not self._home[who].file and (
                owner := claimant(sorted(known), {}, keys, alone=who in alone)
            ):
                self.claim(who, owner)

    def by_address(self, before: Mapping[str, set[str]]) -> list[Diagnostic]:
        """Join the identities of one account or address; return what is found of strangers at one
        address. `before` has the names at each address before mailmap, which takes some away and
        makes nobody of the others one.
        """
        keys: dict[str, set[Identity]] = defaultdict(set)
        numbers: dict[str, set[str]] = defaultdict(set)
        for who in self._home:
            for key in account_keys(who):
                keys[key].add(who)
                numbers[key] |= {account_number(who)} - {""}
        # A login that several accounts had says nothing of who had it when.
        sure = {key: found for key, found in keys.items() if len(numbers[key]) < 2}
        people = {
            key: unrelated(who.name for who in found if by_address(who) is None)
            for key, found in sure.items()
        }
        odd = [
            key
            for key, number in people.items()
            if number > 1 and not any(self._is_private(self._home[who].file) for who in keys[key])
        ]
        strange = {
            key
            for key in odd
            if key.startswith("mail ")
            and unrelated({*(who.name for who in keys[key]), *before.get(key[len("mail ") :], ())})
            >= STRANGERS
        }
        self.join(By.ADDRESS, {key: found for key, found in sure.items() if key not in strange})
        return [_several(keys[key], one=key not in strange) for key in sorted(odd)]

    def join(self, by: By, keys: Keys) -> None:
        """Join what has a key in common, unless that would join two people files."""
        near: dict[int, set[str]] = defaultdict(set)
        links: dict[str, dict[int, _Cluster]] = {}
        doubtful: list[list[_Cluster]] = []
        for key in sorted(keys):
            homes = {id(self._home[who]): self._home[who] for who in keys[key]}
            if self._are_apart(homes.values()):
                doubtful.append(list(homes.values()))
            elif len(homes) > 1:
                links[key] = homes
                for one in homes:
                    near[one].add(key)
        done: set[str] = set()
        for key in links:
            if key in done:
                continue
            chain, clusters = _chain(key, links, near)
            done |= chain
            if self._are_apart(clusters):
                doubtful.append(clusters)
            else:
                self._unite(clusters, Join(by, "" if by is By.ADDRESS else min(chain)))
        for clusters in doubtful:
            self._give_to_private(clusters)

    @staticmethod
    def _are_apart(clusters: Iterable[_Cluster]) -> bool:
        return len({one.file for one in clusters} - {""}) > 1

    def _give_to_private(self, clusters: Iterable[_Cluster]) -> None:
        """Give what may be somebody's who asked not to be named, and is nobody's else, to them."""
        wished = most_private(self._files[one.file] for one in clusters if one.file)
        if wished is not None:
            now = {id(home): home for one in clusters for home in [self._home[min(one.members)]]}
            own = [one for one in now.values() if one.file in ("", wished.handle)]
            self._unite(own, Join(By.FILE, wished.handle))

    def _is_private(self, handle: str) -> bool:
        return bool(handle) and self._files[handle].show is not Show.NAME

    def _unite(self, clusters: Sequence[_Cluster], why: Join) -> None:
        first, *others = sorted(clusters, key=lambda one: (not one.file, min(one.members)))
        for other in others:
            if other is first:
                continue
            first.members |= other.members
            first.joins |= other.joins
            for who in other.members:
                self._home[who] = first
        if others:
            first.joins.add(why)

    def groups(self) -> list[Group]:
        """Return what was joined: people with a file first, in the files' order."""
        found: dict[str, Group] = {}
        free: list[Group] = []
        for one in self:
            group = Group(
                self._files.get(one.file),
                tuple(sorted(one.members)),
                tuple(sorted(one.joins, key=lambda why: (list(By).index(why.by), why.words))),
            )
            if one.file:
                found[one.file] = group
            else:
                free.append(group)
        named = [found.get(handle, Group(file, ())) for handle, file in self._files.items()]
        return [*named, *sorted(free, key=lambda group: group.members)]


def _before(members: Iterable[Identity], before: Mapping[Identity, set[str]]) -> set[str]:
    """Return under which names and logins somebody was before mailmap, but those of machines."""
    found = {name for who in members for name in before.get(who, ())}
    return {name for name in found if name and name.casefold() not in NO_LOGINS | ROLES}


def _chain(
    key: str, links: Mapping[str, Mapping[int, _Cluster]], near: Mapping[int, Iterable[str]]
) -> tuple[set[str], list[_Cluster]]:
    """Return all keys that lead to one another, and what they join."""
    chain, waiting, clusters = set[str](), [key], dict[int, _Cluster]()
    while waiting:
        at = waiting.pop()
        if at in chain:
            continue
        chain.add(at)
        clusters.update(links[at])
        waiting += [other for one in links[at] for other in near[one]]
    return chain, list(clusters.values())


def _by_name(clusters: Iterable[_Cluster]) -> Keys:
    """Return the identities of each full name, with those that have one remark more; remarks that
    differ may tell namesakes apart.
    """
    found: dict[str, set[Identity]] = defaultdict(set)
    remarked: dict[str, dict[str, set[Identity]]] = defaultdict(lambda: defaultdict(set))
    for one in clusters:
        for who in one.members:
            if key := full_name(who.name):
                found[key].add(who)
            plain, said = remark(who.name)
            if said and (key := full_name(plain)):
                remarked[key][said].add(who)
    for key, by_remark in remarked.items():
        if len(by_remark) == 1:
            found[key].update(*by_remark.values())
    return found


def _by_login(clusters: Iterable[_Cluster]) -> Keys:
    """Return the identities of each login, with those of the one name that it is short for; and of
    each handle that somebody's address carries.
    """
    logins: dict[str, set[Identity]] = defaultdict(set)
    names: dict[str, dict[int, Identity]] = defaultdict(dict)
    handles: dict[str, set[Identity]] = defaultdict(set)
    words: set[str] = set()
    for one in clusters:
        for who in one.members:
            for told in {login(who.name), login(noreply_login(who))} - {""}:
                logins[told].add(who)
            if key := full_name(who.name):
                names[squeezed(who.name)][id(one)] = who
                words.update(map(squeezed, key.split()))
            elif key := handle(who.name):
                handles[key].add(who)
    keys = {
        told: {*found, *names[told].values()}
        for told, found in logins.items()
        if len(names.get(told, ())) < 2
    }
    for key, found in handles.items():
        # A word of somebody's full name is a given name here, which several may bear; and accounts
        # of two numbers are two people.
        numbers = {account_number(who) for who in found} - {""}
        if key not in words and len(numbers) < 2 and any(map(carries, found)):
            keys[key] = {*found, *keys.get(key, ())}
    return keys


def _without_address(clusters: Iterable[_Cluster]) -> Keys:
    """Return the identities without an address, each with its only namesake."""
    bare: dict[str, set[Identity]] = defaultdict(set)
    homes: dict[str, dict[int, Identity]] = defaultdict(dict)
    for one in clusters:
        for who in one.members:
            key = name_key(who.name)
            if key and not who.email:
                bare[key].add(who)
            if key and any(member.email for member in one.members):
                homes[key][id(one)] = who
    return {
        key: {*found, *homes[key].values()} for key, found in bare.items() if len(homes[key]) == 1
    }


def _advice(group: Group) -> Iterable[Diagnostic]:
    """Yield what a mailmap would settle: one finding a person, which repeats no address."""
    doubtful = [why for why in group.joins if why.by in (By.NAME, By.LOGIN)]
    if not doubtful or group.file is not None:
        return
    people = [who for who in group.members if by_address(who) is None]
    others = len({who.email.lower() for who in people if who.email}) - 1
    if others < 1:
        return
    name = max(people, key=lambda who: (bool(full_name(who.name)), len(who.name))).name
    count = "two" if others == 1 else f"{others + 1}"
    line = f"`{name} <ADDRESS TO KEEP> <OTHER ADDRESS>`"
    lines = f"the line {line}" if others == 1 else f"{others} lines, {line} for each other address"
    yield Diagnostic(
        path=RepoPath(".mailmap"),
        line=0,
        code="same-name",
        message=f"{count} addresses under the name '{name}' are taken for one person",
        cure=f"If so, .mailmap says it by {lines} (`pollinate people --mailmap` prints them).",
        severity=Severity.ADVICE,
    )


def _several(found: Iterable[Identity], *, one: bool) -> Diagnostic:
    """Return the finding about unlike names at one address, which repeats no address."""
    names = ", ".join(sorted({f"'{who.name}'" for who in found if full_name(who.name)}))
    told = "are taken for one person" if one else "are taken for as many people"
    cure = (
        "If they are several, people files with their names under `git` keep them apart."
        if one
        else "If they are one, a people file lists the names under `git`, or .mailmap joins them."
    )
    return Diagnostic(
        path=RepoPath(".mailmap"),
        line=0,
        code="shared-address",
        message=f"{names} wrote from one address, and {told}",
        cure=cure,
        severity=Severity.ADVICE,
    )

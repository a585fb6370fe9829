# Whose commits, trailers, page and name a profile takes, against who wrote the file. Theirs is what
# was done from an address, or under a name, that a writer of the file committed with; kinship of
# names is not enough here, since whoever writes a profile chooses the names in it. Nobody who is
# shown by alias or not at all is named. Must not know: how findings are printed.
"""Find what a profile takes of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pollinate.checks.advice import ask, told
from pollinate.model.accounts import account_keys
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.model.git import Identity
from pollinate.model.names import may_mean, name_key, private_keys
from pollinate.model.people import PersonFile, Show
from pollinate.model.private_people import PrivatePeople
from pollinate.paths import RepoPath, slugify


def find_claimed(garden: Garden) -> Iterator[Diagnostic]:
    """Yield what the profiles take of people who have not changed them."""
    if not garden.content.people:
        return
    authors = {who for one in garden.history.commits for who in (one.author, one.raw_author)}
    near: dict[str, set[str]] = defaultdict(set)
    for who in authors:
        name = name_key(who.name)
        for key in account_keys(who):
            near[key].add(name)
            # Many have one given name.
            if " " in name:
                near[f"name {name}"].add(key)
    private = PrivatePeople(garden)
    for profile in garden.content.people.values():
        if writers := _writers(garden, profile):
            own = _Own.of(writers, near)
            yield from _taken(garden, private, profile, own, authors)
            yield from _called(garden, profile, own)


@dataclass(frozen=True)
class _Own:
    """What some writers committed with."""

    writers: frozenset[Identity]
    keys: frozenset[str]
    """Of their addresses."""
    names: frozenset[str]

    @classmethod
    def of(cls, writers: Iterable[Identity], near: Mapping[str, Iterable[str]]) -> _Own:
        """Return it by the names at each address and the addresses of each full name that anybody
        committed with: names at their addresses, these names' addresses, and the names at those.
        """
        writers = frozenset(writers)
        keys = {key for who in writers for key in account_keys(who)}
        names = {name_key(who.name) for who in writers}
        names = names.union(*(near.get(key, ()) for key in keys))
        keys = keys.union(*(near.get(f"name {name}", ()) for name in names))
        names = names.union(*(near.get(key, ()) for key in keys))
        return cls(writers, frozenset(keys), frozenset(names))

    def has(self, who: Identity) -> bool:
        """Tell whether an identity is one of them."""
        return name_key(who.name) in self.names or not self.keys.isdisjoint(account_keys(who))


def _writers(garden: Garden, profile: PersonFile) -> set[Identity]:
    """Return who wrote a profile. Authors alone: anybody can name anybody in a trailer."""
    file = garden.history.files.get(profile.repo_path)
    numbers = [one.commit for one in file.changes if one.created or one.changed] if file else ()
    commits = [garden.history.commits[number] for number in numbers]
    return {who for one in commits for who in (one.author, one.raw_author)}


def _taken(
    garden: Garden,
    private: PrivatePeople,
    profile: PersonFile,
    own: _Own,
    authors: Collection[Identity],
) -> Iterator[Diagnostic]:
    members = garden.people.claimed.get(profile.repo_path, ())
    others = [who for who in members if not own.has(who)]
    shown = profile.show is Show.NAME
    committed = {who.name for who in others if who in authors}
    by = told(garden, sorted(own.writers))
    if len(others) == len(members) and (members or _hides(profile, own)):
        name = private.shown(profile.name)[:60]
        whom = f"'{name}'" if shown and name else "somebody"
        message = f"speaks for {whom}, who has not changed it"
        yield _finding(profile, message, by, in_git=shown or bool(committed))
        return
    took = {
        f"was committed {f'as {name}' if shown else 'under another name'}"
        if who.name in committed
        else f"messages say of {name if shown else 'somebody'}"
        for who in others
        for name in [f"'{private.shown(who.name)[:60]}'"]
    }
    for what in sorted(took):
        message = f"takes over what {what}, who has not changed it"
        yield _finding(profile, message, by, in_git=shown or "committed" in what)


def _finding(profile: PersonFile, message: str, by: str, *, in_git: bool) -> Diagnostic:
    """Return a finding at a profile; of somebody private whom only messages or files name, not even
    the file is said, which may have their name.
    """
    if in_git:
        return ask(profile.repo_path, 1, "claims-a-name", f"this profile {message}")
    folder = RepoPath(profile.repo_path.rpartition("/")[0])
    return ask(folder, 0, "claims-a-name", f"a profile {message}; {by} wrote it")


def _hides(profile: PersonFile, own: _Own) -> bool:
    """Tell whether a profile keeps the name of somebody who did nothing here from being shown."""
    keys = private_keys((profile.name, profile.handle, *profile.git))
    return profile.show is not Show.NAME and not any(may_mean(one, keys) for one in own.names)


def _called(garden: Garden, profile: PersonFile, own: _Own) -> Iterator[Diagnostic]:
    """Yield that a file is called like somebody else, so that a page or a name is no more theirs.
    Of who has a file, the file says how they are called.
    """
    key, shown = name_key(profile.handle), profile.show is Show.NAME
    if key in own.names:
        return
    for one in garden.people.joined:
        if one.file is not None or not one.identities:
            continue
        if slugify(one.name) == profile.handle:
            told = f" people/{profile.handle}/" if shown else ""
            message = f"this profile has the address{told} of somebody else"
        elif key in {name_key(who.name) for who in one.identities}:
            message = "this profile is called like somebody else"
        else:
            continue
        yield ask(profile.repo_path, 1, "claims-an-address", message)
        return

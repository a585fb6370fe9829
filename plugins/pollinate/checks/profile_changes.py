# What somebody else changed in a profile since its person last wrote it: how they are called and
# shown, which names are theirs, whether they are a person. The text below is nobody's wish, so who
# mends it is not told. Whose a profile is, its names say as the person left them: whoever changes
# these doesn't make it their own. Must not know: how old texts are found.
"""Find what others changed in a person's profile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pollinate.checks.advice import ask, told
from pollinate.content.fields import Fields
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.schema import is_profile, read_person, with_known_keys
from pollinate.model.accounts import account_keys
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.model.git import Identity
from pollinate.model.names import may_mean, name_key, private_keys
from pollinate.model.people import FormerProfile, PersonFile, Show
from pollinate.model.private_people import PrivatePeople
from pollinate.paths import RepoPath, SrcUri

Addresses = Mapping[str, Iterable[str]]
"""The keys of the addresses from which was committed under each name."""


def find_changed(garden: Garden) -> Iterator[Diagnostic]:
    """Yield the profiles that are not any more as the people whose they are wrote them."""
    if not garden.former:
        return
    addresses: dict[str, set[str]] = defaultdict(set)
    for commit in garden.history.commits:
        for who in (commit.author, commit.raw_author):
            addresses[name_key(who.name)].update(account_keys(who))
    private = PrivatePeople(garden)
    at_head = garden.content.people.values()
    for path, past in garden.former.items():
        changes = [_Change.of(garden, one, path) for one in past]
        was, changed = _left(changes, addresses)
        if was is None or not changed:
            continue
        # Another file, or what a link of its name leads to, may stand for the same person.
        now = changes[-1].after or next((one for one in at_head if _stands_for(one, was)), None)
        by = ", ".join(dict.fromkeys(_name(garden, private, who) for who in changed))
        if now is not None:
            if keys := ", ".join(_differing(was, now)):
                message = f"{by} changed under {keys} what this profile's person wrote"
                yield ask(path, 1, "profile-changed", message)
        elif not any(private.named(name, alone=False) for name in _names(was)):
            # Of who is hidden now, neither the name nor the old file's may be said beside the wish.
            message = f"{by} took away this profile, which its person wrote"
            yield ask(path, 0, "profile-changed", message)


def _name(garden: Garden, private: PrivatePeople, who: Identity) -> str:
    """Return who changed a profile: who may be named by their own name, since what they changed may
    have made them its person.
    """
    slug = garden.people.of(who)
    shown = slug and garden.people.contributors[slug].show is Show.NAME
    return private.shown(who.name) if shown and who.name else told(garden, [who])


class _Change(NamedTuple):
    """One commit's change of a profile, as which it was and became one."""

    authors: tuple[Identity, Identity]
    before: PersonFile | None
    after: PersonFile | None

    @classmethod
    def of(cls, garden: Garden, one: FormerProfile, path: RepoPath) -> _Change:
        """Read one."""
        commit = garden.history.commits[one.commit]
        before, after = (_read(text, path) for text in (one.before, one.after))
        return cls((commit.author, commit.raw_author), before, after)

    def means_more(self) -> bool:
        """Tell whether it changed what the profile means."""
        if self.before is None or self.after is None:
            return self.before is not self.after
        return bool(_differing(self.before, self.after))


def _left(
    changes: Iterable[_Change], addresses: Addresses
) -> tuple[PersonFile | None, list[Identity]]:
    """Return a profile as its person left it, None where they never wrote it; and who else changed
    what it means, since then or, where branches were merged, ever.
    """
    left: PersonFile | None = None
    ever: list[Identity] = []
    since: list[Identity] = []
    for one in changes:
        whose = left or one.before or one.after
        if whose is not None and any(_is_of(whose, who, addresses) for who in one.authors):
            # Who takes their own profile away has no wish any more.
            left, since = one.after, []
        elif one.means_more():
            ever.append(one.authors[0])
            since.append(one.authors[0])
    return left, since or ever


def _read(text: bytes, path: RepoPath) -> PersonFile | None:
    """Return what a text says as a profile; None for one that says nothing."""
    front = with_known_keys(read_front_matter(text, path))
    if not text or not is_profile(front):
        return None
    return read_person(SrcUri(path), front, Fields(path, front))


def _is_of(profile: PersonFile, who: Identity, addresses: Addresses) -> bool:
    """Tell whether a profile is of whoever is behind an identity, by a name or an address that was
    committed from under one.
    """
    names = {profile.name, profile.handle, *profile.git} - {""}
    keys = {name_key(name) for name in names}
    if name_key(who.name) in keys:
        return True
    if profile.show is not Show.NAME and may_mean(who.name, private_keys(names)):
        return True
    own = {key for name in keys for key in addresses.get(name, ())}
    return not own.isdisjoint(account_keys(who))


def _names(profile: PersonFile) -> tuple[str, ...]:
    return profile.name, profile.handle, *profile.git


def _meaning(profile: PersonFile) -> dict[str, object]:
    return {
        "name": profile.name,
        "git": frozenset(map(name_key, profile.git)),
        "kind": profile.kind,
        "show": profile.show,
        "alias": profile.alias,
    }


def _differing(one: PersonFile, other: PersonFile) -> list[str]:
    """Return the keys under which two profiles mean something else."""
    others = _meaning(other)
    return [key for key, meant in _meaning(one).items() if others[key] != meant]


def _stands_for(profile: PersonFile, other: PersonFile) -> bool:
    """Tell whether a profile says all that another did, as one that was moved does."""
    return profile.handle == other.handle or not _differing(profile, other)

# Whom somebody means by a name, where one person must be told from all others, hidden people from
# each other, too: by handle, slug or any name in git. For those who can read the repository.
# Must not know: what is done with her.
"""Find one person among all."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import overload

from pollinate.errors import RequestError
from pollinate.model.accounts import noreply_login
from pollinate.model.garden import Garden
from pollinate.model.git import Identity
from pollinate.model.mentioned import mentioned_people
from pollinate.model.names import name_key
from pollinate.model.people import COLLEAGUE, Joined, PersonFile
from pollinate.paths import Slug, slugify
from pollinate.plain import plain


@overload
def one_person(name: str, garden: Garden) -> Joined: ...


@overload
def one_person(name: str, garden: Garden, *, missing: bool) -> Joined | None: ...


def one_person(name: str, garden: Garden, *, missing: bool = False) -> Joined | None:
    """Return who is meant by a handle, a slug or a name; raises RequestError for nobody, unless
    somebody may be `missing`, and for one of several.
    """
    key = name_key(name)
    found = [one for one in garden.people.joined if key in map(name_key, names_of(one, garden))]
    exact = [one for one in found if one.slug == name or handle_of(one) == name]
    found = exact or found or [one for one in _only_mentioned(garden) if name_key(one.name) == key]
    if not found:
        _refuse_mapped(key, garden)
    if not found and missing:
        return None
    if not found:
        raise RequestError(
            f"nobody here is called '{plain(name)}'",
            cure="Write a name, a handle or a slug; all are listed by:",
            example="pollinate people",
        )
    if len(found) > 1:
        raise RequestError(
            f"'{plain(name)}' may be one of several people",
            cure="Say which, by a slug or handle: "
            + ", ".join(plain(handle_of(one) or str(one.slug)) for one in found),
        )
    return found[0]


def _refuse_mapped(key: str, garden: Garden) -> None:
    """Raise RequestError for a name of commits that .mailmap gives to somebody else: whoever means
    a spelling means all of a person, and whoever means somebody else must say so there first.
    """
    raw = raw_identities(garden)
    for one in garden.people.joined:
        if key in {name_key(who.name) for who in identities_of(one, raw)}:
            raise RequestError(
                f"by .mailmap, whoever is called so is {plain(handle_of(one) or one.slug)}",
                cure="Give that name. If they are two people, mend .mailmap first.",
            )


def refuse_unclaimed(one: Joined, garden: Garden) -> None:
    """Raise RequestError where several profiles give one name, and nobody can tell whose of them
    the commits under that name are.
    """
    if one.identities or not one.file:
        return
    keys = set(map(name_key, names_of(one, garden)))
    for other in garden.people.joined:
        called = set(map(name_key, names_of(other, garden)))
        if other.identities and not other.file and keys & called:
            raise RequestError(
                f"several profiles give the name {plain(other.name)}, so nobody can tell whose"
                " commits are this person's",
                cure="Give each a name of their own in .mailmap first.",
            )


def _only_mentioned(garden: Garden) -> Iterator[Joined]:
    """Yield people whom files name, and no commit."""
    for name in mentioned_people(garden.content):
        yield Joined(slug=Slug(slugify(name) or name), name=name, identities=())


def handle_of(one: Joined) -> str:
    """Return the handle of somebody's profile; empty without one."""
    return posixpath.basename(one.file or "").split(".")[0]


def profile_of(one: Joined, garden: Garden) -> PersonFile | None:
    """Return somebody's profile."""
    files = garden.content.people.values()
    return next((file for file in files if one.file and file.repo_path == one.file), None)


def names_of(one: Joined, garden: Garden) -> set[str]:
    """Return all names by which somebody goes: in git, before mailmap, at a forge, in files."""
    said = {one.name, *one.before, *(who.name for who in one.identities)}
    said |= {noreply_login(who) for who in one.identities}
    if (file := profile_of(one, garden)) is not None:
        said |= {file.handle, file.name, *file.git}
    if one.slug != COLLEAGUE:
        said.add(str(one.slug))
    return {name for name in said if name_key(name)}


def raw_identities(garden: Garden) -> dict[Identity, set[Identity]]:
    """Return what each identity was before mailmap: read once for everybody."""
    found: dict[Identity, set[Identity]] = defaultdict(set)
    for commit in garden.history.commits:
        found[commit.author].add(commit.raw_author)
    return found


def identities_of(one: Joined, raw: Mapping[Identity, Collection[Identity]]) -> set[Identity]:
    """Return somebody's names with addresses, also those before mailmap (`raw_identities`)."""
    return {each for who in one.identities for each in (who, *raw.get(who, ()))}

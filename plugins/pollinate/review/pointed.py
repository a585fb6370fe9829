# What in the commits of a request deserves a second look, and is no fault by itself: anybody can
# write any name as an author or a co-author, so whoever decides should know which names nobody has
# vouched for. Sources: privileged-requester 166 and docs-website 3812 at GitHub (authors that were
# made up), OpenRAE 683 (36 commits from a placeholder address). No address is ever quoted.
# Must not know: what the request says, how it is printed.
"""Point out what nobody has vouched for."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pollinate.derive.tools import by_address, by_name
from pollinate.emails import without_addresses
from pollinate.history.side_copy import SideCopy
from pollinate.model.accounts import is_personal, noreply_login
from pollinate.model.garden import Garden
from pollinate.model.git import Commit, Identity, TrailerKind
from pollinate.model.names import name_key
from pollinate.model.people import COLLEAGUE
from pollinate.model.review import Pointed
from pollinate.paths import Sha
from pollinate.words import LOOK_ALIKES

WORDS = (TrailerKind.REVIEWER, TrailerKind.MODERATOR)
"""Trailers that are somebody's word."""
MOST_COMMITS = 20_000
"""That are looked at; a request of more says so."""
_LATIN = str.maketrans("1|i05", "lllos")
_FORGES = frozenset({"noreply@github.com", "noreply@gitlab.com"})
"""Who commits what somebody writes in a forge's own editor."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """Who wrote a commit and who made it, as it stands in the commit."""

    sha: Sha
    author: Identity
    committer: Identity


def pushed(copy: SideCopy, base: str, tip: str) -> list[Pushed]:
    """Return the commits of a request, the oldest first (one git process)."""
    told = copy.run(
        *("log", "-z", "--reverse", f"-n{MOST_COMMITS}", "--use-mailmap"),
        *("--format=%H%n%aN%n%aE%n%cN%n%cE", f"{base}..{tip}"),
    )
    found = []
    for entry in told.decode("utf-8", "replace").split("\0"):
        lines = entry.split("\n")
        if len(lines) >= 5:
            sha, name, mail, by, its = lines[:5]
            found.append(Pushed(Sha(sha), Identity(name, mail), Identity(by, its)))
    return found


def read_as(name: str) -> str:
    """Return a name as a hurried reader reads it: letters of other scripts, and figures, that look
    like others are those.
    """
    plain = unicodedata.normalize("NFKC", name).casefold().translate(LOOK_ALIKES)
    return plain.translate(_LATIN).replace("rn", "m")


def look_alikes(names: Iterable[str], known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each of some names that reads like a known one and is another, with that one."""
    seen = {read_as(name): name for name in known}
    for name in sorted(set(names)):
        other = seen.get(read_as(name))
        if other is not None and name_key(other) != name_key(name):
            yield name, other


def point_out(commits: Sequence[Pushed], before: Garden, after: Garden) -> Iterator[Pointed]:
    """Yield what deserves a second look, each once."""
    yield from _alike(commits, before, after)
    if len(commits) >= MOST_COMMITS:
        message = f"only {MOST_COMMITS:,} commits of this request were looked at"
        yield Pointed("many-commits", message)
    told = {one.sha: (one.author, one.committer) for one in commits}
    # Who is who is what the garden knew before: a request's own names and addresses prove nothing.
    known = frozenset(map(_whole, (*before.people.by_identity, *before.people.tools)))
    yield from _authors(commits, before, known)
    for commit in after.history.commits:
        if commit.sha in told:
            yield from _trailers(commit, told[commit.sha], before, known)
    yield from _taken_for(commits, before, after, known)


def _whole(who: Identity) -> tuple[str, str]:
    return name_key(who.name), who.email.strip().lower()


def _taken_for(
    commits: Sequence[Pushed], before: Garden, after: Garden, known: Collection[tuple[str, str]]
) -> Iterator[Pointed]:
    """Yield who would be one person with somebody of another name."""
    for who in {one.author for one in commits if _whole(one.author) not in known}:
        slug = after.people.of(who)
        one = after.people.contributors.get(slug) if slug else None
        name = shown_name(who, before)
        if one is not None and name_key(one.name) != name_key(name):
            yield Pointed("taken-for", f"“{name}” would be taken for {one.name}, by an address")


def _alike(commits: Sequence[Pushed], before: Garden, after: Garden) -> Iterator[Pointed]:
    shas = {one.sha for one in commits}
    names = {one.author.name for one in commits}
    for commit in after.history.commits:
        if commit.sha in shas:
            names |= {trailer.who.name for trailer in commit.trailers}
    names |= {one.name for one in after.content.people.values()}
    known = {who.name for who in before.people.by_identity}
    known |= {one.name for one in before.content.people.values()}
    for name, other in look_alikes(names - known, known):
        shown = shown_name(Identity(other, ""), before)
        message = f"“{without_addresses(name)}” reads like {shown}, and is written otherwise"
        yield Pointed("reads-alike", message)


def _authors(
    commits: Sequence[Pushed], before: Garden, known: Collection[tuple[str, str]]
) -> Iterator[Pointed]:
    new: set[str] = set()
    for one in commits:
        name = shown_name(one.author, before)
        short = one.sha[:10]
        if _is_tool(one.author):
            yield Pointed("tool-commit", f"{short} is made by a tool alone, {name}")
            continue
        if not _same(one.author, one.committer):
            by = shown_name(one.committer, before)
            yield Pointed("other-committer", f"{short} says it is by {name}; {by} committed it")
        if not is_personal(one.author.email) and not noreply_login(one.author):
            yield Pointed("no-own-address", f"the address of {name} in {short} is nobody's own")
        if _whole(one.author) in known or name in new:
            continue
        new.add(name)
        if _is_somebody(one.author, before):
            yield Pointed("new-address", f"{short} is by {name}, {_FROM_ELSEWHERE}")
        else:
            yield Pointed("newcomer", f"{name} is new here")


_FROM_ELSEWHERE = "from an address that this garden has not seen: ask whether it is really them"


def _is_somebody(who: Identity, before: Garden) -> bool:
    """Tell whether a name, or an address, is that of somebody whom the garden knows."""
    return before.people.of(who) is not None or before.people.resolve(who.name) is not None


def _are_one(who: Identity, other: Identity, garden: Garden) -> bool:
    """Tell whether two identities are one person's, as far as the garden knows."""
    if name_key(who.name) == name_key(other.name):
        return True
    people = garden.people
    slugs = {people.of(one) or people.resolve(one.name) for one in (who, other)}
    return len(slugs) == 1 and not slugs & {None, COLLEAGUE}


def _trailers(
    commit: Commit,
    makers: Collection[Identity],
    before: Garden,
    known: Collection[tuple[str, str]],
) -> Iterator[Pointed]:
    short = commit.sha[:10]
    for trailer in commit.trailers:
        if trailer.kind in WORDS and not any(_are_one(trailer.who, who, before) for who in makers):
            given, by = shown_name(trailer.who, before), shown_name(commit.author, before)
            message = (
                f"{trailer.key} names {given} in {short}, and {by} wrote the line: ask {given}"
            )
            yield Pointed("word-of-another", message)
        name = shown_name(trailer.who, before)
        what = "co-author" if trailer.kind is TrailerKind.CO_AUTHOR else trailer.kind.value
        if _is_tool(trailer.who) or trailer.who in before.people.tools:
            yield Pointed("tool", f"{short} names {name} beside its author: a tool, not credited")
        elif _whole(trailer.who) in known:
            continue
        elif _is_somebody(trailer.who, before):
            # A name alone is that of its only bearer.
            if trailer.who.email:
                yield Pointed("new-address", f"{short} names {name} as {what}, {_FROM_ELSEWHERE}")
        else:
            yield Pointed("unseen-name", f"{short} names {name} as {what}, who is new here")
    for tool in commit.tools:
        yield Pointed("tool", f"{short} says that {tool} helped")
    for key in commit.odd:
        yield Pointed("odd-trailer", f"{short} has a line “{key}” that names nobody clearly")


def shown_name(who: Identity, garden: Garden) -> str:
    """Return a name as the site shows it; whoever is unknown, as it stands in the commit."""
    slug = garden.people.of(who)
    if slug is not None and slug in garden.people.contributors:
        return garden.people.contributors[slug].name
    meant = garden.people.resolve(who.name) if who.name else None
    if meant is not None and meant in garden.people.contributors:
        return garden.people.contributors[meant].name
    tool = by_address(who) or by_name(who)
    name = tool.name if tool else without_addresses(who.name)
    return " ".join(name.split()) or "somebody without a name"


def _same(author: Identity, committer: Identity) -> bool:
    """Tell whether the same person wrote and made a commit, or a forge made it for the author."""
    mail, other = author.email.strip().lower(), committer.email.strip().lower()
    return (
        (mail == other and bool(mail))
        or other in _FORGES
        or name_key(author.name) == name_key(committer.name)
        or _is_tool(committer)
    )


def _is_tool(who: Identity) -> bool:
    return by_address(who) is not None or by_name(who) is not None

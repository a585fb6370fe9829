# Who must stand in a squash so that nobody is lost: what merged commits would have said of people,
# said by one message. A name alone is written only where the garden would take it for that person:
# this is tried, with the squash as the newest commit of the branch that it goes to.
# Why here: it stands above git and the joining of identities; words are made in contribute/.
# Must not know: how anything is printed, how git is told to merge.
"""Keep everybody in a squash."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pollinate.contribute.squash_message import (
    reasons_of,
    squash_message,
    title_line,
    trailer_line,
)
from pollinate.derive.tools import AIDER, UNNAMED, disclosed, person_of
from pollinate.emails import without_addresses
from pollinate.history.trailers import KEYS, TOOL_KEYS, decoded, read_trailers
from pollinate.known_people import KnownPeople
from pollinate.model.accounts import noreply_login
from pollinate.model.git import MOST_PEOPLE, Identity, Trailer, TrailerKind
from pollinate.model.names import name_key
from pollinate.model.people import Show
from pollinate.model.requests import RequestCommit
from pollinate.paths import Sha
from pollinate.squash_ground import Ground, Said
from pollinate.waiting_requests import title_of

THANKS, MERGED = "Thanks-to", "Merged-by"
_CO_AUTHOR, _REVIEWER, _HELPER = "Co-authored-by", "Reviewed-by", "Helped-by"
_OWN_KEYS = {
    TrailerKind.CO_AUTHOR: _CO_AUTHOR,
    TrailerKind.REVIEWER: _REVIEWER,
    TrailerKind.HELPER: _HELPER,
    TrailerKind.MODERATOR: MERGED,
}
_ACTS = {
    _CO_AUTHOR: "wrote",
    _REVIEWER: "reviewed",
    _HELPER: "helped",
    THANKS: "is thanked",
    MERGED: "merged",
}
MOST_TRIES = 4
"""Names of one person that are tried."""


@dataclass(frozen=True, slots=True)
class SquashPart:
    """What one person did in a request."""

    person: int
    """As `KnownPeople` numbers people."""
    key: str
    """The trailer that says so."""
    sha: Sha
    """The first commit that says so."""

    @property
    def act(self) -> str:
        """What must be said of the person, whichever of its trailers says it."""
        if self.key == THANKS:
            return THANKS
        return _OWN_KEYS[KEYS[self.key.lower()]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SquashParts:
    """Everybody who has a part in a request."""

    author: RequestCommit
    """The commit whose author the squash has."""
    author_person: int | None
    """None for a tool that had no author beside it."""
    parts: tuple[SquashPart, ...]
    """Writers but the author first, then in order of commits; each person once for each act."""
    tools: tuple[tuple[str, Sha], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Squash:
    """A message, and what whoever uses it should know."""

    message: str
    lost: tuple[int, ...] = ()
    """People whom no name that git would take can name."""
    unsure: tuple[int, ...] = ()
    """People who are named by a name alone that is not theirs alone."""
    new: tuple[int, ...] = ()
    """People who are new, and named by a name alone."""
    is_crowd: bool = False
    """More people than are read of one message."""


def parts_of(commits: Sequence[RequestCommit], known: KnownPeople) -> SquashParts:
    """Return who has which part in a request's commits, parents first."""
    own = [one for one in commits if one.is_own] or list(commits)
    wrote = [one for one in own if not one.is_word] or own
    author = next((one for one in wrote if known.number(one.commit.author) is not None), wrote[0])
    first = known.number(author.commit.author)
    writers: dict[int, SquashPart] = {}
    for one in own:
        for who in known.writers_of(one):
            if who != first:
                writers.setdefault(who, SquashPart(who, _CO_AUTHOR, one.commit.sha))
    found: dict[tuple[int, str], SquashPart] = {}
    for one in commits:
        for trailer in one.commit.trailers:
            named = known.number(trailer.who)
            if named is None or trailer.kind is TrailerKind.CO_AUTHOR:
                continue
            part = SquashPart(named, trailer.key, one.commit.sha)
            # Nobody reviews or helps with what is their own; to be thanked is something else.
            if part.act == THANKS or (named != first and named not in writers):
                found.setdefault((named, part.act), part)
    return SquashParts(
        author=author,
        author_person=first,
        parts=(*writers.values(), *found.values()),
        tools=tuple(_tools(commits, known).values()),
    )


def _tools(commits: Iterable[RequestCommit], known: KnownPeople) -> dict[str, tuple[str, Sha]]:
    """Return the tools of a request, each once, as they were named first."""
    found: dict[str, tuple[str, Sha]] = {}
    for one in commits:
        commit = one.commit
        named = [*commit.tools]
        named += [known.tool(trailer.who) for trailer in commit.trailers]
        named += [known.tool(commit.author)] if one.is_own else []
        named += ["aider"] if commit.raw_author.name.endswith(AIDER) else []
        for text in filter(None, map(_tool_name, named)):
            found.setdefault(_tool_key(text), (text, commit.sha))
    return found


def _tool_name(text: str) -> str:
    return " ".join(without_addresses(text).split())


def _tool_key(text: str) -> str:
    tool = disclosed(text)
    return (tool.name if tool and tool is not UNNAMED else text).casefold()


def squash_of(
    ground: Ground, *, title: str = "", addresses: bool = False, merger: Identity | None = None
) -> Squash:
    """Return the message that keeps everybody; names stand alone, unless `addresses` are wanted.

    `merger` takes the request in, where somebody is known to: no merge will say so.
    """
    parts = parts_of(ground.commits, ground.known)
    people = list(dict.fromkeys(part.person for part in parts.parts))
    named = _with_addresses(ground, people) if addresses else _by_name(ground, parts, people)
    lines = [
        trailer_line(part.key, _contact(named.given[part.person]))
        for part in parts.parts
        if part.person in named.given
    ]
    if merger is not None and not _is_among(merger, people, named.given, ground.known):
        lines.append(
            trailer_line(MERGED, _contact(merger if addresses else Identity(merger.name, "")))
        )
    lines += [trailer_line("Assisted-by", text) for text, _ in parts.tools]
    alone = [who for who in people if who in named.given and not named.given[who].email]
    return Squash(
        message=_message(ground, title, lines, addresses=addresses),
        lost=tuple(who for who in people if who not in named.given),
        unsure=tuple(who for who in alone if who not in named.sure),
        new=tuple(who for who in alone if who in named.sure and _loses_address(ground, who)),
        is_crowd=len(lines) - len(parts.tools) > MOST_PEOPLE,
    )


def _is_among(
    who: Identity, people: Sequence[int], given: Mapping[int, Identity], known: KnownPeople
) -> bool:
    """Tell whether somebody has a part in the request, so that it is no work of others."""
    names = {name_key(one.name) for one in given.values()}
    return known.number(who) in people or name_key(who.name) in names


def _message(ground: Ground, title: str, lines: Sequence[str], *, addresses: bool) -> str:
    said = title_of(ground.commits)
    line = title_line(title or said) or "Change the garden"
    reasons = reasons_of(
        [decoded(one.message) for one in ground.commits if len(one.commit.parents) < 2],
        (line, *(() if title else (said,))),
        keys=(*KEYS, *TOOL_KEYS),
        addresses=addresses,
    )
    bare, whole = (squash_message(line, text, lines) for text in ("", reasons))
    # A reason that would name somebody is no reason.
    kept = read_trailers(whole.encode()) == read_trailers(bare.encode())
    return whole if kept else bare


@dataclass(frozen=True, slots=True)
class _Named:
    """How people are named, and whom the garden surely takes for who they are."""

    given: Mapping[int, Identity]
    sure: Collection[int]


def _contact(who: Identity) -> str:
    return f"{who.name} <{who.email}>".strip() if who.email else who.name


def _is_known(ground: Ground, person: int) -> bool:
    """Return whether the branch that a request goes to knows somebody."""
    joined = ground.known.joined(person)
    return joined.file is not None or any(who in ground.there for who in joined.identities)


def _loses_address(ground: Ground, person: int) -> bool:
    """Return whether nobody will know the address of somebody whom the branch does not know."""
    own = ground.known.joined(person).identities
    return not _is_known(ground, person) and any(who.email for who in own)


def _fits(who: Identity) -> bool:
    """Tell whether a trailer can name somebody so."""
    line = trailer_line(_CO_AUTHOR, _contact(who))
    return [one.who for one in read_trailers(f"-\n\n{line}\n".encode()).trailers] == [who]


def _in_request(ground: Ground, person: int) -> list[Identity]:
    """Return somebody's identities as the request has them first, then all others."""
    said = [one.commit.author for one in ground.commits]
    said += [trailer.who for one in ground.commits for trailer in one.commit.trailers]
    own = [who for who in said if ground.known.number(who) == person]
    return list(dict.fromkeys((*own, *ground.known.joined(person).identities)))


def _names(ground: Ground, person: int) -> list[str]:
    """Return the names that a trailer may name somebody by, the best first."""
    known = _in_request(ground, person)
    names = [person_of(who.name) for who in known]
    # Of somebody who is not shown by name nothing is written that the request doesn't say.
    if ground.known.shown(person).show is Show.NAME:
        names.insert(0, ground.known.joined(person).name)
    fit = (name for name in dict.fromkeys(names) if name and _fits(Identity(name, "")))
    return list(fit)[:MOST_TRIES]


def _with_addresses(ground: Ground, people: Iterable[int]) -> _Named:
    """Return everybody as Git has them, with an address where there is one."""
    found: dict[int, Identity] = {}
    for person in people:
        known = _in_request(ground, person)
        whole = [Identity(person_of(who.name), who.email) for who in known if who.email]
        names = [Identity(name, "") for name in _names(ground, person)]
        if one := next(filter(_fits, (*whole, *names)), None):
            found[person] = one
    return _Named(found, found)


def _by_name(ground: Ground, parts: SquashParts, people: Sequence[int]) -> _Named:
    """Return everybody by a name alone that is theirs alone; whom no name is enough for, and who is
    new, with the address that a forge gives in place of one's own; else by name all the same.
    """
    names = {person: own for person in people if (own := _names(ground, person))}
    given = {person: Identity(own[0], "") for person, own in names.items()}
    sure = _landed(ground, parts, given)
    for attempt in range(1, MOST_TRIES):
        more = {p: own[attempt] for p, own in names.items() if p not in sure and own[attempt:]}
        if not more:
            break
        tried = given | {person: Identity(name, "") for person, name in more.items()}
        landed = _landed(ground, parts, tried)
        given |= {person: tried[person] for person in landed}
        sure |= landed
    for person in people:
        if person in sure and _is_known(ground, person):
            continue
        of_forge = [who.email for who in _in_request(ground, person) if noreply_login(who)]
        told = [
            Identity(names[person][0] if person in names else noreply_login(Identity("", at)), at)
            for at in of_forge
        ]
        if one := next(filter(_fits, told), None):
            given[person] = one
    return _Named(given, sure)


def _landed(ground: Ground, parts: SquashParts, given: Mapping[int, Identity]) -> set[int]:
    """Return for whom the garden would take who is named in the squash: this is tried."""
    trailers = tuple(Trailer(TrailerKind.CO_AUTHOR, _CO_AUTHOR, who) for who in given.values())
    squash = replace(parts.author.commit, trailers=trailers, tools=(), parents=())
    after = ground.known_with(squash)
    return {person for person, who in given.items() if _lands(ground, after, person, who)}


def _lands(ground: Ground, after: KnownPeople, person: int, who: Identity) -> bool:
    number = after.number(who)
    if number is None:
        return False
    own, landed = ground.known.joined(person), after.joined(number)
    if own.file is not None:
        return landed.file == own.file
    old = [one for one in own.identities if one in ground.there]
    if old:
        return any(one in landed.identities for one in old)
    return landed.file is None and all(
        one == who or one in own.identities for one in landed.identities
    )


@dataclass(frozen=True, slots=True)
class Dropped:
    """Who, or which tool, has a part in a request that a message does not say."""

    act: str
    sha: Sha
    """The first commit that says so."""
    key: str
    """The trailer that is missing."""
    person: int | None = None
    tool: str = ""


def dropped(ground: Ground, said: Said) -> Iterator[Dropped]:
    """Yield whom a message drops, and which tools it does not disclose; `ground` knows the people
    of the message, too.
    """
    known = ground.known
    parts = parts_of(ground.commits, known)
    author = said.author or parts.author.commit
    writers = {known.number(author.author)}
    acts: dict[str, set[int | None]] = {_REVIEWER: set(), _HELPER: set(), THANKS: set()}
    acts[MERGED] = set()
    for trailer in said.trailers:
        number = known.number(trailer.who)
        if trailer.kind is TrailerKind.CO_AUTHOR:
            writers.add(number)
        else:
            acts[_OWN_KEYS[trailer.kind]].add(number)
            acts[THANKS] |= {number} if trailer.key == THANKS else set()
    needed = list(parts.parts)
    if parts.author_person is not None:
        needed.insert(0, SquashPart(parts.author_person, _CO_AUTHOR, parts.author.commit.sha))
    for part in needed:
        named = acts.get(part.act, set())
        if part.person not in (named if part.act == THANKS else named | writers):
            yield Dropped(_ACTS[part.act], part.sha, part.key, part.person)
    tools = {_tool_key(_tool_name(text)) for text in read_trailers(said.message).tools}
    seen = (author.author, *(one.who for one in said.trailers))
    tools |= {_tool_key(tool) for tool in map(known.tool, seen) if tool}
    for text, sha in parts.tools:
        if _tool_key(text) not in tools:
            yield Dropped("assisted", sha, "Assisted-by", tool=text)


def plain_name(ground: Ground, person: int) -> str:
    """Return the name that a trailer may have of somebody who is shown by it; else nothing."""
    names = _names(ground, person)
    return names[0] if names and ground.known.shown(person).show is Show.NAME else ""

# Whose commits and trailers a mailmap gives to somebody else. Names with something in common, or an
# address under both, are one person's; all else may be, and is for a moderator to say.
# Must not know: how findings are printed.
"""Find what a mailmap gives away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from pollinate.checks.advice import ask
from pollinate.model.accounts import is_personal, noreply_login
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.model.git import Identity
from pollinate.model.names import name_key, name_keys
from pollinate.paths import RepoPath, Sha

Given = dict[Identity, list[Sha]]
"""Whose acts, before mailmap, and the commits that have them."""


def find_mapped(garden: Garden) -> Iterator[Diagnostic]:
    """Yield whom a mailmap gives what was made under a name that has nothing in common with theirs,
    beside their own. The other name is not said: it may be one that somebody left.
    """
    persons = {who: n for n, one in enumerate(garden.people.joined) for who in one.identities}
    tools: Given = defaultdict(list)
    given: dict[int, Given] = defaultdict(lambda: defaultdict(list))
    own: dict[int, set[Identity]] = defaultdict(set)
    for who, raw, sha in _acts(garden):
        person = persons.get(who)
        if person is None:
            moved = raw.email.casefold() != who.email.casefold() and is_personal(raw.email)
            if not _is_machine(raw) and (moved or not may_be_one(raw.name, who.name)):
                tools[raw].append(sha)
        elif may_be_one(raw.name, who.name):
            own[person].add(raw)
        else:
            given[person][raw].append(sha)
    if tools:
        yield _finding(f"by this file {_told(tools)} of others count as a tool's, such as", tools)
    for person, acts in given.items():
        name = garden.people.contributors[garden.people.joined[person].slug].name
        groups = _groups([*own[person], *acts])
        known = [group for group in groups if group & own[person]]
        # Whoever left a name has one group; two that have nothing in common were two people's.
        if len(groups) == 1:
            continue
        if known:
            for group in groups:
                lost = {who: acts[who] for who in sorted(group) if who in acts}
                if group not in known:
                    message = (
                        f"by this file {_told(lost)} made under another name and address than"
                        f" {name} ever used count as theirs, such as"
                    )
                    yield _finding(message, lost)
        else:
            message = (
                f"by this file {_told(acts)} made under {len(groups)} names and addresses that have"
                f" nothing in common count as {name}'s, such as"
            )
            yield _finding(message, acts)


def _acts(garden: Garden) -> Iterator[tuple[Identity, Identity, Sha]]:
    """Yield who did something, after mailmap and before it."""
    for commit in garden.history.commits:
        yield commit.author, commit.raw_author, commit.sha
        for said in commit.trailers:
            yield said.who, said.raw, commit.sha


def _is_machine(raw: Identity) -> bool:
    """Tell whether somebody calls themselves a bot, whom a mailmap takes nothing away from."""
    return "bot" in re.split(r"[\W_]+", f"{raw.name} {noreply_login(raw)}".casefold())


def _groups(identities: list[Identity]) -> list[set[Identity]]:
    """Return identities by what they have in common: an address, or something of the name."""
    groups: list[set[Identity]] = []
    for who in sorted(set(identities)):
        near = [one for one in groups if any(_have_in_common(who, other) for other in one)]
        groups = [one for one in groups if one not in near]
        groups.append({who}.union(*near))
    return groups


def _have_in_common(who: Identity, other: Identity) -> bool:
    mail = who.email.casefold()
    return (mail != "" and mail == other.email.casefold()) or may_be_one(who.name, other.name)


@lru_cache(maxsize=4096)
def may_be_one(name: str, other: str) -> bool:
    """Tell whether two names may be one person's: a word in common, or one as the other's login,
    which is the words in one, their first letters, or a word with letters of another. Two letters,
    such as "de", are a word in common only where they come first.
    """
    if name == other:
        return True
    spellings = [{word for key in name_keys(one) for word in key.split()} for one in (name, other)]
    words = [name_key(one).split() for one in (name, other)]
    common = spellings[0] & spellings[1]
    if not name.strip() or any(len(word) > 2 or not word.isascii() for word in common):
        return True
    if words[0] and words[0][:1] == words[1][:1] and len(words[0][0]) > 1:
        return True
    whole = [_DIGITS.sub("", "".join(one)) or "".join(one) for one in words]
    return whole[0] in _logins(words[1]) or whole[1] in _logins(words[0])


_DIGITS = re.compile(r"\d+$")


def _logins(words: list[str]) -> set[str]:
    """Return the logins that people make of their names."""
    if len(words) < 2:
        return set(words)
    letters = "".join(word[0] for word in words)
    found = {"".join(words), letters}
    for first, last in ((words[0], words[-1]), (words[-1], words[0])):
        found |= {first + last, first[0] + last}
        found |= {first + last[:length] for length in range(1, len(last))}
    return found


def _told(acts: Given) -> str:
    count = len({sha for shas in acts.values() for sha in shas})
    return "a commit" if count == 1 else f"{count} commits"


def _finding(message: str, acts: Given) -> Diagnostic:
    sha = next(iter(acts.values()))[0]
    return ask(RepoPath(".mailmap"), 0, "mailmap-gives-commits", f"{message} {sha[:10]}")

# Who took part in what is proposed: a person of the garden by any of her names, with the address
# that Git has, so that a forge and the garden know her again; somebody new by name.
# Must not know: what a trailer looks like.
"""Name who took part in a request."""

from __future__ import annotations

import re

from pollinate.errors import RequestError
from pollinate.model.people import Contributor, People
from pollinate.model.targets import find_person

from pollinate_cli.terminal import plain, shell_line
from pollinate_cli.whose import somebody

_WITH_ADDRESS = re.compile(r"[^@<>]+ <[^<>\s]+@[^<>\s]+>")


def co_author(name: str, people: People) -> str:
    """Return `Name <address>`: a forge knows a co-author by the address that Git has."""
    if _WITH_ADDRESS.fullmatch(name := _fit(name, "--with")):
        return name
    one = _by_address(name, people) or people.contributors[find_person(name, people)]
    if known := _known(one):
        return known
    raise RequestError(
        f"Git knows no address of '{plain(name)}', which forges want of who wrote with you",
        cure="Give it:",
        example=shell_line("pollinate", "submit", "--with", f"{plain(name)} <you@example.org>"),
    )


def helper(name: str, people: People, *, new: bool = False) -> str:
    """Return who helped, with an address where Git has one; `new` says that nobody here is meant.

    Raises RequestError for a name that may be one of several, or that is only like somebody's.
    """
    option = "--guest" if new else "--helped-by"
    if _WITH_ADDRESS.fullmatch(name := _fit(name, option)) or (new and "@" not in name):
        return name
    if "@" in name and (one := _by_address(name, people)):
        return _known(one) or one.name
    if "@" in name:
        raise RequestError(
            "Git knows nobody of this address",
            cure="Say the name, too:",
            example=shell_line("pollinate", "submit", option, f"Their Name <{plain(name)}>"),
        )
    example = shell_line("pollinate", "submit", "--guest", plain(name))
    slug = somebody(name, people, "--guest", example)
    # Whoever has no commit here helped all the same.
    one = people.contributors.get(slug) if slug else None
    return (_known(one) or one.name) if one else name


def _fit(name: str, option: str) -> str:
    if not re.search(r"\w", name):
        raise RequestError(
            f"{option} names nobody", cure="Say who it was, or leave it out.", place=plain(name)
        )
    return " ".join(name.split())


def _by_address(word: str, people: People) -> Contributor | None:
    """Return who has an address; nobody who is hidden has one here."""
    wanted = word.strip("<>").casefold()
    for one in people.contributors.values() if "@" in wanted else ():
        if any(who.email.casefold() == wanted for who in one.identities):
            return one
    return None


def _known(one: Contributor) -> str:
    who = next((who for who in reversed(one.identities) if who.email), None)
    return f"{who.name} <{who.email}>" if who else ""

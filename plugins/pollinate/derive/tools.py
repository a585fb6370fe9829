# Which identities are tools, by the table: by their address first, since colleagues are called
# Claude and Devin too; by an exact name only where no personal address stands beside it. The
# setting `bots` and people files come on top. What one identity of an address is, all of it are.
# Must not know: what a tool's commits are worth.
"""Tell tools from people."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from pollinate.derive.evidence import full_name
from pollinate.derive.tool_table import AI, MACHINES
from pollinate.model.accounts import is_personal, noreply_login
from pollinate.model.git import Identity
from pollinate.model.names import name_key
from pollinate.model.people import Tool

A_TOOL = Tool("a tool")
"""One that is not in the table: its name may be anybody's."""
AIDER = " (aider)"
"""What aider puts behind the name of the person who uses it."""
_KNOWN = [(known, Tool(known.name, ai=known in AI)) for known in (*AI, *MACHINES)]
_APP = "[bot]"
"""Ends the logins of forges' apps; no login of a person can hold brackets."""


class _Words:
    """Words of the table, in which `*` is anything and `#` a number, with the tool of each."""

    def __init__(self, of: Iterable[tuple[str, Tool]]) -> None:
        self._plain = dict(of)
        special = [text for text in self._plain if "*" in text or "#" in text]
        self._tools = [self._plain.pop(text) for text in special]
        self._pattern = re.compile("|".join(f"({_pattern(text)})" for text in special))

    def find(self, text: str) -> Tool | None:
        """Return the tool that a text stands for."""
        if (plain := self._plain.get(text)) is not None:
            return plain
        found = self._pattern.fullmatch(text)
        return self._tools[found.lastindex - 1] if found and found.lastindex else None


def _pattern(text: str) -> str:
    return "".join({"*": ".*", "#": r"\d+"}.get(c, re.escape(c)) for c in text)


_ADDRESSES = _Words((text, tool) for known, tool in _KNOWN for text in known.addresses)
_NAMES = _Words((text, tool) for known, tool in _KNOWN for text in known.names)
_ACCOUNTS = {login: tool for known, tool in _KNOWN for login in known.accounts}


def by_address(who: Identity) -> Tool | None:
    """Return which tool an identity's address or account belongs to."""
    mail = who.email.strip().lower()
    login = noreply_login(who)
    if login.endswith(_APP):
        return _ACCOUNTS.get(login, A_TOOL)
    if login and mail.endswith("@users.noreply.github.com"):
        return _ACCOUNTS.get(login)
    return _ADDRESSES.find(mail)


def by_name(who: Identity) -> Tool | None:
    """Return which tool has an identity's name, if there is no personal address beside it."""
    name = " ".join(who.name.casefold().split())
    return None if is_personal(who.email) else _NAMES.find(name)


def disclosed(text: str) -> Tool | None:
    """Return which assistant a message says it was made with, in whatever words; None where these
    are more likely the name of a person, whom some projects thank so.
    """
    name = " ".join(text.casefold().split())
    found = _NAMES.find(name)
    if found is not None:
        return found
    for known in (*(tool.name for tool in AI), *_SPOKEN):
        rest = name.removeprefix(known.casefold())
        if rest != name and _BEHIND.match(rest):
            return Tool(known, ai=True)
    if _HINTS.search(name) or not full_name(text):
        return UNNAMED
    return None


_SPOKEN = ("ChatGPT", "DeepSeek")
"""Assistants that messages name and that commit nothing."""
UNNAMED = Tool("a tool", ai=True)
"""An assistant that a message names in words of its own."""
_BEHIND = re.compile(r"$|\s*[:(/,;+\[]|[\s-]v?\d|\s(?:agent|ai|cli|code|using|via|with)\b")
"""What follows a tool's name where it is not the first name of a person."""
_HINTS = re.compile(r"[\d:/_]|\b(?:agents?|ai|assistant|bot|chatbot|copilot|gpt|llms?|models?)\b")


def person_of(name: str) -> str:
    """Return a name without what a tool put behind it."""
    return name.removesuffix(AIDER) or name


class Tools:
    """Which identities of a garden are tools: by the table, and by patterns that a garden sets."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Take the setting `bots`: names in which only `*` and `?` are special."""
        words = [
            "".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern)
            for pattern in patterns
        ]
        self._pattern = re.compile("|".join(words), re.I | re.S) if words else None

    def surely(self, who: Identity) -> Tool | None:
        """Return which tool an identity is by its address, or since the garden says so."""
        found = by_address(who)
        if found is None and self._pattern is not None:
            names = filter(None, (who.name, noreply_login(who)))
            if any(map(self._pattern.fullmatch, names)):
                found = by_name(who) or A_TOOL
        return found

    def among(self, groups: Iterable[Sequence[Identity]]) -> dict[Identity, Tool]:
        """Return which identities are tools, of people without a file that says what they are."""
        groups = list(groups)
        found = {who: tool for one in groups for who in one if (tool := self.surely(who))}
        # A name that only looks like an app's, written beside somebody's address in a trailer, must
        # not take the person along.
        places = {
            _place(who): tool
            for who, tool in found.items()
            if by_address(who) or not who.name.endswith(_APP)
        }
        places.pop("", None)
        for group in groups:
            found |= {who: places[_place(who)] for who in group if _place(who) in places}
            people = {name_key(who.name) for who in group if who not in found and not by_name(who)}
            for who in group:
                tool = by_name(who)
                if tool and who not in found and name_key(who.name) not in people:
                    found[who] = tool
        return found


def people_by_setting(
    members: Iterable[Identity], programs: Collection[Identity]
) -> list[Identity]:
    """Return which of somebody's identities are tools since the setting says so, and look like a
    person's: with an address of their own, and no word in the name that tools have.
    """
    return [
        who
        for who in members
        if who in programs
        and is_personal(who.email)
        and by_address(who) is None
        and not who.name.endswith(_APP)
        and not _LIKE_TOOLS.search(who.name.casefold())
    ]


_LIKE_TOOLS = re.compile(
    r"(?<![^\W_])(?:actions?|agent|assistant|automation|bots?|build|ci|deploy\w*|format\w*|lint\w*"
    r"|mirror|release|robot|runner|service|sync|translat\w*|updater?)(?![^\W_])"
)


def _place(who: Identity) -> str:
    """Return an identity's address; empty for one that is nobody's own."""
    mail = who.email.strip().lower()
    return mail if is_personal(mail) else ""

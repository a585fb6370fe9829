# Which identities are tools: AI assistants, bots of forges, translation services, formatters. Told
# by address first, since colleagues are called Claude and Devin too; by an exact name only where no
# personal address stands beside it; then by the setting `bots` and by people files.
# Each row of the table names its source. Must not know: what a tool's commits are worth.
"""Tell tools from people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pollinate.derive.evidence import is_personal, noreply_login
from pollinate.model.git import Identity


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that writes commits, or is named in them."""

    name: str
    addresses: tuple[str, ...]
    """Patterns of whole addresses in small letters, in which only `*` is special."""
    names: tuple[str, ...]
    """Whole names in small letters, for identities without a personal address; `*` is special."""
    source: str


TOOLS: tuple[Tool, ...] = (
    Tool(
        "Claude",
        ("noreply@anthropic.com",),
        ("claude", "claude code", "claude opus *", "claude sonnet *", "claude haiku *"),
        "public histories; Claude Code settings, attribution",
    ),
    Tool(
        "GitHub Copilot",
        ("*+copilot@users.noreply.github.com", "copilot@github.com"),
        ("copilot", "github copilot", "copilot-swe-agent*"),
        "docs.github.com, Copilot coding agent",
    ),
)


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    told = ["".join(".*" if c == "*" else re.escape(c) for c in word) for word in words]
    return re.compile("|".join(told)) if told else None


_ADDRESSES = [(tool, _pattern(tool.addresses)) for tool in TOOLS]
_NAMES = [(tool, _pattern(tool.names)) for tool in TOOLS]


def tool_name(who: Identity) -> str:
    """Return which tool an identity is, by its address, else by its name; empty for a person."""
    mail, name = who.email.strip().lower(), " ".join(who.name.casefold().split())
    for tool, pattern in _ADDRESSES:
        if pattern and pattern.fullmatch(mail):
            return tool.name
    if is_personal(mail):
        return ""
    return next((tool.name for tool, pattern in _NAMES if pattern and pattern.fullmatch(name)), "")


A_TOOL = "a tool"
"""What a tool is called that is not in the table: its name may be anybody's."""


def disclosed_name(text: str) -> str:
    """Return what a tool is called that a message names as such, in whatever words."""
    name = " ".join(text.casefold().split())
    known = (tool.name for tool in TOOLS if name.startswith(tool.name.casefold()))
    return tool_name(Identity(text, "")) or next(known, A_TOOL)


class Tools:
    """Which identities of a garden are tools: by the table, and by patterns that a garden sets."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Take the setting `bots`: names in which only `*` and `?` are special."""
        words = [
            "".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern)
            for pattern in patterns
        ]
        self._pattern = re.compile("|".join(words), re.I | re.S) if words else None
        self._known: dict[Identity, str] = {}

    def name(self, who: Identity) -> str:
        """Return which tool an identity is; empty for a person."""
        if who not in self._known:
            find = self._pattern.fullmatch if self._pattern else None
            names = filter(None, (who.name, noreply_login(who)))
            chosen = find is not None and any(map(find, names))
            self._known[who] = tool_name(who) or (A_TOOL if chosen else "")
        return self._known[who]

    def __contains__(self, who: Identity) -> bool:
        return bool(self.name(who))

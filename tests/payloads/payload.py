# What a payload is: what a request changes, the settings it needs, and what shows that it is live.
# Why here: payloads are data, so that a reader sees the attack and nothing else; how one is built
# and looked at stands in making.py and looking.py. Must not know: git, MkDocs, a browser.
"""Describe one payload."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

OUTSIDE_HOST = "http://outside.invalid"
"""Asked by a page that a reader opens: a host that is none, so that nothing is ever reached."""
RUN = "pwn(@ID@)"
"""Says in a browser whose script runs: on one page may be those of many."""
PRIVATE, ELSEWHERE, SETTINGS, TOKEN = (
    "CANARY-private",
    "CANARY-elsewhere",
    "CANARY-git-config",
    "CANARY-token",
)
"""Secrets: in the repository outside `docs/`, outside the repository, in `.git/config`, in a
variable of the build's environment.
"""
CANARY = b"CANARY-"


class Live(Enum):
    """What shows that a payload is live."""

    RAN = "its code ran on the machine that builds"
    ASKED = "the build asked a host that the request named"
    SCRIPT = "its script ran in a reader's browser"
    LOADS = "a reader's browser asked a host that the request named"
    HOLDS = "the page that a reader sees holds what it may not"
    SAYS = (
        "a file of the site says what was not to be published, or is one that nobody may put there"
    )
    STUCK = "the build used up its time or its memory"
    FAILS = "the build of all pages failed"


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing to look at."""

    live: Live
    at: str = ""
    """The page or file, from the top of the site."""
    what: str = ""
    """What it says; of HOLDS an expression of JavaScript; of SCRIPT the word given to `pwn`."""


@dataclass(frozen=True, kw_only=True)
class Payload:
    """One attack by a request. In texts, `@SLUG@` is its own name, `@ID@` a number for it, `@RAN@` a folder for code to
    leave a file in, `@ELSEWHERE@` a folder outside the repository, `@HOST@` a host that listens.
    """

    name: str
    source: str
    proofs: tuple[Proof, ...]
    base: str = "plain"
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    config: str = ""
    """Lines at the end of `mkdocs.yml`."""
    author: str = ""
    """Of the commit, where it matters."""
    odd: Callable[[Path], None] | None = None
    """Stages what no text of a file can say; is given the repository."""
    modes: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False
    """It would disturb others on one site."""
    cold: bool = False
    """It works as Python starts."""
    whole: bool = False
    """The request as a whole may be refused."""
    by_workflow: bool = False
    """A forge's runner runs the request's steps (a stand-in runs them here)."""

    @property
    def own(self) -> bool:
        """Whether it fills a request, or takes its folder of pages away."""
        return self.whole or any(one.live is Live.STUCK for one in self.proofs)

    @property
    def slug(self) -> str:
        """The name as part of a path."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    def named(self, words: str) -> str:
        """Return words of its data with its own name."""
        number = str(zlib.crc32(self.slug.encode()) % 1_000_000 + 10)
        return words.replace("@SLUG@", self.slug).replace("@ID@", number)

    @property
    def paths(self) -> tuple[str, ...]:
        """All that the request changes, in the words of its data."""
        config = ("mkdocs.yml",) if self.config else ()
        return (*self.files, *self.links, *self.modes, *config)


OURS, FLOWS, ATTACKS = "ours", "flows.md 5", "attacks.md"
PAGE = "docs/lessons/@SLUG@/a.md"
AT = "lessons/@SLUG@/a/"


def text(words: str, head: str = "") -> str:
    """Return the text of a lesson around an attack."""
    front = f"---\n{head.strip()}\n---\n" if head else ""
    return f"{front}# The lesson\n\nBefore.\n\n{words}\n\nAfter.\n"


def lesson(
    name: str,
    source: str,
    words: str,
    *proofs: Proof,
    head: str = "",
    base: str = "plain",
    **more: object,
) -> Payload:
    """Return a payload that is the text of one lesson."""
    files = {PAGE: text(words, head), **more.pop("files", {})}  # type: ignore[dict-item]
    return Payload(name=name, source=source, base=base, files=files, proofs=proofs, **more)  # type: ignore[arg-type]


def script(at: str = AT, word: str = "@ID@") -> Proof:
    """Say that a script ran on a page."""
    return Proof(Live.SCRIPT, at, word)


def loads(at: str = AT) -> Proof:
    """Say that a page asked another host."""
    return Proof(Live.LOADS, at, OUTSIDE_HOST)


def holds(what: str, at: str = AT) -> Proof:
    """Say that an expression of JavaScript is true on a page."""
    return Proof(Live.HOLDS, at, what)


def has(selector: str, at: str = AT) -> Proof:
    """Say that an element is on a page."""
    return holds(f"document.querySelector({selector!r}) !== null", at)


def says(what: str, at: str = AT + "index.html") -> Proof:
    """Say that a file of the site holds some words."""
    return Proof(Live.SAYS, at, what)


RAN, ASKED = Proof(Live.RAN), Proof(Live.ASKED)
STUCK, FAILS = Proof(Live.STUCK), Proof(Live.FAILS)
TOUCH = "touch @RAN@/@SLUG@"
"""A command that leaves a trace."""
PYTHON = "open('@RAN@/@SLUG@', 'w').close()\n"
"""The same in Python."""
JINJA = "{{ cycler.__init__.__globals__.os.popen('touch @RAN@/@SLUG@').read() }}"
"""The same in a template."""

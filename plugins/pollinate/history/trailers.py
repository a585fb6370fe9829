# Finds the people whom a commit message names: co-authors, reviewers, helpers.
# Why here: squash messages keep trailers in the middle, where git's own reader does not look, and
# spell keys anyhow. Must not know: which of these people are one contributor (derive/people.py).
"""Read trailers out of commit messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pollinate.emails import one_line, without_addresses
from pollinate.history.git import Repository
from pollinate.model.git import MOST_PEOPLE, Identity, Trailer, TrailerKind

KEYS = {
    "co-authored-by": TrailerKind.CO_AUTHOR,
    "reviewed-by": TrailerKind.REVIEWER,
    "approved-by": TrailerKind.REVIEWER,
    "helped-by": TrailerKind.HELPER,
    "suggested-by": TrailerKind.HELPER,
    "reported-by": TrailerKind.HELPER,
    "thanks-to": TrailerKind.HELPER,
    "merged-by": TrailerKind.MODERATOR,
}
TOOL_KEYS = frozenset({"assisted-by", "generated-by"})
"""Keys that name a program (the kernel's and Fedora's rules for AI assistants, and the ASF's)."""

_LINE = re.compile(
    rb"^([A-Za-z][A-Za-z -]{3,24}?)[ \t]*:[ \t]*(\S[^\n]*(?:\n[ \t]+<[^\n]*)?)", re.MULTILINE
)
"""An unindented line `Key: value`, with an address that stands on the next one."""
_CONTACT = re.compile(r"\s*,?\s*([^<>]*?)\s*<\s*([^<>\s]*)\s*>")
_NO_NAME = re.compile(r"[:/@<>]|\b(?:https?|www)\b")
_NO_NAMES = (
    "anonymous me my n/a na name nil no nobody none null root self somebody someone tba tbd todo"
    " unknown user username your you"
)
_NOBODY = frozenset(_NO_NAMES.split())
"""What templates and machines put in the place of a name."""
MOST_WORDS = 8
"""Of a name."""
MOST_BYTES = 1_000
"""Of one name and address."""


def decoded(text: bytes) -> str:
    """Return a text of UTF-8, or of Latin-1, which old histories are written in."""
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("latin-1")


def clean_name(text: str) -> str:
    """Return a name on one line, without control or direction characters, without the quotation
    marks of a mail's header, and without any address in it.
    """
    name = one_line(without_addresses(one_line(text)))
    return name[1:-1].strip() if len(name) > 2 and name[0] == name[-1] == '"' else name


class Read(NamedTuple):
    """What a message says of people."""

    trailers: tuple[Trailer, ...]
    odd: tuple[str, ...]
    """Keys of lines that look like trailers and name nobody."""
    tools: tuple[str, ...]
    """What was named as a program."""


def read_trailers(message: bytes) -> Read:
    """Return the trailers of a message, each person once for each kind, mailmap not yet applied,
    and the first `MOST_PEOPLE` of them; and the lines that name nobody.

    Only unindented lines count: a quoted `> Co-authored-by:` is prose, and so is a title, as for
    `git interpret-trailers`: it says what a change is, and anybody's words can become one.
    """
    message = message.lstrip(b"\n").partition(b"\n")[2]
    low = message.lower()
    if b"by:" not in low and b"by :" not in low and b"thanks-to" not in low:
        return NOTHING
    found: dict[tuple[TrailerKind, Identity], Trailer] = {}
    odd: list[str] = []
    tools: list[str] = []
    for match in _LINE.finditer(message):
        key = match[1].decode().lower()
        kind = KEYS.get(key)
        if key in TOOL_KEYS:
            tools.append(clean_name(decoded(match[2][:MOST_TOOL])))
            continue
        if kind is None:
            if (near := _meant(key)) and b"<" in match[2]:
                odd.append(near)
            continue
        people = read_contacts(decoded(match[2])) if len(match[2]) <= MOST_BYTES else []
        if not people:
            odd.append(key.capitalize())
        for who in people:
            found.setdefault((kind, who), Trailer(kind, key.capitalize(), who))
        if len(found) >= MOST_PEOPLE:
            break
    return Read(
        tuple(found.values())[:MOST_PEOPLE],
        tuple(dict.fromkeys(odd))[:MOST_ODD],
        tuple(dict.fromkeys(tools))[:MOST_ODD],
    )


NOTHING = Read((), (), ())
MOST_TOOL = 60
"""Bytes of a program's name."""
MOST_ODD = 5
"""Keys of one message that are told."""


@lru_cache(maxsize=1000)
def _meant(key: str) -> str:
    """Return the key that another one was meant to be, if it is one or two letters off."""
    from rapidfuzz.distance import Levenshtein

    plain = key.replace("-", "").replace(" ", "")
    for known in KEYS:
        if Levenshtein.distance(plain, known.replace("-", ""), score_cutoff=2) <= 2:
            return known.capitalize()
    return ""


def read_contacts(text: str) -> list[Identity]:
    """Return the people of a trailer's value: each `Name <address>`, or one plain name; nobody
    where it says anything else.
    """
    text = " ".join(text.split())
    if "<" not in text:
        name = clean_name(text)
        return [Identity(name, "")] if _is_name(name) and "@" not in text else []
    found, at = [], 0
    while match := _CONTACT.match(text, at):
        name, mail = clean_name(match[1]), match[2].removeprefix("mailto:")
        if "@" not in mail or (match[1].strip() and not _is_name(name)):
            return []
        found.append(Identity(name, mail))
        at = match.end()
    return found


def _is_name(name: str) -> bool:
    """Tell whether a text can be somebody's name."""
    return (
        any(map(str.isalpha, name))
        and len(name.split()) <= MOST_WORDS
        and not _NO_NAME.search(name)
        and name.casefold().strip(".") not in _NOBODY
    )


def read_contact(text: str) -> Identity:
    """Return the identity that `git check-mailmap` prints, `Name <address>`."""
    name, _, rest = text.strip().rpartition("<")
    return Identity(clean_name(name), rest.removesuffix(">").strip())


def map_contacts(repository: Repository, contacts: Iterable[Identity]) -> dict[Identity, Identity]:
    """Return contacts with mailmap applied (one git process for all).

    `git check-mailmap` dies at the first contact that isn't well-formed, so only well-formed ones
    are asked.
    """
    asked = sorted(
        {
            c
            for c in contacts
            if c.email and "\n" not in c.name and "<" not in c.name and ">" not in c.name
        }
    )
    if not asked:
        return {}
    told = repository.run(
        "check-mailmap", "--stdin", stdin="".join(f"{c.name} <{c.email}>\n" for c in asked).encode()
    )
    answers = told.decode("utf-8", "replace").split("\n")
    return {c: read_contact(answer) for c, answer in zip(asked, answers, strict=False)}

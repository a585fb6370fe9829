# Finds the people whom a commit message names: co-authors, reviewers, helpers.
# Why here: squash messages keep trailers in the middle, where git's own reader does not look, and
# spell keys anyhow. Must not know: which of these people are one contributor (derive/people.py).
"""Read trailers out of commit messages."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
}

_LINE = re.compile(
    rb"^(" + b"|".join(k.encode() for k in KEYS) + rb")[ \t]*:[ \t]*(\S[^\n]*)$", re.I | re.M
)
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
    name = " ".join(without_addresses(one_line(text)).split())
    return name[1:-1].strip() if len(name) > 2 and name[0] == name[-1] == '"' else name


def read_trailers(message: bytes) -> tuple[Trailer, ...]:
    """Return the trailers of a message, each person once for each kind, mailmap not yet applied,
    and the first `MOST_PEOPLE` of them.

    Only unindented lines count: a quoted `> Co-authored-by:` is prose.
    """
    low = message.lower()
    if b"-by" not in low and b"thanks-to" not in low:
        return ()
    found: dict[tuple[TrailerKind, Identity], Trailer] = {}
    for match in _LINE.finditer(message):
        key = match[1].decode().lower()
        if len(match[2]) > MOST_BYTES:
            continue
        who = read_contact(decoded(match[2]))
        if who.name or who.email:
            found.setdefault((KEYS[key], who), Trailer(KEYS[key], key.capitalize(), who))
        if len(found) == MOST_PEOPLE:
            break
    return tuple(found.values())


def read_contact(text: str) -> Identity:
    """Return the identity of `Name <mail>`; without an address, of a name alone."""
    text = text.strip()
    name, opened, rest = text.rpartition("<")
    rest = rest.removeprefix("mailto:")
    if opened and rest.endswith(">"):
        mail = rest[:-1].strip()
        if ">" not in mail and not any(c.isspace() for c in mail):
            return Identity(clean_name(name), mail)
    if "@" in text and " " not in text:
        return Identity("", text.strip("<>"))
    name, _, last = text.rstrip(") ").rpartition(" ")
    if "@" in last.strip("(<>@"):
        return Identity(clean_name(name.rstrip(" ,;(")), last.strip("(<>").removeprefix("mailto:"))
    return Identity(clean_name(text), "")


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

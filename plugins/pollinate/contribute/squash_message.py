# The words of a squash: a title, the reasons that commits gave, and a last paragraph of trailers
# that has a line for each person. Whatever comes from a message or a name is one line of plain
# letters here: no reason can look like a trailer, and no name can bring a second line.
# Must not know: who is one person, git processes.
"""Word a squash message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pollinate.emails import without_addresses
from pollinate.plain import plain

LONGEST_TITLE = 120
MOST_LETTERS = 20_000
"""Of all reasons together."""
_SHAPE = re.compile(r"([A-Za-z][A-Za-z0-9 -]{1,40}?)[ \t]*:")
_NAMED = re.compile(r"(?:\w+[ -])+(?:by|to)|change-id|cc|fixes|refs|issue", re.IGNORECASE)
"""Keys of trailers, of people and of others."""
_MARKS = re.compile(
    r"^(?:\[(?:wip|draft)\]|\((?:wip|draft)\)|wip\b\s*:?|draft\s*:)\s*", re.IGNORECASE
)
_FIXUP = re.compile(r"(?:fixup|squash|amend)!")
_CUT = "…"


def title_line(text: str) -> str:
    """Return a title as one line, without an address and without what marks a draft."""
    line = " ".join(plain(without_addresses(text)).split())
    line = _MARKS.sub("", line) or line
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + _CUT


def reasons_of(
    messages: Sequence[str], titles: Iterable[str], *, keys: Iterable[str], addresses: bool = False
) -> str:
    """Return what commits say beside its titles, each paragraph once and no trailer; `keys`
    are those of trailers that people stand in, wherever in a message.

    Several commits are told by their own titles. Addresses stay only where they are asked for.
    """
    named = frozenset(key.casefold() for key in keys)
    seen = {"", *map(_key, titles)}
    told: list[str] = []
    for message in messages:
        text = "\n".join(map(_line, message.lstrip("\n").split("\n")))
        subject, _, body = text.partition("\n")
        for paragraph in (subject, *_paragraphs(body, named)):
            lines = paragraph.split("\n")
            if not addresses:
                # What is left may look like a trailer only now.
                lines = _without_people([without_addresses(line) for line in lines], named)
            clean = "\n".join(line.rstrip() for line in lines if line.strip())
            # A fixup's own title says nothing to whoever reads it later.
            if _key(clean) not in seen and not _FIXUP.match(clean):
                seen.add(_key(clean))
                told.append(clean)
    whole = "\n\n".join(told)
    return whole if len(whole) <= MOST_LETTERS else whole[:MOST_LETTERS].rstrip() + _CUT


def squash_message(title: str, reasons: str, trailers: Sequence[str]) -> str:
    """Return the whole message; each trailer is one line, once."""
    last = "\n".join(dict.fromkeys(trailers))
    return "\n\n".join(filter(None, (title, reasons, last))) + "\n"


def trailer_line(key: str, value: str) -> str:
    """Return one trailer on one line."""
    return f"{key}: {' '.join(plain(value).split())}"


def _paragraphs(body: str, named: frozenset[str]) -> list[str]:
    """Return the paragraphs of a message below its title, without trailers."""
    parts = (_without_people(one.split("\n"), named) for one in re.split(r"\n{2,}", body))
    found = [text for lines in parts if (text := "\n".join(lines)).strip()]
    # The last paragraph may be of trailers of all kinds.
    if found and all(_is_trailer(line) for line in found[-1].strip().split("\n")):
        found.pop()
    return found


def _without_people(lines: Iterable[str], named: frozenset[str]) -> list[str]:
    kept: list[str] = []
    dropped = False
    for line in lines:
        if dropped and line[:1] in (" ", "\t") and line.strip():
            # A trailer that goes on.
            continue
        shape = _SHAPE.match(line)
        dropped = shape is not None and shape[1].casefold() in named
        if not dropped:
            kept.append(line)
    return kept


def _is_trailer(line: str) -> bool:
    shape = _SHAPE.match(line)
    return line[:1] in (" ", "\t") or (shape is not None and bool(_NAMED.fullmatch(shape[1])))


def _line(text: str) -> str:
    """Return one line of a reason; what stands before its first letter stays, as in a list."""
    return plain(text.expandtabs(4)).rstrip()


def _key(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")

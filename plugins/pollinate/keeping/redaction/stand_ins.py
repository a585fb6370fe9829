# What stands in the place of a name that was taken out: as many words, so that nobody's share of a
# lesson moves, and nothing that a branch or an address could not hold.
# Must not know: how a name is found.
"""Write stand-ins for names."""

from __future__ import annotations

import re

from pollinate.keeping.redaction.spellings import GAPS
from pollinate.words import words_of

_MACHINE = re.compile(r"(?<=.)\[bot\]?$", re.I)


def stand_in(found: str, token: str) -> str:
    """Return what stands for a name: as many words, of which no two are one, in the case that it
    had, with what stood between them.
    """
    if machine := _MACHINE.search(found):
        # A program stays one, or its changes would be a person's.
        return stand_in(found[: machine.start()], token) + machine[0]
    parts = GAPS.split(found)
    upper, whole = found[:1].isupper(), found.isupper() and len(found) > 1
    before = 0
    end = max((number for number, part in enumerate(parts) if part and not number % 2), default=0)
    put = []
    for number, part in enumerate(parts):
        if number % 2 or not part:
            put.append(part)
            continue
        # In a web address, which is one word, letters may be encoded.
        count = 1 if {"%", "="} & set(part) else max(1, len(word_list(part)))
        last = number == end
        words = [removed(before + at) for at in range(count - last)]
        before += len(words)
        words += ["colleague"] if last else []
        words = [one.upper() if whole else one.capitalize() if upper else one for one in words]
        # A name of a branch has no blanks, nor has an address.
        put.append("-".join(words) + token * last)
    return "".join(put)


def removed(number: int) -> str:
    """Return the word for one of a name: another for each, as those of a name are, or a change of
    one would look like none.
    """
    return f"removed{number + 1}" if number else "removed"


def word_list(text: str) -> list[bytes]:
    """Return the words of a text, as shares count them."""
    return words_of(text.encode("utf-8", "surrogateescape"))

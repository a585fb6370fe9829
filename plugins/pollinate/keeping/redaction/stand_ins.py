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
    """Return what stands for a name: as many words, with what stood between them."""
    if machine := _MACHINE.search(found):
        # A program stays one, or its changes would be a person's.
        return stand_in(found[: machine.start()], token) + machine[0]
    parts = GAPS.split(found)
    upper = found[:1].isupper()
    end = max((number for number, part in enumerate(parts) if part and not number % 2), default=0)
    put = []
    for number, part in enumerate(parts):
        if number % 2 or not part:
            put.append(part)
            continue
        # In a web address, which is one word, letters may be encoded.
        count = 1 if {"%", "="} & set(part) else max(1, len(word_list(part)))
        last = number == end
        words = ["removed"] * (count - last) + (["colleague" + token] if last else [])
        # A name of a branch has no blanks, nor has an address.
        put.append("-".join(word.capitalize() if upper else word for word in words))
    return "".join(put)


def word_list(text: str) -> list[bytes]:
    """Return the words of a text, as shares count them."""
    return words_of(text.encode("utf-8", "surrogateescape"))

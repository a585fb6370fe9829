# Finds names of people in texts, as people write them there: in any case, with a line break or a
# dash between, the last word first. Must not know: whose names they are, what a text is for.
"""Search texts for names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pollinate.model.names import folded
from pollinate.model.people import PersonFile

SHORT_NAME = 4
"""Names of fewer letters are words too often."""
_BETWEEN = r"[\s_.,\-\u2010-\u2015]{0,3}"


def names_pattern(file: PersonFile, more: Iterable[str] = ()) -> re.Pattern[str] | None:
    """Return what finds a person's names in `folded` text, those of the file and `more`; None where
    all are too short.
    """
    names = (file.name, *file.git, file.handle, *more)
    return pattern_of(name for name in names if name.casefold() != file.alias.casefold())


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds some names in `folded` text, also with the last word first; None where all
    are too short.
    """
    spelled = set()
    for name in names:
        words = [word for word in re.split(r"[\s_.,\-]+", folded(name)) if word]
        if len(name) >= SHORT_NAME:
            for order in (words, [*words[-1:], *words[:-1]]):
                spelled.add(_BETWEEN.join(map(re.escape, order)))
    longest = sorted(filter(None, spelled), key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)") if longest else None

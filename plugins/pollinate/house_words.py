# The words that a house says otherwise, where its rules name a file of them. Why here, and read at
# the door: pages, checks and the command line then hold the same pairs, and a request is held by
# those of the branch that it goes to. The file may be a stranger's choice, so it lies within the
# garden, and no line of it is ever quoted. Must not know: how a text is searched.
"""Read a list of words to say otherwise."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from pollinate.emails import without_addresses
from pollinate.errors import SettingsError
from pollinate.runtime.regular_file import read_regular

MOST_BYTES, MOST_WORDS = 200_000, 2_000
_EXAMPLE = "blacklist: denylist"

Pairs = tuple[tuple[str, str], ...]


def read_house_words(root: Path, name: str, place: str = "") -> Pairs:
    """Return each word of a list with what to say instead; raises SettingsError for one that can't
    be read. `root` is the folder that the name counts from.
    """
    file = root / name
    if not file.resolve().is_relative_to(root.resolve()):
        raise SettingsError(
            "the list that 'words' in 'policy' names lies outside of the garden",
            place=place,
            cure="Put it beside mkdocs.yml, and name it from there:",
            example="policy:\n  words: house-words.txt",
        )
    try:
        text = read_regular(file, MOST_BYTES).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise SettingsError(
            "the list that 'words' in 'policy' names can't be read",
            place=place,
            cure="Put it there, in UTF-8, with a word and what to say instead in each line:",
            example=_EXAMPLE,
        ) from error
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            found.append(_pair(line, f"{name}:{number}"))
    if len(found) > MOST_WORDS:
        raise SettingsError(
            f"the list that 'words' in 'policy' names holds more than {MOST_WORDS:,} words",
            place=name,
            cure="Keep the words that matter.",
        )
    return tuple(found)


def _pair(line: str, place: str) -> tuple[str, str]:
    word, _, instead = (" ".join(part.split()) for part in line.partition(":"))
    hidden = any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in word + instead)
    if not word or not instead or hidden or without_addresses(line) != line:
        raise SettingsError(
            "this line is no word with what to say instead",
            place=place,
            cure="Write:",
            example=_EXAMPLE,
        )
    return word, instead

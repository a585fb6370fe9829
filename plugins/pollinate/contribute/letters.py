# Which letters the bytes of a text mean that somebody saved with a program of their own: an editor,
# a spreadsheet, a mail program. Why here: what is received and what is typed into an editor must be
# read alike, and no letter may be lost without a word.
# Must not know: what the text is.
"""Read the letters of a text."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", ""),
    # Before UTF-16, whose mark is the beginning of theirs.
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
"""How a text begins that says itself how it is written."""


def read_letters(data: bytes) -> tuple[str, str]:
    """Return a text, and the name of its encoding where that is not UTF-8."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            # What is cut in the middle of a letter, or was spoiled on its way, shows as such.
            return data.decode(codec, "replace"), name
    for codec, name in (("utf-8", ""), ("cp1252", "windows-1252")):
        try:
            return data.decode(codec), name
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def letters_told(encoding: str) -> str:
    """Return what to say of a text's encoding; nothing for UTF-8."""
    return f"this text was saved as {encoding}; look at its letters" if encoding else ""

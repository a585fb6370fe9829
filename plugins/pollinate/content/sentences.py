# Cuts the plain text of one block into sentences and finds the one around a link.
# Errs towards too long a sentence: half a sentence is worse than two.
# Must not know: Markdown, HTML.
"""Find the sentence around a place in a text."""

from __future__ import annotations

import re

MAX_LENGTH = 400
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¿¡]*[^\Wa-z_])|[。！？]+[”’」』）]*\s*")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"'“‘«/])(?:[A-Z]|(?:[a-zA-Z]\.)+[a-zA-Z]|(?i:etc|cf|vs|mr|mrs|ms|dr|prof|st|figs?|ch|vol|pp?|eds"
    r"|approx|resp|incl|excl|al|inc|ltd|corp|dept|est|jan|feb|apr|aug|sept?|oct|nov|dec|bzw|usw|ca|vgl|evtl|ggf|bspw|sog))\.$"
)
_NUMBERED = re.compile(r"(?:^|\W)(?i:nos?|nr|fig|sec|ch|eq|vol)\.$")


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the whole sentence of `text` around `start:end`, cut at words to some 400
    characters.
    """
    left, right = 0, len(text)
    for found in _END.finditer(text):
        if _is_abbreviation(text, found):
            continue
        if found.end() <= start:
            left = found.end()
        elif found.start() >= end - 1:
            right = found.end()
            break
    return _shorten(text[left:right].rstrip(), start - left, end - left)


def _is_abbreviation(text: str, found: re.Match[str]) -> bool:
    stop = found.group().rstrip()
    if stop != ".":
        return False
    before, after = (
        text[max(0, found.start() - 12) : found.start() + 1],
        text[found.end() : found.end() + 1],
    )
    return bool(_ABBREVIATION.search(before) or (after.isdigit() and _NUMBERED.search(before)))


def _shorten(sentence: str, start: int, end: int) -> str:
    """Cut a long sentence at words, around the link and with an ellipsis at each cut."""
    if len(sentence) <= MAX_LENGTH:
        return sentence
    spare = max(0, MAX_LENGTH - (end - start))
    left = max(0, min(start - spare // 2, len(sentence) - MAX_LENGTH))
    right = min(len(sentence), left + MAX_LENGTH)
    if left:
        space = sentence.find(" ", left, start)
        left = space + 1 if space >= 0 else left
    if right < len(sentence):
        space = sentence.rfind(" ", max(left + 1, min(end, right - 1)), right)
        right = space if space > 0 else right
    return (
        ("…" if left else "")
        + sentence[left:right].strip()
        + ("…" if right < len(sentence) else "")
    )

# Cuts the plain text of one block into sentences and finds the one around a link.
# Errs towards too long a sentence: half a sentence is worse than two.
# Must not know: Markdown, HTML.
"""Find the sentence around a place in a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

MAX_LENGTH = 400
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++(?=[\"'“‘«(\[¿¡]*+[^\Wa-z_])|[。！？]+[”’」』）]*\s*"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"'“‘«/])(?:[A-Z]|(?:[a-zA-Z]\.)+[a-zA-Z]|(?i:etc|cf|vs|mr|mrs|ms|dr|prof|st|figs?|ch|vol|pp?|eds"
    r"|approx|resp|incl|excl|al|inc|ltd|corp|dept|est|jan|feb|apr|aug|sept?|oct|nov|dec|bzw|usw|ca|vgl|evtl|ggf|bspw|sog))\.$"
)
_NUMBERED = re.compile(r"(?:^|\W)(?i:nos?|nr|fig|sec|ch|eq|vol)\.$")


class Sentences:
    """The sentences of one text; cut once, however many places are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = [found for found in _END.finditer(text) if not _is_abbreviation(text, found)]
        self._stops = [found.start() for found in ends]
        self._ends = [found.end() for found in ends]

    def around(self, start: int, end: int) -> str:
        """Return the whole sentence around `start:end`, cut at words to some 400 characters."""
        before = bisect_right(self._ends, start)
        after = max(before, bisect_left(self._stops, end - 1))
        left = self._ends[before - 1] if before else 0
        right = self._ends[after] if after < len(self._ends) else len(self._text)
        while right > left and self._text[right - 1].isspace():
            right -= 1
        return _shorten(self._text, left, right, start, end)


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the whole sentence of `text` around `start:end`; for one place only."""
    return Sentences(text).around(start, end)


def _is_abbreviation(text: str, found: re.Match[str]) -> bool:
    stop = found.group().rstrip()
    if stop != ".":
        return False
    before, after = (
        text[max(0, found.start() - 12) : found.start() + 1],
        text[found.end() : found.end() + 1],
    )
    return bool(_ABBREVIATION.search(before) or (after.isdigit() and _NUMBERED.search(before)))


def _shorten(text: str, first: int, last: int, start: int, end: int) -> str:
    """Return `text[first:last]`, if it is long cut at words around `start:end`, with an ellipsis at
    each cut.
    """
    if last - first <= MAX_LENGTH:
        return text[first:last]
    spare = max(0, MAX_LENGTH - (end - start))
    left = max(first, min(start - spare // 2, last - MAX_LENGTH))
    right = min(last, left + MAX_LENGTH)
    cut_left, cut_right = left > first, right < last
    if cut_left:
        space = text.find(" ", left, start)
        left = space + 1 if space >= 0 else left
    if cut_right:
        space = text.rfind(" ", max(left + 1, min(end, right - 1)), right)
        right = space if space > 0 else right
    return ("…" if left > first else "") + text[left:right].strip() + ("…" if cut_right else "")

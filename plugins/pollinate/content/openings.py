# The first sentence of a text, for lists that show a lesson or a topic of which nobody wrote a
# summary. Only prose counts: headings, lists, code, tables, pictures and HTML say nothing alone.
# Looks at lines, as titles.py does. Must not know: front matter, where the sentence is shown.
"""Find the sentence with which a text opens."""

from __future__ import annotations

import re

from pollinate.content.sentences import sentence_around
from pollinate.content.titles import plain_text, prose_lines

MOST_LINES, MOST_WORDS, LONGEST = 200, 60, 240
"""So far into a text it may begin, so many words of a paragraph are looked at, and letters said."""
FEWEST_WORDS = 3
_OTHER = re.compile(
    r"[ ]{0,3}(?:[#>|<`~]|!\[|!!!|\?\?\?|===|\[[^\]]*\]:|[-+*][ \t]|\d{1,9}[.)][ \t]|\{[:%{])"
    r"|(?:\t|[ ]{4})|[ ]{0,3}(?:[-=*_][ \t]*){3,}$|:?\s*$"
)
_RUNS = re.compile(r"<(?:script|style|svg|math|template|textarea|iframe|object)\b", re.IGNORECASE)
"""What stands between such tags are no words."""
_NEXT = re.compile(r"[ ]{0,3}(?:[#>|]|```|~~~|[=-]+[ \t]*$|[-+*][ \t])")


def opening(body: str) -> str:
    """Return the first sentence of a text's first paragraph of prose, as plain words; empty where
    none is found near its beginning.
    """
    paragraph: list[str] = []
    taken = False
    for number, line in enumerate(prose_lines(body)):
        if number > MOST_LINES:
            break
        if paragraph and (not line.strip() or _NEXT.match(line)):
            if line.strip()[:1] in ("=", "-"):
                # It underlines what stands above: a heading.
                paragraph, taken = [], False
                continue
            if found := _sentence(paragraph):
                return found
            paragraph = []
        if paragraph:
            paragraph.append(line)
        elif not line.strip():
            taken = False
        elif _OTHER.match(line):
            # What follows without a blank line belongs to it.
            taken = not line.startswith("#")
        elif not taken:
            paragraph.append(line)
    return _sentence(paragraph)


def _sentence(lines: list[str]) -> str:
    words = " ".join(lines).split()[:MOST_WORDS]
    if _RUNS.search(" ".join(words)):
        return ""
    plain = plain_text(" ".join(words))
    if len(plain.split()) < FEWEST_WORDS and not any(ord(c) > 0x2E80 for c in plain):
        return ""
    sentence = sentence_around(plain, 0, 1).strip().rstrip(":")
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + "…"

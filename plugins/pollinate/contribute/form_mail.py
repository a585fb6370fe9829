# Finds the text that a form composed in a mail that went through a mail program: below a greeting,
# with marks of a quotation before each line, with blanks and dashes that the program made finer.
# Why here: what stands around it is told, and its own words are left as they are.
# Must not know: where it goes.
"""Find a form's text in a mail."""

from __future__ import annotations

import re

from pollinate.emails import without_addresses

_BEGINS = re.compile(
    r"^(?P<quote>(?:> ?)*)(?:---|—-|–-|-–|-—|—)[ \t\u00a0]*\n(?=(?P=quote)[\w\"'-]+[ \t]*:)", re.M
)
_ON_TOP = re.compile(r"\s*(?P<quote>)---[ \t\u00a0]*\n")
_ENDS = re.compile(r"^(?:---|—-|–-|-–|-—|—)[ \t\u00a0]*$", re.M)
_INDENT = re.compile(
    r"^[ \u00a0\u2007\u202f]*(?:-[ \u00a0\u2007\u202f]+)?(?:[\w-]+:[ \u00a0]?)?", re.M
)
_FINE_BLANKS = {ord(sign): " " for sign in "\u00a0\u2007\u202f"}
_FINE_QUOTES = re.compile(r"^([ ]*(?:- )?(?:[\w-]+: )?)[“„”]([^\"\n]*)[“”][ ]*$", re.M)
_LINE = re.compile(r"^(?:title|about|kind|learned_from)[ \t]*:.{0,60}", re.M)
_SHOWN = 300
"""Letters of a greeting."""


def whole_text(text: str, told: list[str], *, named: bool) -> str:
    """Return a text with its front matter on top, and as a form wrote it; `named` says that the
    mail names a place, as only a form does, so that what stands above its text belongs to none.
    """
    # What begins with front matter has no other.
    begins = _ON_TOP.match(text) or (_BEGINS.search(text) if named else None)
    if begins is None:
        return text
    above, rest = text[: begins.start()].strip(), text[begins.end() :]
    if quote := begins["quote"].strip():
        bare = len(quote.replace(" ", ""))
        rest = re.sub(rf"^(?:> ?){{1,{bare}}}", "", rest, flags=re.M)
    ends = _ENDS.search(rest)
    if ends is None:
        return text
    if above:
        shown = without_addresses(" ".join(above.split())[:_SHOWN]).strip()
        told.append(f"left out: the words above its text: “{shown}”")
    keys = _INDENT.sub(lambda found: found[0].translate(_FINE_BLANKS), rest[: ends.start()])
    keys = _FINE_QUOTES.sub(r'\1"\2"', keys)
    return f"---\n{keys}---{rest[ends.end() :]}"


def form_line(text: str) -> str:
    """Return a line of a text that only a form writes; empty for none."""
    found = _LINE.search(text)
    return without_addresses(found[0]).strip() if found else ""

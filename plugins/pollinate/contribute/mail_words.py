# Which words of a mail are its writer's: lines that a program broke are whole again, a signature is
# told apart from a text, and what a company adds is pointed out. Why here: what is cut is cut by
# guess, so the guess is narrow, and whatever it takes is shown.
# Must not know: headers, what becomes of the words.
"""Tell a mail's words from what stands around them."""

from __future__ import annotations

import re

from pollinate.emails import without_addresses

MOST_SIGNATURE_LINES, MOST_SIGNATURE = 10, 600
"""Letters."""
_DASHES = re.compile(r"^-- ?$", re.M)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.M)
_RULE = re.compile(r"^[> \t]*---[ \t]*$", re.M)
_QUOTE = re.compile(r"(?:>+ ?)*")
_DISCLAIMER = re.compile(
    r"\b(?:confidential(?:ity)?|disclaimer|intended (?:solely|only|recipients?)|privileged"
    r"|vertraulich|haftungsausschluss|irrtümlich erhalten|confidentiels?|confidencial"
    r"|riservat[aeio]|vertrouwelijk|before printing)\b",
    re.I,
)
_LAST_PARAGRAPHS = 3


def unsigned(words: str) -> tuple[str, str]:
    """Return a text without its signature, and that: what stands below the last line of two dashes,
    if it is as short as one and holds neither code nor a text of its own.
    """
    dashes = list(_DASHES.finditer(words))
    if not dashes:
        return words, ""
    above, below = words[: dashes[-1].start()], words[dashes[-1].end() :].strip("\n")
    short = below.count("\n") < MOST_SIGNATURE_LINES and len(below) <= MOST_SIGNATURE
    # Where two dashes part paragraphs, the last of them do so, too; `-- ` is what programs write.
    parts = dashes[-1][0] == "--" and sum(one[0] == "--" for one in dashes) > 1
    in_code = len(_FENCE.findall(above)) % 2 or _FENCE.search(below)
    if not short or parts or in_code or _RULE.search(below) or not above.strip():
        return words, ""
    return above, below.strip()


def signature_told(signature: str) -> str:
    """Return a signature on one line, as a moderator reads it."""
    lines = " / ".join(line.strip() for line in signature.splitlines() if line.strip())
    shown = f": “{without_addresses(lines).strip()}”" if lines else ""
    return f"the signature below the line of two dashes{shown}"


def disclaimer_told(text: str) -> str:
    """Return what to say of a last paragraph that a company adds to each mail; empty for none."""
    for paragraph in text.strip().split("\n\n")[1:][-_LAST_PARAGRAPHS:]:
        if _DISCLAIMER.search(paragraph):
            start = " ".join(paragraph.strip("_-*= \n").split())[:60]
            return f"its end looks like a disclaimer, and stands in the text: “{start}”"
    return ""


def unbroken(text: str, *, joined: bool) -> str:
    """Return the text of a part of `format=flowed` with its paragraphs whole (RFC 3676); `joined`
    says that a blank at a line's end is no part of it.
    """
    rows: list[list[str]] = []
    goes_on, depth = False, ""
    for line in text.split("\n"):
        mark = "" if line.startswith("> From ") else (_QUOTE.match(line) or [""])[0]
        quote, rest = mark.replace(" ", ""), line[len(mark) :] if mark else line.removeprefix(" ")
        if goes_on and quote == depth and rest != "-- ":
            rows[-1].append(rest)
        else:
            rows.append([f"{quote} {rest}" if quote else rest])
        goes_on, depth = rest.endswith(" ") and rest != "-- ", quote
        if goes_on and joined:
            rows[-1][-1] = rows[-1][-1][:-1]
    lines = map("".join, rows)
    return "\n".join(line if line == "-- " else line.rstrip(" ") for line in lines)

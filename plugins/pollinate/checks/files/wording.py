# Words that blame somebody, and words that are meant for a machine that reads the page. Both are
# advice: a lesson about blame or about such attacks must be able to say what they look like.
# Must not know: how findings are printed.
"""Find words that blame, and words for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pollinate.checks.files.rules import finding
from pollinate.checks.files.text import Text
from pollinate.model.diagnostics import Diagnostic

_BLAME = re.compile(
    r"""
    \b(?:was|were|is|are|it's|be)\s+(?:(?:entirely|all|only|clearly|simply)\s+)?
        (?:[A-Z]\w+|the\s+\w+|his|her|their|my|your|our)(?:['’]s?)?\s+(?:own\s+)?fault\b
    |\b(?:is|are|was|were|who(?:'s|\s+is)?)\s+to\s+blame\b
    |\b(?:I|we|they)\s+blame\s+(?:[A-Z]\w+|the\s+\w+|him|her|them)\b
    |\b(?:you|he|she|they|who|[A-Z]\w+|(?:operator|developer|engineer|author|admin|team|shift|nurse
        |doctor|intern|junior|user|colleague)s?)\s+should(?:n't|\s+not)?\s+(?:really\s+)?have\s+
        (?:known|checked|noticed|been\s+more\s+careful|paid\s+attention|read)\b
    |\b(?:stupid|idiotic|dumb|moronic|lazy|incompetent|careless|negligent|sloppy)\s+
        (?:mistake|error|developer|engineer|operator|colleague|admin|user|person|people|decision
        |nurse|doctor|intern)s?\b
    |\b(?:human\s+error|carelessness|incompetence|stupidity)\b
    |\b(?:screwed|messed|f\w*ed)\s+(?:it\s+)?up\s+because\s+(?:he|she|they)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:the\s+)?(?:page|default|segmentation|protection|power|network|hardware|software)\s+fault",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|nobody|no one|without|instead of|rather than)\b|n't\b", re.I)
_NEAR = 80
"""Letters before such words in which somebody may say that they are not meant."""
_MACHINE = re.compile(
    r"""
    \b(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,3}
        (?:previous|prior|above|earlier|preceding|all)\s+(?:\w+\s+){0,2}
        (?:instructions?|prompts?|rules?|directions?)\b
    |\b(?:disregard|ignore)\s+(?:all\s+of\s+)?the\s+above\b
    |\byou\s+are\s+(?:now\s+)?(?:an?\s+)?(?:\w+\s+){0,3}(?:assistant|AI|LLM|language\s+model
        |chatbot)
        \b
    |\b(?:if|as)\s+(?:you\s+are\s+)?(?:an?\s+)?(?:AI|LLM|(?:large\s+)?language\s+model)\b
        (?:\s+(?:assistant|model|agent))?\s*,
    |\b(?:AI|LLM)\s*(?:assistants?|agents?|models?|readers?|crawlers?)?\s*:\s*\w
    |(?:print|reveal|show|repeat|output)\s+(?:\w+\s+){0,2}system\s+prompt\b
    |<\|?(?:im_start|system|endoftext)\|?>
    |\[/?INST\]
    """,
    re.VERBOSE | re.IGNORECASE,
)


_UNKIND = (
    *("stupid", "idiot", "dumb", "moron", "lazy", "incompet", "careless", "neglig", "sloppy"),
    *("human", "f*"),
)
_MACHINES = (
    *("instruction", "prompt", "above", " rules", "direction", "assistant", "chatbot", "model"),
    *(" ai", "ai ", "llm", "<|", "[inst", "[/inst", "ai:"),
)


def find_blame(text: Text) -> Iterator[Diagnostic]:
    """Yield an advice for each line that blames somebody."""
    if not _may(text.words, "fault", "blame", "should", "screwed", "messed", *_UNKIND):
        return
    for at, words in _first_of_lines(text, _BLAME, text.words):
        before = text.words[max(0, at - _NEAR) : at].rpartition(".")[2]
        if _NOBODY.search(words) or _NOT.search(before):
            continue
        line, column = text.in_body(at)
        yield finding(
            "blame",
            text.path,
            line,
            f"'{' '.join(words.split())[:60]}' tells who, and not why it could happen",
            "Say what made it likely: what could be seen, what was missing, what helped.",
            column=column,
        )


def find_instructions(text: Text) -> Iterator[Diagnostic]:
    """Yield an advice for each line that speaks to a machine, hidden or not."""
    if not _may(text.prose, *_MACHINES):
        return
    for at, words in _first_of_lines(text, _MACHINE, text.prose):
        line, column = text.in_body(at)
        yield finding(
            "ai-instruction",
            text.path,
            line,
            f"'{' '.join(words.split())[:60]}' speaks to a machine that reads the page",
            "Take it out; if it is an example, write it as code.",
            column=column,
        )


def _may(words: str, *signs: str) -> bool:
    """Tell cheaply whether a text holds one of some signs."""
    low = words.lower()
    return any(sign in low for sign in signs)


def _first_of_lines(text: Text, pattern: re.Pattern[str], words: str) -> Iterator[tuple[int, str]]:
    """Yield place and words of the first of each line, from the body's beginning."""
    last = 0
    for found in pattern.finditer(words):
        line, _ = text.in_body(found.start())
        if line != last:
            yield found.start(), found[0]
        last = line

# What a house asks of each lesson beside what all gardens do: fields, licences, words (`policy` in
# the settings). A lesson that a request brings or touches is held to it; of all others the findings
# are advice, so that nobody's request waits for what stood there before the rule.
# Must not know: where the rules are written, who moderates.
"""Find what a house wants otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pollinate.checks.files.rules import finding
from pollinate.checks.files.text import Text, blank
from pollinate.content.titles import find_heading
from pollinate.house_rules import HouseRules
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.name_search import is_dense

EXAMPLES = {
    "title": 'title: "What the lesson says, in a few words"',
    "summary": 'summary: "The lesson in one or two sentences."',
    "tags": "tags: [deploys]",
    "stage": "stage: seedling",
    "level": "level: newcomer",
    "lang": "lang: en",
    "license": "license: internal",
    "created": "created: 2026-05-01",
    "applies_when": 'applies_when: "When it holds."',
    "not_when": 'not_when: "When it does not."',
    "learned_from": 'learned_from: with source: "A book" below it',
    "review": "review: with every: 12 months below it",
}
_CURRENT = ("", "current")
_SEEN = ("title", "summary", "applies_when", "not_when")
"""Fields whose words stand on pages."""
_LINKS = re.compile(
    r"!?\[[^\[\]]{0,300}\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])"
    r"|!?\[\[[^\[\]\n]*\]\]|<[A-Za-z/!][^<>]{0,2000}>|\b[A-Za-z][A-Za-z0-9+.-]{1,20}://\S+"
    r"|^[ ]{0,3}\[[^\[\]\n]*\]:[^\n]*",
    re.MULTILINE,
)


def find_house_faults(text: Text, rules: HouseRules, *, touched: bool) -> Iterator[Diagnostic]:
    """Yield what a lesson lacks of what its house asks for, and what it says otherwise; `touched`
    where a request is what brings it.
    """
    if not text.is_lesson:
        return
    if rules.required:
        yield from _missing_fields(text, rules.required, touched=touched)
    if rules.licenses:
        yield from _strange_license(text, rules.licenses, touched=touched)
    if rules.words:
        yield from _words(text, rules)


def _missing_fields(
    text: Text, required: tuple[str, ...], *, touched: bool
) -> Iterator[Diagnostic]:
    values = text.front.values
    if _is_true(values.get("draft")) or str(values.get("status") or "") not in _CURRENT:
        # Nobody reads the one, and the other says that it ends.
        return
    for name in required:
        if _says(values.get(name)) or (name == "title" and find_heading(text.body)):
            continue
        yield finding(
            "field-required",
            text.path,
            text.front.line(name) if name in values else 0,
            f"this lesson has no '{name}', and this garden asks for it",
            f"Write above the text, between two lines of ---: {EXAMPLES[name]}",
            advice=not touched,
        )


def _says(value: Any) -> bool:
    """Tell whether a field says anything."""
    if isinstance(value, str):
        return bool(value.strip())
    return bool(value) or value == 0


def _is_true(value: Any) -> bool:
    return value not in (None, False, "", "false", "no")


def _strange_license(
    text: Text, allowed: tuple[str, ...], *, touched: bool
) -> Iterator[Diagnostic]:
    said = text.front.values.get("license")
    if not _says(said) or str(said).strip() in allowed:
        return
    yield finding(
        "license-not-allowed",
        text.path,
        text.front.line("license"),
        f"the licence '{' '.join(str(said).split())[:60]}' is none that this garden takes",
        f"Choose one of: {', '.join(allowed)}.",
        advice=not touched,
    )


def _words(text: Text, rules: HouseRules) -> Iterator[Diagnostic]:
    """Yield an advice for the first place of each word on each line."""
    seen = _LINKS.sub(lambda found: blank(found[0]), text.words)
    for word, instead in _there(seen, rules):
        last = 0
        for found in _pattern(word).finditer(seen):
            line, column = text.in_body(found.start())
            if line != last:
                last = line
                yield _said(text, word, instead, line, column)
    for key in _SEEN:
        value = text.front.values.get(key)
        told = "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")
        for word, instead in _there(told, rules):
            if _pattern(word).search(told):
                yield _said(text, word, instead, text.front.line(key), 0)


def _there(words: str, rules: HouseRules) -> Iterator[tuple[str, str]]:
    """Yield the words of the house that may stand in a text, as can be told in no time."""
    low = unicodedata.normalize("NFC", words).casefold()
    for word, instead in rules.words:
        if unicodedata.normalize("NFC", word.split()[0]).casefold() in low:
            yield word, instead


def _said(text: Text, word: str, instead: str, line: int, column: int) -> Diagnostic:
    message = f"'{word}' is a word that this house says otherwise"
    return finding("house-word", text.path, line, message, f"Write: {instead}", column=column)


@lru_cache(maxsize=4_096)
def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds a word, whole: in a script without blanks it may touch others."""
    ways = {unicodedata.normalize(form, word) for form in ("NFC", "NFD")}
    spelled = (r"\s+".join(map(re.escape, way.split())) for way in sorted(ways))
    begins = "" if is_dense(word[0]) else r"(?<!\w)"
    ends = "" if is_dense(word[-1]) else r"(?!\w)"
    return re.compile(f"{begins}(?:{'|'.join(spelled)}){ends}", re.IGNORECASE)

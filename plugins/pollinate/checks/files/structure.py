# How a text is built: headings in order, and sections that hold something. A template that was
# saved as it was offered is no lesson; one empty section in a lesson is advice.
# Must not know: what the sections should be called.
"""Find texts that are not finished, and headings out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pollinate.checks.files.rules import finding
from pollinate.checks.files.text import Text
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.stages import Status

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*(?:\{[^{}\n]*\}[ \t]*)?$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_BOLD = re.compile(r"(?:\*\*|__)([^*_\n]{2,80})(?:\*\*|__):?[ \t]*$")
_PLACEHOLDER = re.compile(
    r"[-*+>\s]*(?:\.{3,}|…|[-–—_]+|\?+|x{3,}|(?:\[?\s*(?:tbd|todo|tbc|tba|fixme|wip|"
    r"to be (?:done|written|determined|continued)|coming soon|a few words)\b.{0,80}))\s*",
    re.IGNORECASE,
)
_LOREM = re.compile(r"\blorem\s+ipsum\b", re.IGNORECASE)
_OPEN = re.compile(r"\s*(?:[-*+]\s+)?(?:\*\*)?(?:TODO|TBD|FIXME|TBC)\b(?!\w)")
_MARKUP = re.compile(r"[^\w]+")


FILLED = 150
"""Words from which on a page says something besides text that fills it."""
LONGEST = 300
"""Letters of a line in which a heading is looked for."""


class _Section(NamedTuple):
    level: int
    title: str
    line: int
    """From 0, in the body."""
    lines: list[str]


def find_structure(text: Text) -> Iterator[Diagnostic]:
    """Yield a finding for headings that are empty, doubled or out of order."""
    sections = _sections(text)[1:]
    tops = [one for one in sections if one.level == 1]
    for one in tops[1:]:
        yield _about(text, one, "a second title of the page", f"Write: ## {one.title}")
    last = 0
    seen: dict[tuple[str, ...], int] = {}
    above: list[str] = []
    for one in sections:
        if not one.title:
            yield _about(text, one, "a heading without words", "Write some, or take it out.")
        elif last and one.level > last + 1:
            signs = "#" * (last + 1)
            message = f"a heading of level {one.level} below one of level {last}"
            yield _about(text, one, message, f"Write: {signs} {one.title}")
        above = [*above[: one.level - 1], *[""] * (one.level - 1 - len(above)), one.title.lower()]
        if one.title and tuple(above) in seen:
            message = f"the heading '{one.title[:60]}' stands here twice"
            yield _about(text, one, message, "Say in each what is its own.")
        seen[tuple(above)] = one.line
        last = one.level
    bold = _bold_headings(text)
    if len(bold) > 1:
        line, words = bold[0]
        message = f"'{words[:60]}' is set in bold and is no heading"
        yield finding(
            "structure", text.path, text.front.body_line + line, message, f"Write: ## {words}"
        )


def find_unfinished(text: Text) -> Iterator[Diagnostic]:
    """Yield a finding for a lesson without words of its own, and an advice for an open place."""
    lorem = _LOREM.search(text.words)
    if lorem and len(text.words.split()) < FILLED:
        line, column = text.in_body(lorem.start())
        message = "this is text to fill a page, not a lesson"
        yield finding("unfinished", text.path, line, message, "Write your own.", column=column)
        return
    sections = _sections(text)
    empty = _open_sections(sections)
    if text.is_lesson and not _is_withdrawn(text) and not _has_words(text, sections):
        line = (
            text.front.body_line + empty[0].line
            if empty
            else min(text.front.body_line, _last(text))
        )
        message = "this lesson has no words of its own yet"
        cure = "Write what happened and what you learned: a few sentences are enough."
        yield finding("unfinished", text.path, line, message, cure)
        return
    if sections[0].lines or len(sections) > 2:
        for one in empty:
            message = f"the section '{one.title[:60]}' is empty"
            cure = "Write a sentence there, or take its heading out."
            yield finding(
                "unfinished", text.path, text.front.body_line + one.line, message, cure, advice=True
            )
    for number, words in enumerate(text.words.split("\n")):
        if _OPEN.match(words):
            yield finding(
                "unfinished",
                text.path,
                text.front.body_line + number,
                f"'{words.strip()[:60]}' is still open",
                "Write it, or keep it as a question: pollinate note asks",
                advice=True,
            )


def _sections(text: Text) -> list[_Section]:
    """Return the text before the first heading, and each heading with its text."""
    found = [_Section(0, "", 0, [])]
    prose, raw = text.words.split("\n"), text.body.split("\n")
    for number, line in enumerate(prose):
        heading = _HEADING.match(line[:LONGEST])
        if heading:
            # Its words may be code.
            told = _HEADING.match(raw[number][:LONGEST]) or heading
            found.append(_Section(len(heading[1]), (told[2] or "").strip(), number, []))
            continue
        lines = found[-1].lines
        under = _UNDERLINE.match(line) if lines and lines[-1].strip() else None
        if under and not _HEADING.match(raw[number - 1]) and not lines[-1].startswith(("|", "-")):
            title = lines.pop().strip()
            found.append(_Section(1 if "=" in under[1] else 2, title, number - 1, []))
        else:
            # Code counts as words: a lesson may be a command.
            lines.append(line if line.strip() or not raw[number].strip() else _shown(raw[number]))
    return found


def _shown(raw: str) -> str:
    return "" if raw.lstrip().startswith("<!--") or raw.rstrip().endswith("-->") else raw


def _open_sections(sections: list[_Section]) -> list[_Section]:
    """Return those that hold nothing but placeholders, and have none below them."""
    levels = [one.level for one in sections[1:]]
    return [
        one
        for one, below in zip(sections[1:], [*levels, 0][1:], strict=True)
        if below <= one.level and all(map(_is_placeholder, one.lines))
    ]


def _is_placeholder(line: str) -> bool:
    return not line.strip() or bool(_PLACEHOLDER.fullmatch(line))


def _is_withdrawn(text: Text) -> bool:
    """Tell whether a page only says that a lesson was withdrawn."""
    return text.front.values.get("status") == Status.WITHDRAWN.value


def _has_words(text: Text, sections: list[_Section]) -> bool:
    for one in sections:
        if "](" in one.title:
            # A heading that is a link says something.
            return True
        for line in one.lines:
            if not _is_placeholder(line) and (_MARKUP.sub("", line) or "|" in line or "<" in line):
                return True
    return False


def _last(text: Text) -> int:
    return text.whole.count("\n") + 1


def _bold_headings(text: Text) -> list[tuple[int, str]]:
    lines = text.words.split("\n")
    return [
        (number, found[1].strip())
        for number, line in enumerate(lines)
        if (found := _BOLD.match(line))
        and not "".join(lines[number - 1 : number]).strip()
        and not "".join(lines[number + 1 : number + 2]).strip()
    ]


def _about(text: Text, section: _Section, message: str, cure: str) -> Diagnostic:
    return finding("structure", text.path, text.front.body_line + section.line, message, cure)

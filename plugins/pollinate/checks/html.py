# Says which HTML in a lesson the site leaves out, with the line, so that its author hears of it
# before a reader misses it. Only texts that could hold any are rendered; hostile paragraphs are
# left out before Markdown sees them. Must not know: how HTML is cleaned, MkDocs.
"""Find HTML that a site leaves out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from markdown import Markdown

from pollinate.checks.files.text import without_code
from pollinate.content.clean import clean_html
from pollinate.content.hostile import defuse
from pollinate.content.links import make_markdown
from pollinate.content.losses import AS_TEXT, is_a_loss
from pollinate.content.safe_html import DEFAULT, Policy
from pollinate.model.content import Lesson
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.runtime.walk import ENDINGS

_RISK = re.compile(
    r"<[A-Za-z/!?]|\{[^{}\n]*=|(?:\]\(|\]:|<)\s*<?\s*"
    r"(?!https?:|mailto:|tel:)[A-Za-z&#;0-9\t+.-]{1,40}:",
    re.I,
)
_PLAIN = re.compile(
    r"<(?:https?://|mailto:|!--(?!\s*#))[^<>]*>"
    r"|</?(?:br|kbd|sub|sup|details|summary|b|i|em|strong)\s*/?>",
    re.I,
)
_SITES_CLASS = re.compile(r"class (?!pl-|md-).*")
_MOST = 8
"""Findings for one lesson: who sees these looks at the rest."""


def find_unsafe_html(lessons: Iterable[Lesson], policy: Policy = DEFAULT) -> Iterator[Diagnostic]:
    """Yield a warning for each kind of HTML that the site leaves out of a lesson."""
    markdown = make_markdown()
    for lesson in lessons:
        is_page = lesson.src_uri.lower().endswith(ENDINGS)
        if not is_page or not could_hold_html(lesson.body):
            continue
        for what in _taken_out(markdown, lesson.body, policy)[:_MOST]:
            yield _finding(lesson, what)


def could_hold_html(text: str) -> bool:
    """Tell whether a text may make HTML worth a look: a tag outside of code, attributes, an unusual
    kind of address.
    """
    if "<" not in text and "=" not in text and ":" not in text:
        return False
    return bool(_RISK.search(_PLAIN.sub("", without_code(text))))


def _taken_out(markdown: Markdown, text: str, policy: Policy) -> tuple[str, ...]:
    safe, _ = defuse(text)
    try:
        words = clean_html(markdown.reset().convert(safe), policy)[1]
        # Which classes a site's own stylesheets know, only a build can tell.
        return tuple(word for word in words if not _SITES_CLASS.fullmatch(word))
    except Exception:
        # What Markdown stumbles over is a finding of reading its links already.
        return ()


def _finding(lesson: Lesson, what: str) -> Diagnostic:
    line = _line_of(lesson.body, what)
    said, as_text = what, what.endswith(AS_TEXT)
    what = what.removesuffix(AS_TEXT)
    shown = html.escape(what, quote=False) if any(c < " " for c in what) else what
    return Diagnostic(
        path=lesson.repo_path,
        line=lesson.body_line + line - 1 if line else 0,
        code="html-removed",
        message=f"the site shows {shown} as text" if as_text else f"the site leaves out {shown}",
        cure=_cure(what),
        severity=Severity.WARNING if is_a_loss(said) else Severity.ADVICE,
    )


def _cure(what: str) -> str:
    if ": in " in what:
        return "Link to a page, https:, mailto: or tel:, such as [the runbook](runbook.md)."
    if what.startswith("<") and what[1:2] != "/":
        return f"If it is an example, write it as code: `{what}`. If not, write it in Markdown."
    if what.startswith("style"):
        return 'Widths, heights, colours and text-align may stay, such as style="width: 50%".'
    return 'Take it out, or write it as code if it is an example: `<b id="x">`.'


def _line_of(text: str, what: str) -> int:
    """Return the line of the first place that a finding may mean, from 1, outside fenced code; 0
    when there is none.
    """
    if what.startswith("class "):
        found = re.fullmatch(r"()()(class) .*", what)
    else:
        found = re.fullmatch(
            r"</?([a-z][\w-]*)>.*|([\w.:+-]+): in \w+|([\w:.-]+) on <[\w-]+>", what
        )
    if found is None:
        return 0
    bare = without_code(text)
    tag, scheme, attribute = found.groups()
    if tag:
        pattern = rf"</{tag}\b" if what.startswith("</") else rf"<{tag}\b"
    else:
        pattern = (
            rf"\b{re.escape(scheme)}\s*:"
            if scheme
            else rf"[\s\"'/{{]{re.escape(attribute)}\s*=|\{{[^{{}}\n]*#"
        )
    place = re.search(pattern, bare, re.I)
    return bare.count("\n", 0, place.start()) + 1 if place else 0

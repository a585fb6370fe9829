# Says which HTML in a lesson, a note or another page of contributors the site leaves out, with the
# line, so that its author hears of it before a reader misses it. Profiles are shown as plain words,
# pages of the site's maintainers as they are: nothing is left out there. Only texts that could hold
# any are rendered; hostile paragraphs are left out before Markdown sees them.
# Must not know: how HTML is cleaned, MkDocs.
"""Find HTML that a site leaves out."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, Protocol

from markdown import Markdown

from pollinate.checks.files.text import without_code
from pollinate.content.clean import clean_html
from pollinate.content.contributed import Contributed
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.hostile import defuse
from pollinate.content.links import make_markdown
from pollinate.content.losses import AS_TEXT, is_a_loss
from pollinate.content.note_text import left_out_of_note, make_note_markdown
from pollinate.content.policy import policy_of
from pollinate.content.safe_html import DEFAULT, TAGS, Policy
from pollinate.model.content import Content
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.notes import Note
from pollinate.paths import RepoPath, SrcUri
from pollinate.runtime.walk import ENDINGS
from pollinate.settings import Settings

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
"""Findings for one text: who sees these looks at the rest."""
_MEDIA = frozenset({"<img>", "<picture>", "<audio>", "<video>", "<table>", "<input>", "<math>"})
"""What lessons may hold and notes may not, and a reader of a note misses."""


class Written(Protocol):
    """A text as it stands in a file."""

    @property
    def src_uri(self) -> SrcUri:
        """Its file, from `docs_dir`."""

    @property
    def repo_path(self) -> RepoPath:
        """Its file, from the repository's root."""

    @property
    def body(self) -> str:
        """What stands below the front matter."""

    @property
    def body_line(self) -> int:
        """The line at which that starts."""


class _Page(NamedTuple):
    """A page that is no lesson."""

    src_uri: SrcUri
    repo_path: RepoPath
    body: str
    body_line: int


def find_left_out(
    content: Content, settings: Settings, read: Callable[[SrcUri], bytes]
) -> Iterator[Diagnostic]:
    """Yield what the site leaves out of all texts that it cleans."""
    policy = policy_of(settings)
    yield from find_unsafe_html(content.lessons.values(), policy)
    yield from find_unsafe_notes(content.notes.values())
    yield from find_unsafe_html(_pages(content, settings, read), policy)


def _pages(
    content: Content, settings: Settings, read: Callable[[SrcUri], bytes]
) -> Iterator[_Page]:
    """Yield the texts of contributed pages that are no lessons: trails, gatherings, others."""
    contributed = Contributed(settings)
    uris = {one.src_uri for one in content.pages.values() if not one.hidden}
    uris |= {one.src_uri for one in content.trails.values() if not one.hidden}
    uris |= {one.src_uri for one in content.gatherings.values() if not one.hidden}
    for uri in sorted(uris):
        if contributed.page(uri) and uri.lower().endswith(ENDINGS):
            path = content.place.repo(uri)
            front = read_front_matter(read(uri), path)
            yield _Page(uri, path, front.body, front.body_line)


def find_unsafe_html(texts: Iterable[Written], policy: Policy = DEFAULT) -> Iterator[Diagnostic]:
    """Yield a warning for each kind of HTML that the site leaves out of a page."""
    markdown = make_markdown()
    for text in texts:
        is_page = text.src_uri.lower().endswith(ENDINGS)
        if not is_page or not could_hold_html(text.body):
            continue
        for what in _taken_out(markdown, text.body, policy)[:_MOST]:
            yield _finding(text, what)


def find_unsafe_notes(notes: Iterable[Note]) -> Iterator[Diagnostic]:
    """Yield the same of notes, which hold fewer kinds: a note stands on others' pages."""
    markdown = make_note_markdown()
    for note in notes:
        if "![" not in note.body and "<" not in note.body and not could_hold_html(note.body):
            continue
        for what in left_out_of_note(note.body, markdown)[:_MOST]:
            found = _finding(note, what)
            if what[1:-1] not in TAGS:
                yield found
                continue
            severity = Severity.WARNING if what in _MEDIA else Severity.ADVICE
            cure = "A note keeps words, links, lists and code. Put the rest on the lesson's page."
            line = found.line or _line_of_picture(note, what)
            yield replace(found, severity=severity, cure=cure, line=line)


def _line_of_picture(note: Note, what: str) -> int:
    """Return the line of a picture that Markdown made; 0 for another thing."""
    at = without_code(note.body).find("![") if what == "<img>" else -1
    return note.body_line + note.body.count("\n", 0, at) if at >= 0 else 0


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


def _finding(text: Written, what: str) -> Diagnostic:
    line = _line_of(text.body, what)
    said, as_text = what, what.endswith(AS_TEXT)
    what = what.removesuffix(AS_TEXT)
    shown = html.escape(what, quote=False) if any(c < " " for c in what) else what
    return Diagnostic(
        path=text.repo_path,
        line=text.body_line + line - 1 if line else 0,
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

# What a search knows of each page: one small document of our own for each, made of the same values
# as the page. What is happening counts most, then the title, then questions and answers; each note
# is a place of its own, so that a result leads to it. Steppers, doors and bylines are not searched.
# Why not the built page: half of what stands there is said of other pages.
# Must not know: which search reads it, MkDocs, where a document is written.
"""Make the documents that a search reads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import escape

from pollinate.model.content import Lesson
from pollinate.model.notes import PlacedTrail
from pollinate.model.people import COLLEAGUE, Contributor, Show
from pollinate.pages.notes_view import NotesView, NoteView
from pollinate.pages.parts import PersonRef
from pollinate.pages.site import Site
from pollinate.paths import Slug, SrcUri

SITUATION, TITLE, ASKED, SUMMARY, TRIED, TEXT = 10.0, 8.0, 6.0, 5.0, 2.0, 1.0
"""What a word counts by where it stands. Nothing may count more than 10."""
FORMER = 0.5
"""Of all that, for a lesson that is kept for the record: what took its place comes first."""
PAGE_TITLE = 4.0
"""The title of a page that is no lesson: who searches looks for lessons first."""
SIGN, NARROWED = "zzq", "pl-narrowed"
"""How words that nobody writes begin: at the end of the alphabet, beside few others."""
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_THEIRS = re.compile(r"data-pagefind-", re.I)
_HIDDEN = "data-search-exclude"
_HEADING = re.compile(r"<h([1-6])\b([^<>]*)>", re.I)
_FIRST_HEADING = re.compile(r"<h1\b[^>]*>.*?</h1\s*>", re.I | re.S)
_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.I | re.S)
_SPACE = re.compile(r"\s+")
LEVELS = {"question": "h3", "answer": "h4", "applied": "h5"}
"""The level under which a note stands, by its kind: it tells a result which words to show."""
OTHER_LEVEL = "h6"


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words that stand at an anchor of a page."""

    level: str
    anchor: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """All that a search knows of a page."""

    title: str
    title_weight: float = TITLE
    counts: float = 1.0
    """How much of what its words count by where they stand."""
    kind: str = ""
    """`lesson`, `person`, `trail`, `gathering`; empty for any other page."""
    situations: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """Tags and other names of it."""
    summary: str = ""
    limits: tuple[str, ...] = ()
    """When it does not apply: found, but as any other words."""
    byline: str = ""
    evidence: str = ""
    """What is known of a lesson from its use, in one sentence."""
    state: str = ""
    """What is said of a lesson wherever it is named; empty when all is well."""
    instead: tuple[str, SrcUri] | None = None
    """The title and the page of what took its place."""
    passages: tuple[Passage, ...] = ()
    text: str = ""
    """HTML as the site shows it, without what is ours."""
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def telling(self) -> Iterator[str]:
        """Yield the texts in which people look first: the source of right spellings."""
        yield self.title
        yield from self.situations
        yield from self.asked
        yield self.summary
        yield from self.limits
        yield from (one.words for one in self.passages)

    @property
    def words(self) -> str:
        """Return the words of the page's own text."""
        return words_of(self.text)


def words_of(html: str) -> str:
    """Return the words of some HTML, on one line."""
    return _SPACE.sub(" ", _TAG.sub(" ", html)).strip()


class SearchDocuments:
    """The documents of one site's pages; asked for page by page."""

    def __init__(self, site: Site) -> None:
        self._site, self._look, self._said = site, site.look, site.messages
        self._people = {site.look.person(slug).page: slug for slug in site.garden.contributors}

    def of(self, uri: SrcUri, title: str, text: str) -> SearchDocument | None:
        """Return what a search knows of a page, given its title and its own text as HTML; None for
        one that it must not know.
        """
        garden = self._site.garden
        text = _searchable(text)
        if lesson := garden.content.lessons.get(uri):
            return self._lesson(lesson, text) if _is_searched(lesson) else None
        if uri in garden.trails:
            return self._trail(garden.trails[uri], text)
        if uri in self._site.generated:
            return self._generated(uri, title, text)
        notes = self._site.notes.on_page(uri)
        return SearchDocument(
            kind="gathering" if uri in garden.content.gatherings else "",
            title=title,
            title_weight=PAGE_TITLE,
            passages=tuple(_passages(notes)),
            text=text,
        )

    def makes(self, uri: SrcUri) -> bool:
        """Tell whether a page is one of ours, which no file holds."""
        return uri in self._site.generated

    def _lesson(self, lesson: Lesson, text: str) -> SearchDocument:
        uri = lesson.src_uri
        ref, notes = self._look.lesson(uri), self._site.notes.on_page(uri)
        newer, evidence = self._look.successor(uri), self._site.notes.evidence(uri)
        return SearchDocument(
            kind="lesson",
            title=lesson.title,
            counts=1.0 if lesson.status.is_current else FORMER,
            situations=lesson.applies_when,
            asked=(*lesson.tags, *lesson.aliases),
            summary=lesson.summary,
            limits=lesson.not_when,
            byline=self._byline(ref.by),
            evidence=evidence.text if evidence else "",
            state=str(self._said.tell(f"state-{ref.state}")) if ref.state else "",
            instead=(newer.title, newer.page) if newer else None,
            passages=tuple(_passages(notes)),
            text=text,
            filters=tuple(dict.fromkeys(self._filters(lesson, notes))),
        )

    def _filters(self, lesson: Lesson, notes: NotesView) -> Iterator[tuple[str, str]]:
        topic = self._site.topics.get(lesson.topic)
        if topic:
            yield "topic", topic[0]
        yield from (("tag", one) for one in lesson.tags)
        for slug in self._site.look.writers(lesson.src_uri):
            if self._is_named(slug):
                yield "person", self._look.person(slug).name
        yield "stage", self._said.tell(f"stage-{lesson.stage}")
        if lesson.level:
            yield "level", self._said.tell(f"level-{lesson.level}")
        yield from (
            ("outcome", self._said.tell(f"outcome-{one.outcome}"))
            for one in notes.applied
            if one.outcome
        )

    def _is_named(self, slug: Slug) -> bool:
        one = self._site.garden.contributors[slug]
        return slug != COLLEAGUE and one.show is not Show.HIDDEN

    def _byline(self, people: Iterable[PersonRef]) -> str:
        names = [one.name for one in people]
        return self._said.tell("by", names=self._said.join_plain(names)) if names else ""

    def _trail(self, placed: PlacedTrail, text: str) -> SearchDocument:
        trail = placed.trail
        steps = [words for step in placed.steps for words in (step.why, step.task) if words]
        return SearchDocument(
            kind="trail",
            title=trail.title,
            title_weight=SUMMARY,
            summary=trail.summary,
            byline=self._byline(map(self._look.person, placed.by)),
            passages=tuple(_passages(self._site.notes.on_page(trail.src_uri))),
            text=text + "".join(f"<p>{escape(one)}</p>" for one in steps),
        )

    def _generated(self, uri: SrcUri, title: str, text: str) -> SearchDocument | None:
        slug = self._people.get(uri)
        if slug is not None:
            one = self._site.garden.contributors[slug]
            return self._person(one) if one.show is not Show.HIDDEN else None
        page = self._site.generated[uri]
        if not page.search and uri not in self._ways():
            return None
        return SearchDocument(
            title=title,
            title_weight=PAGE_TITLE,
            summary=self._site.description(uri),
            text=text if page.search else "",
        )

    def _ways(self) -> frozenset[SrcUri]:
        """Pages of doors: found by their names, and by nothing that they ask."""
        site = self._site
        return frozenset((site.take_part, site.thanks_index, *site.look.ways.values()))

    def _person(self, one: Contributor) -> SearchDocument:
        asked = self._said.join_plain(one.ask_about) if one.ask_about else ""
        return SearchDocument(
            kind="person",
            title=one.name,
            situations=one.ask_about,
            summary=self._said.tell("search-ask-about", subjects=asked) if asked else "",
            byline=one.team,
        )


def _is_searched(lesson: Lesson) -> bool:
    return not lesson.draft and lesson.may_quote and str(lesson.status) != "withdrawn"


def _searchable(html: str) -> str:
    """Return a page's text without its title, without what asks to be left out, and without a word
    to the search itself.
    """
    if _HIDDEN in html:
        html = _without_hidden(html)
    return _THEIRS.sub("data-", _FIRST_HEADING.sub("", html, count=1))


def _without_hidden(html: str) -> str:
    """Return a text without the sections whose heading says, as in Material, that they are not
    searched: each ends at the next heading that is as high. Of other elements the search knows.
    """
    pieces, at, above = [], 0, 0
    for heading in _HEADING.finditer(html):
        level = int(heading[1])
        if above and level <= above:
            at, above = heading.start(), 0
        if not above and _HIDDEN in heading[2]:
            pieces.append(html[at : heading.start()])
            above = level
    return "".join([*pieces, "" if above else html[at:]])


def _passages(notes: NotesView) -> Iterator[Passage]:
    for question in notes.questions:
        yield _passage(question, ASKED)
        yield from (_passage(answer, ASKED) for answer in question.answers)
    for one in (*notes.applied, *notes.reflections, *notes.thanks, *notes.reviews):
        yield _passage(one, TRIED)


def _passage(note: NoteView, weight: float) -> Passage:
    words = _SPACE.sub(" ", " ".join(filter(None, (note.text, note.effect)))).strip()
    return Passage(LEVELS.get(note.kind, OTHER_LEVEL), note.anchor, words, weight)


def html_of(document: SearchDocument, language: str, address: Callable[[SrcUri], str]) -> str:
    """Return a document as a search reads it; `address` gives those of pages, from the root of the
    site.
    """
    told = {
        "summary": document.summary,
        "byline": document.byline,
        "kind": document.kind,
        "state": document.state,
        "evidence": document.evidence,
    }
    if document.instead:
        title, page = document.instead
        told |= {"instead": title, "instead_url": address(page)}
    share = document.counts
    lines = [
        f'<html lang="{escape(language)}"><body><main data-pagefind-body>',
        _weighed(document.title, document.title_weight * share, "h1"),
        *(_weighed(words, SITUATION * share) for words in document.situations),
        *(_weighed(words, ASKED * share) for words in document.asked),
        _weighed(document.summary, SUMMARY * share) if document.summary else "",
        *(_weighed(words, TEXT) for words in document.limits),
        f"<div>{document.text}</div>",
        *(
            _weighed(one.words, one.weight * share, one.level, one.anchor)
            for one in document.passages
        ),
        *(_said(key, value) for key, value in told.items() if value),
        *_narrowed(document),
        "</main></body></html>",
    ]
    return "\n".join(lines)


def _weighed(words: str, weight: float, element: str = "p", anchor: str = "") -> str:
    place = f' id="{escape(anchor)}"' if anchor else ""
    return f'<{element}{place} data-pagefind-weight="{weight}">{escape(words)}</{element}>'


def _said(key: str, value: str) -> str:
    """Return an element without words that says something of a page."""
    return f'<i data-pagefind-meta="{key}[title]" title="{escape(value)}"></i>'


def _narrowed(document: SearchDocument) -> Iterator[str]:
    """Yield what a document can be narrowed down by, as words that nobody writes, behind all that
    is read.
    """
    signs = [sign_of(name, value) for name, value in document.filters]
    if signs:
        yield f'<h6 id="{NARROWED}">{SIGN}</h6>'
        yield f'<p data-pagefind-weight="0.1">{" ".join(signs)}</p>'


def sign_of(name: str, value: str) -> str:
    """Return the word that stands for a value in an index. Why not Pagefind's own filters: their
    files are other bytes in each build, of the same garden.
    """
    digest = hashlib.sha256(f"{name}\0{value}".encode("utf-8", "replace")).hexdigest()
    return f"{SIGN}{digest[:12].translate(_LETTERS)}q"

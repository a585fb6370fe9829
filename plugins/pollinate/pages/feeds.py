# Atom feeds: what was planted, who is thanked, and for each person and lesson what happened to what
# they made. feedgen writes them; dates are days (or months, where somebody is private), never
# times, and ids never change with the address of the site. Must not know: MkDocs, where the files
# end up.
"""Write feeds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin
from uuid import NAMESPACE_URL, uuid5

from pollinate.model.content import SourceKind
from pollinate.model.credits import Role
from pollinate.model.notes import NoteKind, PlacedNote
from pollinate.model.people import Show
from pollinate.pages.assets import FEED_STYLE
from pollinate.pages.notes_view import NoteIndex, NoteView
from pollinate.pages.parts import Lookup
from pollinate.paths import Slug, SrcUri, short_path
from pollinate.version import VERSION

NEWEST = 50
"""Entries of a feed at most."""
LESSONS, THANKS = "feeds/lessons.xml", "feeds/acknowledgements.xml"
Address = Callable[[SrcUri], str]
"""Gives a page's address from the site root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One thing that happened."""

    key: str
    """Makes the entry's id."""
    title: str
    when: str
    """A day or a month."""
    page: SrcUri
    anchor: str = ""
    text: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed before it is written."""

    path: str
    """From the site root."""
    title: str
    page: SrcUri | None
    """The page that it belongs to."""
    entries: tuple[FeedEntry, ...]


class Feeds:
    """All feeds of a garden."""

    def __init__(
        self,
        look: Lookup,
        notes: NoteIndex,
        months: dict[str, SrcUri],
        *,
        people: bool,
        thanks: bool,
    ) -> None:
        self._look, self._notes, self._months, self._people, self._thanks = (
            look,
            notes,
            months,
            people,
            thanks,
        )
        self._of_people: dict[Slug, str] = {}

    def of_lesson(self, uri: SrcUri) -> str:
        """Return where a lesson's feed stands; empty for a lesson to which nothing has happened."""
        grew = self._look.lineages.grew(SourceKind.LESSON, uri)
        return (
            f"feeds/pages/{short_path(uri.rsplit('.', 1)[0])}.xml"
            if grew or self._notes.by_page.get(uri)
            else ""
        )

    def of_person(self, slug: Slug) -> str:
        """Return where a person's feed stands; empty for somebody without a page, or to whose work
        nothing has happened.
        """
        if slug not in self._of_people:
            has_feed = (
                self._people
                and self._look.person(slug).page
                and any(entry.when for entry in self._to_person(slug))
            )
            self._of_people[slug] = f"feeds/people/{slug}.xml" if has_feed else ""
        return self._of_people[slug]

    def of_page(self, uri: SrcUri) -> tuple[tuple[SrcUri, str], ...]:
        """Return the feeds that a page tells of, with their titles: that of all lessons, and its
        own.
        """
        look, tell = self._look, self._look.messages.tell
        found = {LESSONS: tell("feed-lessons", garden=look.garden.name)}
        if uri in look.garden.content.lessons and (path := self.of_lesson(uri)):
            found[path] = tell("feed-of", name=look.garden.content.lessons[uri].title)
        return tuple((SrcUri(path), words) for path, words in found.items())

    def all(self) -> Iterator[Feed]:
        """Yield every feed."""
        look, tell = self._look, self._look.messages.tell
        yield Feed(
            LESSONS,
            tell("feed-lessons", garden=look.garden.name),
            None,
            _newest(self._planted()),
        )
        if self._thanks:
            yield Feed(
                THANKS,
                tell("feed-thanks", garden=look.garden.name),
                None,
                _newest(self._acknowledged()),
            )
        for uri, lesson in look.garden.content.lessons.items():
            if path := self.of_lesson(uri):
                title = tell("feed-of", name=lesson.title)
                yield Feed(path, title, uri, _newest(self._happened(uri)))
        for slug, one in look.garden.contributors.items():
            if one.show is not Show.HIDDEN and (path := self.of_person(slug)):
                page = look.person(slug).page
                yield Feed(
                    path,
                    tell("feed-of", name=one.name),
                    page,
                    _newest(self._to_person(slug)),
                )

    def _planted(self) -> Iterable[FeedEntry]:
        for uri, lesson in self._look.garden.content.lessons.items():
            ref = self._look.lesson(uri)
            if ref.planted:
                yield FeedEntry(
                    key=f"lesson {uri}",
                    title=lesson.title,
                    when=ref.planted,
                    page=uri,
                    anchor="",
                    text=lesson.summary or ref.when,
                    authors=tuple(p.name for p in ref.by),
                )

    def _acknowledged(self) -> Iterable[FeedEntry]:
        for one in self._look.garden.acknowledgements:
            if one.month not in self._months:
                continue
            note = self._notes.by_uri.get(SrcUri(one.detail)) if one.kind == "thanked" else None
            name = self._look.person(one.who).name
            lesson = self._look.garden.content.lessons.get(one.lesson)
            title = _words(
                self._look.messages.tell(
                    f"feed-{one.kind}",
                    name=name,
                    lesson=lesson.title if lesson else self._look.garden.name,
                )
            )
            text = note.text if note else ""
            yield FeedEntry(
                key=f"{one.kind} {one.who} {one.lesson} {one.detail}",
                title=title,
                when=one.day or one.month,
                page=self._months[one.month],
                anchor="",
                text=text,
            )

    def _happened(self, uri: SrcUri) -> Iterable[FeedEntry]:
        for note in self._notes.by_page.get(uri, ()):
            yield self._said(note)
        for link in self._look.lineages.grew(SourceKind.LESSON, uri):
            ref = self._look.lesson(link.source)
            if when := self._look.grown_at(link):
                title = _words(
                    self._look.messages.tell(
                        "feed-grew", lesson=ref.title, origin=self._look.lesson(uri).title
                    )
                )
                yield FeedEntry(
                    key=f"grew {link.source} {uri}",
                    title=title,
                    when=when,
                    page=link.source,
                    anchor="",
                    text="\n".join(link.reasons),
                )

    def _to_person(self, slug: Slug) -> Iterable[FeedEntry]:
        """Yield what happened to what somebody made: on lessons of their own, by others; and thanks
        to them.
        """
        for credit in self._look.credits_of.get(slug, ()):
            if Role.AUTHOR in credit.roles or Role.CO_AUTHOR in credit.roles:
                own = {n.src_uri for n in self._notes.by_person.get(slug, ())}
                notes = [
                    n for n in self._notes.by_page.get(credit.lesson, ()) if n.src_uri not in own
                ]
                yield from map(self._said, notes)
                yield from (e for e in self._happened(credit.lesson) if e.key.startswith("grew "))
        for note in self._notes.to_person.get(slug, ()):
            if note.page:
                yield self._said(note)
        for relation_link in self._look.lineages.grew(SourceKind.PERSON, slug):
            ref = self._look.lesson(relation_link.source)
            if ref.planted:
                title = _words(
                    self._look.messages.tell(
                        "feed-taught", name=self._look.person(slug).name, lesson=ref.title
                    )
                )
                yield FeedEntry(
                    key=f"taught {slug} {relation_link.source}",
                    title=title,
                    when=ref.planted,
                    page=relation_link.source,
                    anchor="",
                    text="\n".join(relation_link.reasons),
                )

    def _said(self, note: PlacedNote) -> FeedEntry:
        view: NoteView = self._notes.view(note)
        messages = self._look.messages
        names = messages.join_plain([p.name for p in view.by] or [messages.tell("somebody")])
        if view.entered_by:
            writers = messages.join_plain([p.name for p in view.entered_by])
            names = messages.tell("entered-by", names=names, writers=writers)
        title = messages.tell(
            f"feed-note-{note.kind.value}",
            names=names,
            title=view.on.title if view.on else "",
        )
        text = (
            view.text
            if note.kind is not NoteKind.APPLIED
            else "\n".join(filter(None, (view.text, view.effect)))
        )
        return FeedEntry(
            key=f"note {note.anchor} {note.page}",
            title=_words(title),
            when=view.when,
            page=note.page,
            anchor=note.anchor,
            text=text,
            authors=tuple(p.name for p in view.entered_by or view.by),
        )


def _words(message: str) -> str:
    return " ".join(message.split())


def _newest(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    found = {entry.key: entry for entry in entries if entry.when}
    return tuple(sorted(found.values(), key=lambda e: (e.when, e.key), reverse=True)[:NEWEST])


def write_feed(
    feed: Feed, garden: str, site_url: str, address: Address, subtitle: str = ""
) -> bytes:
    """Return a feed as Atom (RFC 4287); `site_url` ends in a slash, or is empty: then links are
    relative to the feed. `subtitle` says to who opens it in a browser what it is for.
    """
    from feedgen.feed import FeedGenerator

    base = site_url or "../" * feed.path.count("/")
    made: Any = FeedGenerator()
    made.id(_id(garden, feed.path))
    made.title(_clean(feed.title))
    made.generator("pollinate", VERSION)
    if subtitle:
        made.subtitle(_clean(subtitle))
    made.author(name=_clean(garden))
    made.updated(_moment(max((e.when for e in feed.entries), default="1970-01-01")))
    made.link(
        href=_join(base, quote(feed.path, errors="surrogateescape")),
        rel="self",
        type="application/atom+xml",
    )
    if feed.page is not None:
        made.link(href=_join(base, address(feed.page)), rel="alternate", type="text/html")
    for entry in feed.entries:
        one: Any = made.add_entry(order="append")
        one.id(_id(garden, entry.key))
        one.title(_clean(entry.title))
        one.updated(_moment(entry.when))
        one.link(
            href=_join(base, address(entry.page)) + (f"#{entry.anchor}" if entry.anchor else ""),
            rel="alternate",
        )
        for name in entry.authors:
            one.author(name=_clean(name))
        one.content(_clean(entry.text or entry.title), type="text")
    written = bytes(made.atom_str(pretty=False))
    style = f'<?xml-stylesheet type="text/css" href="{"../" * feed.path.count("/")}{FEED_STYLE}"?>'
    # It must come right after the declaration: https://www.w3.org/TR/xml-stylesheet/
    return written.replace(b"?>", b"?>" + style.encode(), 1)


def _id(garden: str, key: str) -> str:
    name = f"pollinate {garden} {key}".encode("utf-8", "replace").decode()
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _join(base: str, path: str) -> str:
    return urljoin(base, path) if base.startswith("http") else base + path


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _moment(when: str) -> str:
    day = (when + "-01")[:10] if len(when) < 10 else when[:10]
    # A commit may be dated after the year 9999, where calendars of feeds end.
    return f"{day if _DAY.fullmatch(day) else '9999-12-31'}T00:00:00Z"


def _clean(text: str) -> str:
    """Return a text without the characters that XML can't hold."""
    return "".join(
        c
        for c in text
        if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )

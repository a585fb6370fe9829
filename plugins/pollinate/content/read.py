# READ FIRST in this folder. The phase "read" as a list of steps: walk, sort, read bytes, front
# matter, schema. A file that is wrong in any way is a finding and still part of the garden; only a
# garden without lessons is an error. Must not know: git (but for its way to name bytes), MkDocs,
# link targets.
"""Read all files of a garden."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from pollinate.content.blob_ids import blob_id, plain_blob_id
from pollinate.content.contributed import WISH, Contributed
from pollinate.content.fields import Fields
from pollinate.content.files import SortedFiles, folders, is_text, sort_files
from pollinate.content.frontmatter import FrontMatter, read_front_matter
from pollinate.content.left_out import left_out
from pollinate.content.link_cache import MARK, read_all_links
from pollinate.content.note_schema import is_note, read_note, read_trail
from pollinate.content.note_text import render_notes
from pollinate.content.ours import Kind, as_advice, broken_speaks_ours, speaks_ours
from pollinate.content.page_meta import meta_findings
from pollinate.content.pointers import is_pointer
from pollinate.content.schema import (
    hides_names,
    is_profile,
    read_gathering,
    read_lesson,
    read_page,
    read_person,
    with_known_keys,
)
from pollinate.model.content import Content, Gathering, Lesson, Material, Page
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.notes import Note, Trail
from pollinate.model.people import PersonFile, Show
from pollinate.paths import DocsPlace, RepoPath, SrcUri
from pollinate.runtime.forked import forked
from pollinate.runtime.regular_file import read_regular
from pollinate.runtime.walk import Walked
from pollinate.settings import Settings
from pollinate.words import MOST_BYTES, words_per_line

_LANGUAGE = re.compile(r"(.+)\.[a-z]{2}(?:[-_][A-Za-z]{2,4})?\.(md|markdown)")
"""How plugins name the translation of a file."""
MANY = 3000
"""From so many lessons on a second process reads half of them."""
_SEEN = 8000
"""Bytes in which Git looks for a NUL, too, to tell a text."""


def read_all(
    settings: Settings,
    walked: Walked,
    uris: Iterable[SrcUri] | None = None,
    *,
    known: Collection[RepoPath] | None = None,
    cache: Path | None = None,
    algorithm: str = "sha1",
    marked_links_only: bool = False,
    unread: Mapping[SrcUri, Lesson] = MappingProxyType({}),
) -> Material:
    """Return all that files say, their links, and the texts of notes.

    `cache` is the folder where links are remembered; with `marked_links_only`, links are read of
    those lessons only that mark one as `{ .learned-from }`; `unread` are lessons of which enough
    is known, so that their files are left alone. Raises ContentError as `read_content`.
    """
    content = read_content(
        settings,
        walked,
        uris,
        known=known,
        algorithm=algorithm,
        unread=unread,
        for_pages=not marked_links_only,
    )
    living = [lesson for lesson in content.lessons.values() if not lesson.draft]
    links, findings = read_all_links(living, cache, marked_only=marked_links_only)
    notes = render_notes(content.notes.values())
    return Material(content=content, links=links, notes=notes, diagnostics=tuple(findings))


def read_content(
    settings: Settings,
    walked: Walked,
    uris: Iterable[SrcUri] | None = None,
    *,
    known: Collection[RepoPath] | None = None,
    algorithm: str = "sha1",
    unread: Mapping[SrcUri, Lesson] = MappingProxyType({}),
    for_pages: bool = True,
    whole: bool = True,
) -> Content:
    """Return all that the files of a garden say, or some files of it where it is not `whole`.

    `walked` is what `docs_dir` holds on disk; `uris` are the pages that an engine makes of it,
    where one is asked; with `known`, a file that git neither tracks nor would add does not exist
    for us. Raises ContentError when no file of a whole garden is a lesson.
    """
    reader = _Reader(
        settings=settings, place=walked.place, algorithm=algorithm, for_pages=for_pages
    )
    paths = list(uris) if uris is not None else reader.walked(walked)
    files = sort_files(paths, settings, reader.place, known, whole=whole)
    half = len(files.lessons) // 2
    second = partial(reader.some_lessons, files.lessons[half:], unread)
    with forked(second, large=len(files.lessons) - len(unread) >= MANY) as rest:
        reader.take(*reader.some_lessons(files.lessons[:half], unread))
        reader.take(*rest.result())
    for uri in files.gatherings:
        reader.gathering(uri)
    for uri in files.people:
        reader.person(uri)
    for uri in files.notes:
        reader.note(uri)
    for uri in files.trails:
        reader.trail(uri)
    for uri in files.topics:
        reader.page(uri, topic=True)
    for uri in files.pages:
        reader.page(uri)
    reader.diagnostics += left_out(files, settings, reader.place, known or ())
    return reader.content(files, paths)


Lessons = tuple[dict[SrcUri, Lesson], set[SrcUri], list[Diagnostic]]
"""Some lessons, those that are no page, and what was found in them."""


@dataclass(kw_only=True)
class _Reader:
    settings: Settings
    place: DocsPlace
    algorithm: str = "sha1"
    """By which git names what files hold."""
    for_pages: bool = True
    """What a page hands on to others is looked at, too."""
    lessons: dict[SrcUri, Lesson] = field(default_factory=dict)
    pages: dict[SrcUri, Page] = field(default_factory=dict)
    gatherings: dict[SrcUri, Gathering] = field(default_factory=dict)
    people: dict[str, PersonFile] = field(default_factory=dict)
    notes: dict[SrcUri, Note] = field(default_factory=dict)
    trails: dict[SrcUri, Trail] = field(default_factory=dict)
    hidden: set[SrcUri] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.contributed = Contributed(self.settings)

    def walked(self, walked: Walked) -> list[SrcUri]:
        for name in walked.unfit:
            self._find(
                self.place.repo(SrcUri(name)),
                "file-name",
                "the file name is not UTF-8, so the file is left out",
                "Rename the file.",
            )
        for uri in walked.leading_out:
            self._find(
                self.place.repo(uri),
                "leads-out",
                "a link to what git doesn't track here is left out, and so is what is no file",
                "Put the file itself here, or link to one that this repository tracks.",
            )
        return walked.pages

    def some_lessons(self, uris: Sequence[SrcUri], unread: Mapping[SrcUri, Lesson]) -> Lessons:
        """Return some lessons, and what was found in them."""
        part = replace(self, lessons={}, hidden=set(), diagnostics=[])
        for uri in uris:
            if uri in unread:
                part.lessons[uri] = unread[uri]
            else:
                part.lesson(uri)
        return part.lessons, part.hidden, part.diagnostics

    def take(
        self, lessons: Mapping[SrcUri, Lesson], hidden: set[SrcUri], found: list[Diagnostic]
    ) -> None:
        self.lessons.update(lessons)
        self.hidden |= hidden
        self.diagnostics += found

    def lesson(self, uri: SrcUri) -> None:
        data, front, fields = self._open(uri)
        if not is_text(uri) and b"\0" in data[:_SEEN]:
            message = "this file matches `lessons` and is no text, so it is left out"
            cure = "Name the endings of texts in `lessons`."
            self._find(self.place.repo(uri), "no-text", message, cure)
            return
        # Without pages nobody asks for a text, but for the links that are marked in it.
        wanted = self.for_pages or MARK in front.body
        blob = blob_id(data, self.algorithm)
        words = words_per_line(data, front.body_line)
        lesson = read_lesson(uri, front, fields, blob, words, with_body=wanted)
        if plain := plain_blob_id(data, self.algorithm):
            lesson = replace(lesson, plain_blob=plain)
        if self.settings.locks.holds(uri, front.values):
            lesson = replace(lesson, may_quote=False)
        if is_pointer(data):
            lesson = replace(lesson, pointer=True)
        if target := self.place.target(uri):
            lesson = replace(lesson, text_path=target)
        self.lessons[uri] = lesson
        self._note(uri, front, fields, Kind.LESSON, hide=lesson.draft)

    def gathering(self, uri: SrcUri) -> None:
        _, front, fields = self._open(uri)
        gathering = read_gathering(uri, front, fields)
        self.gatherings[uri] = gathering
        self._note(uri, front, fields, Kind.GATHERING, hide=gathering.hidden)

    def person(self, uri: SrcUri) -> None:
        base = self._translated(uri)
        _, front, fields = self._open(base)
        self._wish(fields.path, front)
        front = with_known_keys(front)
        fields = Fields(fields.path, front)
        if not is_profile(front):
            self._publish(uri, front, fields, "profile", "name: Mira K.")
            return
        person = replace(read_person(base, front, fields), src_uri=uri)
        known = self.people.get(person.handle)
        if known is not None and self._translated(known.src_uri) == base:
            # The same person, in another language: what the file itself says counts.
            self.people[person.handle] = person if uri == base else known
            self.hidden.add(uri)
            return
        if person.show is not Show.NAME and hides_names(front, fields):
            self._find(
                fields.path,
                "profile-unreadable",
                "this file asks not to show somebody, and whom can't be read",
                'Write the names in double quotes: name: "Mira K.", git: ["Mira Kovac"].',
            )
        other = self.people.setdefault(person.handle, person)
        if other is not person:
            order = (Show.HIDDEN, Show.ALIAS, Show.NAME)
            # Whoever adds a second file must not undo the wish of the first.
            self.people[person.handle] = min(other, person, key=lambda p: order.index(p.show))
            message = f"a second profile of '{person.handle}', beside {other.repo_path}"
            self._find(fields.path, "duplicate-handle", message, "Rename one of the two files.")
        self._note(uri, front, fields, Kind.PERSON, hide=True)

    def _wish(self, path: RepoPath, front: FrontMatter) -> None:
        """Find a wish not to be named that may stand in a file, and that can't be read there."""
        unread = any(one.code == "not-utf8" for one in front.diagnostics)
        wished = WISH.search(front.body) and not front.values
        twice = any(
            one.code == "duplicate-key" and "'show'" in one.message for one in front.diagnostics
        )
        otherwise = bool(front.values.get("hidden")) or front.values.get("visible") is False
        if unread or wished or twice or otherwise:
            self._find(
                path,
                "profile-unreadable",
                "this file may ask not to show somebody, and that can't be read",
                "Save it as UTF-8, with one `show: hidden` between two lines of three dashes at its"
                " top.",
            )

    def _translated(self, uri: SrcUri) -> SrcUri:
        """Return the profile that a file is a translation of, such as `mira.md` for `mira.fr.md`:
        what it wishes holds in every language.
        """
        found = _LANGUAGE.fullmatch(uri)
        if not found:
            return uri
        base = SrcUri(f"{found[1]}.{found[2]}")
        return base if os.path.isfile(os.path.join(self.settings.docs_dir, base)) else uri

    def note(self, uri: SrcUri) -> None:
        data, front, fields = self._open(uri)
        if not is_note(front):
            self._publish(uri, front, fields, "note", "kind: applied")
            return
        note = read_note(uri, front, fields, blob_id(data, self.algorithm))
        if note is not None:
            self.notes[uri] = replace(note, plain_blob=plain_blob_id(data, self.algorithm))
        self._note(uri, front, fields, Kind.NOTE, hide=True)

    def _publish(
        self, uri: SrcUri, front: FrontMatter, fields: Fields, what: str, example: str
    ) -> None:
        """Leave a file to the site that only lies where files of ours lie."""
        self.pages[uri] = read_page(uri, front, fields)
        self._note(uri, front, fields, Kind.PAGE, hide=False)
        message = f"no key of a {what} stands in this file, so it is an ordinary page of the site"
        cure = f"If it is a {what}, say so in its front matter: {example}"
        finding = Diagnostic(
            path=fields.path,
            line=0,
            code=f"not-a-{what}",
            message=message,
            cure=cure,
            severity=Severity.ADVICE,
        )
        self.diagnostics.append(finding)

    def trail(self, uri: SrcUri) -> None:
        _, front, fields = self._open(uri)
        trail = read_trail(uri, front, fields)
        self.trails[uri] = trail
        # A page too, so that links lead to it.
        self.pages[uri] = Page(uri, trail.repo_path, trail.title, trail.hidden)
        self._note(uri, front, fields, Kind.TRAIL, hide=trail.hidden)

    def page(self, uri: SrcUri, *, topic: bool = False) -> None:
        _, front, fields = self._open(uri)
        wish = with_known_keys(front).values.get("show")
        if str(wish).lower() in (Show.HIDDEN, Show.ALIAS) and any(
            (folder := glob.partition("*")[0]) and uri.startswith(folder)
            for glob in self.settings.people
        ):
            # It lies where profiles lie, under a name or a folder that no pattern knows.
            self.person(uri)
            return
        page = self.pages[uri] = read_page(uri, front, fields)
        # Another tool may want to show its own drafts: only ours are taken out of the site.
        self._note(uri, front, fields, Kind.PAGE, hide=topic and page.hidden)

    def content(self, files: SortedFiles, paths: Iterable[SrcUri]) -> Content:
        return Content(
            lessons=self.lessons,
            pages=self.pages,
            gatherings=self.gatherings,
            people=self.people,
            notes=self.notes,
            trails=self.trails,
            hidden_files=frozenset(self.hidden),
            folders=folders(paths),
            place=self.place,
            diagnostics=tuple(sorted(self.diagnostics)),
        )

    def _open(self, uri: SrcUri) -> tuple[bytes, FrontMatter, Fields]:
        path = self.place.repo(uri)
        data = self._bytes(uri, path)
        front = read_front_matter(data, path)
        return data, front, Fields(path, front)

    def _bytes(self, uri: SrcUri, path: RepoPath) -> bytes:
        try:
            data = read_regular(os.path.join(self.settings.docs_dir, uri), MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", "") or "unfit name"
            self._find(
                path,
                "unreadable",
                f"the file can't be read ({reason.lower()})",
                "Check its permissions.",
            )
            return b""
        if len(data) > MOST_BYTES:
            self._find(
                path,
                "too-large",
                f"the file is larger than {MOST_BYTES // 1_000_000} MB",
                "Split it; only its beginning is read, and nobody has a share of it.",
            )
        return data

    def _note(
        self, uri: SrcUri, front: FrontMatter, fields: Fields, kind: Kind, *, hide: bool
    ) -> None:
        found = [*front.diagnostics, *fields.diagnostics]
        ours = (
            broken_speaks_ours(kind, front.opened, front.values)
            if front.broken
            else speaks_ours(kind, front.values)
        )
        self.diagnostics += found if ours else as_advice(found)
        if self.for_pages and front.values and self.contributed.page(uri):
            self.diagnostics += meta_findings(front, fields.path, self.settings.meta_keys)
        if hide:
            self.hidden.add(uri)

    def _find(self, path: RepoPath, code: str, message: str, cure: str) -> None:
        self.diagnostics.append(
            Diagnostic(
                path=path, line=0, code=code, message=message, cure=cure, severity=Severity.ERROR
            )
        )

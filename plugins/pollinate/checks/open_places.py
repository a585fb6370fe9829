# Files that were saved as a door offered them: a name or a folder that stands for words of one's
# own, an example in the front matter that nobody replaced. Two such files want one name, and then
# forges refuse the second. The words stand here too since checks don't know pages; a test holds
# both alike. Must not know: doors, forges.
"""Find open places that nobody filled in."""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Iterator
from itertools import takewhile
from typing import Protocol

from pollinate.model.content import Gathering, Lesson, Page
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.model.notes import Note
from pollinate.paths import RepoPath, slugify

OPEN_NAME, OPEN_TOPIC = "A-FEW-WORDS", "TOPIC"
EXAMPLES = ("lessons/topic/lesson.md", "https://example.org/what-shows-it")
"""Values of the templates that can be nobody's own."""
LONGEST = 60


class _File(Protocol):
    @property
    def src_uri(self) -> str: ...

    @property
    def repo_path(self) -> RepoPath: ...


def find_open_places(garden: Garden) -> Iterator[Diagnostic]:
    """Yield an advice for each file whose name, folder, title or front matter still has an open
    place.
    """
    content = garden.content
    # A trail is among the pages too.
    titled: list[Lesson | Gathering | Page] = [
        *content.lessons.values(),
        *content.gatherings.values(),
        *content.pages.values(),
    ]
    for one in titled:
        yield from _of_file(one, one.title)
    for person in content.people.values():
        yield from _of_file(person, person.name)
    for note in content.notes.values():
        yield from _of_file(note, note.about)
        yield from _of_note(note)


def _of_file(file: _File, words: str) -> Iterator[Diagnostic]:
    new = _renamed(file, words)
    if new != file.repo_path:
        message = "this file still has a name that stands for words of your own"
        cure = f"Give it some: {shlex.join(['git', 'mv', file.repo_path, new])}"
        yield Diagnostic(
            path=file.repo_path,
            line=0,
            code="open-place",
            message=message,
            cure=cure,
            severity=Severity.ADVICE,
        )
    elif OPEN_NAME in words:
        yield _left(file.repo_path, 1, words)


def _of_note(note: Note) -> Iterator[Diagnostic]:
    for key in ("about", "see", "effect", "helps"):
        value = getattr(note, key)
        if value in EXAMPLES or (key != "about" and OPEN_NAME in value):
            yield _left(note.repo_path, note.lines.get(key) or 1, value)


def _left(path: RepoPath, line: int, value: str) -> Diagnostic:
    message = f"'{value[:60]}' is an example that nobody replaced"
    return Diagnostic(
        path=path,
        line=line,
        code="open-place",
        message=message,
        cure="Write what you mean in its place.",
        severity=Severity.ADVICE,
    )


def _renamed(file: _File, words: str) -> str:
    """Return a path without open places: its title's or target's words for the name, a word to
    replace for the topic.
    """
    # Only what lies below the docs folder was offered by a door; behind a link, only the rest.
    offered = _common_end(file.src_uri, file.repo_path)
    start = len(file.repo_path) - len(offered)
    *folders, name = offered.split("/")
    stem, ending = posixpath.splitext(name)
    if OPEN_NAME in stem:
        own = (
            ""
            if OPEN_NAME in words or OPEN_NAME.replace("-", " ") in words.upper()
            else _short(words)
        )
        name = stem.replace(OPEN_NAME, own or "words-of-your-own") + ending
    folders = ["your-topic" if folder == OPEN_TOPIC else folder for folder in folders]
    return file.repo_path[:start] + "/".join([*folders, name])


def _common_end(one: str, two: str) -> str:
    """Return the names in which two paths end alike."""
    if two.endswith(one):
        return one
    pairs = zip(reversed(one.split("/")), reversed(two.split("/")), strict=False)
    alike = [a for a, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    return "/".join(reversed(alike)) or posixpath.basename(two)


def _short(words: str) -> str:
    slug = str(
        slugify(
            posixpath.splitext(posixpath.basename(words))[0] if words.endswith(".md") else words
        )
    )
    return slug if len(slug) <= LONGEST else slug[:LONGEST].rpartition("-")[0]

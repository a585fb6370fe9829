# Names of people who asked to be shown by alias or not at all, where somebody wrote them into a
# text of their own. Fields that name people are mapped by us; an author's own words are theirs, so
# they are pointed out and left alone. Reads the repository and says so: findings go to whoever can
# read it anyway. Must not know: how findings are printed.
"""Find private names in texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pollinate.content.frontmatter import FrontMatter, read_front_matter
from pollinate.content.seen import seen
from pollinate.model.content import Content
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.model.name_search import SHORT_NAME, Names
from pollinate.model.names import own_words
from pollinate.model.people import PersonFile, Show
from pollinate.model.private_people import PrivatePeople
from pollinate.paths import DocsPlace, RepoPath, SrcUri
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.words import MOST_BYTES

MAPPED = frozenset(
    {
        *("person", "people", "to", "by", "as", "asked_by", "reviewed_by", "credit"),
        *("author", "authors", "git", "keeps"),
    }
)
"""Keys whose values name people: nothing but what may be shown is made of them."""
FEW_TEXTS = 3
"""In so many at most a word of three letters may be somebody's handle."""
_MARKED = re.compile(r"[\\*_`~\[<&={\n]")


def find_private_names(garden: Garden, docs_dir: Path) -> Iterator[Diagnostic]:
    """Yield each text that names somebody who is shown by alias or hidden, and the first line of
    it that does.
    """
    private = PrivatePeople(garden)

    def read(uri: SrcUri) -> bytes:
        return bytes_or_nothing(docs_dir / uri, MOST_BYTES)

    yield from find_names_among(shown_files(garden.content), garden.content.place, private, read)


def find_names_among(
    uris: Iterable[SrcUri],
    place: DocsPlace,
    private: PrivatePeople,
    read: Callable[[SrcUri], bytes],
    elsewhere: Callable[[str], int] = lambda word: 0,
) -> Iterator[Diagnostic]:
    """Yield the same of some texts; `elsewhere` says how many others hold a word."""
    people = [(one, Names(private.names_of(one), private.given_names)) for one in private.files]
    logins = {one.handle: _login(one.handle, private.names_of(one)) for one in private.files}
    ordinary: dict[str, list[tuple[PersonFile, SrcUri, int]]] = defaultdict(list)
    for uri in uris if people else ():
        path = place.repo(uri)
        texts = _readings(read_front_matter(read(uri), path), uri, private)
        for file, names in people:
            if uri == file.src_uri:
                continue
            lines = [line + at for line, text in texts if (at := names.first(text)) >= 0]
            if lines:
                yield named_in(path, min(lines), file)
            elif (login := logins[file.handle]) is not None:
                lines = [
                    line + text.count("\n", 0, found.start())
                    for line, text in texts
                    if (found := login.search(text))
                ]
                if lines:
                    ordinary[file.handle].append((file, uri, min(lines)))
    for handle, some in ordinary.items():
        # Who is called like a word that stands all over the garden is not meant by it.
        for file, uri, line in some if len(some) + elsewhere(handle) <= FEW_TEXTS else ():
            yield named_in(place.repo(uri), line, file)


def _readings(front: FrontMatter, uri: SrcUri, private: PrivatePeople) -> list[tuple[int, str]]:
    """Return all that is shown of a file, in each way to read it, with its first line."""
    texts = [
        (1, uri.replace("/", " ")),
        *_fields(front, (), private),
        (front.body_line, front.body),
    ]
    return [(line, way) for line, text in texts for way in _ways_to_read(text)]


def named_in(path: RepoPath, line: int, file: PersonFile) -> Diagnostic:
    """Return the finding that a file names somebody who asked not to be."""
    how = "by alias" if file.show is Show.ALIAS else "not at all"
    return Diagnostic(
        path=path,
        line=line,
        code="private-name",
        message=f"this text names somebody who asked to be shown {how}",
        cure=f"Leave the name out, or ask; see {file.repo_path}.",
        severity=Severity.ADVICE,
    )


def _login(handle: str, names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds a handle that is too short to be looked for as a name, and is no given
    name.
    """
    given = {words[0] for words in map(own_words, names) if len(words) > 1}
    if len(handle) >= SHORT_NAME or not handle.isascii() or handle.lower() in given:
        return None
    return re.compile(rf"(?<![^\W_]){re.escape(handle)}(?![^\W_])")


def _ways_to_read(text: str) -> Iterator[str]:
    """Yield a text as it is written, as a reader sees it, and with the letters that an address
    stands for; each with as many lines.
    """
    yield text
    if not text.isascii() or _MARKED.search(text):
        yield seen(text)
    if "%" in text or "&" in text:
        lines = (unquote(unquote(unescape(line))) for line in text.split("\n"))
        yield "\n".join(line.replace("\n", " ") for line in lines)


def shown_files(content: Content) -> list[SrcUri]:
    """Return all files of which words are shown."""
    profiles = {one.src_uri for one in content.people.values()}
    shown = {*content.lessons, *content.pages, *content.gatherings, *content.trails}
    return sorted({*(shown - content.hidden_files), *content.trails, *content.notes, *profiles})


def _fields(
    front: FrontMatter,
    place: tuple[str | int, ...],
    private: PrivatePeople,
    *,
    mapped: bool = False,
) -> Iterator[tuple[int, str]]:
    """Yield the line and text of each value as it is shown: an author's own words as they are, the
    name of somebody private as what stands in its place.
    """
    value: Any = front.values
    for step in place:
        value = value[step]
    if isinstance(value, str):
        yield front.line(*place), private.shown(value) if mapped else value
    elif isinstance(value, list):
        for number in range(len(value)):
            yield from _fields(front, (*place, number), private, mapped=mapped)
    elif isinstance(value, dict):
        for key in value:
            names_people = mapped or str(key).casefold() in MAPPED
            yield from _fields(front, (*place, key), private, mapped=names_people)
